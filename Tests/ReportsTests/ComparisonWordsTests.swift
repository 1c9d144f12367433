import LogisticsPark
import Testing
import Wording

@testable import Experiments
@testable import Reports

/// Words that commands and pages share.
struct ComparisonWordsTests {
  private static let counts = [ComparisonWarning.Count("a", 2), ComparisonWarning.Count("b", 3)]
  private static let shares = [ComparisonWarning.Share("a", 0.5)]

  /// English in its letters, and Chinese in its own.
  private func expectBoth(_ words: Phrase) {
    let isEnglish = words.english.unicodeScalars.allSatisfy { $0.isASCII }
    let isChinese = words.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }
    #expect(!words.english.isEmpty && isEnglish && isChinese, "\(words)")
  }

  @Test(
    "Every warning has words in both languages, with the names that it is of",
    arguments: [
      ComparisonWarning.unverified(["a"]), .sameEvents([["a", "b"]]),
      .strayResults([ComparisonWarning.Stray(results: "r", scenario: "a")]),
      .otherNumbers([[["a", "b"], ["c"]]]), .unfinished(counts), .notCommon,
      .otherStandard(wanted: "a", taken: "b"), .leftOut(counts), .tooFew(counts),
      .otherRevisions(counts), .otherStudy(["a"]), .otherOrders(["a", "b"]), .incomplete(counts),
      .partial(found: 3, of: 4), .strangers(1, hasOtherExperiments: true),
      .strangers(2, hasOtherExperiments: false), .ordersOpen(shares),
      .missingValues(metric: "a", counts), .changesNothing(["a"], standard: "s", runs: 5),
      .twins([["a", "b"]]), .notSteady(shares), .steadinessOpen(shares + [.init("b", .infinity)]),
      .leftInBatteries(metric: "m", without: "w", [.init("a", -0.5, "kWh")]),
    ]
  )
  func warnings(warning: ComparisonWarning) {
    let words = warning.words(of: 3)
    expectBoth(words)
    #expect(words.english.contains("'a'") == words.chinese.contains("'a'"))
    #expect(words.english.contains("'b'") == words.chinese.contains("'b'"))
  }

  @Test(
    "Every reason to set aside has words in both languages",
    arguments: [
      SetAside.Reason.edited(runs: 1, of: 2), .otherNumbers(runs: 1, of: 2, than: "a"),
      .otherChances, .noCompleteRun(begun: 1, why: nil), .noRun, .onlyForks(2),
      .fewRuns(6, usual: 10, unfinished: 1), .otherRevision([1], usual: 2), .otherSeeds,
      .otherStudy([]), .otherOrders([]), .invalid(Phrase(same: "fault"), faults: 2),
    ]
  )
  func reasons(reason: SetAside.Reason) {
    expectBoth(reason.words)
  }

  @Test("What people call a metric is said of a metric that there is")
  func titles() {
    for name in MetricTitle.titles.keys {
      #expect(MetricCatalogue.definition(of: name) != nil, "\(name)")
    }
    #expect(MetricTitle.of("lead_time_s.p95").english == "Lead time, 95 % quantile")
    #expect(MetricTitle.of("distance_km") == Phrase(same: "distance_km"))
  }

  @Test("Names in a row are harmless, and of many the rest is counted")
  func names() {
    #expect(VariantNames.list(["a\u{202E}b"]) == "'a\u{FFFD}b'")
    let many = (1...8).map { "\($0)" }
    #expect(VariantNames.list(many).hasSuffix("'6' and 2 more"))
    #expect(VariantNames.phrase(many).chinese.hasSuffix("'6'，另有 2 个"))
  }
}
