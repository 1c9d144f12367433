import DiscreteEvents
import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// A baseline and how a run stands beside it.
struct JudgedBaseline {
  /// File of the baseline.
  let path: String
  /// The baseline, or what another program gave in its place.
  let baseline: Baseline
  /// How the run stands.
  let regression: Regression
  /// Whether nothing may differ.
  let isStrict: Bool
  /// Time of day at which the run begins.
  let timeOfDay: SimulationTime

  /// Whether what differs matters.
  var fails: Bool { isStrict ? !regression.isExact : regression.rung == .differs }
}

/// How a run stands beside its baseline, in words.
struct RegressionText {
  private let outcome: JudgedBaseline
  private var regression: Regression { outcome.regression }

  /// Metrics, means and keys shown at the most.
  private static let shown = 8
  /// Means that are not shown to be equivalent, of which more may matter.
  private static let shownMeans = 20
  /// Longest value of a key that is shown in full.
  private static let longestValue = 60

  init(_ outcome: JudgedBaseline) {
    self.outcome = outcome
  }

  var text: String { ([headline] + details).joined(separator: "\n") }

  private var headline: String {
    let baseline = outcome.baseline
    let (scenario, seed) = (baseline.scenario, baseline.seed)
    let name = Phrase("\(scenario), seed \(seed)", "\(scenario)，种子 \(seed)")
    if outcome.fails, regression.rung != .differs {
      return
        (Phrase("DIFFERS  ", "不同     ") + name
        + Phrase(": --strict lets nothing differ", "：--strict 不容许任何不同")).spoken
    }
    let words =
      switch regression.rung {
      case .same:
        Phrase(
          "same     \(scenario): \(baseline.eventCount) events",
          "相同     \(scenario)：\(baseline.eventCount) 个事件"
        )
      case .withinTolerance:
        Phrase("within   ", "容差内   ") + name
          + Phrase(
            ": other events, every metric within its tolerance, ",
            "：事件不同，每个指标都在容差之内，"
          ) + means
      case .equivalent:
        Phrase("equal    ", "等效     ") + name
          + Phrase(": metrics beyond their tolerance, ", "：有指标超出容差，") + means
      case .differs: Phrase("DIFFERS  ", "不同     ") + name
      }
    return words.spoken
  }

  private var means: Phrase {
    Phrase("means equivalent over \(count) replications", "\(count) 次重复的均值等效")
  }

  /// How much of the replications for means is done.
  static func progress(_ share: Double) -> Phrase {
    let percent = NumberText.percent(share)
    return Phrase("\(percent) of the replications for the means", "均值所需重复的 \(percent)")
  }

  private var count: Int {
    regression.areRedrawn ? outcome.baseline.replications : outcome.baseline.pairs
  }

  /// What differs, line by line.
  private var details: [String] {
    var lines = scenario
    if regression.rung != .same { lines += events }
    lines += listed(regression.changes.map { text($0) }, Phrase("more metrics", "个指标"))
    lines += equivalences
    if !regression.newMetrics.isEmpty {
      let names = regression.newMetrics.joined(separator: ", ")
      lines.append(Phrase("not in the baseline: \(names)", "基线中没有：\(names)").spoken)
    }
    if regression.digestChanged ?? false {
      lines.append(
        Phrase(
          "the content digest of the run in a results file is another one",
          "运行在结果文件中的内容摘要不同"
        ).spoken
      )
    }
    return lines.map { "  " + $0 }
  }

  private func listed(
    _ lines: [String],
    _ rest: Phrase,
    most: Int = RegressionText.shown
  ) -> [String] {
    let left = lines.count - most
    let more = Phrase("and \(left) \(rest.english)", "另有 \(left) \(rest.chinese)").spoken
    return left > 0 ? lines.prefix(most) + [more] : lines
  }

  // MARK: - Keys

  private var scenario: [String] {
    guard regression.scenarioChanged else { return [] }
    guard let difference = regression.scenario else {
      return [Phrase("the scenario itself has changed", "场景本身已改变").spoken]
    }
    let keys =
      difference.changed.flatMap(changes)
      + difference.onlyInFirst.map { "\($0.path) \(shown($0)) -> \(missing)" }
      + difference.onlyInSecond.map { "\($0.path) \(missing) -> \(shown($0))" }
    return [Phrase("the scenario itself has changed:", "场景本身已改变：").spoken]
      + listed(keys, Phrase("more keys", "个键")).map { "  " + $0 }
  }

  private var missing: String { Phrase("not there", "没有").spoken }

  /// A key with both values; of arrays of one length the elements that differ.
  private func changes(_ change: ScenarioDifference.Change) -> [String] {
    let path = change.first.path
    guard let elements = change.elements else {
      return ["\(path) \(shown(change.first)) -> \(shown(change.second))"]
    }
    return elements.map { "\(path)[\($0.index)] \($0.first) -> \($0.second)" }
  }

  private func shown(_ leaf: ScenarioLeaf) -> String {
    let text = TerminalText.visible(leaf.text)
    return text.count > Self.longestValue ? text.prefix(Self.longestValue) + "…" : text
  }

  // MARK: - Events

