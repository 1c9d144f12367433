package import Foundation
package import LogisticsPark
package import OutputStatistics
package import ScenarioFiles

/// What a scenario came to when somebody last looked and said that it was right.
package struct Baseline: Codable, Hashable, Sendable {
  /// Format of baseline files that this version reads and writes.
  package static let currentFormat = 2
  /// Relative error of a metric that is tolerated unless its own entry says otherwise.
  package static let usualTolerance = 0.01
  /// Margin of equivalence of a mean, relative to it, for a new baseline.
  package static let usualMargin = 0.1
  /// Margin of equivalence of a share, absolute, for a new baseline.
  package static let usualMarginOfShares = 0.02

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
    /// Moments over the replications.
    package var moments: SampleMoments
    /// Difference of the means that does not matter, in the metric's unit; above 0.
    package var margin: Double

    /// States a mean.
    package init(name: String, moments: SampleMoments, margin: Double) {
      self.name = name
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
  /// Number of events.
  package var eventCount: Int
  /// Links of the fingerprint's chain, one for each 4,096 events.
  package var chain: [String]
  /// All metrics of the run.
  package var metrics: [Metric]
  /// Relative error of a metric that is tolerated, at least 0.
  package var tolerance: Double
  /// Replications behind `means`.
  package var replications: Int
  /// Means over the replications, of the metrics that must be equivalent where chances are drawn anew.
  package var means: [Mean]
  /// The packed events (``EventTrace``); nil for a long run.
  package var trace: Data?

  /// The events, where they are kept and sound.
  package var events: [EventRecord]? { trace.flatMap { EventTrace.events(in: $0) } }

  /// Makes a baseline of a run and of further replications.
  package init(
    path: String,
    scenario: Scenario,
    run: RegressionRun,
    means: [Mean],
    replications: Int,
    reason: String
  ) {
    self.scenario = path
    scenarioDigest = scenario.digest
    seed = run.seed
    replication = run.replication
    modelRevision = ModelRevision.current
    self.reason = reason
    fingerprint = run.fingerprint
    eventCount = run.eventCount
    chain = run.chain
    metrics = run.metrics.map { Metric(name: $0.name, value: $0.value) }
    tolerance = Self.usualTolerance
    self.replications = replications
    self.means = means
    trace = run.events.map { EventTrace.data(of: $0) }
  }

  /// Why a file is no baseline of this version.
  package enum Trouble: Error, Equatable, Sendable {
    /// Another format.
    case otherFormat(Int)
    /// Not a baseline, or with a value that can not be.
    case malformed
  }

  /// Reads a baseline's file.
  ///
  /// - Throws: ``Trouble``.
  package static func read(from data: Data) throws(Trouble) -> Baseline {
    struct Head: Decodable { var format: Int }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let head = try? decoder.decode(Head.self, from: data) else { throw .malformed }
    guard head.format == currentFormat else { throw .otherFormat(head.format) }
    guard let baseline = try? decoder.decode(Baseline.self, from: data),
      baseline.replication >= 1, baseline.seed < 1 << 53, baseline.tolerance >= 0,
      baseline.means.allSatisfy({
        $0.margin > 0 && $0.moments.count > 1 && $0.moments.variance >= 0
      }), baseline.trace == nil || baseline.events != nil
    else { throw .malformed }
    return baseline
  }

  /// The bytes of its file, the same for the same baseline.
  package func fileData() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
