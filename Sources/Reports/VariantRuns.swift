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

    init(_ identity: RunIdentity) {
      (seed, replication) = (identity.seed, identity.replication)
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

  /// Whether a run of the variant was made by an earlier revision of the model, which gives other numbers: it is left
  /// out.
  package private(set) var hasOtherRevisions = false

  /// The variants of a file, in the order of their first runs, with the runs of the newest revision of the model.
  ///
  /// - Throws: `StoreError`.
  package static func all(of file: ResultFile) throws -> [VariantRuns] {
    var all: [VariantRuns] = []
    var places: [Key: Int] = [:]
    let runs = try file.runs().filter { $0.status == .complete && $0.identity.fork == nil }
    let newest = Dictionary(
      runs.map { (Key($0.identity), $0.identity.modelRevision) },
      uniquingKeysWith: max
    )
    let older = Set(
      runs.filter { $0.identity.modelRevision != newest[Key($0.identity)] }.map { Key($0.identity) }
    )
    for run in runs where run.identity.modelRevision == newest[Key(run.identity)] {
      let place = places[Key(run.identity)] ?? all.count
      if place == all.count {
        places[Key(run.identity)] = place
        all.append(VariantRuns(run))
        all[place].hasOtherRevisions = older.contains(Key(run.identity))
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
