import Experiments
import ScenarioFiles

extension SetAside {
  /// The variant and why it is not compared, on one line.
  var words: String { "\(VariantNames.quoted(name)): \(reason.words)" }
}

extension SetAside.Reason {
  /// In words, with a way out where there is one.
  var words: String {
    switch self {
    case .unreadable(let why): TerminalText.visible(why)
    case .invalid(let fault, let count):
      fault + (count > 1 ? "; and \(count - 1) more (parksim scenario check)" : "")
    case .outside(let fault): fault
    case .tooCostly(let why): why
    case .edited(let runs, let all):
      "the numbers or the scenario of \(runs) of \(all) runs are not those that were written, as their "
        + "digests differ: edited or damaged (--unchecked takes them all the same)"
    case .otherNumbers(let runs, let all, let scenario):
      "\(runs) of \(all) runs have other numbers than this program has made of the same scenario with the same "
        + "seeds, as \(VariantNames.quoted(scenario)): edited, and the digests with them"
    case .otherChances:
      "other orders, though its demand, seeds and numbers of replications are those of the others: its runs were "
        + "not made with the seeds that they state, or edited"
    case .noCompleteRun(let begun, let why):
      "no run is complete; \(begun) \(begun == 1 ? "was" : "were") begun"
        + (why.map { ", and failed: \(TerminalText.visible($0))" } ?? ": run it again")
    case .noRun: "holds no run: run it again"
    case .onlyForks(let count):
      "its \(count) \(count == 1 ? "run was forked from the middle of another, and stands" : "runs were forked from the middle of others, and stand") for no "
        + "scenario from its start: parksim metrics shows \(count == 1 ? "it" : "them")"
    case .fewRuns(let count, let usual, let unfinished):
      "has \(count) of the \(usual) replications that most others have"
        + (unfinished > 0
          ? ", and \(unfinished) \(unfinished == 1 ? "run that is" : "runs that are") not complete"
          : "")
        + ": run it again"
        + (count < Comparison.fewestOfAVerdict
          ? "" : ", or compare fewer of all (parksim compare --replications)")
    case .otherRevision(let found, let usual):
      "made by revision \(found.map { "\($0)" }.joined(separator: ", ")) of the model, the others by "
        + "\(usual): run it again with one version"
    case .otherSeeds:
      "shares no replications (seed and number) with the standard: run it with the same --seed"
    case .otherStudy(let changes): "another study" + Self.list(changes)
    case .otherOrders(let changes): "other orders" + Self.list(changes)
    }
  }

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

  /// Whether naming the variant compares it all the same.
  var isChoice: Bool {
    switch self {
    case .otherStudy, .otherOrders, .fewRuns, .otherSeeds: true
    default: false
    }
  }

  /// Whether it is that other things are counted, or other orders served.
  var isOfStudyOrOrders: Bool {
    switch self {
    case .otherStudy, .otherOrders: true
    default: false
    }
  }

  private static func list(_ changes: [ComparedSystem.Change]) -> String {
    changes.isEmpty ? "" : ": " + ChangeText.words(changes, width: 60)
  }
}

/// What is not compared, in lines.
enum SetAsideText {
  /// A title, a line for each, and how to compare them all the same; nothing where nothing is set aside.
  static func lines(_ aside: [SetAside]) -> [String] {
    guard !aside.isEmpty else { return [] }
    let title = "Set aside, and not compared:"
    // What is said of many is said once.
    let sorted = aside.sorted { $0.name < $1.name }
    let groups = Dictionary(grouping: sorted) { $0.reason.words }
    let lines = sorted.compactMap { entry -> String? in
      let alike = groups[entry.reason.words] ?? []
      guard alike.first == entry else { return nil }
      return "  " + alike.map { VariantNames.quoted($0.name) }.joined(separator: ", ") + ": "
        + entry.reason.words
    }
    var hints: [String] = []
    if aside.contains(where: { $0.reason.isChoice }) {
      hints.append(
        "  (other studies, other orders and few runs are compared all the same if named with --variant, beside "
          + "those that are to be compared with them)"
      )
    }
    if aside.contains(where: { if case .outside = $0.reason { true } else { false } }) {
      hints.append(
        "  (a hand-in may extend what lies in its own folder or in one that is named, and the scenario file that --base "
          + "names with what that one extends)"
      )
    }
    return [title] + lines + hints
  }
}
