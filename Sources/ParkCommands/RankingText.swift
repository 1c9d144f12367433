import Experiments
import LogisticsPark
import Reports
import ScenarioFiles
import Wording

/// A ranking as people and programs read it.
struct RankingText {
  private let ranking: Ranking
  private let input: ComparisonInput
  private let level: Double

  init(_ ranking: Ranking, _ input: ComparisonInput, level: Double) {
    self.ranking = ranking
    self.input = input
    self.level = level
  }

  private var names: [String] { input.systems.map(\.name) }

  private func name(_ place: Ranking.Place) -> String { TerminalText.visible(names[place.system]) }

  var text: String {
    let numbers = IntervalText(halfWidths: [], values: ranking.places.map(\.mean))
    var table = TextTable([
      ("variant", .left), ("mean", .right), ("runs", .right), ("", .left),
    ])
    for place in ranking.places {
      table.add([
        name(place), numbers.number(place.mean), "\(place.count)", standing(of: place),
      ])
    }
    let unit = ranking.metric.unit == "1" ? "" : " [\(ranking.metric.unit)]"
    let goal = ranking.metric.direction == .lower ? "lower" : "higher"
    let pairs = ranking.isPaired ? "common random numbers" : "independent runs"
    let title =
      "\(ranking.metric.name)\(unit), \(goal) is better; \(ranking.method.rawValue), \(pairs)"
    let checked = input.isChecked ? [] : [ComparisonWords.unchecked.english]
    return
      ([title] + checked + (family.map { [$0] } ?? []) + table.lines + ["", conclusion] + race
      + silent)
      .joined(separator: "\n")
  }

  /// How a variant stands, in the words of its method: who is still in a race may yet be the worst, and who has
  /// left it is no worse than by the zone.
  private func standing(of place: Ranking.Place) -> String {
    if ranking.selected == place.system { return "selected" }
    switch ranking.method {
    case .subset: return place.isKept ? "may be the best" : "not the best"
    case .kimNelson:
      guard place.isKept else { return "out of the race" }
      return "in the race"
        + (place.needed.map { "; decided at \($0) runs at the latest" } ?? "")
    case .rinott:
      return place.needed.map { "needs \($0) runs" }
        ?? (place.isKept ? "has its runs" : "not selected")
    }
  }

  /// What the words of a race mean.
  private var race: [String] {
    guard ranking.method == .kimNelson, ranking.places.contains(where: { !$0.isKept }) else {
      return []
    }
    return [
      "Out of the race: not the best, or within the zone of it; means are of the runs until then."
    ]
  }

  /// What a subset is read together with.
  private var family: String? {
    guard ranking.method == .subset else { return nil }
    let others = input.family.map(\.name).filter { $0 != ranking.metric.name }
    let on = others.isEmpty ? "" : " on this metric and \(others.joined(separator: ", "))"
    return
      "read together with all differences from \(VariantNames.quoted(names[0]))\(on), as compare does"
  }

  /// Variants that were left out.
  private var silent: [String] {
    guard !ranking.silent.isEmpty else { return [] }
    return [
      "Left out, as they have nothing to measure, or in hardly any run: "
        + VariantNames.list(ranking.silent.map { names[$0] })
    ]
  }

  private var conclusion: String {
    let sure = NumberText.percent(level, decimals: 1)
    let chance =
      "a procedure that is right in at least \(sure) of such studies, if runs are nearly normal"
    if let selected = ranking.selected {
      let zone = ranking.method == .subset ? "" : ", or within the zone of the best"
      return
        "Selected: \(VariantNames.quoted(names[selected])), as the best one\(zone), by \(chance)"
    }
    let kept = ranking.places.filter(\.isKept)
    guard let needed = kept.compactMap(\.needed).max() else {
      let list = VariantNames.cut(kept.map { "'\(name($0))'" }, most: 12)
      return "The best one is among \(list), by \(chance)"
    }
    guard needed <= 100_000 else {
      return
        "Not decided yet, nor by 100000 runs of each: the zone is too small for the spread of the runs; "
        + "say a larger --zone, or use --method subset"
    }
    let each = (needed + input.seedCount - 1) / input.seedCount
    let list = input.seedCount > 1 ? ", each with \(input.seedCount) seeds" : ""
    let how =
      input.isDesigned
      ? "parksim experiment FILE --replications \(each)\(list)"
      : "--replications \(each) where they are run"
    return "Not decided yet: \(needed) runs of each decide at the latest (\(how)); "
      + "a larger --zone needs fewer, and --method subset takes what is there"
  }

  var json: String {
    let places = ranking.places.map { place in
      JSONNode.Value.members([
        ("variant", .string(names[place.system])), ("mean", .double(place.mean)),
        ("n", .integer(place.count)), ("may_be_best", .bool(place.isKept)),
        ("runs_needed", place.needed.map { .integer($0) } ?? .null),
      ])
    }
    return JSONNode.Value.members([
      ("metric", .string(ranking.metric.name)), ("method", .string(ranking.method.rawValue)),
      ("probability", .double(level)),
      ("read_together", .list(input.family.map { .string($0.name) })),
      ("is_paired", .bool(ranking.isPaired)), ("is_checked", .bool(input.isChecked)),
      ("selected", ranking.selected.map { .string(names[$0]) } ?? .null),
      ("variants", .list(places)),
      ("left_out", .list(ranking.silent.map { .string(names[$0]) })),
      ("set_aside", .list(input.aside.map { .string($0.name) })),
      (
        "warnings",
        .list(ranking.warnings.map { .string($0.words(of: input.systems.count).english) })
      ),
    ]).node.prettyText
  }
}
