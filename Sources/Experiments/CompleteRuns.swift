import LogisticsPark
package import ResultStore
package import ScenarioFiles

/// The complete runs of this version of the model that a results file holds, by what they are runs of.
///
/// They are not made again, neither by an experiment that goes on nor by a comparison that is repeated.
package struct CompleteRuns {
  private struct Variant: Hashable {
    var name: String
    var scenario: String
  }

  private struct Replication: Hashable {
    var seed: UInt64
    var number: Int
  }

  private var runs: [Variant: [Replication: RunID]] = [:]

  /// Looks a file through.
  ///
  /// - Parameters:
  ///   - telemetry: Level of telemetry that the runs are to have.
  ///   - file: The file.
  /// - Throws: `StoreError`. Complexity: O(runs).
  package init(telemetry: String, in file: ResultFile) throws {
    for run in try file.runs() {
      let identity = run.identity
      guard run.status == .complete, identity.fork == nil, identity.telemetry == telemetry,
        identity.modelRevision == ModelRevision.current
      else { continue }
      let variant = Variant(name: identity.variant, scenario: identity.scenarioDigest)
      let replication = Replication(seed: identity.seed, number: identity.replication)
      // The same run twice has the same rows, so either will do.
      if runs[variant]?[replication] == nil { runs[variant, default: [:]][replication] = run.id }
    }
  }

  /// The id of a run of an experiment, if it is complete.
  package func id(of run: Experiment.Run, _ design: ExperimentDesign) -> RunID? {
    let variant = design.variants[run.variant]
    let replication = Replication(seed: variant.seeds[run.seed], number: run.replication)
    return runs[Variant(name: variant.name, scenario: variant.scenario.digest)]?[replication]
  }

  /// How many replications there are of a variant, with any of some seeds, numbered 1 to a last one.
  ///
  /// - Complexity: O(runs of the variant · seeds).
  package func count(
    of variant: String,
    scenario digest: String,
    seeds: [UInt64],
    upTo last: Int
  ) -> Int {
    runs[Variant(name: variant, scenario: digest)]?.keys
      .count { $0.number <= last && seeds.contains($0.seed) } ?? 0
  }
}
