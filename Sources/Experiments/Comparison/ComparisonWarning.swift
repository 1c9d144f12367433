import LogisticsPark

/// What casts doubt on a comparison.
package enum ComparisonWarning: Hashable, Sendable {
  /// Two variants share no replications, so they are compared as independent ones.
  case notCommon(variant: String, standard: String)
  /// Replications of only one of two variants are left out.
  case leftOut(variant: String, count: Int)
  /// So few replications that the interval rests on the observations being normal.
  case tooFew(variant: String, count: Int)
  /// Runs of several revisions of the model are mixed.
  case revisionsMixed([Int])
  /// Runs that do not count the same are compared: of other lengths, windows of orders, or kinds of study.
  case studiesMixed
  /// Runs failed.
  case incomplete(variant: String, count: Int)
  /// An experiment lacks runs, such as those of other shards.
  case partial(found: Int, of: Int)
  /// The file has complete runs that do not belong to the experiment.
  case strangers(Int)
  /// Orders were still open at the end, so times of those delivered are too short.
  case ordersOpen(variant: String, share: Double)
  /// A metric had nothing to measure in some runs.
  case missingValues(metric: String, variant: String, count: Int)
  /// All runs of two variants are the same in all metrics.
  case changesNothing(variant: String, standard: String)
  /// The lead time of a steady-state study changes between the halves of the runs.
  case notSteady(variant: String, change: Double)

  /// Replications below which a warning is given.
  ///
  /// For skewed observations the interval of ten replications covers about 90 % and not 95 % (Law 2015,
  /// table 4.1, exponential).
  static let few = 10
  /// Share of open orders above which a warning is given.
  static let openLimit = 0.02

  /// What casts doubt on runs that are ranked.
  package static func all(of input: ComparisonInput) -> [Self] {
    let pairing = input.systems.map { Pairing(input.systems[0], $0) }
    return all(of: input, pairing, [], level: 0, drifts: [])
  }

  static func all(
    of input: ComparisonInput,
    _ pairing: [Pairing],
    _ judgements: [Comparison.Judgement],
    level: Double,
    drifts: [LeadTimeDrift]
  ) -> [Self] {
    var warnings: [Self] = []
    let standard = input.systems[0].name
    for (system, pairs) in zip(input.systems, pairing).dropFirst() {
      if !pairs.isPaired, pairs.alone > 0 {
        if input.isIndependent { continue }
        warnings.append(.notCommon(variant: system.name, standard: standard))
      } else if pairs.alone > 0 {
        warnings.append(.leftOut(variant: system.name, count: pairs.alone))
      }
    }
    for system in input.systems {
      if system.runs.count < few {
        warnings.append(.tooFew(variant: system.name, count: system.runs.count))
      }
      if !system.incomplete.isEmpty {
        warnings.append(.incomplete(variant: system.name, count: system.incomplete.count))
      }
      if system.openShare > openLimit {
        warnings.append(.ordersOpen(variant: system.name, share: system.openShare))
      }
    }
    if input.experiment != nil {
      let numbers = input.systems.flatMap { $0.replications.map(\.number) + [$0.planned] }
      let most = numbers.max() ?? 0
      let found = input.systems.reduce(0) { $0 + $1.runs.count }
      let whole = most * input.systems.count * input.seedCount
      if found < whole { warnings.append(.partial(found: found, of: whole)) }
      if input.strangers > 0 { warnings.append(.strangers(input.strangers)) }
    }
    let runs = input.systems.flatMap { Array($0.runs.values) }
    let revisions = Set(runs.map(\.modelRevision)).sorted()
    if revisions.count > 1 { warnings.append(.revisionsMixed(revisions)) }
    let studies = Set(input.systems.compactMap(\.configuration?.study))
    if Set(runs.map(\.horizonTicks)).count > 1 || studies.count > 1 {
      warnings.append(.studiesMixed)
    }
    for judgement in judgements {
      for (system, count) in zip(input.systems, judgement.counts) where count < system.runs.count {
        let missing = system.runs.count - count
        warnings.append(
          .missingValues(metric: judgement.metric.name, variant: system.name, count: missing)
        )
      }
    }
    for index in input.systems.indices.dropFirst() {
      let verdicts = judgements.map { $0.differences[index - 1].verdict }
      if !verdicts.isEmpty, verdicts.allSatisfy({ $0 == .same }) {
        warnings.append(
          .changesNothing(variant: input.systems[index].name, standard: standard)
        )
      }
    }
    for drift in drifts where drift.isSeen {
      warnings.append(.notSteady(variant: drift.variant, change: drift.change))
    }
    return warnings
  }
}
