import LogisticsPark
import OutputStatistics

/// Energy that was drawn from the grid, or saved, for what batteries hold at the end.
///
/// A run that leaves its batteries emptier draws less from the grid and has saved nothing: the next day
/// pays for it.
enum EnergyLeftOver {
  /// Metrics of which it is a part.
  private static let metrics: Set = ["energy_grid_kwh", "energy_grid_per_order_wh"]
  private static let (drawn, flown) = ("energy_grid_kwh", "energy_grid_flown_kwh")

  /// Names of metrics, sorted, with those that it takes to tell.
  static func completed(_ names: [String]) -> [String] {
    let all = Set(names)
    return (all.isDisjoint(with: metrics) ? all : all.union([drawn, flown])).sorted()
  }

  /// Says of which variants at least half of a difference that is shown is of this kind.
  static func warnings(
    of input: ComparisonInput,
    _ judgements: [Comparison.Judgement]
  ) -> [ComparisonWarning] {
    let judged = judgements.filter { metrics.contains($0.metric.name) }
    guard !judged.isEmpty else { return [] }
    let means = [drawn, flown].map { name in
      input.sample.values(of: name, input.systems).rows.map { Tally($0).mean }
    }
    let isJudgedWithoutIt = judgements.contains { $0.metric.name == flown }
    return isJudgedWithoutIt
      ? []
      : judged.compactMap { judgement in
        let found = judgement.differences.compactMap { difference -> ComparisonWarning.Energy? in
          guard difference.verdict == .better || difference.verdict == .worse,
            let less = means[0][0], let more = means[0][difference.system],
            let base = means[1][0], let flown = means[1][difference.system]
          else { return nil }
          let (all, left) = (more - less, (more - less) - (flown - base))
          guard all != 0, left / all >= 0.5 else { return nil }
          return .init(input.systems[difference.system].name, left)
        }
        return found.isEmpty
          ? nil : .leftInBatteries(metric: judgement.metric.name, found)
      }
  }
}
