package import DiscreteEvents
package import OutputStatistics

/// Takes samples, one after the other within a series.
package protocol SampleSink {
  /// Takes one sample.
  mutating func take(_ sample: SensorSample)
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

  fileprivate struct Sensor: Sendable {
    let quality: SensorQuality
    let range: ClosedRange<Double>
    let noise: NormalDistribution?
    var stream: RandomStream
    var values = Tally()
    var squaredErrors = 0.0
  }

  let periodSeconds: Double
  private let names: [String]
  private let capacities: [Double]
  private var sensors: [Sensor]
  private var nextSample: [Int]

  /// Makes the sensors of a park's drones.
  ///
  /// - Parameters:
  ///   - configuration: Their quality and period.
  ///   - fleet: The drones.
  ///   - seed: Seed of the study.
  ///   - replication: Number of the replication, from 1.
  package init(
    _ configuration: SensorConfiguration,
    fleet: Fleet,
    seed: UInt64,
    replication: Int
  ) {
    var streams = StreamDirectory(seed: seed, replication: replication)
    periodSeconds = configuration.periodSeconds
    names = fleet.drones.map(\.name)
    capacities = fleet.drones.map { fleet.type(of: $0.id).battery.capacity }
    nextSample = Array(repeating: 0, count: names.count)
    sensors = []
    for drone in fleet.drones {
      for signal in Signal.allCases {
        let quality =
          signal == .stateOfCharge ? configuration.stateOfCharge : configuration.temperature
        sensors.append(
          Sensor(
            quality: quality,
            range: signal == .stateOfCharge ? 0...1 : -60...150,
            noise: quality.noise > 0
              ? NormalDistribution(mean: 0, standardDeviation: quality.noise) : nil,
            stream: streams.stream("telemetry.noise", entity: "\(drone.key)/\(signal.name)")
          )
        )
      }
    }
  }

  /// Number of samples so far.
  package var sampleCount: Int { sensors.reduce(0) { $0 + $1.values.count } }

  /// Samples a regime that is over.
  ///
  /// - Parameters:
  ///   - segment: The regime; segments of one drone come in order of time.
  ///   - sink: Takes the samples.
  package mutating func sample(_ segment: BatterySegment, into sink: inout some SampleSink) {
    let drone = Int(segment.drone.index)
    let capacity = capacities[drone]
    while true {
      let sequence = nextSample[drone]
      let time = SimulationTime.seconds(Double(sequence) * periodSeconds)
      guard time < segment.end else { return }
      nextSample[drone] = sequence + 1
      let charge = segment.battery.stored(at: time) / capacity
      let temperature = segment.battery.temperature(at: time)
      let first = drone * Signal.allCases.count
      sink.take(read(first, charge, time, sequence))
      sink.take(read(first + 1, temperature, time, sequence))
    }
  }

  /// What the samples of every series came to.
  package func results() -> [SeriesResult] {
    sensors.enumerated().map { index, sensor in
      let signal = Signal.allCases[index % Signal.allCases.count]
      let count = sensor.values.count
      return SeriesResult(
        entity: names[index / Signal.allCases.count],
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
    let value = sensors[series].read(truth)
    return SensorSample(
      series: Int32(series),
      sequence: Int32(sequence),
      time: time,
      value: value,
      truth: truth
    )
  }
}

extension SensorSuite {
  /// The sensors as a checkpoint keeps them.
  package struct State: Codable, Sendable {
    /// One sensor.
    package struct Sensor: Codable, Sendable {
      /// Stream of its noise.
      package var stream: RandomStream
      /// What its samples came to.
      package var values: Tally
      /// Sum of the squares of sampled minus true value.
      package var squaredErrors: Double
    }

    /// Sensors in the order of their series.
    package var sensors: [Sensor]
    /// Number of the next sample, by drone.
    package var nextSample: [Int]
  }

  /// What a checkpoint keeps of the sensors.
  package var state: State {
    State(
      sensors: sensors.map {
        State.Sensor(stream: $0.stream, values: $0.values, squaredErrors: $0.squaredErrors)
      },
      nextSample: nextSample
    )
  }

  /// Goes on from a checkpoint of as many sensors.
  package mutating func restore(_ state: State) {
    for (index, saved) in state.sensors.enumerated() {
      sensors[index].stream = saved.stream
      sensors[index].values = saved.values
      sensors[index].squaredErrors = saved.squaredErrors
    }
    nextSample = state.nextSample
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
  fileprivate mutating func read(_ truth: Double) -> Double {
    var value = truth
    if let noise { value += noise.quantile(stream.uniform()) }
    value = min(max(value, range.lowerBound), range.upperBound)
    if quality.resolution > 0 { value = Self.rounded(value, to: quality.resolution) }
    values.add(value)
    squaredErrors += (value - truth) * (value - truth)
    return value
  }
}
