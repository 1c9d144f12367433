package import DiscreteEvents

/// A drone of the fleet as the results name it, with its battery's book at both ends of the run.
package struct DroneResult: Hashable, Sendable {
  /// Name, such as `m100-03`.
  package var name: String
  /// Name of the drone type.
  package var type: String
  /// Energy that the full battery holds [J].
  package var capacity: Double
  /// Energy stored at the start of the run [J].
  package var storedAtStart: Double
  /// Energy stored at the end of the run [J].
  package var storedAtEnd: Double
  /// Ticks spent in each state, in the order of `DroneState.allCases`.
  package var ticksInState: [Int64]

  /// Makes a record from all its fields.
  package init(
    name: String,
    type: String,
    capacity: Double,
    storedAtStart: Double,
    storedAtEnd: Double,
    ticksInState: [Int64]
  ) {
    self.name = name
    self.type = type
    self.capacity = capacity
    self.storedAtStart = storedAtStart
    self.storedAtEnd = storedAtEnd
    self.ticksInState = ticksInState
  }
}

/// One sensor signal of a run and what its samples came to.
package struct SeriesResult: Hashable, Sendable {
  /// Name of the drone that carries the sensor.
  package var entity: String
  /// Signal, such as `state_of_charge`.
  package var signal: String
  /// Unit as in the SenML registry, such as `/` or `Cel`.
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

  /// Makes a record from all its fields.
  package init(
    entity: String,
    signal: String,
    unit: String,
    count: Int,
    mean: Double? = nil,
    standardDeviation: Double? = nil,
    minimum: Double? = nil,
    maximum: Double? = nil,
    rootMeanSquareError: Double? = nil
  ) {
    self.entity = entity
    self.signal = signal
    self.unit = unit
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.minimum = minimum
    self.maximum = maximum
    self.rootMeanSquareError = rootMeanSquareError
  }
}

/// One sample of one sensor.
package struct SensorSample: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Position of the series among the run's series.
  package var series: Int32
  /// Number of the sample in its series, from 0.
  package var sequence: Int32
  /// Instant of sampling.
  package var time: SimulationTime
  /// What the sensor says.
  package var value: Double
  /// What was true.
  package var truth: Double

  /// Makes a record from all its fields.
  package init(
    series: Int32,
    sequence: Int32,
    time: SimulationTime,
    value: Double,
    truth: Double
  ) {
    self.series = series
    self.sequence = sequence
    self.time = time
    self.value = value
    self.truth = truth
  }
}
