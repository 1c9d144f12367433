import LogisticsPark

/// What an experiment file asks for, found valid: the variants of a scenario and how often each is run.
package struct ExperimentDesign: Sendable {
  /// One of the scenarios that are compared.
  package struct Variant: Sendable {
    /// Name under which its runs stand in the results file.
    package let name: String
    /// What is simulated.
    package let scenario: Scenario
    /// Seeds of its runs, as many as the study has: the same ones for all variants with common random
    /// numbers.
    package let seeds: [UInt64]
    /// Value of each factor, as JSON text, in the order of the factors.
    package let levels: [String]
  }

  /// A key that is varied.
  package struct Factor: Sendable {
    /// Its name.
    package let name: String
    /// The key of the scenario.
    package let key: String
    /// Its values as JSON texts, in the order of the file.
    package let values: [String]
  }

  /// How precise a mean must be before replicating ends.
  package struct Precision: Sendable {
    /// Kinds of precision.
    package enum Width: Sendable {
      /// Half of the interval is at most this share of the mean.
      case relative(Double)
      /// Half of the interval is at most this, in the metric's unit.
      case absolute(Double)
    }

    /// The metric whose mean is meant, for every variant.
    package let metric: String
    /// How wide its interval may be.
    package let width: Width
    /// Replications of a variant at which it ends in any case.
    package let mostReplications: Int
  }

  /// Name in results and comparisons.
  package let name: String
  /// The variants, in the order of their names and of the factors' values.
  package let variants: [Variant]
  /// The factors, sorted by name.
  package let factors: [Factor]
  /// Index of the variant that the others are compared with.
  package let standard: Int
  /// Seeds of the study, one unless there is a list of them.
  package let seeds: [UInt64]
  /// Replications of each variant with each seed, or of the first stage where a precision is asked for.
  package var replications: Int
  /// The precision to reach, if one is asked for.
  package let precision: Precision?
  /// Whether the variants share their random numbers.
  package let hasCommonNumbers: Bool
  /// Metrics on which the variants are judged, one to five.
  package let primaryMetrics: [String]
  /// Confidence level of all intervals, 0.5 to 0.9999.
  package let level: Double
  /// What is kept of the sensors' samples: `none`, `summary` or `full`.
  package let telemetry: String
  /// What scenarios that several people handed in are compared with; nil for other experiments.
  ///
  /// In what hand-ins differ is nobody's choice, so those of another study or with other orders are set aside.
  package internal(set) var handIns: HandInBase?
  /// Names of results that are compared beside what was handed in.
  package internal(set) var handedInResults: [String] = []
  /// Whether keys were set in what was handed in.
  package internal(set) var hasSettings = false

  /// What hand-ins are compared with.
  package enum HandInBase: String, Sendable {
    /// The standard, which was chosen.
    case standard
    /// What most of them have.
    case most
  }

  /// What the experiment is about, as canonical JSON: metrics, level, factors, and of each variant its
  /// levels, its seed and the digest of its scenario.
  ///
  /// Without the number of replications: an experiment that is gone on with is the same one. Of what people
  /// handed in it is with that number, with the names of results that are compared beside it, and whether keys were
  /// set, as `rank` reads all of it as `compare` has.
  package var text: String { JSONNode.Value.members(summary + compared).node.canonicalText }

  /// SHA-256 of ``text`` in hexadecimal, without what was compared of what people handed in: with other results
  /// beside it, or more replications, it is the same experiment too.
  package var digest: String { JSONNode.Value.members(summary).node.canonicalDigest }

  /// How what people handed in was compared.
  private var compared: [MadeMember] {
    guard handIns != nil else { return [] }
    return [
      (ExperimentRecord.resultsKey, .list(handedInResults.map { .string($0) })),
      (ExperimentRecord.replicationsKey, .integer(replications)),
      (ExperimentRecord.settingsKey, .bool(hasSettings)),
    ]
  }

  private var summary: [MadeMember] {
    var members: [MadeMember] = [
      ("format", .integer(ExperimentFormat.current)), ("name", .string(name)),
      ("seeds", .list(seeds.map { .integer(Int($0)) })), ("confidence_level", .double(level)),
      ("random_numbers", .string(hasCommonNumbers ? "common" : "independent")),
      ("telemetry", .string(telemetry)),
      ("primary_metrics", .list(primaryMetrics.map { .string($0) })),
      ("standard", .string(variants[standard].name)),
      (
        "factors",
        .list(
          factors.map { factor in
            .members([
              ("name", .string(factor.name)), ("key", .string(factor.key)),
              ("values", .list(factor.values.map { .string($0) })),
            ])
          }
        )
      ),
      (
        "variants",
        .list(
          variants.map { variant in
            .members([
              ("name", .string(variant.name)), ("scenario", .string(variant.scenario.digest)),
              ("seeds", .list(variant.seeds.map { .integer(Int($0)) })),
              ("levels", .list(variant.levels.map { .string($0) })),
            ])
          }
        )
      ),
    ]
    if let handIns { members.append((ExperimentRecord.handInsKey, .string(handIns.rawValue))) }
    return members
  }
}
