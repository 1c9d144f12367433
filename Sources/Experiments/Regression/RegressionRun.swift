import DiscreteEvents
package import LogisticsPark
package import OutputStatistics
package import ScenarioFiles

/// One run as regression looks at it, whoever made it.
package struct RegressionRun: Sendable {
  /// Seed of the study.
  package var seed: UInt64
  /// Number of the replication.
  package var replication: Int
  /// Fingerprint of the events.
  package var fingerprint: String
  /// Number of events.
  package var eventCount: Int
  /// Links of the fingerprint's chain, one for each 4,096 events.
  package var chain: [String]
  /// All metrics, in the order of the catalogue.
  package var metrics: [(name: String, value: Double?)]
  /// The events, of a run that is not too long.
  package var events: [EventRecord]?
  /// Names of the drones, by index.
  package var drones: [String]

  /// States what a run came to.
  package init(
    seed: UInt64,
    replication: Int,
    fingerprint: String,
    eventCount: Int,
    chain: [String],
    metrics: [(name: String, value: Double?)],
    events: [EventRecord]?,
    drones: [String]
  ) {
    self.seed = seed
    self.replication = replication
    self.fingerprint = fingerprint
    self.eventCount = eventCount
    self.chain = chain
    self.metrics = metrics
    self.events = events
    self.drones = drones
  }
}

/// Runs what is compared with baselines.
package struct RegressionRunner: Sendable {
  /// What is simulated.
  package let scenario: Scenario
  /// Seed of the study.
  package let seed: UInt64
  /// Threads for many replications, at least 1.
  package let threads: Int

  /// Prepares to run.
  package init(_ scenario: Scenario, seed: UInt64, threads: Int) {
    self.scenario = scenario
    self.seed = seed
    self.threads = threads
  }

  /// Runs one replication.
  ///
  /// - Throws: `BreachError`.
  package func run(_ replication: Int) throws -> RegressionRun {
    let outcome = try outcome(replication, keepingEvents: EventTrace.limit)
    return RegressionRun(
      seed: seed,
      replication: replication,
      fingerprint: outcome.fingerprint,
      eventCount: outcome.eventCount,
      chain: outcome.chain,
      metrics: outcome.result.metrics.map { ($0.name, $0.value) },
      events: outcome.events,
      drones: outcome.result.drones.map(\.name)
    )
  }

  /// Replications that a scenario is worth: as many as two million events, from 20 to 500.
  package static func replications(eventCount: Int) -> Int {
    min(500, max(20, 2_000_000 / max(1, eventCount)))
  }

  /// Moments of metrics over the first replications; none for a metric with fewer than two values.
  ///
  /// - Parameters:
  ///   - names: The metrics.
  ///   - count: Number of replications.
  ///   - progress: Told the share that is done, from any thread.
  /// - Returns: Moments by name.
  /// - Throws: `BreachError`.
  package func moments(
    of names: [String],
    over count: Int,
    progress: @escaping @Sendable (Double) -> Void
  ) throws -> [String: SampleMoments] {
    let board = Scoreboard<[String: Double]>(count: count, progress: progress)
    let workers = (0..<min(threads, count)).map { _ in
      Worker {
        while let index = board.next() {
          let result = Result {
            let metrics = try outcome(index + 1, keepingEvents: nil).result.metrics
            return Dictionary(
              metrics.compactMap { metric in metric.value.map { (metric.name, $0) } }
            ) { first, _ in first }
          }
          board.report(share: 1, of: index)
          board.finish(index, result)
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    let values = try board.results.map { try $0.get() }
    var moments: [String: SampleMoments] = [:]
    for name in names { moments[name] = SampleMoments(of: values.compactMap { $0[name] }) }
    return moments
  }

  private func outcome(
    _ replication: Int,
    keepingEvents limit: Int?
  ) throws -> SimulationOutcome {
    var sink = NoSink()
    let outcome = try ParkRun(
      scenario.configuration,
      seed: seed,
      replication: replication,
      telemetry: limit == nil ? .none : .summary
    ).simulate(into: &sink, keepingEvents: limit)
    guard outcome.result.breaches.isEmpty else {
      throw BreachError(breaches: outcome.result.breaches)
    }
    return outcome
  }
}

extension Baseline {
  /// Difference of a mean that a new baseline lets pass: a share of the mean, but at least four standard
  /// errors of the difference of two such means.
  ///
  /// With less, chances that are drawn anew without any change would fail: the two tests pass at the
  /// true difference 0 with a probability of 0.99 at a margin of 1.645 + 2.33 standard errors. Where that
  /// is too wide, more replications make it narrower.
  private static func margin(of name: String, _ moments: SampleMoments) -> Double {
    let isShare = MetricCatalogue.definition(of: name)?.unit == "1"
    let usual = isShare ? usualMarginOfShares : usualMargin * moments.mean.magnitude
    let error = (2 * moments.variance / Double(moments.count)).squareRoot()
    let margin = max(usual, 4 * error)
    // Of a constant 0 neither says anything; a second, an order or a kWh does.
    return margin > 0 ? margin : 1
  }

  /// Metrics whose means must be equivalent where chances are drawn anew, as far as a run has them.
  private static let judged = [
    "lead_time_s", "on_time_share", "backlog_orders", "wait_drone_s", "wait_charger_s",
    "energy_grid_kwh", "orders_created", "picker_utilization", "charger_utilization",
  ]

  /// Makes a baseline: one run with its events, and the means of many replications.
  ///
  /// - Throws: `BreachError`.
  package static func make(
    path: String,
    _ runner: RegressionRunner,
    replication: Int,
    replications: Int?,
    reason: String,
    progress: @escaping @Sendable (Double) -> Void
  ) throws -> Baseline {
    let run = try runner.run(replication)
    let count = replications ?? RegressionRunner.replications(eventCount: run.eventCount)
    let names = judged.filter { name in run.metrics.contains { $0.name == name } }
    let moments = try runner.moments(of: names, over: count, progress: progress)
    let means = names.compactMap { name -> Mean? in
      guard let moments = moments[name] else { return nil }
      return Mean(name: name, moments: moments, margin: margin(of: name, moments))
    }
    return Baseline(
      path: path,
      scenario: runner.scenario,
      run: run,
      means: means,
      replications: count,
      reason: reason
    )
  }
}
