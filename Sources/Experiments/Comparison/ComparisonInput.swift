package import LogisticsPark
package import ResultStore
package import ScenarioFiles

/// A results file to be compared.
package struct ComparedFile: Sendable {
  /// Name by which its variants are told from those of other files.
  package var name: String
  /// The file.
  package var file: ResultFile
  /// The experiment whose runs alone are taken from it; nil for all runs.
  package var record: ExperimentRecord?
  /// Highest number of a replication that is taken from it; nil for all.
  package var lastReplication: Int?

  /// Names it.
  package init(
    name: String,
    file: ResultFile,
    record: ExperimentRecord? = nil,
    lastReplication: Int? = nil
  ) {
    self.name = name
    self.file = file
    self.record = record
    self.lastReplication = lastReplication
  }
}

/// What is asked of a comparison.
package struct ComparisonRequest: Sendable {
  /// Name of an experiment; the last one of a single file, if it has any, by default.
  package var experiment: String?
  /// Names of the variants to compare, the standard first; all if empty.
  package var variants: [String] = []
  /// Names of the metrics to judge on; those of the experiment, or usual ones, if empty.
  package var metrics: [String] = []
  /// What a mean is to be, if anybody asks.
  package var goal: Goal?
  /// Name of the variant that the others are compared with, where it is not the first one.
  package var standard: String?
  /// Whether digests are computed anew, and variants whose numbers were edited set aside.
  package var checksDigests = true
  /// Whether each file is a variant of its own, named after it.
  package var isFileByFile = false
  /// Whether names of files tell which results lie beside which scenario.
  package var looksForStrays = true
  /// Whether scenario files were changed before they were run, so that no results are those of a file.
  package var hasSettings = false

  /// Asks for all variants on the usual metrics.
  package init() {}
}

/// What is compared, read from results files.
package struct ComparisonInput: Sendable {
  /// Why there is nothing to compare.
  package enum Trouble: Error, Equatable, Sendable {
    /// The file has no experiment of this name.
    case unknownExperiment(String, known: [String])
    /// There is no variant of this name.
    case unknownVariant(String, known: [String])
    /// The variant is there, and can not be compared.
    case notCompared(SetAside)
    /// No run has a metric of this name.
    case unknownMetric(String, known: [String])
    /// No run has a part of this name that has the metric.
    case unknownPart(String, of: String, known: [MetricName.Part])
    /// Parts of several kinds have this name; how each is written.
    case severalParts(String, [String])
    /// Fewer than two variants, with those that were set aside.
    case tooFewVariants([String], aside: [SetAside])
    /// One variant was named, and no other one.
    case nothingToCompareWith(String)
    /// A variant was named twice.
    case variantTwice(String)
  }

  /// The variants; the first one is the standard.
  package let systems: [ComparedSystem]
  /// Variants and files that are not compared.
  package let aside: [SetAside]
  /// The metrics on which they are judged, in order.
  package let metrics: [MetricDefinition]
  /// Metrics of the experiment, which are read together with a single one of them; else ``metrics``.
  package let family: [MetricDefinition]
  /// What a mean is to be, with its metric, if anybody asks.
  package let goal: (goal: Goal, metric: MetricDefinition)?
  /// Variants of which that is asked, by index: those that were named, or all.
  let goalSystems: [Int]
  /// The replications that are compared.
  package let sample: CommonSample
  /// Name of the experiment, if one is compared.
  package let experiment: String?
  /// Whether somebody has written that experiment, so that its file can be run again.
  package let isDesigned: Bool
  /// Whether the digest of every run was computed anew before its numbers were used.
  package let isChecked: Bool
  /// Name of the standard that was asked for, where it is set aside.
  package let missingStandard: String?
  /// Confidence level that the experiment asks for.
  package let level: Double?
  /// Whether the experiment asks for independent random numbers.
  package let isIndependent: Bool
  /// Number of seeds with which the experiment makes each replication.
  package let seedCount: Int
  /// Complete runs of the experiment, and those that it would have with as many replications of each
  /// variant; nil if none is compared.
  package let wholeness: (found: Int, of: Int)?
  /// Complete runs of the file that do not belong to the experiment.
  package let strangers: Int
  /// Whether the file holds experiments of another name.
  package let hasOtherExperiments: Bool
  /// Results that lie beside a scenario of which they are not.
  package let strayResults: [ComparisonWarning.Stray]
  /// Names of results that were handed in and of whose scenario this program has made no runs.
  package let unverified: [String]
  /// Whether several people handed in what is compared.
  package let areHandIns: Bool
  /// Names of the experiment's factors.
  package let factors: [String]
  /// Values of each factor, in the order of the experiment's file.
  package let values: [[String]]

  init(
    systems: [ComparedSystem],
    aside: [SetAside] = [],
    metrics: [MetricDefinition],
    family: [MetricDefinition]? = nil,
    goal: (goal: Goal, metric: MetricDefinition)? = nil,
    goalSystems: [Int]? = nil,
    experiment: String? = nil,
    isDesigned: Bool = false,
    isChecked: Bool = true,
    missingStandard: String? = nil,
    level: Double? = nil,
    isIndependent: Bool = false,
    seedCount: Int = 1,
    wholeness: (found: Int, of: Int)? = nil,
    strangers: Int = 0,
    hasOtherExperiments: Bool = false,
    strayResults: [ComparisonWarning.Stray] = [],
    unverified: [String] = [],
    areHandIns: Bool = false,
    factors: [String] = [],
    values: [[String]] = []
  ) {
    self.systems = systems
    self.aside = aside
    self.metrics = metrics
    self.family = family ?? metrics
    self.goal = goal
    self.goalSystems = goalSystems ?? Array(systems.indices)
    sample = CommonSample(of: systems, isIndependent: isIndependent)
    self.experiment = experiment
    self.isDesigned = isDesigned
    self.isChecked = isChecked
    self.missingStandard = missingStandard
    self.level = level
    self.isIndependent = isIndependent
    self.seedCount = seedCount
    self.wholeness = wholeness
    self.strangers = strangers
    self.hasOtherExperiments = hasOtherExperiments
    self.strayResults = strayResults
    self.unverified = unverified
    self.areHandIns = areHandIns
    self.factors = factors
    self.values = values
  }
}
