package import LogisticsPark
package import ResultStore

/// The complete runs of one scenario under one name; forked runs are runs of no scenario.
package struct VariantRuns {
  /// What runs have in common.
  private struct Key: Hashable {
    let scenario: String
    let variant: String
    let digest: String

    init(_ identity: RunIdentity) {
      (scenario, variant) = (identity.scenario, identity.variant)
      digest = identity.scenarioDigest
    }
  }

  /// What makes a run another observation than others of its variant.
  private struct Observation: Hashable {
    let seed: UInt64
    let replication: Int
    let revision: Int

    init(_ identity: RunIdentity) {
      (seed, replication) = (identity.seed, identity.replication)
      revision = identity.modelRevision
    }
  }

  private let key: Key
  private var places: [Observation: Int] = [:]
  /// Of each replication its runs: a run that is there twice is one observation, whatever telemetry was kept of it.
  package private(set) var observations: [[RunID]] = []
  /// The last run.
  package private(set) var last: StoredRun

  /// Name of the scenario.
  package var scenario: String { key.scenario }
  /// Name of the variant.
  package var variant: String { key.variant }
  /// Digest of the scenario.
  package var digest: String { key.digest }

  private init(_ run: StoredRun) {
    key = Key(run.identity)
    last = run
  }

  private mutating func add(_ run: StoredRun) {
    last = run
    let observation = Observation(run.identity)
    if let known = places[observation] {
      observations[known].append(run.id)
    } else {
      places[observation] = observations.count
      observations.append([run.id])
    }
  }

  /// Whether a run is one of these.
  package func contains(_ run: StoredRun) -> Bool {
    run.identity.fork == nil && key == Key(run.identity)
  }

  /// The variants of a file, in the order of their first runs.
  ///
  /// - Throws: `StoreError`.
  package static func all(of file: ResultFile) throws -> [VariantRuns] {
    var all: [VariantRuns] = []
    var places: [Key: Int] = [:]
    for run in try file.runs() where run.status == .complete && run.identity.fork == nil {
      let place = places[Key(run.identity)] ?? all.count
      if place == all.count {
        places[Key(run.identity)] = place
        all.append(VariantRuns(run))
      }
      all[place].add(run)
    }
    return all
  }
}

extension MetricCatalogue {
  /// Definitions of a file in the order of the catalogue, and by name those that it does not know.
  package static func inOrder(_ definitions: [StoredMetricDefinition]) -> [StoredMetricDefinition] {
    let order = Dictionary(self.definitions.enumerated().map { ($1.name, $0) }) { first, _ in first
    }
    return definitions.sorted {
      (order[$0.name] ?? .max, $0.name) < (order[$1.name] ?? .max, $1.name)
    }
  }
}
