package import DiscreteEvents
package import Figures

/// What happened in a stored run, and what its scenario had fixed.
package struct PastRun: Sendable {
  /// What the scenario had fixed.
  package let plan: ParkPlan
  /// Instant from which on the scenario held; what was fixed before it, in a run that goes on from a saved one, is not
  /// known.
  package let plannedFrom: SimulationTime
  /// All records of the run.
  package let records: ParkRecords
  /// Where somebody waited or was served, in the order in which orders pass them.
  package let places: [PlaceHistory]
  /// Energy in the batteries at the end [J], by drone; nil where the results do not say.
  package let storedAtEnd: [Double?]

  /// Puts a history together.
  ///
  /// - Parameters:
  ///   - plan: What the scenario had fixed.
  ///   - start: Instant from which on it held.
  ///   - records: All records.
  ///   - storedAtEnd: Energy in the batteries at the end [J], by drone.
  package init(
    plan: ParkPlan,
    from start: SimulationTime = .zero,
    records: ParkRecords,
    storedAtEnd: [Double?]
  ) {
    self.plan = plan
    plannedFrom = start
    self.records = records
    self.storedAtEnd = storedAtEnd
    places = PlaceHistory.all(of: records, plan, from: start)
  }

  /// Time of day at which the run begins [s].
  package var clockStart: Double { plan.configuration.initial.timeOfDay.inSeconds }

  /// End of the run, its drain included.
  package var end: SimulationTime { plan.configuration.study.end }

  /// Time over which the metrics of the run are averaged [s]: without the warm-up and the drain.
  package var counted: ClosedRange<Double> {
    let study = plan.configuration.study
    return study.warmUp.inSeconds...max(study.warmUp, study.horizon).inSeconds
  }

  /// The orders that count in lead times, waits and the share in time.
  package var countedOrders: [OrderRecord] {
    let times = plan.configuration.study.countedOrders
    return records.orders.filter { times.contains($0.createdAt) }
  }

  /// The axis of the time of day.
  package var timeOfDay: Axis { .timeOfDay(from: clockStart, until: end.inSeconds) }
}
