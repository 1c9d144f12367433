package import LogisticsPark
import OutputStatistics

/// Which of several variants is the best one on a metric.
package struct Ranking: Sendable {
  /// How the best one is found.
  package enum Method: String, CaseIterable, Sendable {
    /// The variants that may be the best one, as a comparison says it, from the runs there are.
    case subset
    /// A race in which variants drop out, under common random numbers or without (Kim and Nelson 2001).
    case kimNelson = "kim-nelson"
    /// Two stages of independent runs (Rinott 1978).
    case rinott
  }

  /// Why variants can not be ranked.
  package enum Trouble: Error, Hashable, Sendable {
    /// Better has no direction for the metric.
    case noDirection(metric: String)
    /// The method needs the runs of all variants in pairs, and too few have partners.
    case tooFewPairs(found: Int, needed: Int)
    /// The method needs independent runs.
    case commonNumbers
    /// A variant has fewer runs than the first stage.
    case tooFewRuns(variant: String, found: Int, needed: Int)
    /// The level is not above the chance of guessing.
    case levelTooLow(least: Double)
    /// Fewer than two variants have values.
    case tooFewVariants
  }

  /// What is said of a variant.
  package struct Place: Sendable {
    /// Index of the variant.
    package var system: Int
    /// Its mean over the runs that were used.
    package var mean: Double
    /// Runs that were used.
    package var count: Int
    /// Whether it may still be the best one.
    package var isKept: Bool
    /// Runs that it needs in all before the method decides; nil if it needs no more.
    package var needed: Int?
  }

  /// The metric.
  package let metric: MetricDefinition
  /// The method.
  package let method: Method
  /// The variants, the best mean first.
  package let places: [Place]
  /// Whether runs were taken in pairs.
  package let isPaired: Bool
  /// Indices of variants without values, or with hardly any, which are left out.
  package let silent: [Int]
  /// What casts doubt on it: of a subset all that a comparison says.
  package let warnings: [ComparisonWarning]

  /// Index of the best variant, where the method has decided.
  package var selected: Int? {
    let kept = places.filter(\.isKept)
    return kept.count == 1 && places.allSatisfy { $0.needed == nil } ? kept[0].system : nil
  }

  /// Ranks.
  ///
  /// - Parameters:
  ///   - input: The variants, with one metric.
  ///   - method: How.
  ///   - zone: Difference below which one variant is as good as another, above 0; not used by `subset`.
  ///   - firstStage: Runs of each variant from which variances are estimated, at least 2; not used by
  ///     `subset`.
  ///   - level: Probability of the right selection, below 1.
  ///   - drifts: Variants of steady-state studies that are not steady.
  /// - Throws: ``Trouble``.
  package init(
    _ input: ComparisonInput,
    by method: Method,
    zone: Double,
    firstStage: Int,
    level: Double,
    drifts: [LeadTimeDrift] = []
  ) throws(Trouble) {
    let metric = input.metrics[0]
    guard let preference = metric.preference else { throw .noDirection(metric: metric.name) }
    let sample = input.sample.values(of: metric.name, input.systems)
    guard sample.systems.count > 1 else { throw .tooFewVariants }
    let least = 1 / Double(sample.systems.count)
    guard level > least else { throw .levelTooLow(least: least) }
    self.metric = metric
    self.method = method
    silent = input.systems.indices.filter { !sample.systems.contains($0) }
    let rows = sample.systems.map { sample.rows[$0] }
    let names = sample.systems.map { input.systems[$0].name }
    var found: [Place]
    let comparison =
      method == .subset
      ? Comparison(input, level: level, drifts: drifts, showsGain: false) : nil
    warnings = comparison?.warnings ?? ComparisonWarning.all(of: input, drifts: drifts)
    switch method {
    case .subset:
      isPaired = input.sample.isPaired
      found = try Self.subset(
        rows,
        names,
        sample.systems,
        comparison?.judgements[0].candidates
      )
    case .kimNelson:
      // A race needs as many runs of each; independent ones are taken in their order.
      isPaired = input.sample.isPaired
      let fewest = rows.map(\.count).min() ?? 0
      guard fewest >= firstStage else { throw .tooFewPairs(found: fewest, needed: firstStage) }
      found = Self.race(rows.map { Array($0.prefix(fewest)) }, zone, firstStage, level, preference)
    case .rinott:
      isPaired = false
      guard !Self.sharesRuns(input.systems) else { throw .commonNumbers }
      found = try Self.twoStages(rows, names, preference, zone, firstStage, level)
    }
    for index in found.indices { found[index].system = sample.systems[found[index].system] }
    places = found.sorted { first, second in
      if first.isKept != second.isKept { return first.isKept }
      return preference == .higher ? first.mean > second.mean : first.mean < second.mean
    }
  }

  private static func sharesRuns(_ systems: [ComparedSystem]) -> Bool {
    var replications: Set<ComparedSystem.Replication> = []
    return systems.contains { system in
      system.runs.keys.contains { !replications.insert($0).inserted }
    }
  }

  /// What a comparison says of the metric, read together with all others of its family.
  private static func subset(
    _ rows: [[Double]],
    _ names: [String],
    _ systems: [Int],
    _ candidates: [Int]?
  ) throws(Trouble) -> [Place] {
    guard let kept = candidates else {
      let index = rows.indices.min { rows[$0].count < rows[$1].count } ?? 0
      throw .tooFewRuns(
        variant: names[index],
        found: rows[index].count,
        needed: Evidence.fewest
      )
    }
    return rows.indices.map { index in
      Place(
        system: index,
        mean: Tally(rows[index]).mean ?? 0,
        count: rows[index].count,
        isKept: kept.contains(systems[index])
      )
    }
  }

  private static func race(
    _ rows: [[Double]],
    _ zone: Double,
    _ firstStage: Int,
    _ level: Double,
    _ preference: Preference
  ) -> [Place] {
    var race = KimNelsonSelection(
      firstStage: rows.map { Array($0.prefix(firstStage)) },
      zone: zone,
      level: level,
      preference: preference
    )
    var counts = rows.map { _ in firstStage }
    while race.selected == nil, race.count < rows[0].count {
      let next = race.count
      for system in race.survivors { counts[system] = next + 1 }
      race.add(race.survivors.map { rows[$0][next] })
    }
    return rows.indices.map { index in
      let isKept = race.survivors.contains(index)
      return Place(
        system: index,
        mean: Tally(rows[index].prefix(counts[index])).mean ?? 0,
        count: counts[index],
        isKept: isKept,
        needed: isKept && race.selected == nil ? race.most(of: index) : nil
      )
    }
  }

  private static func twoStages(
    _ rows: [[Double]],
    _ names: [String],
    _ preference: Preference,
    _ zone: Double,
    _ firstStage: Int,
    _ level: Double
  ) throws(Trouble) -> [Place] {
    for (name, row) in zip(names, rows) where row.count < firstStage {
      throw .tooFewRuns(variant: name, found: row.count, needed: firstStage)
    }
    let plan = RinottSelection(
      systems: rows.count,
      firstStage: firstStage,
      zone: zone,
      level: level
    )
    let needed = rows.map { row in
      plan.observationsNeeded(variance: Tally(row.prefix(firstStage)).variance ?? 0)
    }
    let isComplete = rows.indices.allSatisfy { rows[$0].count >= needed[$0] }
    let means = rows.indices.map { Tally(rows[$0].prefix(needed[$0])).mean ?? 0 }
    let best = means.indices.min { first, second in
      preference == .higher ? means[first] > means[second] : means[first] < means[second]
    }
    return rows.indices.map { index in
      Place(
        system: index,
        mean: means[index],
        count: min(rows[index].count, needed[index]),
        isKept: !isComplete || index == best,
        needed: rows[index].count < needed[index] ? needed[index] : nil
      )
    }
  }
}
