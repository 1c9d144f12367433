import DiscreteEvents
import Glibc
import LogisticsPark
import ResultStore

/// Writes samples through a part file, as a run does, and prints how long that took.
///
/// `c/samples.c` writes the same rows in the same order with SQLite's own calls.
@main
enum Main {
  /// Sensors, such as three each on 24 drones.
  private static let seriesCount = 72
  /// Samples of a series that a run hands over at a time.
  private static let stretch = 4_096

  static func main() throws {
    guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[1]), count > 0
    else {
      print("usage: \(CommandLine.arguments[0]) SAMPLES RESULTS-FILE")
      exit(2)
    }
    let file = try ResultFile.open(path: CommandLine.arguments[2], create: true)
    let run = try file.begin(identity, provenance: provenance)
    let part = try file.makePart(for: run, identity: identity)
    let clock = ContinuousClock()
    let taken = try clock.measure {
      try write(count, to: part)
      try part.finish(outcome)
    }
    part.discard()
    let seconds =
      Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
    print(
      "{\"samples_per_second\": \(Double(count) / seconds), \"seconds\": \(seconds), "
        + "\"peak_bytes\": \(peakResidentBytes())}"
    )
  }

  /// Writes the series in turn, a stretch of each at a time.
  private static func write(_ count: Int, to part: PartFile) throws {
    var samples: [SensorSample] = []
    var left = count
    var first = 0
    while left > 0 {
      for series in 0..<seriesCount where left > 0 {
        let length = min(stretch, left)
        samples.removeAll(keepingCapacity: true)
        for sequence in first..<first + length {
          samples.append(sample(series: series, sequence: sequence))
        }
        try part.add(samples: samples)
        left -= length
      }
      first += stretch
    }
  }

  private static func sample(series: Int, sequence: Int) -> SensorSample {
    let truth = 0.5 + Double((sequence &* 31 &+ series) % 997) / 2_000
    return SensorSample(
      series: Int32(series),
      sequence: Int32(sequence),
      time: SimulationTime(ticks: Int64(sequence) * 1_000_000),
      value: truth + Double(sequence % 7) / 1_000,
      truth: truth
    )
  }

  private static func peakResidentBytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1_024
  }

  private static let identity = RunIdentity(
    scenario: "benchmark",
    scenarioDigest: "",
    scenarioText: "{}",
    replication: 1,
    seed: 1,
    modelRevision: 1,
    telemetry: "full",
    horizonTicks: 0
  )
  private static let provenance = RunProvenance(
    version: "",
    host: "",
    startedAt: "",
    command: ""
  )
  private static let outcome = RunOutcome(
    entities: [:],
    drones: [],
    metrics: [],
    definitions: [],
    fingerprint: "",
    eventCount: 0
  )
}
