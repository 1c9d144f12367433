import Testing

@testable import DiscreteEvents

private enum Signal: Codable, Equatable {
  case off
  case on(level: Int16)
  indirect case echo(Signal)
}

private struct State: Codable {
  var engine = Engine<Int32>()
  var open = Engine<Code>()
  var names = ["a", "bc"]
  var signals: [Signal] = [.off, .on(level: 3), .echo(.off)]
  var stream = RandomStream()
  var maybe: [Int?] = [1, nil]

  struct Code: Codable { var value: UInt8 }

  init() {
    for number in 0..<6 as Range<Int32> {
      engine.schedule(number, at: .seconds(Int(number % 4)))
      open.schedule(Code(value: UInt8(number)), at: .seconds(Int(number)))
    }
    engine.cancel(engine.schedule(9, after: .zero))
  }
}

struct SnapshotHostileTests {
  private let label = SnapshotLabel(model: "hostile")

  /// Gives changed content a good frame again, so that it comes past the checksum.
  private func reframed(_ bytes: [UInt8]) -> [UInt8] {
    SnapshotFrame.seal(Array(bytes.dropLast(8)))
  }

  @Test func everyTruncationIsRefused() throws {
    let bytes = try Snapshot.save(State(), as: label)
    for count in 0..<bytes.count {
      let error = #expect(throws: SnapshotError.self) {
        try Snapshot.load(State.self, from: Array(bytes[..<count]), as: label)
      }
      if count == 0 { #expect(error == .notASnapshot) }
      if count >= 18 { #expect(error == .truncated(missing: bytes.count - count)) }
    }
    #expect(throws: SnapshotError.trailingBytes(3)) {
      try Snapshot.load(State.self, from: bytes + [0, 0, 0], as: label)
    }
  }

  @Test func everyFlippedBitIsRefused() throws {
    let bytes = try Snapshot.save(State(), as: label)
    var stream = StreamDirectory(seed: 71, replication: 1).first("flips")
    for _ in 0..<2_000 {
      var changed = bytes
      let place = Int(stream.uniform() * Double(bytes.count))
      changed[place] ^= 1 << UInt8(stream.uniform() * 8)
      let error = #expect(throws: SnapshotError.self) {
        try Snapshot.load(State.self, from: changed, as: label)
      }
      if place >= 18 { #expect(error == .corrupted, "byte \(place)") }
    }
  }

  @Test("5,000 mutations with a good checksum never trap, and what loads can be saved again")
  func mutatedContentNeverTraps() throws {
    let bytes = try Snapshot.save(State(), as: label)
    var stream = StreamDirectory(seed: 72, replication: 1).first("mutations")
    let special: [UInt8] = [0, 1, 0x7f, 0x80, 0xff]
    var refused = 0
    for _ in 0..<5_000 {
      var changed = bytes
      for _ in 0...Int(stream.uniform() * 3) {
        let place = 27 + Int(stream.uniform() * Double(changed.count - 35))
        let byte =
          stream.uniform() < 0.5
          ? special[Int(stream.uniform() * 5)] : UInt8(stream.uniform() * 256)
        switch stream.uniform() {
        case ..<0.7: changed[place] = byte
        case ..<0.85: changed.remove(at: place)
        default: changed.insert(byte, at: place)
        }
      }
      changed = reframed(changed)
      do {
        let state = try Snapshot.load(State.self, from: changed, as: label)
        _ = try Snapshot.save(state, as: label)
      } catch is SnapshotError {
        refused += 1
      }
    }
    // Most changes hit names, lengths or what must fit together.
    #expect(refused > 2_500)
  }

  @Test func randomBytesAreRefused() {
    var stream = StreamDirectory(seed: 73, replication: 1).first("noise")
    for length in 0..<300 {
      let noise = (0..<length).map { _ in UInt8(stream.uniform() * 256) }
      #expect(throws: SnapshotError.self) {
        try Snapshot.load(State.self, from: noise, as: label)
      }
      let framed = SnapshotFrame.seal(SnapshotFrame.header(label) + noise)
      #expect(throws: SnapshotError.self) {
        try Snapshot.load(State.self, from: framed, as: label)
      }
    }
  }

  @Test func aLengthThatLiesTakesNoMemory() throws {
    func content(_ type: String, _ bytes: [UInt8]) -> [UInt8] {
      var writer = SnapshotWriter(bytes: SnapshotFrame.header(label))
      writer.writeLength(1)
      writer.writeText("")
      writer.writeText(type)
      writer.write(true)
      return SnapshotFrame.seal(writer.bytes + bytes)
    }
    var writer = SnapshotWriter(bytes: [])
    writer.writeLength(.max)
    for (type, bytes) in [
      ("Array<Double>", content("Array<Double>", writer.bytes)),
      ("String", content("String", writer.bytes)),
      ("Array<Double>", content("Array<Double>", [0xff, 0xff, 0xff, 0xff, 0x7f])),
    ] {
      let error = #expect(throws: SnapshotError.self) {
        if type == "String" {
          _ = try Snapshot.load(String.self, from: bytes, as: label)
        } else {
          _ = try Snapshot.load([Double].self, from: bytes, as: label)
        }
      }
      guard case .truncated = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    // Ten bytes of seven bits are more than an integer holds.
    let long = content("Array<Double>", [UInt8](repeating: 0xff, count: 9) + [0x01])
    let reason = "a number is longer than the integers of this machine"
    #expect(throws: SnapshotError.invalidValue(path: "", reason: reason)) {
      try Snapshot.load([Double].self, from: long, as: label)
    }
  }

  @Test func nestingWithoutEndIsRefused() throws {
    var writer = SnapshotWriter(bytes: SnapshotFrame.header(label))
    let fields = [("", "Signal"), ("echo", "NestedValues"), ("_0", "Signal")]
    for (index, field) in fields.enumerated() {
      writer.writeLength(index + 1)
      writer.writeText(field.0)
      writer.writeText(field.1)
      writer.write(false)
    }
    // An echo of an echo of an echo.
    for _ in 0..<100_000 { writer.bytes += [2, 3] }
    let bytes = SnapshotFrame.seal(writer.bytes)
    let error = #expect(throws: SnapshotError.self) {
      try Snapshot.load(Signal.self, from: bytes, as: label)
    }
    guard case .invalidValue(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("nested more than"))
  }

  @Test func valuesThatCanNotBeAreRefused() throws {
    func load<Value: Codable & SnapshotValue>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value
    {
      var reader = SnapshotReader(bytes: bytes, range: 0..<bytes.count)
      return try Value(from: &reader)
    }
    enum Phase: UInt8, SnapshotValue { case day, night }
    #expect(try load(Phase.self, [1]) == .night)
    #expect(throws: SnapshotError.self) { try load(Phase.self, [2]) }
    #expect(throws: SnapshotError.self) { try load(Bool.self, [2]) }
    #expect(throws: SnapshotError.self) { try load(String.self, [2, 0xc3, 0x28]) }
    #expect(throws: SnapshotError.self) {
      try load(MRG32k3a.self, [UInt8](repeating: 0, count: 24))
    }
    #expect(throws: SnapshotError.truncated(missing: 3)) { try load(Int64.self, [1, 2, 3, 4, 5]) }
  }
}

extension StreamDirectory {
  fileprivate func first(_ purpose: String) -> RandomStream {
    var directory = self
    return directory.stream(purpose)
  }
}
