import LogisticsPark
import OutputStatistics

/// What casts doubt on a comparison; each is said once, with the variants that it is true of.
package enum ComparisonWarning: Hashable, Sendable {
  /// A variant and a count.
  package struct Count: Hashable, Sendable {
    /// Name of the variant.
    package var variant: String
    /// How many.
    package var count: Int

    /// States it.
    package init(_ variant: String, _ count: Int) {
      self.variant = variant
      self.count = count
    }
  }

  /// A variant and a share.
  package struct Share: Hashable, Sendable {
    /// Name of the variant.
    package var variant: String
    /// The share.
    package var share: Double

    /// States it.
    package init(_ variant: String, _ share: Double) {
      self.variant = variant
      self.share = share
    }
  }

  /// A variant and an energy.
  package struct Energy: Hashable, Sendable {
    /// Name of the variant.
    package var variant: String
    /// Drawn from the grid for what its batteries gained more, over the run, than the standard's.
    package var more: Double
    /// Its unit.
    package var unit: String

    /// States it.
    package init(_ variant: String, _ more: Double, _ unit: String) {
      self.variant = variant
      self.more = more
      self.unit = unit
    }
  }

  /// Results, and the scenario beside which they lie.
  package struct Stray: Hashable, Sendable {
    /// Name of the results.
    package var results: String
    /// Name of the scenario.
    package var scenario: String

    /// States it.
    package init(results: String, scenario: String) {
      self.results = results
      self.scenario = scenario
    }
  }

  /// These results were handed in, and not all of their runs were made here too.
  case unverified([String])
  /// These are different scenarios whose runs have the same events.
  case sameEvents([[String]])
  /// These results are not of the scenario that was handed in beside them.
  case strayResults([Stray])
  /// These are one scenario with the same seeds, and their numbers differ: of each scenario the sets that agree.
  case otherNumbers([[[String]]])
  /// Runs were begun, and never ended.
  case unfinished([Count])
  /// The variants share too few replications, so they are compared as independent ones.
  case notCommon
  /// The standard that was asked for is set aside, and another one takes its place.
  case otherStandard(wanted: String, taken: String)
  /// Replications that not all variants have are left out.
  case leftOut([Count])
  /// So few replications that nothing is called a difference, or that intervals rest on the observations
  /// being normal.
  case tooFew([Count])
  /// Runs of other revisions of the model are left out.
  case otherRevisions([Count])
  /// These do not count the same as the standard: another length, window of orders, or kind of study.
  case otherStudy([String])
  /// These have other orders than the standard.
  case otherOrders([String])
  /// Runs failed.
  case incomplete([Count])
  /// An experiment lacks runs, such as those of other shards.
  case partial(found: Int, of: Int)
  /// The file has complete runs that do not belong to the experiment.
  case strangers(Int, hasOtherExperiments: Bool)
  /// Orders were still open at the end, so times of those delivered are too short.
  case ordersOpen([Share])
  /// A metric had nothing to measure in some runs.
  case missingValues(metric: String, [Count])
  /// So many runs of these, all that there are, are the same as those of the standard in all metrics.
  case changesNothing([String], standard: String, runs: Int)
  /// These are the same scenario.
  case twins([[String]])
  /// The lead time of a steady-state study changes between the halves of the runs.
  case notSteady([Share])
  /// Nothing of the kind is seen in these, but a change up to the share would not have been; infinite if
  /// no change would.
  case steadinessOpen([Share])

  /// Most of these variants' difference in a metric is energy that batteries gained or lost over the run,
  /// which another metric leaves out.
  case leftInBatteries(metric: String, without: String, [Energy])

  /// Replications below which a warning is given.
  ///
  /// The skewness of fewer is hardly known, so intervals of skewed metrics hold less often than they say
  /// (docs/explanation/intervals.md).
  package static let few = 10
  /// Share of open orders above which a warning is given.
  package static let openLimit = 0.02

  /// What casts doubt on runs of which no difference is judged.
  package static func all(of input: ComparisonInput, drifts: [LeadTimeDrift]) -> [Self] {
    all(of: input, [], drifts: drifts) + EnergyLeftOver.warnings(of: input)
  }

  static func all(
    of input: ComparisonInput,
    _ judgements: [Comparison.Judgement],
    drifts: [LeadTimeDrift]
  ) -> [Self] {
    let seen = drifts.filter(\.isSeen).map { Share($0.variant, $0.change ?? 0) }
    let open = drifts.filter(\.isOpen).map { Share($0.variant, $0.detectable ?? .infinity) }
    return ofSample(input) + ofScenarios(input) + ofRuns(input) + ofJudgements(input, judgements)
      + (seen.isEmpty ? [] : [.notSteady(seen)]) + (open.isEmpty ? [] : [.steadinessOpen(open)])
  }

  /// Which replications are compared.
  private static func ofSample(_ input: ComparisonInput) -> [Self] {
    var warnings: [Self] = []
    let systems = input.systems
    if let wanted = input.missingStandard {
      warnings.append(.otherStandard(wanted: wanted, taken: systems[0].name))
    }
    if !input.sample.isPaired, !input.isIndependent { warnings.append(.notCommon) }
    let counts = input.sample.counts(of: systems)
    let rest = zip(systems, counts).map { Count($0.name, $0.runs.count - $1) }.filter {
      $0.count > 0
    }
    if !rest.isEmpty { warnings.append(.leftOut(rest)) }
    let small = zip(systems, counts).map { Count($0.name, $1) }.filter { $0.count < few }
    if !small.isEmpty { warnings.append(.tooFew(small)) }
    let old = systems.map { Count($0.name, $0.otherRevisions) }.filter { $0.count > 0 }
    if !old.isEmpty { warnings.append(.otherRevisions(old)) }
    return warnings
  }

  /// What the variants are.
  private static func ofScenarios(_ input: ComparisonInput) -> [Self] {
    var warnings: [Self] = []
    let (standard, others) = (input.systems[0], input.systems.dropFirst())
    let elsewhere = others.filter { !Comparability.haveOneStudy(standard, $0) }.map(\.name)
    if !elsewhere.isEmpty { warnings.append(.otherStudy(elsewhere)) }
    let otherwise = others.filter { !Comparability.haveOneDemand(standard, $0) }.map(\.name)
    if !otherwise.isEmpty { warnings.append(.otherOrders(otherwise)) }
    let twins = Dictionary(grouping: input.systems, by: \.content).values
      .filter { $0.count > 1 }.map { $0.map(\.name) }.sorted { $0[0] < $1[0] }
    if !twins.isEmpty { warnings.append(.twins(twins)) }
    let contradictions = Comparability.contradictions(of: input.systems)
    if !contradictions.isEmpty { warnings.append(.otherNumbers(contradictions)) }
    if !input.strayResults.isEmpty { warnings.append(.strayResults(input.strayResults)) }
    if !input.unverified.isEmpty { warnings.append(.unverified(input.unverified)) }
    let alike = input.areHandIns ? Comparability.alike(of: input.systems) : []
    if !alike.isEmpty { warnings.append(.sameEvents(alike)) }
    return warnings
  }

  /// How the runs went.
  private static func ofRuns(_ input: ComparisonInput) -> [Self] {
    var warnings: [Self] = []
    let systems = input.systems
    let failed = systems.map { Count($0.name, $0.incomplete.count) }.filter { $0.count > 0 }
    if !failed.isEmpty { warnings.append(.incomplete(failed)) }
    let begun = systems.map { Count($0.name, $0.begun.count) }.filter { $0.count > 0 }
    // Of an experiment it is said how many runs are missing.
    if input.wholeness == nil, !begun.isEmpty { warnings.append(.unfinished(begun)) }
    let open = systems.filter { $0.openShare > openLimit }.map { Share($0.name, $0.openShare) }
    if !open.isEmpty { warnings.append(.ordersOpen(open)) }
    if let runs = input.wholeness, runs.found < runs.of {
      warnings.append(.partial(found: runs.found, of: runs.of))
    }
    if input.strangers > 0 {
      warnings.append(
        .strangers(input.strangers, hasOtherExperiments: input.hasOtherExperiments)
      )
    }
    return warnings
  }

  /// What the metrics say.
  private static func ofJudgements(
    _ input: ComparisonInput,
    _ judgements: [Comparison.Judgement]
  ) -> [Self] {
    var warnings: [Self] = []
    for judgement in judgements {
      let missing = zip(input.systems, judgement.missing).map { Count($0.name, $1) }
        .filter { $0.count > 0 }
      if !missing.isEmpty {
        warnings.append(.missingValues(metric: judgement.metric.name, missing))
      }
    }
    warnings += EnergyLeftOver.warnings(of: input, judgements)
    let standard = input.systems[0]
    let same = input.systems.indices.dropFirst().filter { index in
      input.systems[index].scenario != standard.scenario && !judgements.isEmpty
        && judgements.allSatisfy { $0.differences[index - 1].verdict == .same }
    }.map { input.systems[$0].name }
    if !same.isEmpty {
      // Runs in which a metric has no value are the same in the others.
      let counts = judgements.flatMap { judgement in
        judgement.differences.compactMap { difference in
          same.contains(input.systems[difference.system].name)
            ? difference.difference?.counts.min() : nil
        }
      }
      warnings.append(
        .changesNothing(same, standard: standard.name, runs: counts.max() ?? 0)
      )
    }
    return warnings
  }
}
