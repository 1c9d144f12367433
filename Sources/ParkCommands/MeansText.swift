import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles

/// All metrics of a results file as means over replications, as people and programs read them.
struct MeansText {
  /// The complete runs of one scenario under one name.
  private struct Group {
    var scenario: String
    var variant: String
    var digest: String
    /// Of each replication its runs, which differ in telemetry at most.
    var runs: [[RunID]]
  }

  private struct Line {
    var metric: StoredMetricDefinition
    var tally: Tally
    var estimate: MeanEstimate?

    var interval: ClosedRange<Double>? { estimate?.interval(level: MeansText.level) }
  }

  /// What makes a run another observation than others.
  private struct Observation: Hashable {
    let key: [String]
    let seed: UInt64
    let replication: Int
    let revision: Int

    init(_ identity: RunIdentity) {
      key = MeansText.key(of: identity)
      seed = identity.seed
      replication = identity.replication
      revision = identity.modelRevision
    }
  }

  private static let level = 0.95

  private static func key(of identity: RunIdentity) -> [String] {
    [identity.scenario, identity.variant, identity.scenarioDigest]
  }

  /// Number of different runs behind the means.
  var runCount: Int { groups.reduce(0) { $0 + $1.group.runs.count } }

  private let groups: [(group: Group, lines: [Line])]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - run: A run whose scenario and variant alone are shown; nil for all.
  /// - Throws: `StoreError`.
  init(of file: ResultFile, like run: StoredRun? = nil) throws {
    var groups: [Group] = []
    var places: [[String]: Int] = [:]
    var seen: [Observation: Int] = [:]
    let chosen = run.map { Self.key(of: $0.identity) }
    for run in try file.runs() where run.status == .complete && run.identity.fork == nil {
      let identity = run.identity
      let key = Self.key(of: identity)
      guard chosen == nil || chosen == key else { continue }
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(Group(scenario: key[0], variant: key[1], digest: key[2], runs: []))
      }
      // A run that is there twice is one observation, whatever telemetry was kept of it.
      let observation = Observation(identity)
      if let known = seen[observation] {
        groups[place].runs[known].append(run.id)
      } else {
        seen[observation] = groups[place].runs.count
        groups[place].runs.append([run.id])
      }
    }
    let definitions = try file.definitions()
    let order = Dictionary(
      MetricCatalogue.definitions.enumerated().map { ($1.name, $0) }
    ) { first, _ in first }
    let sorted = definitions.sorted {
      (order[$0.name] ?? .max, $0.name) < (order[$1.name] ?? .max, $1.name)
    }
    let values = try file.values(of: definitions.map(\.name))
    self.groups = groups.map { group in
      let lines = sorted.compactMap { metric -> Line? in
        let observed = group.runs.compactMap { ids in
          ids.lazy.compactMap { values[$0]?[metric.name] }.first
        }
        guard !observed.isEmpty else { return nil }
        return Line(
          metric: metric,
          tally: Tally(observed),
          estimate: MeanEstimate(
            of: observed,
            within: MetricCatalogue.definition(of: metric.name)?.range ?? -.infinity ... .infinity
          )
        )
      }
      return (group, lines)
    }
  }

  /// Whether the file has no complete run.
  var isEmpty: Bool { groups.isEmpty }

  var text: String {
    groups.map { group, lines in
      var table = TextTable([
        ("metric", .left), ("mean", .right), ("95 % interval", .left), ("unit", .left),
        ("runs", .right), ("min", .right), ("max", .right), ("meaning", .left),
      ])
      for line in lines {
        let mean = line.tally.mean ?? 0
        let numbers = IntervalText(
          of: line.estimate.map { [$0] } ?? [],
          level: Self.level,
          values: [mean]
        )
        table.add([
          line.metric.name, numbers.number(mean), Self.cell(line, numbers),
          line.metric.unit, "\(line.tally.count)",
          line.tally.minimum.map(NumberText.significant) ?? "",
          line.tally.maximum.map(NumberText.significant) ?? "", line.metric.meaning,
        ])
      }
      let variant = TerminalText.visible(group.variant)
      let title =
        "\(TerminalText.visible(group.scenario)), \(variant), scenario "
        + "\(group.digest.prefix(12)): means over \(NumberText.count(group.runs.count, "run"))"
      return ([title, table.text] + Self.notes(on: lines, runs: group.runs.count))
        .joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func cell(_ line: Line, _ numbers: IntervalText) -> String {
    guard let interval = line.interval else { return line.estimate == nil ? "" : "all equal" }
    let mark = line.estimate?.isScarce == true ? " *" : ""
    return numbers.interval(interval.lowerBound, interval.upperBound) + mark
  }

  /// What the intervals are worth.
  private static func notes(on lines: [Line], runs: Int) -> [String] {
    let estimates = lines.compactMap(\.estimate)
    var notes: [String] = []
    if estimates.contains(where: \.isRough) {
      notes.append(IntervalText.rough)
    }
    // Of lines with fewer runs less is known: a metric may have a value in some runs only.
    if let fewest = estimates.filter(\.isConstant).compactMap({ $0.counts.first }).min() {
      let share = ProportionInterval.largestShare(unseenIn: fewest, level: level)
      notes.append(
        "all equal: no interval, as nothing is known of other runs but that (with "
          + "\(NumberText.percent(level))) they are at most \(NumberText.percent(share)) of all"
      )
    }
    if runs > 1, runs < PrecisionTarget.fewestObservations {
      notes.append(
        "\(runs) runs are few: of skewed metrics intervals hold less often than 95 % below "
          + "\(PrecisionTarget.fewestObservations)"
      )
    }
    return notes
  }

  var json: String {
    let variants = groups.map { group, lines in
      JSONNode.Value.members([
        ("scenario", .string(group.scenario)), ("variant", .string(group.variant)),
        ("scenario_digest", .string(group.digest)), ("runs", .integer(group.runs.count)),
        ("metrics", .list(lines.map(Self.node))),
      ])
    }
    return JSONNode.Value.members([
      ("confidence_level", .double(Self.level)), ("variants", .list(variants)),
    ]).node.prettyText
  }

  private static func node(of line: Line) -> JSONNode.Value {
    let number = { (value: Double?) in value.map { JSONNode.Value.double($0) } ?? .null }
    return .members([
      ("name", .string(line.metric.name)), ("unit", .string(line.metric.unit)),
      ("n", .integer(line.tally.count)), ("mean", number(line.tally.mean)),
      ("lower", number(line.interval?.lowerBound)),
      ("upper", number(line.interval?.upperBound)),
      ("sd", number(line.tally.standardDeviation)), ("minimum", number(line.tally.minimum)),
      ("maximum", number(line.tally.maximum)),
    ])
  }
}
