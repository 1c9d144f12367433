package import DiscreteEvents
package import OutputStatistics

/// Takes samples, one after the other within a series.
package protocol SampleSink {
  /// Takes one sample.
  mutating func take(_ sample: SensorSample)
}

/// What the scenario has fixed of the sensors of all drones.
package struct SensorPlan: Sendable {
  fileprivate struct Sensor: Sendable {
    let quality: SensorQuality
    let range: ClosedRange<Double>
    let noise: NormalDistribution?
    /// What its stream of noise is named by, such as `m100/3/state_of_charge`.
    let key: String
  }

  fileprivate let periodSeconds: Double
  fileprivate let names: [String]
  fileprivate let capacities: [Double]
  fileprivate let sensors: [Sensor]

  /// Plans the sensors of a park's drones.
  ///
  /// - Parameters:
  ///   - configuration: Their quality and period.
  ///   - fleet: The drones.
  package init(_ configuration: SensorConfiguration, fleet: FleetPlan) {
    periodSeconds = configuration.periodSeconds
    names = fleet.drones.map(\.name)
    capacities = fleet.drones.map { fleet.rules.types[$0.type].battery.capacity }
    sensors = fleet.drones.flatMap { drone in
      SensorSuite.Signal.allCases.map { signal in
        let quality =
          signal == .stateOfCharge ? configuration.stateOfCharge : configuration.temperature
        return Sensor(
          quality: quality,
          range: signal == .stateOfCharge ? 0...1 : -60...150,
          noise: quality.noise > 0
            ? NormalDistribution(mean: 0, standardDeviation: quality.noise) : nil,
          key: "\(drone.key)/\(signal.name)"
        )
      }
    }
  }

  /// Instant of a sample.
  func time(ofSample sequence: Int) -> SimulationTime {
    .seconds(Double(sequence) * periodSeconds)
  }
}

/// The sensors of all drones: they read battery regimes when these are over.
///
/// Sensors stand beside the park and never change it: no event, no draw of the world's streams.
/// A drone's charge and temperature are sampled at `round(k * period)` from the start of the run,
/// an instant at which a regime ends belonging to the regime that begins.
package struct SensorSuite: Sendable {
  /// Signals of every drone, in the order of their series.
  package enum Signal: Int, CaseIterable, Sendable {
    case stateOfCharge
    case temperature

    /// Name in results.
    package var name: String { self == .stateOfCharge ? "state_of_charge" : "battery_temperature" }

    /// Unit of the SenML registry (RFC 8428).
    package var unit: String { self == .stateOfCharge ? "/" : "Cel" }
  }

  /// One sensor.
  package struct Sensor: Codable, Sendable {
    /// Stream of its noise.
    package internal(set) var stream: RandomStream
    /// What its samples came to.
    package internal(set) var values = Tally()
    /// Sum of the squares of sampled minus true value.
    package internal(set) var squaredErrors = 0.0
  }

  /// All of the sensors that can still change.
  package struct State: Codable, Sendable {
    /// Sensors in the order of their series.
    package internal(set) var sensors: [Sensor]
    /// Number of the next sample, by drone.
    package internal(set) var nextSample: [Int]
  }

  /// What the scenario has fixed.
  package let plan: SensorPlan
  /// All that can still change.
  package internal(set) var state: State

  /// Makes the sensors at the start of a run.
  ///
  /// - Parameters:
  ///   - plan: Which sensors.
  ///   - seed: Seed of the study.
  ///   - replication: Number of the replication, from 1.
  package init(_ plan: SensorPlan, seed: UInt64, replication: Int) {
    var streams = StreamDirectory(seed: seed, replication: replication)
    self.plan = plan
    state = State(
      sensors: plan.sensors.map {
        Sensor(stream: streams.stream("telemetry.noise", entity: $0.key))
      },
      nextSample: Array(repeating: 0, count: plan.names.count)
    )
  }

  /// Number of samples so far.
  package var sampleCount: Int { state.sensors.reduce(0) { $0 + $1.values.count } }

  /// Samples a regime that is over.
  ///
  /// - Parameters:
  ///   - segment: The regime; segments of one drone come in order of time.
  ///   - sink: Takes the samples.
  package mutating func sample(_ segment: BatterySegment, into sink: inout some SampleSink) {
    let drone = Int(segment.drone.index)
    let capacity = plan.capacities[drone]
    while true {
      let sequence = state.nextSample[drone]
      let time = plan.time(ofSample: sequence)
      guard time < segment.end else { return }
      state.nextSample[drone] = sequence + 1
      let charge = segment.battery.stored(at: time) / capacity
      let temperature = segment.battery.temperature(at: time)
      let first = drone * Signal.allCases.count
      sink.take(read(first, charge, time, sequence))
      sink.take(read(first + 1, temperature, time, sequence))
    }
  }

  /// What the samples of every series came to.
  package func results() -> [SeriesResult] {
    state.sensors.enumerated().map { index, sensor in
      let signal = Signal.allCases[index % Signal.allCases.count]
      let count = sensor.values.count
      return SeriesResult(
        entity: plan.names[index / Signal.allCases.count],
        signal: signal.name,
        unit: signal.unit,
        count: count,
        mean: sensor.values.mean,
        standardDeviation: sensor.values.standardDeviation,
        minimum: sensor.values.minimum,
        maximum: sensor.values.maximum,
        rootMeanSquareError: count > 0
          ? (sensor.squaredErrors / Double(count)).squareRoot() : nil
      )
    }
  }

  private mutating func read(
    _ series: Int,
    _ truth: Double,
    _ time: SimulationTime,
    _ sequence: Int
  ) -> SensorSample {
    let value = state.sensors[series].read(truth, plan.sensors[series])
    return SensorSample(
      series: Int32(series),
      sequence: Int32(sequence),
      time: time,
      value: value,
      truth: truth
    )
  }
}

extension SensorSuite.Sensor {
  /// The multiple of a step that is nearest to a value.
  ///
  /// A value that has 2^52 steps or more is one itself, as far as a `Double` can tell; with the smallest
  /// steps the quotient would be infinite.
  private static func rounded(_ value: Double, to step: Double) -> Double {
    let steps = value / step
    return steps.magnitude < 0x1p52 ? steps.rounded() * step : value
  }

  /// Truth, plus noise, within range, rounded to the resolution.
  fileprivate mutating func read(_ truth: Double, _ plan: SensorPlan.Sensor) -> Double {
    var value = truth
    if let noise = plan.noise { value += noise.quantile(stream.uniform()) }
    value = min(max(value, plan.range.lowerBound), plan.range.upperBound)
    if plan.quality.resolution > 0 { value = Self.rounded(value, to: plan.quality.resolution) }
    values.add(value)
    squaredErrors += (value - truth) * (value - truth)
    return value
  }
}
