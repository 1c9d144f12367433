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
    let configuration: SensorConfiguration
    let noise: NormalDistribution?
  }

  fileprivate struct Drone: Sendable {
    let name: String
    let key: String
    let capacity: Double
  }

  /// Sensors of a drone, in the order of their series.
  fileprivate let sensors: [Sensor]
  fileprivate let drones: [Drone]

  /// Plans the sensors of a park's drones.
  ///
  /// - Parameters:
  ///   - configuration: Those of every drone, in the order of their series.
  ///   - fleet: The drones.
  package init(_ configuration: [SensorConfiguration], fleet: FleetPlan) {
    sensors = configuration.map { sensor in
      let noise = sensor.quality.noise
      return Sensor(
        configuration: sensor,
        noise: noise > 0 ? NormalDistribution(mean: 0, standardDeviation: noise) : nil
      )
    }
    drones = fleet.drones.map { drone in
      Drone(
        name: drone.name,
        key: drone.key,
        capacity: fleet.rules.types[drone.type].battery.capacity
      )
    }
  }

  /// Number of series.
  package var seriesCount: Int { sensors.count * drones.count }

  /// Instant of a sample of a series.
  func time(ofSample sequence: Int, of series: Int) -> SimulationTime {
    .seconds(Double(sequence) * sensors[series % sensors.count].configuration.periodSeconds)
  }
}

/// The sensors of all drones: they read battery regimes when these are over.
///
/// Sensors stand beside the park and never change it: no event, no draw of the world's streams.
/// A drone's charge and temperature are sampled at `round(k * period)` from the start of the run,
/// an instant at which a regime ends belonging to the regime that begins.
package struct SensorSuite: Sendable {
  /// One sensor.
  package struct Sensor: Codable, Sendable {
    /// Stream of its noise.
    package internal(set) var stream: RandomStream
    /// What its samples came to.
    package internal(set) var values = Tally()
    /// Sum of the squares of sampled minus true value.
    package internal(set) var squaredErrors = 0.0
    /// Number of the next sample.
    package internal(set) var nextSample = 0
  }

  /// All of the sensors that can still change.
  package struct State: Codable, Sendable {
    /// Sensors in the order of their series.
    package internal(set) var sensors: [Sensor]
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
      sensors: plan.drones.flatMap { drone in
        plan.sensors.map { sensor in
          let key = "\(drone.key)/\(sensor.configuration.id)"
          return Sensor(stream: streams.stream("telemetry.noise", entity: key))
        }
      }
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
    let capacity = plan.drones[drone].capacity
    for (place, sensor) in plan.sensors.enumerated() {
      let series = drone * plan.sensors.count + place
      while true {
        let sequence = state.sensors[series].nextSample
        let time = plan.time(ofSample: sequence, of: series)
        guard time < segment.end else { break }
        let truth =
          switch sensor.configuration.kind {
          case .stateOfCharge: segment.battery.stored(at: time) / capacity
          case .batteryTemperature: segment.battery.temperature(at: time)
          }
        state.sensors[series].nextSample = sequence + 1
        sink.take(read(series, sensor, truth, time, sequence))
      }
    }
  }

  /// What the samples of every series came to.
  package func results() -> [SeriesResult] {
    state.sensors.enumerated().map { index, sensor in
      let (drone, place) = index.quotientAndRemainder(dividingBy: plan.sensors.count)
      let configuration = plan.sensors[place].configuration
      let count = sensor.values.count
      return SeriesResult(
        entity: plan.drones[drone].name,
        signal: configuration.id,
        unit: configuration.kind.unit,
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
    _ sensor: SensorPlan.Sensor,
    _ truth: Double,
    _ time: SimulationTime,
    _ sequence: Int
  ) -> SensorSample {
    let value = state.sensors[series].read(truth, sensor)
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
    let range = plan.configuration.kind.range
    value = min(max(value, range.lowerBound), range.upperBound)
    let step = plan.configuration.quality.resolution
    if step > 0 { value = Self.rounded(value, to: step) }
    values.add(value)
    squaredErrors += (value - truth) * (value - truth)
    return value
  }
}
