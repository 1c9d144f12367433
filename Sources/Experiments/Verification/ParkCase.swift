import DiscreteEvents
import Foundation
import LogisticsPark
import ScenarioFiles
import Verification

/// A scenario in which the park is a system with a closed form.
///
/// Its replications go the way of `parksim run`: the file is read and checked, and `ParkRun`
/// simulates it. A new one is a file in the folder and an entry in `ParkCases`.
struct ParkCase: Sendable {
  /// A number that the closed form gives.
  struct Figure: Sendable {
    let quantity: VerificationCase.Quantity
    let read: @Sendable (Metrics) -> Double?

    /// A metric in seconds.
    static func seconds(_ metric: String, _ expected: Double, band: Double = 0) -> Figure {
      Figure(quantity: .init(metric, "s", expected, band: band)) { $0[metric] }
    }

    /// A metric that is a share or a count.
    static func number(_ metric: String, _ expected: Double, band: Double = 0) -> Figure {
      Figure(quantity: .init(metric, "1", expected, band: band)) { $0[metric] }
    }

    /// A metric in seconds of a part of the park, such as the warehouse `north`.
    static func seconds(
      _ metric: String,
      of part: (kind: EntityKind, id: String),
      _ expected: Double
    ) -> Figure {
      Figure(quantity: .init("\(metric) of \(part.id)", "s", expected)) {
        $0[metric, part.kind, part.id]
      }
    }

    /// A metric of a part of the park that is a share or a count.
    static func number(
      _ metric: String,
      of part: (kind: EntityKind, id: String),
      _ expected: Double
    ) -> Figure {
      Figure(quantity: .init("\(metric) of \(part.id)", "1", expected)) {
        $0[metric, part.kind, part.id]
      }
    }

    /// The same number in every run, worked out by hand: equal but for the rounding of a mean.
    static func exact(_ metric: String, _ unit: String, _ expected: Double) -> Figure {
      Figure(quantity: .init(metric, unit, expected, band: 1e-12)) { $0[metric] }
    }

    /// The variance of a metric from run to run, about the mean that theory gives.
    static func variance(_ metric: String, about mean: Double, _ expected: Double) -> Figure {
      Figure(quantity: .init("variance of \(metric)", "1", expected)) { metrics in
        metrics[metric].map { ($0 - mean) * ($0 - mean) }
      }
    }
  }

  /// The metrics of a run by name.
  struct Metrics: Sendable {
    private let result: SimulationResult

    init(_ result: SimulationResult) { self.result = result }

    subscript(name: String) -> Double? { result.metrics.first { $0.name == name }?.value }

    subscript(name: String, kind: EntityKind, part: String) -> Double? {
      guard let index = result.entities[kind]?.firstIndex(where: { $0.name == part }) else {
        return nil
      }
      return result.partMetrics.first {
        $0.part == ParkPart(kind, index) && $0.value.name == name
      }?.value.value
    }
  }

  /// A change of the scenario that the comparison must find.
  struct Fault: Sendable {
    let name: String
    let settings: [String]
  }

  /// Name of the file without `.json`; the case is called `park-` and this.
  let name: String
  /// The system in the words of queueing theory.
  let system: String
  /// Where the closed form comes from.
  let source: String
  let figures: [Figure]
  var replications = 30
  /// Scale of a quick check.
  let quickScale: Double
  let faults: [Fault]

  /// The case, with its scenario in a folder.
  func verification(in folder: String) -> VerificationCase {
    let path = "\(folder)/\(name).json"
    let figures = figures
    let run = { (settings: [String]) -> VerificationCase.Observe in
      { replication in
        let metrics = try Self.metrics(of: path, settings: settings, replication)
        return figures.map { $0.read(metrics) }
      }
    }
    return VerificationCase(
      "park-\(name)",
      system: system,
      source: source,
      quantities: figures.map(\.quantity),
      replications: replications,
      quickScale: quickScale,
      mutants: faults.map { .system($0.name, run($0.settings)) },
      observe: run([])
    )
  }

  private static func metrics(
    of path: String,
    settings: [String],
    _ replication: VerificationCase.Replication
  ) throws -> Metrics {
    var configuration = try ScenarioFile.load(path, settings: settings).configuration
    // A day is a day; only the long run has a length to choose.
    if configuration.study.kind == .steadyState, replication.scale != 1 {
      let warmUp = configuration.study.warmUp
      let counted = (configuration.study.horizon - warmUp).inSeconds * replication.scale
      configuration.study.horizon = warmUp + .seconds(counted)
    }
    let outcome = try ParkRun(
      configuration,
      seed: replication.seed,
      replication: replication.number,
      telemetry: .none
    ).simulate()
    guard outcome.result.breaches.isEmpty else {
      throw BreachError(breaches: outcome.result.breaches)
    }
    return Metrics(outcome.result)
  }
}
