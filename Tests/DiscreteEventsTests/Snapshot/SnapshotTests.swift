import Testing

@testable import DiscreteEvents

/// A state with one of everything that can be saved.
private struct Everything: Codable, Hashable {
  enum Signal: Codable, Hashable {
    case off
    case on(level: Int16)
    case mixed(Double, note: String?)
    indirect case echo(Signal, times: Int)
  }

  enum Phase: UInt8, SnapshotValue { case day, night }

  enum Shift: String, Codable { case early, late }

  struct Pair: Codable, Hashable {
    var left: Int
    var right: [Bool]
  }

  var integers: [Int8] = [-128, -1, 0, 127]
  var wide = UInt64.max
  var huge: Int128 = -1
  var real = -0.0
  var infinite = -Double.infinity
  var single = Float.leastNonzeroMagnitude
  var text = "Küche 厨房\0"
  var empty = ""
  var missing: Int?
  var there: Int? = 7
  var missingPair: Pair?
  var therePair: Pair? = Pair(left: 1, right: [true, false])
  var nested: [[Int?]] = [[], [1, nil], [2]]
  var pairs = [Pair(left: 2, right: []), Pair(left: .min, right: [true])]
  var pairsAndGaps: [Pair?] = [nil, Pair(left: 3, right: [])]
  var signals: [Signal] = [
    .off, .on(level: -3), .mixed(.pi, note: nil), .mixed(0, note: "x"), .echo(.off, times: 2),
  ]
  var phase = Phase.night
  var shift = Shift.late
  var time = SimulationTime.hours(8)
  var handle = EventHandle.none
  var stream = RandomStream(antithetic: true)
  var range = 1..<5
}

/// Writes and reads nested containers by hand.
private struct ByHand: Codable, Hashable {
  enum Keys: String, CodingKey { case rows, gap, more }
  enum More: String, CodingKey { case deep }

  var rows: [[Int]]
  var deep: Int

  init(rows: [[Int]], deep: Int) {
    self.rows = rows
    self.deep = deep
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    var list = try container.nestedUnkeyedContainer(forKey: .rows)
    rows = []
    while !list.isAtEnd {
      var row = try list.nestedUnkeyedContainer()
      rows.append([])
      while !row.isAtEnd { rows[rows.count - 1].append(try row.decode(Int.self)) }
    }
    guard try container.decodeNil(forKey: .gap), !container.contains(.rows) else {
      throw DecodingError.valueNotFound(Int.self, .init(codingPath: [], debugDescription: "gap"))
    }
    let more = try container.nestedContainer(keyedBy: More.self, forKey: .more)
    deep = try more.decode(Int.self, forKey: .deep)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    var list = container.nestedUnkeyedContainer(forKey: .rows)
    for row in rows {
      var inner = list.nestedUnkeyedContainer()
      for value in row { try inner.encode(value) }
    }
    try container.encodeNil(forKey: .gap)
    var more = container.nestedContainer(keyedBy: More.self, forKey: .more)
    try more.encode(deep, forKey: .deep)
  }
}

private struct Small: Codable {
  var x: Int32
  var y: Bool?
  var z: [Small]
}

struct SnapshotTests {
  private let label = SnapshotLabel(model: "test", revision: 3)

  @Test func everythingComesBackAndGivesTheSameBytesAgain() throws {
    let state = Everything()
    let bytes = try Snapshot.save(state, as: label)
    let loaded = try Snapshot.load(Everything.self, from: bytes, as: label)
    #expect(loaded == state)
    #expect(loaded.real.sign == .minus)
    #expect(try Snapshot.save(loaded, as: label) == bytes)
    var copy = state
    copy.text += "!"
    copy.text.removeLast()
    #expect(try Snapshot.save(copy, as: label) == bytes)
  }

  @Test func everyBitOfADoubleComesBack() throws {
    let values: [Double] = [.nan, -.nan, .signalingNaN, 0, -0.0, .leastNonzeroMagnitude, .infinity]
    let bytes = try Snapshot.save(values, as: label)
    let loaded = try Snapshot.load([Double].self, from: bytes, as: label)
    #expect(loaded.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test func containersNestedByHandComeBack() throws {
    for rows in [[], [[]], [[1, 2], [], [3]]] as [[[Int]]] {
      let state = [ByHand(rows: rows, deep: 4), ByHand(rows: [], deep: 5)]
      let bytes = try Snapshot.save(state, as: label)
      #expect(try Snapshot.load([ByHand].self, from: bytes, as: label) == state)
    }
  }

  @Test("The bytes are those that the layout says")
  func bytesFollowTheLayout() throws {
    let state = Small(x: -2, y: true, z: [Small(x: 258, y: nil, z: [])])
    let digest = [UInt8](repeating: 0xab, count: 32)
    let label = SnapshotLabel(model: "ab", revision: 3, scenarioDigest: digest)
    let bytes = try Snapshot.save(state, as: label)
    // Each field comes with its name, its type and whether that has a layout of its own.
    let body: [UInt8] =
      [1, 0, 5] + Array("Small".utf8) + [0]
      + [2, 1] + Array("x".utf8) + [5] + Array("Int32".utf8) + [1] + [0xfe, 0xff, 0xff, 0xff]
      + [3, 1] + Array("y".utf8) + [14] + Array("Optional<Bool>".utf8) + [1] + [1, 1]
      + [4, 1] + Array("z".utf8) + [12] + Array("Array<Small>".utf8) + [0]
      // The element of z, whose own z is an empty array.
      + [1] + [2, 2, 1, 0, 0] + [3, 0] + [4, 0] + [0]
      // The ends of the array and of the state.
      + [0] + [0]
    let head: [UInt8] =
      [0x89, 0x44, 0x45, 0x53, 0x4e, 0x41, 0x50, 0x0a] + [1, 0]
      + [UInt8(head(label) + body.count + 8), 0, 0, 0, 0, 0, 0, 0] + [3, 0, 0, 0, 0, 0, 0, 0]
      + [1] + digest + [2, 0] + Array("ab".utf8)
    let checksum = Checksum.crc64((head + body)[...])
    let tail = (0..<8).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
    #expect(bytes == head + body + tail)
  }

