import LogisticsPark
import OutputStatistics
package import ResultStore

/// How many replications a scenario is worth, by the events of one.
package struct RegressionEffort: Sendable, Equatable {
  /// Replications whose moments are kept: as many as two million events, from 20 to 500.
  package let moments: Int
  /// Replications whose values are kept, to be paired: half a million events, from 10 to 60.
  package let pairs: Int
  /// Replications whose events are looked at each time: a hundred thousand events, from 1 to 30.
  package let fingerprints: Int

  /// Chooses the numbers.
  ///
  /// - Parameters:
  ///   - eventCount: Events of one replication.
  ///   - replications: Replications whose moments are kept, where somebody says so; at least 2.
  package init(eventCount: Int, replications: Int? = nil) {
    let events = max(1, eventCount)
    moments = replications ?? min(500, max(20, 2_000_000 / events))
    pairs = min(moments, 60, max(10, 500_000 / events))
    fingerprints = min(moments, 30, max(1, 100_000 / events))
  }
}

extension Baseline {
  /// Makes a baseline: one run with its events, and the values and means of many replications.
  ///
  /// - Throws: `BreachError`, `BatchError` or `StoreError`.
  package static func make(
    path: String,
    _ runner: RegressionRunner,
    replication: Int,
    replications: Int?,
    reason: String,
    provenance: RunProvenance,
    progress: @escaping @Sendable (Double) -> Void
  ) throws -> Baseline {
    let run = try runner.run(replication)
    let effort = RegressionEffort(eventCount: run.eventCount, replications: replications)
    let all = try runner.replicates(1...effort.moments, progress: progress)
    return Baseline(
      path: path,
      scenario: runner.scenario,
      run: run,
      digest: try runner.contentDigest(replication, provenance: provenance),
      fingerprints: all.prefix(effort.fingerprints).map(\.fingerprint),
      means: means(of: run.metrics.map(\.name), all, pairs: effort.pairs),
      replications: effort.moments,
      reason: reason
    )
  }

  /// The metrics that replications have, with their values and moments.
  ///
  /// - Parameters:
  ///   - names: Metrics to look for.
  ///   - all: The replications, from 1.
  ///   - pairs: Replications whose values are kept.
  /// - Returns: One entry for each metric that has a value in any of them.
  package static func means(of names: [String], _ all: [Replicate], pairs: Int) -> [Mean] {
    names.compactMap { name in
      let values = all.map { $0.values[name] }
      guard values.contains(where: { $0 != nil }) else { return nil }
      return Mean(
        name: name,
        values: ReplicationValues(Array(values.prefix(pairs))),
        moments: SampleMoments(of: values.compactMap(\.self))
      )
    }
  }
}
