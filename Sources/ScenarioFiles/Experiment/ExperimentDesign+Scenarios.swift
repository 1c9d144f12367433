extension ExperimentDesign {
  /// An experiment whose variants are scenarios that several people handed in, with common random numbers.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - scenarios: Names, each once, and scenarios of its variants, at least one.
  ///   - results: Names of results that are compared beside them.
  ///   - hasSettings: Whether keys were set in them.
  ///   - standard: Index of the variant that the others are compared with; nil if none was chosen.
  ///   - replications: Runs of each variant, at least 1.
  ///   - seed: Seed of the study.
  ///   - primaryMetrics: Metrics on which the variants are judged.
  package init(
    named name: String,
    of scenarios: [(name: String, scenario: Scenario)],
    beside results: [String],
    hasSettings: Bool = false,
    standard: Int?,
    replications: Int,
    seed: UInt64,
    primaryMetrics: [String]
  ) {
    let index = standard ?? 0
    precondition(scenarios.indices.contains(index), "the standard is one of the variants")
    self.name = name
    variants = scenarios.map {
      Variant(name: $0.name, scenario: $0.scenario, seeds: [seed], levels: [])
    }
    factors = []
    self.standard = index
    handIns = standard == nil ? .most : .standard
    handedInResults = results
    self.hasSettings = hasSettings
    seeds = [seed]
    self.replications = replications
    precision = nil
    hasCommonNumbers = true
    self.primaryMetrics = primaryMetrics
    level = 0.95
    telemetry = "none"
  }
}