  private func head(_ label: SnapshotLabel) -> Int {
    8 + 2 + 8 + 8 + 1 + (label.scenarioDigest?.count ?? 0) + 2 + label.model.utf8.count
  }

  @Test func checksumIsTheOneOfTheCatalogue() {
    #expect(Checksum.crc64(Array("123456789".utf8)[...]) == 0x995d_c9bb_df19_39fa)
    let bytes = (0..<100).map { UInt8($0) }
    // Eight at a time and one at a time give the same.
    let odd = bytes[3..<98]
    var remainder = UInt64.max
    for byte in odd {
      remainder ^= UInt64(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xc96c_5795_d787_0f42
      }
    }
    #expect(Checksum.crc64(odd) == ~remainder)
  }

  @Test func theLabelIsChecked() throws {
    let digest = [UInt8](repeating: 7, count: 32)
    let label = SnapshotLabel(model: "bank", revision: 2, scenarioDigest: digest)
    let bytes = try Snapshot.save(5, as: label)
    #expect(try Snapshot.label(of: bytes) == label)
    #expect(try Snapshot.load(Int.self, from: bytes, as: label) == 5)
    var other = label
    other.model = "shop"
    #expect(throws: SnapshotError.otherModel(expected: "shop", found: "bank")) {
      try Snapshot.load(Int.self, from: bytes, as: other)
    }
    other = label
    other.revision = 1
    #expect(throws: SnapshotError.otherRevision(expected: 1, found: 2)) {
      try Snapshot.load(Int.self, from: bytes, as: other)
    }
    for wrong in [nil, Array(digest.dropLast()) + [8]] {
      other = SnapshotLabel(model: "bank", revision: 2, scenarioDigest: wrong)
      #expect(throws: SnapshotError.otherScenario) {
        try Snapshot.load(Int.self, from: bytes, as: other)
      }
    }
  }

  @Test func dictionariesAndSetsAreRefusedWithTheirPlace() {
    struct Books: Codable { var entries: [String: Int] = [:] }
    struct Shelf: Codable { var books = [Books(), Books()] }
    let dictionary = #expect(throws: SnapshotError.self) { try Snapshot.save(Shelf(), as: label) }
    #expect("\(String(describing: dictionary))".contains("books[0].entries"))
    #expect("\(String(describing: dictionary))".contains("order differs from run to run"))
    struct Bag: Codable { var things: Set<Int> = [1] }
    #expect(throws: SnapshotError.self) { try Snapshot.save(Bag(), as: label) }
    #expect(throws: SnapshotError.self) { try Snapshot.save([1: 2], as: label) }
  }

  @Test func endlessNestingIsRefusedOnBothSides() throws {
    func chain(_ length: Int) -> Everything.Signal {
      (0..<length).reduce(.off) { signal, _ in .echo(signal, times: 1) }
    }
    let deepest = try Snapshot.save(chain(snapshotDepthLimit - 1), as: label)
    #expect(
      try Snapshot.load(Everything.Signal.self, from: deepest, as: label)
        == chain(snapshotDepthLimit - 1)
    )
    #expect(throws: SnapshotError.self) {
      try Snapshot.save(chain(snapshotDepthLimit), as: label)
    }
  }

  @Test func elementsWithoutBytesAreRefused() {
    struct Nothing: SnapshotValue {
      func save(to writer: inout SnapshotWriter) {}
      init(from reader: inout SnapshotReader) throws {}
      init() {}
    }
    #expect(throws: SnapshotError.self) { try Snapshot.save([Nothing()], as: label) }
  }

  @Test func fastValuesMayHoldOthers() throws {
    struct Plain: Codable, Equatable { var a = 1, b = "b" }
    struct Mixed: SnapshotValue, Equatable {
      var plain = Plain()
      var number: Int16 = 9
      func save(to writer: inout SnapshotWriter) {
        writer.write(plain)
        writer.write(number)
        writer.write(plain)
      }
      init() {}
      init(from reader: inout SnapshotReader) throws {
        plain = try reader.read()
        number = try reader.read()
        guard plain == (try reader.read(Plain.self)) else { throw reader.fault("differs") }
      }
    }
    let state = [Mixed(), Mixed()]
    let bytes = try Snapshot.save(state, as: label)
    #expect(try Snapshot.load([Mixed].self, from: bytes, as: label) == state)
    struct Bad: SnapshotValue {
      var table = [1: 2]
      func save(to writer: inout SnapshotWriter) { writer.write(table) }
      init() {}
      init(from reader: inout SnapshotReader) throws { table = try reader.read() }
    }
    #expect(throws: SnapshotError.self) { try Snapshot.save([Bad()], as: label) }
  }
}
