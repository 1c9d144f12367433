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
    let name = "\(baseline.scenario), seed \(baseline.seed)"
    if outcome.fails, regression.rung != .differs {
      return "DIFFERS  \(name): --strict lets nothing differ"
    }
    switch regression.rung {
    case .same: return "same     \(baseline.scenario): \(baseline.eventCount) events"
    case .withinTolerance:
      return "within   \(name): other events, every metric within its tolerance, " + means
    case .equivalent: return "equal    \(name): metrics beyond their tolerance, " + means
    case .differs: return "DIFFERS  \(name)"
    }
  }

  private var means: String { "means equivalent over \(count) replications" }

  private var count: Int {
    regression.areRedrawn ? outcome.baseline.replications : outcome.baseline.pairs
  }

  /// What differs, line by line.
  private var details: [String] {
    var lines = scenario
    if regression.rung != .same { lines += events }
    lines += listed(regression.changes.map { text($0) }, "more metrics")
    lines += equivalences
    if !regression.newMetrics.isEmpty {
      lines.append("not in the baseline: \(regression.newMetrics.joined(separator: ", "))")
    }
    if regression.digestChanged ?? false {
      lines.append("the content digest of the run in a results file is another one")
    }
    return lines.map { "  " + $0 }
  }

  private func listed(
    _ lines: [String],
    _ rest: String,
    most: Int = RegressionText.shown
  ) -> [String] {
    let left = lines.count - most
    return left > 0 ? lines.prefix(most) + ["and \(left) \(rest)"] : lines
  }

  // MARK: - Keys

  private var scenario: [String] {
    guard regression.scenarioChanged else { return [] }
    guard let difference = regression.scenario else {
      return ["the scenario itself has changed"]
    }
    let keys =
      difference.changed.flatMap(changes)
      + difference.onlyInFirst.map { "\($0.path) \(shown($0)) -> not there" }
      + difference.onlyInSecond.map { "\($0.path) not there -> \(shown($0))" }
    return ["the scenario itself has changed:"] + listed(keys, "more keys").map { "  " + $0 }
  }

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
        regression.firstReplication.map {
          "the events are the same; those of replication \($0) are not"
        } ?? "the events are the same"
      ]
    }
    var lines: [String] = []
    if let first = regression.firstEvent {
      lines.append("first event that differs: number \(first.number)")
      lines.append("  before  \(text(first.before))")
      lines.append("  now     \(text(first.now))")
    } else if !outcome.baseline.chain.isEmpty {
      let from = block * Fingerprint.blockLength + 1
      lines.append(
        "events differ, for the first time among events \(from) to "
          + "\(from + Fingerprint.blockLength - 1)"
      )
    } else {
      lines.append("events differ")
    }
    let counts = regression.eventCounts
    if counts.before != counts.now {
      lines.append("\(counts.before) events before, \(counts.now) now")
    }
    return lines
  }

  private func text(_ event: Regression.EventDifference.Event?) -> String {
    guard let event else { return "the run has ended" }
    return "\(ClockText.text(event.time, from: outcome.timeOfDay))  \(event.text)"
  }

  // MARK: - Numbers

  private func text(_ change: Regression.Change) -> String {
    guard let before = change.before, let now = change.now else {
      let text = { (value: Double?) in value.map(NumberText.significant) ?? "none" }
      return "\(change.name) \(text(change.before)) -> \(text(change.now))"
    }
    return "\(change.name) \(NumberText.apart(before, now)) "
      + "(\(share(change.relativeError)) of the larger, \(share(change.tolerance)) allowed)"
  }

  private func share(_ share: Double) -> String {
    share > 0 && share < 0.000_05
      ? "less than 0.01 %" : NumberText.percent(share, decimals: 2)
  }

  private var equivalences: [String] {
    guard !regression.equivalences.isEmpty else { return [] }
    let failing = regression.equivalences.filter { !$0.holds }
    let same = regression.equivalences.count { $0.finding == .same }
    let rest = regression.equivalences.filter { $0.holds && $0.finding != .same }
    let kind = regression.areRedrawn ? "independent replications" : "replications, paired"
    var lines = [
      "means over \(count) \(kind): now less baseline, with bounds at 95 % each:"
    ]
    let room = max(0, Self.shown - failing.count)
    lines += listed(
      failing.map { text($0) },
      "more that are not shown to be equivalent",
      most: Self.shownMeans
    )
    .map { "  " + $0 }
    lines += rest.prefix(room).map { "  " + text($0) }
    if rest.count > room { lines.append("  and \(rest.count - room) more that are equivalent") }
    if same > 0 { lines.append("  and \(same) that are the same in every replication") }
    if regression.rung == .differs, regression.looksRedrawn {
      lines.append("if chances are drawn anew on purpose, compare with --redrawn")
    }
    return lines
  }

  private func text(_ found: Equivalence) -> String {
    guard found.finding != .gone, let difference = found.difference, let interval = found.interval
    else { return "\(found.name): gone, or measured in other replications" }
    let numbers = IntervalText(
      halfWidths: [(interval.upperBound - interval.lowerBound) / 2],
      values: [difference.mean]
    )
    let size = found.before.map { before in
      before == 0 ? "" : " (\(signed(difference.mean / before.magnitude)))"
    }
    let verdict =
      switch found.finding {
      case .differs: "DIFFERS"
      case .undecided: "NOT shown to be equivalent"
      case .same, .equivalent, .gone: "equivalent"
      }
    let margin =
      found.margin == 0
      ? "nothing allowed, it was 0" : "margin \(NumberText.significant(found.margin))"
    return "\(found.name) \(numbers.signed(difference.mean))\(size ?? "") "
      + "\(numbers.interval(interval.lowerBound, interval.upperBound)), \(margin): \(verdict)"
  }

  private func signed(_ share: Double) -> String {
    (share > 0 ? "+" : "") + NumberText.percent(share, decimals: 2)
  }
}
