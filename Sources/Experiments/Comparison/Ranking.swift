package import LogisticsPark
import OutputStatistics

/// Which of several variants is the best one on a metric.
package struct Ranking: Sendable {
  /// How the best one is found.
  package enum Method: String, CaseIterable, Sendable {
    /// A subset that holds the best one, from the runs there are (Nelson and others 2001).
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
  /// - Throws: ``Trouble``.
  package init(
    _ input: ComparisonInput,
    by method: Method,
    zone: Double,
    firstStage: Int,
    level: Double
  ) throws(Trouble) {
    let metric = input.metrics[0]
    guard let preference = metric.preference else { throw .noDirection(metric: metric.name) }
    let systems = Double(input.systems.count)
    guard level > 1 / systems else { throw .levelTooLow(least: 1 / systems) }
    self.metric = metric
    self.method = method
    let paired = input.pairedObservations(of: metric.name)
    let alone = input.systems.map { system in
      system.values(of: metric.name, system.replications).compactMap(\.self)
    }
    var replications: Set<ComparedSystem.Replication> = []
    let sharesRuns = input.systems.contains { system in
      system.runs.keys.contains { !replications.insert($0).inserted }
    }
    switch method {
    case .subset:
      isPaired = paired[0].count > 1
      places = try Self.subset(isPaired ? paired : alone, isPaired, input, level, preference)
    case .kimNelson:
      // A race needs as many runs of each; independent ones are taken in their order.
      isPaired = sharesRuns
      let fewest = alone.map(\.count).min() ?? 0
      let rows = sharesRuns ? paired : alone.map { Array($0.prefix(fewest)) }
      guard rows[0].count >= firstStage else {
        throw .tooFewPairs(found: rows[0].count, needed: firstStage)
      }
      places = Self.race(rows, zone, firstStage, level, preference)
    case .rinott:
      isPaired = false
      guard !sharesRuns else { throw .commonNumbers }
      places = try Self.twoStages(alone, input, zone, firstStage, level)
    }
    sortPlaces(preference)
  }

  private static func subset(
    _ rows: [[Double]],
    _ isPaired: Bool,
    _ input: ComparisonInput,
    _ level: Double,
    _ preference: Preference
  ) throws(Trouble) -> [Place] {
    let kept =
      isPaired
      ? SubsetSelection.paired(rows, level: level, preference: preference)
      : SubsetSelection.independent(rows, level: level, preference: preference)
    guard let kept else {
      let index = rows.indices.first { rows[$0].count < 2 } ?? 0
      throw .tooFewRuns(
        variant: input.systems[index].name,
        found: rows[index].count,
        needed: 2
      )
    }
    return rows.indices.map { index in
      Place(
        system: index,
        mean: Tally(rows[index]).mean ?? 0,
        count: rows[index].count,
        isKept: kept.contains(index)
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
    _ input: ComparisonInput,
    _ zone: Double,
    _ firstStage: Int,
    _ level: Double
  ) throws(Trouble) -> [Place] {
    for (system, row) in zip(input.systems, rows) where row.count < firstStage {
      throw .tooFewRuns(variant: system.name, found: row.count, needed: firstStage)
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
    let preference = input.metrics[0].preference ?? .higher
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

  private mutating func sortPlaces(_ preference: Preference) {
    self = Ranking(
      metric: metric,
      method: method,
      places: places.sorted { first, second in
        if first.isKept != second.isKept { return first.isKept }
        return preference == .higher ? first.mean > second.mean : first.mean < second.mean
      },
      isPaired: isPaired
    )
  }

  private init(metric: MetricDefinition, method: Method, places: [Place], isPaired: Bool) {
    self.metric = metric
    self.method = method
    self.places = places
    self.isPaired = isPaired
  }
}

extension ComparisonInput {
  /// Values of a metric in the replications that all variants have, one row a variant.
  func pairedObservations(of metric: String) -> [[Double]] {
    let common = systems.dropFirst().reduce(Set(systems[0].runs.keys)) {
      $0.intersection($1.runs.keys)
    }.sorted()
    let rows = systems.map { $0.values(of: metric, common) }
    let complete = common.indices.filter { column in rows.allSatisfy { $0[column] != nil } }
    let first = rows[0]
    return rows.map { row in
      complete.compactMap { column in
        row[column].map { value in first[column].map { Rounding.settled(value, to: $0) } ?? value }
      }
    }
  }
}
