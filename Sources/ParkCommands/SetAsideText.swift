import Experiments
import Reports
import Wording

extension SetAside.Reason {
  /// A word for programs.
  var code: String {
    switch self {
    case .unreadable: "unreadable"
    case .invalid: "invalid"
    case .outside: "outside"
    case .tooCostly: "too_costly"
    case .edited: "edited"
    case .otherNumbers: "other_numbers"
    case .otherChances: "other_chances"
    case .noCompleteRun: "no_complete_run"
    case .noRun: "no_run"
    case .onlyForks: "only_forks"
    case .fewRuns: "few_runs"
    case .otherRevision: "other_revision"
    case .otherSeeds: "other_seeds"
    case .otherStudy: "other_study"
    case .otherOrders: "other_orders"
    }
  }

  /// Whether it is that other things are counted, or other orders served.
  var isOfStudyOrOrders: Bool {
    switch self {
    case .otherStudy, .otherOrders: true
    default: false
    }
  }
}

/// What is not compared, in lines.
enum SetAsideText {
  /// A title, a line for each, and how to compare them all the same; nothing where nothing is set aside.
  static func lines(_ aside: [SetAside]) -> [String] {
    guard !aside.isEmpty else { return [] }
    let title = Phrase("Set aside, and not compared:", "未参与比较：").spoken
    // What is said of many is said once.
    let sorted = aside.sorted { $0.name < $1.name }
    let groups = Dictionary(grouping: sorted) { $0.reason.words.english }
    let lines = sorted.compactMap { entry -> String? in
      let alike = groups[entry.reason.words.english] ?? []
      guard alike.first == entry else { return nil }
      let names = alike.map { VariantNames.quoted($0.name) }.joined(separator: ", ")
      let why = entry.reason.words
      return Phrase("  \(names): \(why.english)", "  \(names)：\(why.chinese)").spoken
    }
    return [title] + lines + SetAside.hints(on: aside).map { "  " + $0.spoken }
  }
}
