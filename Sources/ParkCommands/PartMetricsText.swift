import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles

/// Metrics of the parts of a park, side by side: of one run, or as means over replications.
struct PartMetricsText {
  /// A metric of the parts.
  private struct Line {
    var metric: StoredMetricDefinition
    /// Of each part the values of the runs that have one.
    var values: [[Double]]
  }

  private static let level = 0.95
  /// More parts than this stand below each other.
  private static let mostColumns = 8

  private let kind: EntityKind
  private let run: StoredRun
  private let runCount: Int
  private let parts: [String]
  private let lines: [Line]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - run: The run that is meant.
  ///   - isAlone: Whether it is meant by itself, and not its replications with it.
  ///   - kind: Kind of parts.
  /// - Throws: `StoreError`; `CommandError` if there are none.
  init(of file: ResultFile, _ run: StoredRun, isAlone: Bool, by kind: EntityKind) throws {
    self.run = run
    self.kind = kind
    var runs = [run.id]
    if !isAlone, run.identity.fork == nil {
      // A run that is there twice is one observation, whatever telemetry was kept of it.
      var seen: Set<[String]> = []
      runs = try file.runs().filter { other in
        let (one, two) = (run.identity, other.identity)
        let key = [two.seed, UInt64(two.replication), UInt64(two.modelRevision)].map { "\($0)" }
        return other.status == .complete && two.fork == nil && two.scenario == one.scenario
          && two.scenarioDigest == one.scenarioDigest && two.variant == one.variant
          && seen.insert(key).inserted
      }.map(\.id)
    }
    runCount = runs.count
    let rows = try file.partValues(kind: kind.name, of: runs)
    parts = Array(Set(rows.map(\.part))).sorted()
    let place = Dictionary(uniqueKeysWithValues: parts.enumerated().map { ($1, $0) })
    var values: [String: [[Double]]] = [:]
    for row in rows {
      guard let part = place[row.part] else { continue }
      var ofMetric = values[row.metric] ?? Array(repeating: [], count: parts.count)
      if let value = row.value { ofMetric[part].append(value) }
      values[row.metric] = ofMetric
    }
    let definitions = try file.definitions()
    let order = Dictionary(
      MetricCatalogue.definitions.enumerated().map { ($1.name, $0) }
    ) { first, _ in first }
    lines = definitions.compactMap { metric in
      values[metric.name].map { Line(metric: metric, values: $0) }
    }.sorted {
      (order[$0.metric.name] ?? .max, $0.metric.name)
        < (order[$1.metric.name] ?? .max, $1.metric.name)
    }
    guard !lines.isEmpty else {
      let why =
        "run \(run.id.number) has no metrics by \(kind.name): the park has none of that kind, or the run was made "
        + "by a version that did not keep them; run it again"
      throw CommandError(status: .badInput, message: why)
    }
  }

  private func mean(_ values: [Double]) -> Double? { Tally(values).mean }

  private func cell(_ values: [Double]) -> String {
    mean(values).map(NumberText.significant) ?? "none"
  }

  var text: String {
    let of = runCount == 1 ? "run \(run.id.number)" : "means over \(runCount) runs"
    let title =
      "\(TerminalText.visible(run.identity.scenario)), \(TerminalText.visible(run.identity.variant)): "
      + "\(of), by \(kind.name)"
    guard parts.count <= Self.mostColumns else {
      var table = TextTable([
        (kind.name, .left), ("metric", .left), ("value", .right), ("unit", .left),
      ])
      for (index, part) in parts.enumerated() {
        for line in lines {
          table.add([part, line.metric.name, cell(line.values[index]), line.metric.unit])
        }
      }
      return title + "\n" + table.text
    }
    var table = TextTable(
      [("metric", .left)] + parts.map { ($0, .right) } + [("unit", .left), ("meaning", .left)]
    )
    for line in lines {
      table.add(
        [line.metric.name] + line.values.map(cell) + [line.metric.unit, line.metric.meaning]
      )
    }
    return title + "\n" + table.text
  }

  private struct Document: Encodable {
    struct Value: Encodable {
      var name: String
      var unit: String
      var runs: Int
      var mean: Double?
      var lower: Double?
      var upper: Double?
    }

    struct Part: Encodable {
      var id: String
      var metrics: [Value]
    }

    var runId: Int64
    var scenario: String
    var variant: String
    var runs: Int
    var kind: String
    var parts: [Part]
  }

  var json: String {
    JSONText.of(
      Document(
        runId: run.id.number,
        scenario: run.identity.scenario,
        variant: run.identity.variant,
        runs: runCount,
        kind: kind.name,
        parts: parts.enumerated().map { index, part in
          Document.Part(
            id: part,
            metrics: lines.map { line in
              let values = line.values[index]
              let range =
                MetricCatalogue.definition(of: line.metric.name)?.range ?? -.infinity ... .infinity
              let interval = MeanEstimate(of: values, within: range)?.interval(level: Self.level)
              return Document.Value(
                name: line.metric.name,
                unit: line.metric.unit,
                runs: values.count,
                mean: mean(values),
                lower: interval?.lowerBound,
                upper: interval?.upperBound
              )
            }
          )
        }
      )
    )
  }
}
