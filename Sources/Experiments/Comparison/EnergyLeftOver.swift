import LogisticsPark
import OutputStatistics

/// Energy that was drawn from the grid, or saved, for what batteries gained or lost over a run.
///
/// A run that leaves its batteries emptier than it found them draws less from the grid and has saved nothing:
/// the next day pays for it.
enum EnergyLeftOver {
  /// Metrics of which it is a part, and those that are without it.
  private static let companions = [
    "energy_grid_kwh": "energy_grid_flown_kwh",
    "energy_grid_per_order_wh": "energy_grid_flown_per_order_wh",
  ]
  /// Share of a difference from which on it is said, and share of the standard's mean that a difference has at
  /// least where nothing is tested.
  private static let (most, least) = (0.5, 0.01)

  /// Names of metrics, sorted, with those that it takes to tell.
  static func completed(_ names: [String]) -> [String] {
    Set(names + names.compactMap { companions[$0] }).sorted()
  }

  /// Says of which variants at least half of a difference that is shown is of this kind.
  static func warnings(
    of input: ComparisonInput,
    _ judgements: [Comparison.Judgement]
  ) -> [ComparisonWarning] {
    judgements.compactMap { judgement in
      let shown = judgement.differences.filter { $0.verdict == .better || $0.verdict == .worse }
      return warning(of: input, judgement.metric, shown.map(\.system)) { _ in true }
    }
  }

  /// The same of means that are ranked, where they are not nearly equal.
  static func warnings(of input: ComparisonInput) -> [ComparisonWarning] {
    input.metrics.compactMap { metric in
      warning(of: input, metric, Array(input.systems.indices.dropFirst())) { $0 >= least }
    }
  }

  /// What is said of a metric.
  ///
  /// - Parameters:
  ///   - input: What is compared.
  ///   - metric: The metric.
  ///   - systems: Variants that are looked at, by index.
  ///   - isLarge: Whether a difference, as a share of the standard's mean, is large enough.
  /// - Returns: The warning; nil where there is nothing to say.
  private static func warning(
    of input: ComparisonInput,
    _ metric: MetricDefinition,
    _ systems: [Int],
    where isLarge: (Double) -> Bool
  ) -> ComparisonWarning? {
    guard let without = companions[metric.name],
      !input.metrics.contains(where: { $0.name == without })
    else { return nil }
    let drawn = means(of: metric.name, besides: without, input)
    let flown = means(of: without, besides: metric.name, input)
    let found = systems.compactMap { system -> ComparisonWarning.Energy? in
      guard let here = drawn[system], let base = drawn[0], let flownHere = flown[system],
        let flownBase = flown[0], here != base,
        isLarge((here - base).magnitude / max(base, .leastNonzeroMagnitude))
      else { return nil }
      let left = (here - base) - (flownHere - flownBase)
      guard left / (here - base) >= most else { return nil }
      return .init(input.systems[system].name, left, metric.unit)
    }
    return found.isEmpty
      ? nil : .leftInBatteries(metric: metric.name, without: without, found)
  }

  /// Mean of a metric in each variant, over the replications that have another one too.
  private static func means(
    of metric: String,
    besides other: String,
    _ input: ComparisonInput
  ) -> [Double?] {
    input.systems.map { system in
      let replications =
        input.sample.isPaired ? input.sample.replications : system.replications
      let values = zip(
        system.values(of: metric, replications),
        system.values(of: other, replications)
      )
      return Tally(values.compactMap { value, other in other == nil ? nil : value }).mean
    }
  }
}
