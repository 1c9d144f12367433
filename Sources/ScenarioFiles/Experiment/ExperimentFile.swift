import DiscreteEvents
import LogisticsPark

/// Experiment files.
package enum ExperimentFile {
  /// Reads an experiment file and the scenario that it varies.
  ///
  /// All faults are found in one pass: of the experiment, of the scenario and of every variant.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - replications: Replications of each variant in place of those of the file, at least 1.
  /// - Returns: The experiment.
  /// - Throws: `ScenarioFaults`.
  package static func load(
    _ path: String,
    replications: Int? = nil
  ) throws -> ExperimentDesign {
    let faults = FaultCollector()
    let source = try ScenarioFile.text(of: path)
    guard let node = JSONNode.parse(source, faults: faults) else {
      try faults.throwIfAny()
      preconditionFailure("parsing ended without a value and without a fault")
    }
    let key = ExperimentFormat.scenario.format.key
    if node[key] == nil, node[ScenarioFormat.study.format.key] != nil {
      faults.report(ScenarioFault(ExperimentFault.isScenario, at: node.span, pointer: "/" + key))
      try faults.throwIfAny()
    }
    var reader = FormatReader(node, faults: faults)
    let reading = reader.read(ExperimentFormat.object)
    let base = base(named: node[key], faults: faults)
    guard let reading, let base else {
      // The scenario has faults of its own to show.
      if let base { reportWhatIsVaried(of: base, by: node, faults: faults) }
      try faults.throwIfAny()
      preconditionFailure("reading ended without a fault")
    }
    let design = ExperimentReading(reading, base: base, faults: faults).design()
    try faults.throwIfAny()
    guard var design else { preconditionFailure("reading ended without a fault") }
    if let replications { design.replications = replications }
    report(ifTooLarge: design, reading, faults: faults)
    try faults.throwIfAny()
    return design
  }

  /// Reports what is wrong with the scenario, or else with the keys of the factors, where the experiment has
  /// faults elsewhere.
  private static func reportWhatIsVaried(
    of base: ExtendedFile,
    by experiment: JSONNode,
    faults: FaultCollector
  ) {
    let variation = Variation(base: base, faults: faults)
    let before = faults.troubles
    variation.reportFaults()
    guard faults.troubles == before else { return }
    let variants = experiment[ExperimentFormat.variants.format.key]?.members ?? []
    for variant in variants {
      guard let change = variant.value[VariantFormat.change.format.key], change.members != nil
      else { continue }
      _ = variation.scenario(
        of: variant.key,
        change: change,
        settings: [],
        reporting: isOfOneKey
      )
    }
    // A variant may bring the keys that a factor sets.
    guard variants.isEmpty else { return }
    for factor in experiment[ExperimentFormat.factors.format.key]?.members ?? [] {
      guard let key = factor.value[FactorFormat.key.format.key], case .string(let path) = key.value,
        let values = factor.value[FactorFormat.values.format.key]?.elements
      else { continue }
      for value in values {
        _ = variation.scenario(
          change: nil,
          settings: [(Variation.Key(path: path, span: key.span), value)],
          reporting: isOfOneKey
        )
      }
    }
  }

  /// Whether a fault is one of a single key or value: what does not go together may do so with the factors.
  private static func isOfOneKey(_ fault: ScenarioFault) -> Bool { fault.code.hasPrefix("E02") }

  /// Reports an experiment whose runs are more than can be listed.
  private static func report(
    ifTooLarge design: ExperimentDesign,
    _ experiment: ObjectReading,
    faults: FaultCollector
  ) {
    let each = max(design.replications, design.precision?.mostReplications ?? 0)
    let runs = each * design.variants.count * design.seeds.count
    guard runs > ExperimentFormat.runLimit else { return }
    experiment.report(
      ExperimentFault.tooManyRuns(runs, limit: ExperimentFormat.runLimit),
      at: ExperimentFormat.replications.format.key
    )
  }

  /// Reports an experiment where a scenario is wanted; gives whether it is one.
  static func report(ifExperiment node: JSONNode, faults: FaultCollector) -> Bool {
    let keys = [ExperimentFormat.scenario, ExperimentFormat.name].map(\.format.key)
    let metrics = ExperimentFormat.primaryMetrics.format.key
    guard keys.allSatisfy({ node[$0] != nil }), node[metrics] != nil else { return false }
    let fault = ExperimentFault.isExperiment(file: node.span.source.name)
    faults.report(ScenarioFault(fault, at: node.span, pointer: ""))
    return true
  }

  /// The scenario file that an experiment names.
  private static func base(named node: JSONNode?, faults: FaultCollector) -> ExtendedFile? {
    guard let node, case .string(let name) = node.value, !name.isEmpty else { return nil }
    let path = ExtendedFile.path(of: name, namedAt: node.span)
    let pointer = "/" + ExperimentFormat.scenario.format.key
    let file = ExtendedFile(path, askedBy: (node.span, pointer), faults: faults)
    return file.node == nil ? nil : file
  }
}

