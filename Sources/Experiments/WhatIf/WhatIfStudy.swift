import LogisticsPark
package import ScenarioFiles

/// Simulates changes of a scenario beside it, on the same chances.
///
/// Replication k of every change has the orders and the times of replication k of the scenario, so that
/// the differences are those of the change (common random numbers, Law 2015, section 11.2).
package struct WhatIfStudy: Sendable {
  /// A scenario that is changed, and what its runs came to.
  package struct Outcome: Sendable {
    /// The change.
    package let change: WhatIf
    /// Values of the metrics of each replication, as changed.
    package let values: [[String: Double]]
    /// Values of the metrics of each replication of the scenario as it stands.
    package let base: [[String: Double]]

    /// Values of a metric for each replication in which both have one: as changed, and as it stands.
    package func pairs(_ metric: String) -> [(changed: Double, base: Double)] {
      Self.pairs(metric, values, base)
    }

    /// Values of a metric for each replication in which this change and another one have one.
    package func pairs(
      _ metric: String,
      with other: Outcome
    ) -> [(changed: Double, base: Double)] {
      Self.pairs(metric, values, other.values)
    }

    private static func pairs(
      _ metric: String,
      _ ones: [[String: Double]],
      _ others: [[String: Double]]
    ) -> [(changed: Double, base: Double)] {
      zip(ones, others).compactMap { one, other in
        guard let one = one[metric], let other = other[metric] else { return nil }
        return (one, other)
      }
    }
  }

  private let settings: [String]
  private let reading: @Sendable (_ settings: [String]) throws -> Scenario
  private let chances: [Chance]
  private let threads: Int

  /// What decides the orders and times of a run: those of the scenario and of its changes are paired by it.
  package struct Chance: Hashable, Sendable {
    /// Seed of the study.
    package let seed: UInt64
    /// Number of the replication, from 1.
    package let replication: Int

    /// Names the chances of a run.
    package init(seed: UInt64, replication: Int) {
      (self.seed, self.replication) = (seed, replication)
    }
  }

  /// Describes a study.
  ///
  /// - Parameters:
  ///   - settings: What `--set` changes in the scenario.
  ///   - chances: Those of the runs that are made of the scenario and of each change, at least one.
  ///   - threads: Threads to use, at least 1.
  ///   - reading: Reads the scenario with other settings; throws `ScenarioFaults` where they do not go with it.
  package init(
    settings: [String] = [],
    chances: [Chance],
    threads: Int,
    reading: @escaping @Sendable (_ settings: [String]) throws -> Scenario
  ) {
    self.settings = settings
    self.chances = chances
    self.threads = threads
    self.reading = reading
  }

  /// Simulates the scenario and each change of it; changes that do not go with the rest of it are
  /// passed over.
  ///
  /// - Parameters:
  ///   - changes: The changes.
  ///   - progress: Told the share of all work that is done, from any thread.
  /// - Returns: Outcomes in the order of the changes.
  /// - Throws: `ScenarioFaults` if the scenario itself can not be read, `BreachError`.
  package func run(
    _ changes: [WhatIf],
    progress: @escaping @Sendable (Double) -> Void
  ) throws -> [Outcome] {
    let base = try reading(settings)
    let possible = changes.compactMap { change -> (change: WhatIf, park: ParkConfiguration)? in
      let changed = try? reading(change.replacing(in: settings))
      return changed.map { (change, $0.configuration) }
    }
    let parks = [base.configuration] + possible.map(\.park)
    let values = try simulate(parks, WhatIfFindings.wanted, progress)
    return possible.enumerated().map { index, entry in
      Outcome(change: entry.change, values: values[index + 1], base: values[0])
    }
  }

  /// Metrics of each replication of each park.
  private func simulate(
    _ parks: [ParkConfiguration],
    _ metrics: [String],
    _ progress: @escaping @Sendable (Double) -> Void
  ) throws -> [[[String: Double]]] {
    let count = chances.count
    let board = Scoreboard<[String: Double]>(count: parks.count * count, progress: progress)
    let workers = (0..<min(threads, parks.count * count)).map { _ in
      Worker {
        while let index = board.next() {
          let chance = chances[index % count]
          let result = Result { try outcome(parks[index / count], chance, metrics) }
          board.report(share: 1, of: index)
          board.finish(index, result)
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    let results = try board.results.map { try $0.get() }
    return parks.indices.map { Array(results[$0 * count..<($0 + 1) * count]) }
  }

  private func outcome(
    _ park: ParkConfiguration,
    _ chance: Chance,
    _ metrics: [String]
  ) throws -> [String: Double] {
    let outcome = try ParkRun(
      park,
      seed: chance.seed,
      replication: chance.replication,
      telemetry: .none
    ).simulate()
    guard outcome.result.breaches.isEmpty else {
      throw BreachError(breaches: outcome.result.breaches)
    }
    var values: [String: Double] = [:]
    for metric in outcome.result.metrics {
      if metrics.contains(metric.name), let value = metric.value { values[metric.name] = value }
      let quantile = metric.name + ".p95"
      if metrics.contains(quantile), let value = metric.p95 { values[quantile] = value }
    }
    return values
  }
}
