/// What is said of a run, subsystem by subsystem, in the order in which a summary says it.
package enum ParkChapters {
  /// All chapters.
  package static let all: [any AnyChapter] = [
    OrderTally.chapter, FlightTally.chapter, FlightPaths.chapter, GroundTally.chapter,
    ChargingTally.chapter, WarehouseChapter.chapter, TelemetryChapter.chapter,
    PresenceTimes.chapter,
  ]

  /// Rows that the parts of a park have in a results file: one for each, and one for each of its metrics.
  static func partRows(of plan: ParkPlan) -> Int {
    EntityKind.allCases.reduce(0) { rows, kind in
      plan.entities(kind).indices.reduce(rows) { rows, index in
        let scope = RunScope(plan: plan, hasSensors: false, part: ParkPart(kind, index))
        return all.reduce(rows + 1) { $0 + $1.partMetricCount(in: scope) }
      }
    }
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
