import DiscreteEvents

/// What a subsystem adds to what is said of a run: its records, its metrics, what must hold of it.
///
/// A chapter stands in the folder of its subsystem. What it says follows from a tally, which takes the records
/// of a run as they leave the park, and from the park at the end.
package struct Chapter<Tally: RecordTally>: AnyChapter {
  /// Kinds of records that the subsystem gives.
  package let tables: [any AnyRecordTable]
  private let metrics: [Metric<Tally>]
  private let audits: [@Sendable (Tally, RunEnd) -> [AuditBreach]]
  package let summary: [SummaryLine]
  package let panels: [Panel]
  package let chinese: [String: String]
  package let checks: [@Sendable (SavedRunCheck) throws -> Void]

  /// Writes a chapter.
  ///
  /// - Parameters:
  ///   - tables: Kinds of records that the subsystem gives.
  ///   - metrics: Metrics, in the order in which a list shows them.
  ///   - chinese: What they mean, in Chinese, by their names.
  ///   - summary: Those that the summary of a run tells.
  ///   - panels: Pictures of a run that a report shows.
  ///   - audits: What must hold in every run; each gives what does not.
  ///   - checks: What must hold of the subsystem in a saved run, which may be from anywhere, one relying on the
  ///     other.
  init(
    tables: [any AnyRecordTable] = [],
    metrics: [Metric<Tally>] = [],
    chinese: [String: String] = [:],
    summary: [SummaryLine] = [],
    panels: [Panel] = [],
    audits: [@Sendable (Tally, RunEnd) -> [AuditBreach]] = [],
    checks: [@Sendable (SavedRunCheck) throws -> Void] = []
  ) {
    self.tables = tables
    self.metrics = metrics
    self.summary = summary
    self.panels = panels
    self.chinese = chinese
    self.audits = audits
    self.checks = checks
  }

  package var definitions: [MetricDefinition] { metrics.map(\.definition) }

  package func metricNames(in scope: RunScope) -> [String] {
    metrics.filter { $0.isThere(scope) }.map(\.definition.name)
  }

  package func partMetricCount(in scope: RunScope) -> Int {
    guard let kind = scope.part?.kind else { return 0 }
    return metrics.count { $0.kinds.contains(kind) && $0.isThere(scope) }
  }

  package func begin(_ plan: ParkPlan) -> any RunningChapter { Running(self, plan) }

  private struct Running: RunningChapter {
    private let chapter: Chapter
    private let plan: ParkPlan
    private var tallies: Tallies<Tally>

    init(_ chapter: Chapter, _ plan: ParkPlan) {
      self.chapter = chapter
      self.plan = plan
      tallies = Tallies(plan, kinds: Set(chapter.metrics.flatMap(\.kinds)))
    }

    mutating func add(_ records: ParkRecords) { Tally.take(records, plan, into: &tallies) }

    func figures(at end: RunEnd) -> ChapterFigures {
      var figures = ChapterFigures()
      var whole: [String: MetricFigures] = [:]
      for metric in chapter.metrics where metric.isThere(end.scope) {
        let value = MetricValue(metric.definition.name, metric.read(tallies.whole, end))
        whole[value.name] = value.figures
        figures.metrics.append(value)
      }
      for split in tallies.splits {
        let metrics = chapter.metrics.filter { $0.kinds.contains(split.kind) }
        for index in plan.entities(split.kind).indices {
          let part = ParkPart(split.kind, index)
          let end = end.of(part)
          for metric in metrics where metric.isThere(end.scope) {
            let name = metric.definition.name
            let own =
              split.tallies.isEmpty
              ? whole[name] ?? MetricFigures() : metric.read(split.tallies[index], end)
            figures.parts.append(PartMetric(part: part, value: MetricValue(name, own)))
          }
        }
      }
      return figures
    }

    func breaches(at end: RunEnd) -> [AuditBreach] {
      chapter.audits.flatMap { $0(tallies.whole, end) }
    }
  }
}

/// A chapter, whatever it is about.
package protocol AnyChapter: Sendable {
  /// Kinds of records that the subsystem gives.
  var tables: [any AnyRecordTable] { get }
  /// What its metrics mean.
  var definitions: [MetricDefinition] { get }
  /// What the summary of a run tells.
  var summary: [SummaryLine] { get }
  /// Pictures of a run that a report shows.
  var panels: [Panel] { get }
  /// What its metrics mean, in Chinese, by their names.
  var chinese: [String: String] { get }
  /// What must hold of the subsystem in a saved run; each throws a `SavedRunFlaw`.
  var checks: [@Sendable (SavedRunCheck) throws -> Void] { get }
  /// Names of the metrics that a run will have.
  func metricNames(in scope: RunScope) -> [String]
  /// Number of metrics that the part of a scope will have.
  func partMetricCount(in scope: RunScope) -> Int
  /// The chapter of a run that begins.
  func begin(_ plan: ParkPlan) -> any RunningChapter
}

