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

  /// Writes a chapter.
  ///
  /// - Parameters:
  ///   - tables: Kinds of records that the subsystem gives.
  ///   - metrics: Metrics, in the order in which a summary shows them.
  ///   - audits: What must hold in every run; each gives what does not.
  init(
    tables: [any AnyRecordTable] = [],
    metrics: [Metric<Tally>] = [],
    audits: [@Sendable (Tally, RunEnd) -> [AuditBreach]] = []
  ) {
    self.tables = tables
    self.metrics = metrics
    self.audits = audits
  }

  package var definitions: [MetricDefinition] { metrics.map(\.definition) }

  package func metricNames(in scope: RunScope) -> [String] {
    metrics.filter { $0.isThere(scope) }.map(\.definition.name)
  }

  package func partMetricNames(of kind: EntityKind) -> [String] {
    metrics.filter { $0.kinds.contains(kind) }.map(\.definition.name)
  }

  package func begin(_ plan: ParkPlan) -> any RunningChapter { Running(self, plan) }

  private struct Running: RunningChapter {
    let chapter: Chapter
    let plan: ParkPlan
    var tally: Tally
    /// Tallies by kind of part, of all parts that have had a record.
    var parts: [(kind: EntityKind, tallies: [Int: Tally])]

    init(_ chapter: Chapter, _ plan: ParkPlan) {
      self.chapter = chapter
      self.plan = plan
      tally = Tally(plan)
      let kinds = Set(chapter.metrics.flatMap(\.kinds))
      parts = EntityKind.allCases.filter(kinds.contains).map { ($0, [:]) }
    }

    mutating func add(_ records: ParkRecords) {
      tally.add(records)
      for index in parts.indices {
        let empty = Tally(plan)
        for (part, records) in records.parts(of: parts[index].kind, plan) {
          parts[index].tallies[part, default: empty].add(records)
        }
      }
    }

    func metrics(at end: RunEnd) -> [MetricValue] {
      chapter.metrics.filter { $0.isThere(end.scope) }.map {
        MetricValue($0.definition.name, $0.read(tally, end))
      }
    }

    func partMetrics(at end: RunEnd) -> [PartMetric] {
      parts.flatMap { kind, tallies in
        let metrics = chapter.metrics.filter { $0.kinds.contains(kind) }
        return plan.entities(kind).indices.flatMap { index -> [PartMetric] in
          let part = ParkPart(kind, index)
          let end = end.of(part)
          let tally = tallies[index] ?? Tally(plan)
          return metrics.filter { $0.isThere(end.scope) }.map {
            PartMetric(part: part, value: MetricValue($0.definition.name, $0.read(tally, end)))
          }
        }
      }
    }

    func breaches(at end: RunEnd) -> [AuditBreach] {
      chapter.audits.flatMap { $0(tally, end) }
    }
  }
}

/// A chapter, whatever it is about.
package protocol AnyChapter: Sendable {
  /// Kinds of records that the subsystem gives.
  var tables: [any AnyRecordTable] { get }
  /// What its metrics mean.
  var definitions: [MetricDefinition] { get }
  /// Names of the metrics that a run will have.
  func metricNames(in scope: RunScope) -> [String]
  /// Names of the metrics that parts of a kind may have.
  func partMetricNames(of kind: EntityKind) -> [String]
  /// The chapter of a run that begins.
  func begin(_ plan: ParkPlan) -> any RunningChapter
}

/// A chapter while a run goes on.
package protocol RunningChapter: Sendable {
  /// Takes records of what has ended, or is open at the end.
  mutating func add(_ records: ParkRecords)
  /// The metrics of a run that has ended.
  func metrics(at end: RunEnd) -> [MetricValue]
  /// The metrics of the parts of the park, part by part.
  func partMetrics(at end: RunEnd) -> [PartMetric]
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

/// What a chapter keeps of the records of a run.
///
/// Of orders those count that the study says; of flights and sessions those that began after the
/// warm-up and not in the drain, and then as a whole. Counts of orders cover the whole run, so that they
/// balance.
package protocol RecordTally: Sendable {
  /// Nothing has been taken yet.
  init(_ plan: ParkPlan)
  /// Takes records of what has ended, or is open at the end.
  mutating func add(_ records: ParkRecords)
}

/// A chapter that needs no records.
package struct NoTally: RecordTally {
  package init(_ plan: ParkPlan) {}
  package mutating func add(_ records: ParkRecords) {}
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

  init(scope: RunScope, park: Park, horizon: Park, drones: [DroneResult], samples: Int) {
    self.scope = scope
    self.park = park
    self.horizon = horizon
    self.drones = drones
    self.samples = samples
  }

  /// The same run, looked at for a part of the park.
  func of(_ part: ParkPart) -> RunEnd {
    var end = self
    end.scope.part = part
    return end
  }
}

extension StudyConfiguration {
  /// Ticks of a stretch of time in which averages over time count.
  func countedTicks(from start: SimulationTime, to stop: SimulationTime) -> Int128 {
    Int128(max(0, (min(stop, horizon) - max(start, warmUp)).ticks))
  }

  /// Whether a flight or a charge session counts that began at an instant.
  func counts(_ start: SimulationTime) -> Bool {
    // Also what begins at the horizon itself, which the run comes to before its drain.
    (warmUp...horizon).contains(start)
  }
}
