import DiscreteEvents
import Testing

/// The state as it was when it was saved; the others are what it may have become.
private enum Before {
  struct Inner: Codable { var a = 1, b: Int? = 2 }
  enum Event: Codable {
    case start
    case stop(Int)
    case pause(seconds: Double)
  }
  struct State: Codable {
    var count: Int32 = 5
    var inner = [Inner(), Inner()]
    var event = Event.stop(3)
    var last = "end"
  }
}

private enum Renamed {
  struct State: Codable {
    var number: Int32, inner: [Before.Inner], event: Before.Event, last: String
  }
}

private enum Retyped {
  struct State: Codable {
    var count: Float, inner: [Before.Inner], event: Before.Event, last: String
  }
}

private enum Longer {
  struct State: Codable {
    var count: Int32, inner: [Before.Inner], event: Before.Event, last: String, more: Int
  }
}

private enum LongerByAnOptional {
  struct State: Codable {
    var count: Int32, inner: [Before.Inner], event: Before.Event, last: String, more: Int?
  }
}

private enum Shorter {
  struct State: Codable { var count: Int32, inner: [Before.Inner], event: Before.Event }
}

private enum Swapped {
  struct State: Codable {
    var inner: [Before.Inner], count: Int32, event: Before.Event, last: String
  }
}

private enum InnerChanged {
  struct Inner: Codable { var a: Int, c: Int? }
  struct State: Codable { var count: Int32, inner: [Inner], event: Before.Event, last: String }
}

private enum CaseGone {
  enum Event: Codable {
    case start
    case pause(seconds: Double)
  }
  struct State: Codable { var count: Int32, inner: [Before.Inner], event: Event, last: String }
}

private enum CaseChanged {
  enum Event: Codable {
    case start
    case stop(Int, reason: Int)
    case pause(seconds: Double)
  }
  struct State: Codable { var count: Int32, inner: [Before.Inner], event: Event, last: String }
}

private enum InItsOwnLayout {
  struct State: SnapshotValue {
    var last: String
    func save(to writer: inout SnapshotWriter) { writer.write(last) }
    init(from reader: inout SnapshotReader) throws { last = try reader.read() }
  }
}

struct SnapshotChangeTests {
  private let label = SnapshotLabel(model: "test")

  private func change<State: Decodable>(_ type: State.Type) throws -> SnapshotError? {
    let bytes = try Snapshot.save(Before.State(), as: label)
    return #expect(throws: SnapshotError.self) { try Snapshot.load(type, from: bytes, as: label) }
  }

  @Test func theSameStateLoads() throws {
    let bytes = try Snapshot.save(Before.State(), as: label)
    #expect(try Snapshot.load(Before.State.self, from: bytes, as: label).last == "end")
  }

  @Test func changedFieldsAreNamed() throws {
    #expect(
      try change(Renamed.State.self)
        == .unexpectedField(path: "number", expected: "number: Int32", found: "count: Int32")
    )
    #expect(
      try change(Retyped.State.self)
        == .unexpectedField(path: "count", expected: "count: Float", found: "count: Int32")
    )
    #expect(
      try change(Swapped.State.self)
        == .unexpectedField(path: "inner", expected: "inner: Array<Inner>", found: "count: Int32")
    )
  }

  @Test func fieldsTooManyOrTooFewAreNamed() throws {
    #expect(
      try change(Longer.State.self)
        == .unexpectedField(path: "more", expected: "more: Int", found: "the end of the value")
    )
    #expect(
      try change(LongerByAnOptional.State.self)
        == .unexpectedField(
          path: "more",
          expected: "more: Optional<Int>",
          found: "the end of the value"
        )
    )
    #expect(
      try change(Shorter.State.self)
        == .unexpectedField(path: "", expected: "the end of State", found: "last: String")
    )
  }

  @Test func changesDeepInsideAreNamedWithTheirPath() throws {
    #expect(
      try change(InnerChanged.State.self)
        == .unexpectedField(
          path: "inner[0].c",
          expected: "c: Optional<Int>",
          found: "b: Optional<Int>"
        )
    )
    #expect(
      try change(CaseGone.State.self)
        == .unexpectedField(path: "event", expected: "a case of Event", found: "stop")
    )
    #expect(
      try change(CaseChanged.State.self)
        == .unexpectedField(
          path: "event.reason",
          expected: "reason: Int",
          found: "the end of the value"
        )
    )
  }

  @Test func aTypeThatHasGotALayoutOfItsOwnIsRefused() throws {
    #expect(
      try change(InItsOwnLayout.State.self)
        == .unexpectedField(
          path: "",
          expected: "State",
          found: "State in the layout of Codable"
        )
    )
  }

  @Test func anotherTypeIsRefusedByItsName() throws {
    let bytes = try Snapshot.save([1, 2], as: label)
    #expect(
      throws: SnapshotError.unexpectedField(
        path: "",
        expected: "Array<UInt>",
        found: "Array<Int>"
      )
    ) {
      try Snapshot.load([UInt].self, from: bytes, as: label)
    }
  }
}
