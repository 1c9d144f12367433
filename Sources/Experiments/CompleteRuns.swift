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

  /// How many replications there are of a variant.
  ///
  /// - Parameters:
  ///   - name: Name of the variant.
  ///   - digest: Digest of its scenario.
  ///   - isWanted: Whether the replication of a seed and a number counts.
  /// - Returns: The number.
  /// - Complexity: O(runs of the variant).
  package func count(
    of name: String,
    scenario digest: String,
    where isWanted: (_ seed: UInt64, _ number: Int) -> Bool
  ) -> Int {
    runs[Variant(name: name, scenario: digest)]?.keys.count { isWanted($0.seed, $0.number) } ?? 0
  }
}