  private var events: [String] {
    guard let block = regression.firstBlock else {
      return [
        (regression.firstReplication.map {
          Phrase(
            "the events are the same; those of replication \($0) are not",
            "事件相同；第 \($0) 次重复的事件不同"
          )
        } ?? Phrase("the events are the same", "事件相同")).spoken
      ]
    }
    var lines: [Phrase] = []
    if let first = regression.firstEvent {
      lines.append(
        Phrase(
          "first event that differs: number \(first.number)",
          "第一个不同的事件：第 \(first.number) 个"
        )
      )
      lines.append(Phrase("  before  ", "  之前  ") + text(first.before))
      lines.append(Phrase("  now     ", "  现在  ") + text(first.now))
    } else if !outcome.baseline.chain.isEmpty {
      let from = block * Fingerprint.blockLength + 1
      let to = from + Fingerprint.blockLength - 1
      lines.append(
        Phrase(
          "events differ, for the first time among events \(from) to \(to)",
          "事件不同，首次出现在第 \(from) 至 \(to) 个事件之中"
        )
      )
    } else {
      lines.append(Phrase("events differ", "事件不同"))
    }
    let counts = regression.eventCounts
    if counts.before != counts.now {
      lines.append(
        Phrase(
          "\(counts.before) events before, \(counts.now) now",
          "之前 \(counts.before) 个事件，现在 \(counts.now) 个"
        )
      )
    }
    return lines.map(\.spoken)
  }

  private func text(_ event: Regression.EventDifference.Event?) -> Phrase {
    guard let event else { return Phrase("the run has ended", "运行已结束") }
    return Phrase(same: "\(ClockText.text(event.time, from: outcome.timeOfDay))  ") + event.text
  }

  // MARK: - Numbers

  private func text(_ change: Regression.Change) -> String {
    guard let before = change.before, let now = change.now else {
      let text = { (value: Double?) in
        value.map(NumberText.significant) ?? Phrase("none", "无").spoken
      }
      return "\(change.name) \(text(change.before)) -> \(text(change.now))"
    }
    let (error, allowed) = (share(change.relativeError), share(change.tolerance))
    return "\(change.name) \(NumberText.apart(before, now))"
      + Phrase(
        " (\(error.english) of the larger, \(allowed.english) allowed)",
        "（较大者的 \(error.chinese)，容许 \(allowed.chinese)）"
      ).spoken
  }

  private func share(_ share: Double) -> Phrase {
    share > 0 && share < 0.000_05
      ? Phrase("less than 0.01 %", "不足 0.01 %")
      : Phrase(same: NumberText.percent(share, decimals: 2))
  }

  private var equivalences: [String] {
    guard !regression.equivalences.isEmpty else { return [] }
    let failing = regression.equivalences.filter { !$0.holds }
    let same = regression.equivalences.count { $0.finding == .same }
    let rest = regression.equivalences.filter { $0.holds && $0.finding != .same }
    let kind =
      regression.areRedrawn
      ? Phrase("independent replications", "次独立重复") : Phrase("replications, paired", "次配对的重复")
    var lines = [
      Phrase(
        "means over \(count) \(kind.english): now less baseline, with bounds at 95 % each:",
        "\(count) \(kind.chinese)的均值：现在减去基线，上下限各为 95 %："
      ).spoken
    ]
    let room = max(0, Self.shown - failing.count)
    lines += listed(
      failing.map { text($0) },
      Phrase("more that are not shown to be equivalent", "个未证明等效"),
      most: Self.shownMeans
    )
    .map { "  " + $0 }
    lines += rest.prefix(room).map { "  " + text($0) }
    if rest.count > room {
      let more = rest.count - room
      lines.append(Phrase("  and \(more) more that are equivalent", "  另有 \(more) 个等效").spoken)
    }
    if same > 0 {
      lines.append(
        Phrase(
          "  and \(same) that are the same in every replication",
          "  另有 \(same) 个在每次重复中都相同"
        ).spoken
      )
    }
    if regression.rung == .differs, regression.looksRedrawn {
      lines.append(
        Phrase(
          "if chances are drawn anew on purpose, compare with --redrawn",
          "若有意换了随机数，请加 --redrawn 比较"
        ).spoken
      )
    }
    return lines
  }

  private func text(_ found: Equivalence) -> String {
    guard found.finding != .gone, let difference = found.difference, let interval = found.interval
    else {
      return Phrase(
        "\(found.name): gone, or measured in other replications",
        "\(found.name)：已没有，或在其他重复中测得"
      ).spoken
    }
    let numbers = IntervalText(
      halfWidths: [(interval.upperBound - interval.lowerBound) / 2],
      values: [difference.mean]
    )
    let size = found.before.map { before in
      before == 0 ? "" : " (\(signed(difference.mean / before.magnitude)))"
    }
    let number = "\(found.name) \(numbers.signed(difference.mean))\(size ?? "")"
    let bounds = numbers.interval(interval.lowerBound, interval.upperBound)
    let (margin, verdict) = (margin(of: found), verdict(on: found))
    return Phrase(
      "\(number) \(bounds), \(margin.english): \(verdict.english)",
      "\(number) \(bounds)，\(margin.chinese)：\(verdict.chinese)"
    ).spoken
  }

  private func verdict(on found: Equivalence) -> Phrase {
    switch found.finding {
    case .differs: Phrase("DIFFERS", "不同")
    case .undecided: Phrase("NOT shown to be equivalent", "未证明等效")
    case .same, .equivalent, .gone: Phrase("equivalent", "等效")
    }
  }

  private func margin(of found: Equivalence) -> Phrase {
    guard found.margin != 0 else { return Phrase("nothing allowed, it was 0", "原为 0，不容许任何差异") }
    let margin = NumberText.significant(found.margin)
    return Phrase("margin \(margin)", "容许 \(margin)")
  }

  private func signed(_ share: Double) -> String {
    (share > 0 ? "+" : "") + NumberText.percent(share, decimals: 2)
  }
}
