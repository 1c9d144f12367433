package import DiscreteEvents
package import Figures

/// What happened in a stored run, and what its scenario had fixed.
package struct PastRun: Sendable {
  /// What the scenario had fixed.
  package let plan: ParkPlan
  /// All records of the run.
  package let records: ParkRecords
  /// Where somebody waited or was served, in the order in which orders pass them.
  package let places: [PlaceHistory]
  /// Energy in the batteries at the end [J], by drone; nil where the results do not say.
  package let storedAtEnd: [Double?]

  /// Puts a history together.
  package init(plan: ParkPlan, records: ParkRecords, storedAtEnd: [Double?]) {
    self.plan = plan
    self.records = records
    self.storedAtEnd = storedAtEnd
    places = PlaceHistory.all(of: records, plan)
  }

  /// Time of day at which the run begins [s].
  package var clockStart: Double { plan.configuration.initial.timeOfDay.inSeconds }

  /// End of the run, its drain included.
  package var end: SimulationTime { plan.configuration.study.end }

  /// The axis of the time of day.
  package var timeOfDay: Axis { .timeOfDay(from: clockStart, until: end.inSeconds) }
}
