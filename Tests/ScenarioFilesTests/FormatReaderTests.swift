import DiscreteEvents
import Testing
import Wording

@testable import ScenarioFiles

struct FormatReaderTests {
  private enum Sub {
    static let depth = Field.number("depth_m", in: 0...1, unit: "m", "", "", default: 0.5)
    static let object = ObjectFormat([depth.format])
  }

  private enum Zone {
    static let n = Field.integer("n", in: 0...5, "", "")
    static let object = ObjectFormat([n.format])
  }

  /// A format with every kind of value.
  private enum Park {
    static let count = Field.integer("count", in: 1...9, unit: "bays", "", "", default: 7)
    static let speed = Field.number("speed_mps", in: .above(0, through: 50), unit: "m/s", "", "")
    static let label = Field.optionalText("label", length: 1...5, "", "", leftOut: Phrase("", ""))
    static let policy = Field.word("policy", of: words, "", "", default: "nearest")
    static let rates = Field.numbers("rates", count: 2...2, in: 0...10, unit: "m", "", "")
    static let from = Field.timeOfDay("from", "", "", default: "06:30")
    static let zones = Field.collection(
      "zones",
      of: Zone.object,
      count: 1...3,
      "",
      "",
      leftOut: Phrase("", "")
    )
    static let homes = Field.references(
      "homes",
      to: "zones",
      "",
      "",
      presence: .derived(Phrase("all", "全部")) { _, file in
        .array((file["zones"]?.members ?? []).map { JSONNode(.string($0.key), span: .standard) })
      }
    )
    static let sub = Field.object("sub", Sub.object, "", "", presence: .empty)
    static let extra = Field.optionalObject("extra", Sub.object, "", "", leftOut: Phrase("", ""))
    static let object = ObjectFormat([
      count.format, speed.format, label.format, policy.format, rates.format, from.format,
      zones.format, homes.format, sub.format, extra.format,
    ])

    private static let words = [Word("first_free", "", ""), Word("nearest", "", "")]
  }

  /// What reading a text finds, as `line:column code pointer`, and what it comes to.
  private func read(
    _ text: String,
    as format: ObjectFormat = Park.object
  ) throws -> (faults: [ScenarioFault], reading: ObjectReading?) {
    let collector = FaultCollector()
    let source = SourceText(name: "park.json", text: text)
    let node = try #require(JSONNode.parse(source, faults: collector))
    var reader = FormatReader(node, faults: collector)
    let reading = reader.read(format)
    do {
      try collector.throwIfAny()
      return ([], reading)
    } catch {
      return (error.faults, reading)
    }
  }

  private func summary(_ faults: [ScenarioFault]) -> [String] {
    faults.map { "\($0.place.line):\($0.place.column) \($0.code) \($0.place.pointer)" }
  }

