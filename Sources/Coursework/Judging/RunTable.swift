import Experiments
import LogisticsPark
import ScenarioFiles

/// Values of metrics over replications, simulated when they are first asked for.
///
/// What was simulated once is not simulated again, whichever check asks.
final class RunTable {
  private struct Key: Hashable {
    let digest: String
    let seed: UInt64
  }

  /// Values of a run by the name of the metric.
  typealias Values = [String: Double]

  private let wanted: [MetricName: String]
  private let limits: CostLimits
  private var tables: [Key: [Values]] = [:]

  /// Prepares to simulate.
  ///
  /// - Parameters:
  ///   - metrics: Names of all metrics that will be asked for.
  ///   - limits: Orders and events after which a run is ended.
  init(metrics: [String], limits: CostLimits) {
    wanted = Dictionary(metrics.map { (MetricName($0), $0) }) { first, _ in first }
    self.limits = limits
  }

  /// Values of each replication.
  ///
  /// - Throws: `LimitError` if a run passes a limit, `BreachError`.
  func values(of scenario: Scenario, seed: UInt64, replications: Int) throws -> [Values] {
    let key = Key(digest: scenario.digest, seed: seed)
    var table = tables[key] ?? []
    while table.count < replications {
      table.append(try run(scenario, seed: seed, replication: table.count + 1))
    }
    tables[key] = table
    return Array(table.prefix(replications))
  }

  private func run(_ scenario: Scenario, seed: UInt64, replication: Int) throws -> Values {
    let outcome = try ParkRun(
      scenario.configuration,
      seed: seed,
      replication: replication,
      telemetry: .none,
      limits: limits
    ).simulate()
    guard outcome.result.breaches.isEmpty else {
      throw BreachError(breaches: outcome.result.breaches)
    }
    let ofPark = outcome.result.metrics.map { (value: $0, part: MetricName.Part?.none) }
    let ofParts = outcome.result.partMetrics.compactMap { metric in
      let part = metric.part
      let entity = outcome.result.entities[part.kind]?[part.index]
      return entity.map { entity in
        (
          value: metric.value,
          part: MetricName.Part?.some(.init(kind: part.kind.name, name: entity.name))
        )
      }
    }
    var values: Values = [:]
    for (name, text) in wanted {
      let found = (ofPark + ofParts).first { entry in
        guard entry.value.name == name.metric else { return false }
        guard let part = entry.part else { return name.part == nil }
        return name.isOf(part.kind ?? "", part.name)
      }
      if let value = found.flatMap({ Self.figure(name.column, of: $0.value) }) {
        values[text] = value
      }
    }
    return values
  }

  private static func figure(_ column: String, of value: MetricValue) -> Double? {
    switch column {
    case "p50": value.p50
    case "p95": value.p95
    case "p99": value.p99
    default: value.value
    }
  }
}
