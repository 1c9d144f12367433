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

  package func begin(_ plan: ParkPlan) -> any RunningChapter {
    Running(chapter: self, tally: Tally(plan))
  }

  private struct Running: RunningChapter {
    let chapter: Chapter
    var tally: Tally

    mutating func add(_ records: ParkRecords) { tally.add(records) }

    func metrics(at end: RunEnd) -> [MetricValue] {
      chapter.metrics.filter { $0.isThere(end.scope) }.map {
        MetricValue($0.definition.name, $0.read(tally, end))
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
  /// The chapter of a run that begins.
  func begin(_ plan: ParkPlan) -> any RunningChapter
}

/// A chapter while a run goes on.
package protocol RunningChapter: Sendable {
  /// Takes records of what has ended, or is open at the end.
  mutating func add(_ records: ParkRecords)
  /// The metrics of a run that has ended.
  func metrics(at end: RunEnd) -> [MetricValue]
  /// What does not hold of it.
  func breaches(at end: RunEnd) -> [AuditBreach]
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
}

/// A run that has ended, as chapters see it.
package struct RunEnd: Sendable {
  /// What decides which metrics it has.
  package let scope: RunScope
  /// The park at the end of the run.
  package let park: Park
  /// The park at the horizon, where averages over time end; the same without a drain.
  package let horizon: Park
  /// The drones at the end.
  package let drones: [DroneResult]
  /// Number of sensor samples.
  package let samples: Int
}

extension StudyConfiguration {
  /// Whether a flight or a charge session counts that began at an instant.
  func counts(_ start: SimulationTime) -> Bool {
    // Also what begins at the horizon itself, which the run comes to before its drain.
    (warmUp...horizon).contains(start)
  }
}