  @Test func valuesAreReadAndDefaultsFilledIn() throws {
    let text = """
      {"speed_mps": 12.5, "label": "上饶", "rates": [1, 2], "zones": {"z2": {"n": 2}, "a": {"n": 1}}}
      """
    let park = try #require(try read(text).reading)
    #expect(park[Park.count] == 7)
    #expect(park[Park.speed] == 12.5)
    #expect(park[Park.label] == "上饶")
    #expect(park[Park.policy] == "nearest")
    #expect(park[Park.rates] == [1, 2])
    #expect(park[Park.from] == .minutes(390))
    #expect(park[Park.zones].map(\.id) == ["a", "z2"])
    #expect(park[Park.zones].map { $0.object[Zone.n] } == [1, 2])
    #expect(park[Park.homes] == ["z2", "a"])
    #expect(park[Park.sub][Sub.depth] == 0.5)
    #expect(park[Park.extra] == nil)
    #expect(
      park.node.canonicalText == """
        {"count":7,"from":"06:30","homes":["z2","a"],"label":"上饶","policy":"nearest",\
        "rates":[1,2],"speed_mps":12.5,"sub":{"depth_m":0.5},\
        "zones":{"a":{"n":1},"z2":{"n":2}}}
        """
    )
  }

  @Test func onePassFindsEveryFaultInTheOrderOfTheText() throws {
    let text = """
      {
        "count": 0,
        "label": "a\\u0000b",
        "policy": "neerest",
        "rates": [1, 99],
        "from": "6:30",
        "homes": ["z1", "z9", "z1"],
        "zones": { "z1": { "n": 2.5, "m": 0 } },
        "sub": {"depht_m": 1},
        "extra": null,
        "colour": 1
      }
      """
    let expected = [
      "1:1 E0202 /speed_mps", "2:12 E0204 /count", "3:12 E0209 /label", "4:13 E0205 /policy",
      "5:16 E0204 /rates/1", "6:11 E0209 /from", "7:19 E0302 /homes/1", "7:25 E0301 /homes/2",
      "8:27 E0206 /zones/z1/n", "8:32 E0201 /zones/z1/m", "9:11 E0201 /sub/depht_m",
      "10:12 E0203 /extra", "11:3 E0201 /colour",
    ]
    #expect(summary(try read(text).faults) == expected)
  }

  @Test func messagesNameValueRangeUnitAndExampleInBothLanguages() throws {
    let found = try read(#"{"count": 400, "speed_mps": "12", "rates": [0, 0]}"#).faults
    #expect(
      found.first?.message == "found the number 400; allowed is a whole number from 1 to 9 bays"
    )
    let last = try #require(found.last)
    #expect(
      last.message
        == "found the string \"12\"; allowed is a number greater than 0 and at most 50 m/s"
    )
    #expect(last.help == "numbers stand without quotes, for example \"speed_mps\": 12")
    #expect(
      last.words(in: .chinese)
        == FaultWords(
          "此处是字符串 \"12\"，应为大于 0 且小于等于 50 的数（单位：m/s）",
          help: "数字不加引号，例如 \"speed_mps\": 12"
        )
    )
  }

  @Test func countsAreWordsOfTheLanguage() {
    let words = ValueFormat.collection(Zone.object, count: 1...3).words
    #expect(words.english == "an object with 1 to 3 entries, keyed by id")
    #expect(words.chinese == "以标识（id）为键、含 1 到 3 项的对象")
    let numbers = ValueFormat.numbers(.any, unit: "", count: 1...3).words
    #expect(numbers.chinese.hasPrefix("含 1 到 3 个元素的数组"))
  }

  @Test func unknownKeyNamesTheNearestAllowedOne() throws {
    let format = ObjectFormat([Park.count.format, Sub.depth.format])
    let found = try read(#"{"cuont": 3, "zzz": 1}"#, as: format).faults
    #expect(
      found.map(\.help) == [
        #"write "count"; allowed here: "count", "depth_m""#, #"allowed here: "count", "depth_m""#,
      ]
    )
    #expect(summary(found) == ["1:2 E0201 /cuont", "1:14 E0201 /zzz"])
  }

  @Test func misspeltRequiredKeyIsOneFault() throws {
    let found = try read(#"{"N": 3}"#, as: Zone.object).faults
    #expect(summary(found) == ["1:2 E0202 /N"])
    #expect(
      found.first?.message
        == #""N" is not known here; "n" is missing: a whole number from 0 to 5"#
    )
  }

  @Test func valuesWithAFaultOfSyntaxAreNotReportedTwice() throws {
    let text = #"{"count": 05, "speed_mps": 1, "rates": [NaN, 1], "sub": Inf}"#
    #expect(try read(text).faults.map(\.code) == ["E0119", "E0118", "E0118"])
  }

  /// A reviewer found that a fleet vanished without a word where so many members were no entries.
  @Test(arguments: [1, 201, 300, 20_000])
  func aFloodOfWhatIsNoEntryIsAFault(count: Int) throws {
    let flood = (0..<count).map { "\"x\($0)\": 0" }.joined(separator: ", ")
    let text = "{\"speed_mps\": 1, \"rates\": [1, 1], \"zones\": {\"a\": {\"n\": 1}, \(flood)}}"
    #expect(try !read(text).faults.isEmpty)
  }

  @Test(arguments: [
    (id: "m100", isValid: true), (id: "1", isValid: true), (id: "a_b.c:d/e-f", isValid: true),
    (id: String(repeating: "a", count: 64), isValid: true), (id: "", isValid: false),
    (id: String(repeating: "a", count: 65), isValid: false), (id: "-a", isValid: false),
    (id: "a b", isValid: false), (id: "\u{E9}", isValid: true),
    (id: "e\u{301}", isValid: false), (id: "\u{212A}", isValid: false),
    (id: "校园", isValid: true), (id: "北-1", isValid: true), (id: "склад", isValid: true),
    (id: "３", isValid: false), (id: "ｆast", isValid: false), (id: "校：园", isValid: false),
    (id: "校 园", isValid: false), (id: "校\u{200B}园", isValid: false),
    (id: "\u{202E}北", isValid: false), (id: "\u{F900}", isValid: false),
    (id: String(repeating: "园", count: 64), isValid: true),
    (id: String(repeating: "园", count: 65), isValid: false),
  ])
  func idsAreChecked(id: String, isValid: Bool) throws {
    let text = "{\"speed_mps\": 1, \"rates\": [1, 1], \"zones\": {\"\(id)\": {\"n\": 1}}}"
    let codes = try read(text).faults.map(\.code)
    #expect(codes == (isValid ? [] : ["E0208"]))
  }

  @Test(arguments: [
    (text: "9007199254740991", isAllowed: true), (text: "9007199254740992", isAllowed: false),
    (text: "-0", isAllowed: true), (text: "1e300", isAllowed: false),
    (text: "7.0", isAllowed: true), (text: "0.5", isAllowed: false),
  ])
  func integersAreExact(text: String, isAllowed: Bool) throws {
    let format = ObjectFormat([Field.integer("n", in: 0...Int.max, "", "").format])
    #expect(try read("{\"n\": \(text)}", as: format).faults.isEmpty == isAllowed)
  }

  @Test(arguments: ["[]", "3", "null", "\"a\""])
  func anythingButAnObjectIsRefused(text: String) throws {
    #expect(summary(try read(text, as: Zone.object).faults) == ["1:1 E0203 "])
  }

  @Test func aWordDecidesOnTheKeysThatThereAre() throws {
    let word = FieldFormat("kind", Phrase("", ""), .word([Word("a", "", "")]), .required)
    let choice = ObjectFormat.Choice(
      field: word,
      cases: [.init(Word("a", "", ""), [Zone.n.format])]
    )
    let format = ObjectFormat([Sub.depth.format], choice: choice)
    #expect(try read(#"{"kind": "a", "n": 1}"#, as: format).reading != nil)
    #expect(try read(#"{"kind": "a"}"#, as: format).faults.map(\.code) == ["E0202"])
    // Which keys belong to a wrong word nobody knows.
    #expect(try read(#"{"kind": "b", "x": 1}"#, as: format).faults.map(\.code) == ["E0205"])
    let nameless = try read(#"{"n": 1, "y": 1}"#, as: format).faults
    #expect(summary(nameless) == ["1:1 E0202 /kind", "1:10 E0201 /y"])
  }

  @Test(arguments: [
    (interval: (0...1).interval, words: "from 0 to 1", neutral: 0.0),
    (interval: (0.5..<1).interval, words: "at least 0.5 and less than 1", neutral: 0.5),
    (interval: (2...).interval, words: "at least 2", neutral: 2),
    (interval: (...(-3)).interval, words: "at most -3", neutral: -3),
    (
      interval: NumberInterval.above(2, below: 3), words: "greater than 2 and less than 3",
      neutral: 2.5
    ),
    (interval: .positive, words: "greater than 0", neutral: 1),
    (interval: .any, words: "of any size", neutral: 0),
  ])
  func intervalsHaveWordsAndANeutralNumber(
    interval: NumberInterval,
    words: String,
    neutral: Double
  ) {
    #expect(interval.words.english == words)
    #expect(interval.neutral == neutral)
    #expect(interval.contains(neutral))
  }
}
