package import LogisticsPark
package import ResultStore

/// A variant as the comparison sees it: the complete runs of one scenario under one name.
package struct ComparedSystem: Sendable {
  /// What makes two runs of different variants belong together: with common random numbers they have
  /// the same chances.
  package struct Replication: Hashable, Comparable, Sendable {
    /// Seed of the study.
    package var seed: UInt64
    /// Number of the replication.
    package var number: Int

    package static func < (left: Self, right: Self) -> Bool {
      (left.seed, left.number) < (right.seed, right.number)
    }
  }

  /// A complete run.
  package struct Run: Sendable {
    /// The run in its file.
    package var id: RunID
    /// Its file.
    package var file: Int
    /// Revision of the model that made it.
    package var modelRevision: Int
    /// Planned end [us].
    package var horizonTicks: Int64
    /// Its content digest.
    package var digest: String
    /// Values of the metrics that are compared.
    package var values: [String: Double]
  }

  /// Name of the variant.
  package let name: String
  /// Digest of its scenario.
  package let scenario: String
  /// Its runs by replication.
  package internal(set) var runs: [Replication: Run] = [:]
  /// Its scenario; nil where the file's text of it can not be read by this version.
  package internal(set) var configuration: ParkConfiguration?
  /// Highest number of a replication that was begun, complete or not.
  package internal(set) var planned = 0
  /// Replications that failed, and of which there is no complete run.
  package internal(set) var incomplete: Set<Replication> = []
  /// Share of the orders that count and were still open at the end, over all runs; 0 where there are
  /// none.
  package internal(set) var openShare = 0.0
  /// Value of each factor of the experiment, as JSON text.
  package internal(set) var levels: [String] = []

  /// Replications of which there is a run, in order.
  package var replications: [Replication] { runs.keys.sorted() }

  /// Values of a metric in the order of the replications given; nil where there is none.
  package func values(of metric: String, _ replications: [Replication]) -> [Double?] {
    replications.map { runs[$0]?.values[metric] }
  }
}

/// What is compared, read from results files.
package struct ComparisonInput: Sendable {
  /// Why there is nothing to compare.
  package enum Trouble: Error, Equatable, Sendable {
    /// The file has no experiment of this name.
    case unknownExperiment(String, known: [String])
    /// There is no variant of this name.
    case unknownVariant(String, known: [String])
    /// No run has a metric of this name.
    case unknownMetric(String, known: [String])
    /// Fewer than two variants.
    case tooFewVariants([String])
    /// One variant was named, and no other one.
    case nothingToCompareWith(String)
    /// A variant was named twice.
    case variantTwice(String)
  }

  /// The variants; the first one is the standard.
  package let systems: [ComparedSystem]
  /// The metrics on which they are judged, in order.
  package let metrics: [MetricDefinition]
  /// Name of the experiment, if one is compared.
  package let experiment: String?
  /// Confidence level that the experiment asks for.
  package let level: Double?
  /// Whether the experiment asks for independent random numbers.
  package let isIndependent: Bool
  /// Number of seeds with which the experiment makes each replication.
  package let seedCount: Int
  /// Complete runs of the file that do not belong to the experiment.
  package let strangers: Int
  /// Names of the experiment's factors.
  package let factors: [String]
  /// Values of each factor, in the order of the experiment's file.
  package let values: [[String]]

  init(
    systems: [ComparedSystem],
    metrics: [MetricDefinition],
    experiment: String? = nil,
    level: Double? = nil,
    isIndependent: Bool = false,
    seedCount: Int = 1,
    strangers: Int = 0,
    factors: [String] = [],
    values: [[String]] = []
  ) {
    self.systems = systems
    self.metrics = metrics
    self.experiment = experiment
    self.level = level
    self.isIndependent = isIndependent
    self.seedCount = seedCount
    self.strangers = strangers
    self.factors = factors
    self.values = values
  }
}