/// A chapter while a run goes on.
package protocol RunningChapter: Sendable {
  /// Takes records of what has ended, or is open at the end.
  mutating func add(_ records: ParkRecords)
  /// The metrics of a run that has ended.
  func figures(at end: RunEnd) -> ChapterFigures
  /// What does not hold of it.
  func breaches(at end: RunEnd) -> [AuditBreach]
}

/// A metric of a part of the park.
package struct PartMetric: Hashable, Sendable {
  /// The part.
  package let part: ParkPart
  /// The metric.
  package let value: MetricValue

  /// Makes a metric of a part.
  package init(part: ParkPart, value: MetricValue) {
    self.part = part
    self.value = value
  }
}

/// The metrics that a chapter tells of a run.
package struct ChapterFigures: Hashable, Sendable {
  /// Those of the park.
  package var metrics: [MetricValue] = []
  /// Those of its parts, part by part.
  package var parts: [PartMetric] = []
}

/// What a chapter keeps of the records of a run, of the park or of a part of it.
///
/// Of orders those count that the study says; of flights and sessions those that began after the
/// warm-up and not in the drain, and then as a whole. Counts of orders cover the whole run, so that they
/// balance.
package protocol RecordTally: Sendable {
  /// What is looked at in a record, once for the park and all parts to which it belongs.
  associatedtype Observation

  /// Nothing has been taken yet.
  init(_ plan: ParkPlan)
  /// Looks at records of what has ended, or is open at the end, and has each tally take what concerns it.
  ///
  /// In the tally's own code, so that the loop knows its type.
  ///
  /// - Parameters:
  ///   - records: The records.
  ///   - plan: What the scenario has fixed.
  ///   - tallies: The tallies.
  static func take(_ records: ParkRecords, _ plan: ParkPlan, into tallies: inout Tallies<Self>)
  /// Takes an observation.
  mutating func add(_ observation: Observation)
}

/// The tally of a park, and those of its parts.
package struct Tallies<Tally: RecordTally>: Sendable {
  /// Tallies of the parts of a kind.
  struct Split: Sendable {
    let kind: EntityKind
    /// By position; none where there is one part, which is the whole.
    var tallies: [Tally]
  }

  /// That of the park.
  private(set) var whole: Tally
  /// Those of parts, by kind.
  private(set) var splits: [Split]
  private let hasSplits: Bool

  init(_ plan: ParkPlan, kinds: Set<EntityKind>) {
    whole = Tally(plan)
    splits = EntityKind.allCases.filter(kinds.contains).map { kind in
      let count = plan.entities(kind).count
      // Of goods there may be orders that are of none.
      let isWhole = count == 1 && kind != .goods
      let tallies = isWhole ? [] : Array(repeating: Tally(plan), count: count)
      return Split(kind: kind, tallies: tallies)
    }
    hasSplits = splits.contains { !$0.tallies.isEmpty }
  }

  /// The park takes an observation, and so do the parts to which it belongs.
  @inline(__always)
  mutating func add(_ observation: Tally.Observation, of parts: @autoclosure () -> PartsOfRecord) {
    whole.add(observation)
    guard hasSplits else { return }
    let parts = parts()
    for index in splits.indices where !splits[index].tallies.isEmpty {
      let part = Int(parts[splits[index].kind])
      if part >= 0 { splits[index].tallies[part].add(observation) }
    }
  }
}

/// A chapter that needs no records.
package struct NoTally: RecordTally {
  package init(_ plan: ParkPlan) {}
  package static func take(
    _ records: ParkRecords,
    _ plan: ParkPlan,
    into tallies: inout Tallies<NoTally>
  ) {}
  package mutating func add(_ observation: Never) {}
}

/// What decides which metrics a run has.
package struct RunScope: Sendable {
  /// What the scenario has fixed.
  package let plan: ParkPlan
  /// Whether sensors take samples.
  package let hasSensors: Bool
  /// The part of the park that is meant; nil for all of it.
  package var part: ParkPart?

  /// Warehouses that are meant, by position.
  var warehouses: [Int] {
    let all = plan.warehouses.indices
    guard let part, part.kind == .warehouse else { return Array(all) }
    return [part.index]
  }
}

/// A run that has ended, as chapters see it.
package struct RunEnd: Sendable {
  /// What decides which metrics it has.
  package private(set) var scope: RunScope
  /// The park at the end of the run.
  package let park: Park
  /// The park at the horizon, where averages over time end; the same without a drain.
  package let horizon: Park
  /// The drones at the end.
  package let drones: [DroneResult]
  /// Number of sensor samples.
  package let samples: Int

  /// The same run, looked at for a part of the park.
  func of(_ part: ParkPart) -> RunEnd {
    var end = self
    end.scope.part = part
    return end
  }
}

extension StudyConfiguration {
  /// Ticks of a stretch of time in which averages over time count.
  func countedTicks(from start: SimulationTime, to stop: SimulationTime) -> Int64 {
    max(0, (min(stop, horizon) - max(start, warmUp)).ticks)
  }

  /// Whether a flight or a charge session counts that began at an instant.
  func counts(_ start: SimulationTime) -> Bool {
    // Also what begins at the horizon itself, which the run comes to before its drain.
    (warmUp...horizon).contains(start)
  }
}
