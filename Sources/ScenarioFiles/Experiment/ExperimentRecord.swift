/// An experiment as a results file keeps it: what its comparison needs to know.
package struct ExperimentRecord: Sendable {
  /// A variant.
  package struct Variant: Sendable {
    /// Name under which its runs stand in the results file.
    package let name: String
    /// Digest of its scenario.
    package let scenario: String
    /// Seeds of its runs.
    package let seeds: [UInt64]
    /// Value of each factor, as JSON text.
    package let levels: [String]
  }

  /// Name of the experiment.
  package let name: String
  /// Its variants.
  package let variants: [Variant]
  /// Names of its factors.
  package let factors: [String]
  /// Values of each factor, as JSON texts, in the order of the experiment's file.
  package let values: [[String]]
  /// Name of the variant that the others are compared with.
  package let standard: String
  /// Metrics on which the variants are judged.
  package let primaryMetrics: [String]
  /// Confidence level of all intervals.
  package let level: Double
  /// Whether the variants share their random numbers.
  package let hasCommonNumbers: Bool
  /// What its variants are compared with if several people handed them in; nil for other experiments.
  package let handIns: ExperimentDesign.HandInBase?
  /// Names of the results that were compared beside what people handed in.
  package let handedInResults: [String]
  /// Highest number of a replication that was compared of what people handed in; nil for other experiments, of
  /// which all count.
  package let lastReplication: Int?

  /// Whether keys were set in what people handed in before it was run, so that no results are those of a file; nil
  /// where a version has made it that did not say.
  package let hasSettings: Bool?

  static let settingsKey = "hand_in_settings"
  static let handInsKey = "hand_ins"
  static let resultsKey = "hand_in_results"
  static let replicationsKey = "hand_in_replications"

  /// Reads what `ExperimentDesign.text` has written; nil if a text is none of that kind.
  package init?(_ text: String) {
    let faults = FaultCollector()
    let source = SourceText(name: "experiment", text: text)
    guard let node = JSONNode.parse(source, faults: faults), faults.total == 0,
      let name = node["name"]?.plainText, let standard = node["standard"]?.plainText,
      case .number(let level)? = node["confidence_level"]?.value,
      let metrics = node["primary_metrics"]?.elements, let factors = node["factors"]?.elements,
      let variants = node["variants"]?.elements
    else { return nil }
    self.name = name
    self.standard = standard
    self.level = level.value
    handIns = node[Self.handInsKey]?.plainText.flatMap(ExperimentDesign.HandInBase.init(rawValue:))
    handedInResults = (node[Self.resultsKey]?.elements ?? []).compactMap(\.plainText)
    hasSettings = node[Self.settingsKey].map(\.isTrue)
    lastReplication = node[Self.replicationsKey].flatMap { node in
      guard case .number(let count) = node.value, count.value >= 1 else { return nil }
      return Int(exactly: count.value)
    }
    hasCommonNumbers = node["random_numbers"]?.plainText != "independent"
    primaryMetrics = metrics.compactMap(\.plainText)
    self.factors = factors.compactMap { $0["name"]?.plainText }
    values = factors.map { ($0["values"]?.elements ?? []).compactMap(\.plainText) }
    self.variants = variants.compactMap { variant in
      guard let name = variant["name"]?.plainText, let scenario = variant["scenario"]?.plainText,
        let seeds = Self.seeds(of: variant)
      else { return nil }
      let levels = (variant["levels"]?.elements ?? []).compactMap(\.plainText)
      return Variant(name: name, scenario: scenario, seeds: seeds, levels: levels)
    }
    guard !primaryMetrics.isEmpty, self.variants.count == variants.count, !variants.isEmpty,
      (0.5...0.9999).contains(self.level)
    else { return nil }
  }

  /// The seeds of a variant; a results file of an earlier version has one.
  private static func seeds(of variant: JSONNode) -> [UInt64]? {
    let nodes = variant["seeds"]?.elements ?? variant["seed"].map { [$0] } ?? []
    let seeds = nodes.compactMap { node -> UInt64? in
      guard case .number(let seed) = node.value else { return nil }
      return UInt64(exactly: seed.value)
    }
    return seeds.isEmpty || seeds.count < nodes.count ? nil : seeds
  }
}

extension JSONNode {
  fileprivate var isTrue: Bool {
    if case .bool(let value) = value { value } else { false }
  }

  /// The text of a string; nil for other values.
  fileprivate var plainText: String? {
    if case .string(let text) = value { text } else { nil }
  }
}
