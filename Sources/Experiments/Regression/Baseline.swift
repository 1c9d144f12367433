package import Foundation
package import LogisticsPark
package import OutputStatistics
import ResultStore
package import ScenarioFiles

/// What a scenario came to when somebody last looked and said that it was right.
package struct Baseline: Codable, Hashable, Sendable {
  /// Format of baseline files that this version reads and writes.
  package static let currentFormat = 3
  /// Relative error of a metric of the one run that is tolerated unless its own entry says otherwise.
  package static let usualTolerance = 0.005
  /// Difference of a mean that does not matter, as a share of it, for a new baseline.
  ///
  /// Below 1 %, so that the two tests do not pass a mean that has moved by 1 %.
  package static let usualMargin = 0.0075
  /// Longest text of a scenario [bytes] that a baseline keeps, so as to name the keys that change.
  package static let longestScenario = 1 << 18

  /// A metric of the one run.
  package struct Metric: Codable, Hashable, Sendable {
    /// Its name.
    package var name: String
    /// Its value; nil where there was nothing to measure.
    package var value: Double?
    /// Relative error that is tolerated; nil for that of the whole file.
    package var tolerance: Double?

    /// States a metric.
    package init(name: String, value: Double?, tolerance: Double? = nil) {
      self.name = name
      self.value = value
      self.tolerance = tolerance
    }
  }

  /// A metric over many replications.
  package struct Mean: Codable, Hashable, Sendable {
    /// Its name.
    package var name: String
    /// Values of the first replications, to be paired with those of the same seeds.
    package var values: ReplicationValues
    /// Moments over all replications; nil if fewer than two have a value.
    package var moments: SampleMoments?
    /// Difference that does not matter, as a share of the mean; nil for that of the whole file.
    package var margin: Double?

    /// States a mean.
    package init(
      name: String,
      values: ReplicationValues,
      moments: SampleMoments?,
      margin: Double? = nil
    ) {
      self.name = name
      self.values = values
      self.moments = moments
      self.margin = margin
    }
  }

  /// Format of the file.
  package var format = Baseline.currentFormat
  /// Path of the scenario from the root of the project.
  package var scenario: String
  /// SHA-256 of its canonical JSON.
  package var scenarioDigest: String
  /// Its canonical JSON, defaults included; nil if that is long.
  package var scenarioText: String?
  /// Seed of the study.
  package var seed: UInt64
  /// Number of the replication whose events are kept.
  package var replication: Int
  /// Revision of the model that made it.
  package var modelRevision: Int
  /// Why this is the baseline.
  package var reason: String
  /// Fingerprint of the events.
  package var fingerprint: String
  /// Content digest of the run in a results file, with figures of its sensors.
  package var digest: String
  /// Number of events.
  package var eventCount: Int
  /// Links of the fingerprint's chain, one for each 4,096 events.
  package var chain: [String]
  /// First 16 digits of the fingerprints of the first replications, from 1.
  package var fingerprints: [String]
  /// All metrics of the run.
  package var metrics: [Metric]
  /// Relative error of a metric that is tolerated, at least 0.
  package var tolerance: Double
  /// Difference of a mean that does not matter, as a share of it, above 0.
  package var margin: Double
  /// Replications behind the moments of `means`.
  package var replications: Int
  /// All metrics over the replications.
  package var means: [Mean]
  /// The packed events (``EventTrace``); nil for a long run.
  package var trace: Data?

  /// The events, where they are kept and sound.
  package var events: [EventRecord]? { trace.flatMap { EventTrace.events(in: $0) } }

  /// Replications whose values can be paired with those of the same seed.
  package var pairs: Int { means.map(\.values.count).max() ?? 0 }

  /// Makes a baseline of a run and of further replications.
  package init(
    path: String,
    scenario: Scenario,
    run: RegressionRun,
    digest: String,
    fingerprints: [String],
    means: [Mean],
    replications: Int,
    reason: String
  ) {
    self.scenario = path
    scenarioDigest = scenario.digest
    let text = scenario.canonicalText
    scenarioText = text.utf8.count <= Self.longestScenario ? text : nil
    seed = run.seed
    replication = run.replication
    modelRevision = ModelRevision.current
    self.reason = reason
    fingerprint = run.fingerprint
    self.digest = digest
    eventCount = run.eventCount
    chain = run.chain
    self.fingerprints = fingerprints
    metrics = run.metrics.map { Metric(name: $0.name, value: $0.value) }
    tolerance = Self.usualTolerance
    margin = Self.usualMargin
    self.replications = replications
    self.means = means
    trace = run.events.map { EventTrace.data(of: $0) }
  }
}

// MARK: - The file

extension Baseline {
  /// Why a file is no baseline of this version.
  package enum Trouble: Error, Equatable, Sendable {
    /// Another format, and what a baseline of this one is made from.
    case otherFormat(Int, Origin?)
    /// Not a baseline, or with a value that can not be.
    case malformed
  }

  /// What a baseline is made from, whatever its format.
  package struct Origin: Decodable, Equatable, Sendable {
    /// Path of the scenario.
    package var scenario: String
    /// Seed of the study.
    package var seed: UInt64
    /// Number of the replication whose events are kept.
    package var replication: Int
    /// Replications behind the means.
    package var replications: Int
  }

  /// Reads a baseline's file.
  ///
  /// - Throws: ``Trouble``.
  package static func read(from data: Data) throws(Trouble) -> Baseline {
    struct Head: Decodable { var format: Int }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let head = try? decoder.decode(Head.self, from: data) else { throw .malformed }
    guard head.format == currentFormat else {
      let origin = try? decoder.decode(Origin.self, from: data)
      throw .otherFormat(head.format, origin.flatMap { $0.isSound ? $0 : nil })
    }
    guard let baseline = try? decoder.decode(Baseline.self, from: data), baseline.isSound else {
      throw .malformed
    }
    return baseline
  }

  private var isSound: Bool {
    RunIdentity.replications.contains(replication) && seed < 1 << 53 && tolerance >= 0 && margin > 0
      && margin.isFinite
      && RunIdentity.replications.contains(replications)
      && means.allSatisfy { mean in
        mean.margin.map { $0 > 0 && $0.isFinite } ?? true
          && mean.values.count <= replications
          && mean.moments.map { $0.count > 1 && $0.variance >= 0 } ?? true
      } && (trace == nil || events != nil)
  }

  /// The bytes of its file, the same for the same baseline.
  package func fileData() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

extension Baseline.Origin {
  fileprivate var isSound: Bool {
    RunIdentity.replications.contains(replication) && seed < 1 << 53
      && (2...10_000).contains(replications)
  }
}
