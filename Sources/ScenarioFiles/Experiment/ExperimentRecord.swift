/// An experiment as a results file keeps it: what its comparison needs to know.
package struct ExperimentRecord: Sendable {
  /// A variant.
  package struct Variant: Sendable {
    /// Name under which its runs stand in the results file.
    package let name: String
    /// Digest of its scenario.
    package let scenario: String
    /// Seed of its runs.
    package let seed: UInt64
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
    hasCommonNumbers = node["random_numbers"]?.plainText != "independent"
    primaryMetrics = metrics.compactMap(\.plainText)
    self.factors = factors.compactMap { $0["name"]?.plainText }
    values = factors.map { ($0["values"]?.elements ?? []).compactMap(\.plainText) }
    self.variants = variants.compactMap { variant in
      guard let name = variant["name"]?.plainText, let scenario = variant["scenario"]?.plainText,
        case .number(let seed)? = variant["seed"]?.value, let number = UInt64(exactly: seed.value)
      else { return nil }
      let levels = (variant["levels"]?.elements ?? []).compactMap(\.plainText)
      return Variant(name: name, scenario: scenario, seed: number, levels: levels)
    }
    guard !primaryMetrics.isEmpty, self.variants.count == variants.count, !variants.isEmpty,
      (0.5...0.9999).contains(self.level)
    else { return nil }
  }
}

extension JSONNode {
  /// The text of a string; nil for other values.
  fileprivate var plainText: String? {
    if case .string(let text) = value { text } else { nil }
  }
}
