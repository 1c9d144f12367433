/// What is said of a run, subsystem by subsystem, in the order in which a summary says it.
package enum ParkChapters {
  /// All chapters.
  package static let all: [any AnyChapter] = [
    OrderTally.chapter, FlightTally.chapter, GroundTally.chapter, ChargingTally.chapter,
    WarehouseChapter.chapter,
    TelemetryChapter.chapter, PresenceTimes.chapter,
  ]

  /// Names of the metrics that parts of a kind may have.
  package static func partMetricNames(of kind: EntityKind) -> [String] {
    all.flatMap { $0.partMetricNames(of: kind) }
  }

  /// Names of the metrics that a run will have, known before it.
  ///
  /// - Parameters:
  ///   - plan: What the scenario has fixed.
  ///   - hasSensors: Whether sensors take samples.
  /// - Returns: The names, in the order of the metrics.
  package static func metricNames(of plan: ParkPlan, hasSensors: Bool) -> [String] {
    let scope = RunScope(plan: plan, hasSensors: hasSensors)
    return all.flatMap { $0.metricNames(in: scope) }
  }
}
