import ScenarioFiles
import Testing

struct JSONParserLimitTests {
  private func faults(in bytes: [UInt8]) -> [ScenarioFault] {
    let collector = FaultCollector()
    _ = JSONNode.parse(SourceText(name: "park.json", bytes: bytes), faults: collector)
    return collector.faults
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func nestingOfAHundredThousandIsRefused(opening: String) {
    let text = String(repeating: opening, count: 100_000)
    #expect(faults(in: Array(text.utf8)).map(\.code) == [FaultCode.nestingTooDeep.rawValue])
  }

  @Test(arguments: [(depth: 256, isAllowed: true), (depth: 257, isAllowed: false)])
  func nestingIsAllowedUpTo256(depth: Int, isAllowed: Bool) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(faults(in: Array(text.utf8)).isEmpty == isAllowed)
  }

  @Test(arguments: [
    (digits: 1_000, code: FaultCode.numberTooLarge),
    (digits: 10_000, code: .numberTooLong),
    (digits: 1_000_000, code: .numberTooLong),
  ])
  func numberOfManyDigitsIsRefused(digits: Int, code: FaultCode) {
    let text = String(repeating: "9", count: digits)
    #expect(faults(in: Array(text.utf8)).map(\.code) == [code.rawValue])
  }

  @Test func textBeyond64MebibytesIsRefused() {
    let bytes = [UInt8](repeating: 0x20, count: 64 << 20 + 1)
    #expect(faults(in: bytes).map(\.code) == [FaultCode.textTooLarge.rawValue])
  }

  @Test func moreThanTwoMillionValuesAreRefused() {
    let text = "[" + String(repeating: "0,", count: 2_000_000) + "0]"
    #expect(faults(in: Array(text.utf8)).map(\.code) == [FaultCode.tooManyValues.rawValue])
  }

  @Test func faultsBeyondTheLimitAreCountedOnly() throws {
    let text = "[" + String(repeating: "01,", count: 5_000) + "0]"
    let error = #expect(throws: ScenarioFaults.self) {
      try JSONNode(parsing: SourceText(name: "a", text: text))
    }
    #expect(error?.faults.count == FaultCollector.limit)
    #expect(error?.omitted == 5_000 - FaultCollector.limit)
  }

  @Test func columnsInALineOfAMillionCharactersAreExact() throws {
    let text = "[\"" + String(repeating: "仓", count: 1_000_000) + "\", 01]"
    let fault = try #require(faults(in: Array(text.utf8)).first)
    #expect(fault.place.column == 1_000_006)
    #expect((fault.sourceLine?.unicodeScalars.count ?? 0) < 300)
  }

  static let validText = """
    {"format": 1, "label": "上饶 \\"A\\" \\u4ed3\\ud83d\\ude80",
      "fleet": {"m100": {"count": 40, "capacity_wh": 1.5e2, "position_m": [0, -1.25, 3e-7]}},
      "policy": "nearest", "rain": false, "none": null, "list": [[], {}, [{"a": [true]}]]}
    """

  @Test("Whatever bytes are changed, the parser reports or returns")
  func randomMutationsNeverCrash() throws {
    let valid = Array(Self.validText.utf8)
    let signs = Array("{}[]\",:'\\/#*-+.eE0u“：\u{FEFF}\0\n".utf8)
    for seed in 0..<20_000 {
      var random = SplitMix(seed: UInt64(seed))
      var bytes = valid
      for _ in 0...random.below(4) {
        let offset = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[offset] = UInt8(random.below(256))
        case 1: bytes[offset] = signs[random.below(signs.count)]
        case 2: bytes.insert(signs[random.below(signs.count)], at: offset)
        default: bytes.removeSubrange(offset..<min(bytes.count, offset + 1 + random.below(20)))
        }
        if bytes.isEmpty { bytes = valid }
      }
      checkOutcome(of: bytes, seed: seed)
    }
  }

  private func checkOutcome(of bytes: [UInt8], seed: Int) {
    let collector = FaultCollector()
    let source = SourceText(name: "mutated", bytes: bytes)
    let node = JSONNode.parse(source, faults: collector)
    if node == nil && collector.total == 0 {
      Issue.record("no value and no fault, seed \(seed)")
    }
    guard collector.total == 0, let node else {
      if ScenarioFaults(collector.faults).description.isEmpty { Issue.record("seed \(seed)") }
      return
    }
    let text = node.canonicalText
    let again = try? JSONNode(parsing: SourceText(name: "canonical", text: text))
    if again?.canonicalText != text { Issue.record("canonical text differs, seed \(seed)") }
  }
}

/// A small generator for tests (Steele, Lea and Flood 2014), the same on every machine.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1; the slight bias does not matter here.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
