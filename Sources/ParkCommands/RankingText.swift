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
      (Phrase("variant", "方案").spoken, .left), (Phrase("mean", "均值").spoken, .right),
      (Phrase("runs", "运行").spoken, .right), ("", .left),
    ])
    for place in ranking.places {
      table.add([
        name(place), numbers.number(place.mean), "\(place.count)", standing(of: place).spoken,
      ])
    }
    let unit = ranking.metric.unit == "1" ? "" : " [\(ranking.metric.unit)]"
    let goal =
      ranking.metric.direction == .lower
      ? Phrase("lower is better", "越低越好") : Phrase("higher is better", "越高越好")
    let pairs =
      ranking.isPaired
      ? Phrase("common random numbers", "公共随机数") : Phrase("independent runs", "独立运行")
    let (name, method) = (ranking.metric.name, ranking.method.rawValue)
    let title = Phrase(
      "\(name)\(unit), \(goal.english); \(method), \(pairs.english)",
      "\(name)\(unit)，\(goal.chinese)；\(method)，\(pairs.chinese)"
    )
    let checked = input.isChecked ? [] : [ComparisonWords.unchecked]
    let head = [title] + checked + (family.map { [$0] } ?? [])
    let end = [conclusion] + race + silent
    return (head.map(\.spoken) + table.lines + [""] + end.map(\.spoken)).joined(separator: "\n")
  }

  /// How a variant stands, in the words of its method: who is still in a race may yet be the worst, and who has
  /// left it is no worse than by the zone.
  private func standing(of place: Ranking.Place) -> Phrase {
    if ranking.selected == place.system { return Phrase("selected", "选定") }
    switch ranking.method {
    case .subset:
      return place.isKept ? Phrase("may be the best", "可能最好") : Phrase("not the best", "不是最好")
    case .kimNelson:
      guard place.isKept else { return Phrase("out of the race", "已出局") }
      let race = Phrase("in the race", "仍在竞争")
      guard let needed = place.needed else { return race }
      return race.followed(by: "; decided at \(needed) runs at the latest", "；最迟 \(needed) 次运行时判定")
    case .rinott:
      if let needed = place.needed { return Phrase("needs \(needed) runs", "需要 \(needed) 次运行") }
      return place.isKept ? Phrase("has its runs", "运行已够") : Phrase("not selected", "未选定")
    }
  }

  /// What the words of a race mean.
  private var race: [Phrase] {
    guard ranking.method == .kimNelson, ranking.places.contains(where: { !$0.isKept }) else {
      return []
    }
    return [
      Phrase(
        "Out of the race: not the best, or within the zone of it; means are of the runs until then.",
        "已出局：不是最好，或与最好之差在 --zone 之内；均值只计到出局为止的运行。"
      )
    ]
  }

  /// What a subset is read together with.
  private var family: Phrase? {
    guard ranking.method == .subset else { return nil }
    let others = input.family.map(\.name).filter { $0 != ranking.metric.name }
    let list = others.joined(separator: ", ")
    let on =
      others.isEmpty
      ? Phrase(same: "") : Phrase(" on this metric and \(list)", "（此指标以及 \(list)）")
    let first = VariantNames.quoted(names[0])
    return Phrase(
      "read together with all differences from \(first)\(on.english), as compare does",
      "与 compare 一样，和对 \(first) 的全部差异\(on.chinese)一起判断"
    )
  }

  /// Variants that were left out.
  private var silent: [Phrase] {
    guard !ranking.silent.isEmpty else { return [] }
    let list = VariantNames.list(ranking.silent.map { names[$0] })
    return [
      Phrase(
        "Left out, as they have nothing to measure, or in hardly any run: \(list)",
        "未列入，因为没有可测的值，或几乎没有运行有值：\(list)"
      )
    ]
  }

  private var conclusion: Phrase {
    let sure = NumberText.percent(level, decimals: 1)
    let chance = Phrase(
      "by a procedure that is right in at least \(sure) of such studies, if runs are nearly normal",
      "若运行结果近似正态，此方法在至少 \(sure) 的同类研究中正确"
    )
    if let selected = ranking.selected {
      let name = VariantNames.quoted(names[selected])
      let zone =
        ranking.method == .subset
        ? Phrase(same: "") : Phrase(", or within the zone of the best", "，或与最好之差在 --zone 之内")
      return Phrase(
        "Selected: \(name), as the best one\(zone.english), \(chance.english)",
        "选定：\(name)，为最好\(zone.chinese)；\(chance.chinese)"
      )
    }
    let kept = ranking.places.filter(\.isKept)
    guard let needed = kept.compactMap(\.needed).max() else {
      let list = VariantNames.cut(kept.map { "'\(name($0))'" }, most: 12)
      return Phrase(
        "The best one is among \(list), \(chance.english)",
        "最好的在以下之中：\(list)；\(chance.chinese)"
      )
    }
    return undecided(needed)
  }

  /// How many more runs a decision takes.
  private func undecided(_ needed: Int) -> Phrase {
    guard needed <= 100_000 else {
      return Phrase(
        "Not decided yet, nor by 100000 runs of each: the zone is too small for the spread of the runs; "
          + "say a larger --zone, or use --method subset",
        "尚未判定，每个方案 100000 次运行也判定不了：相对于运行的离散程度 --zone 太小；"
          + "请增大 --zone，或用 --method subset"
      )
    }
    let each = (needed + input.seedCount - 1) / input.seedCount
    let seeds =
      input.seedCount > 1
      ? Phrase(", each with \(input.seedCount) seeds", "，每次用 \(input.seedCount) 个种子")
      : Phrase(same: "")
    let how =
      input.isDesigned
      ? Phrase(same: "parksim experiment FILE --replications \(each)") + seeds
      : Phrase("--replications \(each) where they are run", "运行时加 --replications \(each)")
    return Phrase(
      "Not decided yet: \(needed) runs of each decide at the latest (\(how.english)); "
        + "a larger --zone needs fewer, and --method subset takes what is there",
      "尚未判定：每个方案最多 \(needed) 次运行即可判定（\(how.chinese)）；"
        + "--zone 越大所需越少，--method subset 只用现有的运行"
    )
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