/// An experiment whose own format has no fault, on its way to a design.
private struct ExperimentReading {
  private let experiment: ObjectReading
  private let base: ExtendedFile
  private let faults: FaultCollector

  init(_ experiment: ObjectReading, base: ExtendedFile, faults: FaultCollector) {
    self.experiment = experiment
    self.base = base
    self.faults = faults
  }

  /// A combination of a variant and of one value of each factor.
  private struct Combination {
    var name: String
    var change: JSONNode?
    var values: [JSONNode]
  }

  private var factors: [IdentifiedObject] { experiment[ExperimentFormat.factors] }

  /// The design; nil if a fault was reported.
  func design() -> ExperimentDesign? {
    let before = faults.troubles
    FactorChecks(experiment: experiment, faults: faults).report()
    let combinations = combinations()
    guard faults.troubles == before else { return nil }
    checkNames(of: combinations)
    let variation = Variation(base: base, faults: faults)
    // What is wrong with the scenario itself is wrong with every variant, and told of once.
    variation.reportFaults()
    guard faults.troubles == before else { return nil }
    let keys = factors.map { variation.key(of: $0.object) }
    let isCommon = experiment[ExperimentFormat.randomNumbers] == "common"
    let seeds = seeds()
    let variants = combinations.map { combination in
      let scenario = variation.scenario(
        of: combination.name,
        change: combination.change,
        settings: Array(zip(keys, combination.values))
      )
      return scenario.map {
        ExperimentDesign.Variant(
          name: combination.name,
          scenario: $0,
          seeds: isCommon ? seeds : seeds.map { Self.ownSeed($0, of: combination.name) },
          levels: combination.values.map(\.lineText)
        )
      }
    }
    let standard = standard(among: combinations.map(\.name))
    checkMetrics(of: variants.compactMap(\.self))
    checkSeeds(of: variants.compactMap(\.self), isCommon: isCommon)
    guard faults.troubles == before else { return nil }
    return ExperimentDesign(
      name: experiment[ExperimentFormat.name],
      variants: variants.compactMap(\.self),
      factors: factors.map { id, factor in
        ExperimentDesign.Factor(
          name: id,
          key: factor[FactorFormat.key],
          values: factor[FactorFormat.values].map(\.lineText)
        )
      },
      standard: standard,
      seeds: seeds,
      replications: experiment[ExperimentFormat.replications],
      precision: experiment[ExperimentFormat.precision].map(Self.precision),
      hasCommonNumbers: isCommon,
      primaryMetrics: experiment[ExperimentFormat.primaryMetrics],
      level: experiment[ExperimentFormat.level],
      telemetry: experiment[ExperimentFormat.telemetry]
    )
  }

  private static func precision(_ precision: ObjectReading) -> ExperimentDesign.Precision {
    let isRelative = precision.text(PrecisionFormat.kind.key) == "relative"
    return ExperimentDesign.Precision(
      metric: precision[PrecisionFormat.metric],
      width: isRelative
        ? .relative(precision[PrecisionFormat.share])
        : .absolute(precision[PrecisionFormat.halfWidth]),
      mostReplications: precision[PrecisionFormat.most]
    )
  }

  /// A metric that a variant will not have is found before the first run, and not after the last.
  private func checkMetrics(of variants: [ExperimentDesign.Variant]) {
    let telemetry = TelemetryLevel(rawValue: experiment[ExperimentFormat.telemetry]) ?? .none
    let names = variants.map { variant in
      ParkSimulation(
        variant.scenario.configuration,
        seed: 1,
        replication: 1,
        telemetry: telemetry
      ).metricNames
    }
    let primary = ExperimentFormat.primaryMetrics.format.key
    var wanted = experiment.elements(primary).enumerated().map { index, node in
      (node: node, pointer: "/\(primary)/\(index)")
    }
    if let precision = experiment[ExperimentFormat.precision] {
      let key = PrecisionFormat.metric.format.key
      wanted.append((precision.value(key), JSONPointer.appending(key, to: precision.pointer)))
    }
    for (node, pointer) in wanted {
      let metric = MetricCatalogue.column(of: node.text).metric
      guard let index = names.firstIndex(where: { !$0.contains(metric) }) else { continue }
      let fault = ExperimentFault.metricNotThere(
        node.text,
        variant: variants[index].name,
        known: names[index]
      )
      faults.report(ScenarioFault(fault, at: node.span, pointer: pointer))
    }
  }

