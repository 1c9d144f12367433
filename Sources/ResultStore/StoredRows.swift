package import DiscreteEvents
package import LogisticsPark

/// An order as it stands in a results file.
package struct StoredOrder: Hashable, Sendable {
  /// Number of the order, from 1.
  package var number: Int
  /// Name of the zone of the delivery point.
  package var zone: String
  /// Delivery point.
  package var destination: Position
  /// Payload [kg].
  package var weight: Double
  /// Instant of creation.
  package var createdAt: SimulationTime
  /// Instant by which it was promised.
  package var promisedBy: SimulationTime
  /// Picking began.
  package var pickStartedAt: SimulationTime?
  /// Picking ended.
  package var pickEndedAt: SimulationTime?
  /// Packing began.
  package var packStartedAt: SimulationTime?
  /// Packing ended.
  package var packEndedAt: SimulationTime?
  /// A drone took it.
  package var dispatchedAt: SimulationTime?
  /// Delivered, refunded or failed.
  package var closedAt: SimulationTime?
  /// State at the end of the run.
  package var state: OrderState
  /// Why it failed, if it did.
  package var failure: OrderFailure?
  /// Name of the drone that took it.
  package var drone: String?
}

/// A flight as it stands in a results file.
package struct StoredFlight: Hashable, Sendable {
  /// Number of the flight, from 1.
  package var number: Int
  /// Name of the drone.
  package var drone: String
  /// Number of the order.
  package var order: Int
  /// Name of the pad from which it lifted off; nil in rows of an earlier format, as the other three that came with it.
  package var from: String?
  /// Name of the pad at which it landed, or to which it turned back.
  package var to: String?
  /// Horizontal distance flown [m].
  package var distance: Double
  /// Payload on the way out [kg].
  package var payload: Double
  /// Instant of lift-off.
  package var startedAt: SimulationTime
  /// Instant at which the hand-over began.
  package var arrivedAt: SimulationTime?
  /// Instant of the hand-over to the customer.
  package var deliveredAt: SimulationTime?
  /// Instant at which it was back above the pad.
  package var returnedAt: SimulationTime?
  /// Instant of landing; nil if the run ended first.
  package var endedAt: SimulationTime?
  /// Energy stored at lift-off [J].
  package var storedAtStart: Double
  /// Energy stored at landing, or at the end of the run [J].
  package var storedAtEnd: Double
  /// Energy delivered at the battery's terminals [J].
  package var delivered: Double
  /// Energy lost in the battery's own resistance [J].
  package var resistiveLoss: Double
}

/// A charge session as it stands in a results file.
package struct StoredChargeSession: Hashable, Sendable {
  /// Number of the session, from 1.
  package var number: Int
  /// Name of the drone.
  package var drone: String
  /// Instant at which the drone asked for a bay.
  package var requestedAt: SimulationTime
  /// Instant at which charging began; nil if the drone still waits.
  package var startedAt: SimulationTime?
  /// Instant at which charging ended; nil if the run ended first.
  package var endedAt: SimulationTime?
  /// Energy stored at the start [J].
  package var storedAtStart: Double
  /// Energy stored at the end, or at the end of the run [J].
  package var storedAtEnd: Double
  /// Energy that went into the battery [J].
  package var stored: Double
  /// Energy lost in the charger [J].
  package var chargerLoss: Double
}

/// A drone as it stands in a results file.
package struct StoredDrone: Hashable, Sendable {
  /// Name.
  package var name: String
  /// Name of the drone type.
  package var type: String
  /// Energy that the full battery holds [J].
  package var capacity: Double
  /// Energy stored at the start of the run [J].
  package var storedAtStart: Double
  /// Energy stored at the end of the run [J].
  package var storedAtEnd: Double
  /// Time spent in each state, in the order of `DroneState.allCases`.
  package var timeInState: [SimulationTime]
}

/// The definition of a metric as it stands in a results file.
package struct StoredMetricDefinition: Hashable, Sendable {
  /// Name that scripts rely on.
  package var name: String
  /// Unit.
  package var unit: String
  /// What is measured, in a sentence.
  package var meaning: String
  /// Whether higher or lower is better.
  package var direction: MetricDirection
}

/// A series as it stands in a results file.
package struct StoredSeries: Hashable, Sendable {
  /// Name of the drone that carries the sensor.
  package var entity: String
  /// Signal.
  package var signal: String
  /// Unit as in the SenML registry.
  package var unit: String
  /// Number of samples.
  package var count: Int
  /// Mean of the sampled values.
  package var mean: Double?
  /// Standard deviation of the sampled values.
  package var standardDeviation: Double?
  /// Smallest sampled value.
  package var minimum: Double?
  /// Largest sampled value.
  package var maximum: Double?
  /// Root mean square of sampled minus true value.
  package var rootMeanSquareError: Double?
}