  /// The seeds of the study: those of the list, or the one that the file names.
  private func seeds() -> [UInt64] {
    guard let name = experiment[ExperimentFormat.seedList] else {
      return [UInt64(experiment[ExperimentFormat.seed])]
    }
    let key = ExperimentFormat.seedList.format.key
    let pointer = JSONPointer.appending(key, to: experiment.pointer)
    let span = experiment.value(key).span
    let path = ExtendedFile.path(of: name, namedAt: span)
    guard let source = SourceText(regularFile: path) else {
      let fault = FormatFault.unreadableFile(ExtendedFile.trouble(with: path))
      faults.report(ScenarioFault(fault, at: span, pointer: pointer))
      return []
    }
    return SeedList.read(source, namedAt: pointer, faults: faults)
  }

  /// A variant's own seed where random numbers are independent.
  ///
  /// It depends on the study's seed and the variant's name alone, so that a variant more moves no other.
  private static func ownSeed(_ seed: UInt64, of variant: String) -> UInt64 {
    var streams = StreamDirectory(seed: seed, replication: 1)
    var draws = streams.stream("experiment.variant", entity: variant)
    let high = UInt64(draws.uniform() * 0x1p26)
    return high << 27 | UInt64(draws.uniform() * 0x1p27)
  }

  /// Two variants with one seed would have common random numbers in part.
  private func checkSeeds(of variants: [ExperimentDesign.Variant], isCommon: Bool) {
    guard !isCommon else { return }
    let seeds = variants.flatMap(\.seeds)
    guard Set(seeds).count < seeds.count else { return }
    experiment.report(ExperimentFault.seedsClash, at: ExperimentFormat.randomNumbers.format.key)
  }

  private func standard(among names: [String]) -> Int {
    guard let name = experiment[ExperimentFormat.standard] else { return 0 }
    guard let index = names.firstIndex(of: name) else {
      experiment.report(
        ExperimentFault.unknownStandard(
          name,
          near: NearestName.of(name, among: names),
          known: names
        ),
        at: ExperimentFormat.standard.format.key
      )
      return 0
    }
    return index
  }

  // MARK: - Combinations

  private func combinations() -> [Combination] {
    let entries = experiment[ExperimentFormat.variants]
    let count = factors.reduce(max(1, entries.count) as Int?) { product, factor in
      let (next, overflows) = (product ?? 0)
        .multipliedReportingOverflow(by: factor.object[FactorFormat.values].count)
      return product == nil || overflows ? nil : next
    }
    guard let count, count <= ExperimentFormat.limit else {
      experiment.report(ExperimentFault.tooManyVariants(count, limit: ExperimentFormat.limit))
      return []
    }
    var all = entries.map { id, variant in
      Combination(
        name: id,
        change: variant[VariantFormat.change],
        values: []
      )
    }
    if all.isEmpty { all = [Combination(name: "", change: nil, values: [])] }
    for (id, factor) in factors {
      all = all.flatMap { combination in
        factor[FactorFormat.values].map { value in
          var next = combination
          next.name += (next.name.isEmpty ? "" : ", ") + "\(id)=\(Self.shortText(value))"
          next.values.append(value)
          return next
        }
      }
    }
    return kept(all)
  }

  private static func shortText(_ value: JSONNode) -> String {
    if case .string(let text) = value.value { return text }
    return value.lineText
  }

  /// The combinations that keep all constraints.
  private func kept(_ all: [Combination]) -> [Combination] {
    let before = faults.troubles
    let names = factors.map(\.id)
    let constraints =
      experiment.has(ExperimentFormat.constraints.format.key)
      ? experiment.elements(ExperimentFormat.constraints.format.key) : []
    var kept = all
    for (index, node) in constraints.enumerated() {
      let pointer = "/\(ExperimentFormat.constraints.format.key)/\(index)"
      do throws(FactorCondition.Trouble) {
        let condition = try FactorCondition(node.text, factors: names)
        var rest: [Combination] = []
        for combination in kept where try condition.holds(for: combination.values) {
          rest.append(combination)
        }
        kept = rest
      } catch {
        report(error, of: node, at: pointer, names)
      }
    }
    guard faults.troubles == before else { return [] }
    if kept.isEmpty {
      experiment.report(
        ExperimentFault.noVariantLeft,
        at: ExperimentFormat.constraints.format.key
      )
    }
    return kept
  }

  /// Values that differ may still look the same in a name, as 10 and "10" do.
  private func checkNames(of combinations: [Combination]) {
    var seen: Set<String> = []
    for combination in combinations where !seen.insert(combination.name).inserted {
      experiment.report(
        ExperimentFault.variantTwice(combination.name),
        at: ExperimentFormat.factors.format.key
      )
    }
  }

  private func report(
    _ trouble: FactorCondition.Trouble,
    of node: JSONNode,
    at pointer: String,
    _ names: [String]
  ) {
    let fault: ExperimentFault =
      switch trouble {
      case .noRelation: .malformedCondition(node.text)
      case .notComparable: .notComparable(node.text)
      case .unknownName(let name):
        .unknownFactor(name, near: NearestName.of(name, among: names), known: names)
      }
    faults.report(ScenarioFault(fault, at: node.span, pointer: pointer))
  }
}
