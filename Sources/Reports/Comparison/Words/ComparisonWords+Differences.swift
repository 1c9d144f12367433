package import Experiments
import LogisticsPark
import OutputStatistics
package import Wording

extension ComparisonWords {
  /// What is still to be said of differences that were not shown.
  package func sentences(onNotShown judgement: Comparison.Judgement) -> [Phrase] {
    let found = judgement.differences.filter { $0.verdict == .notShown }
    return [alone(found), rough(found), needed(found), never(found)].compactMap(\.self)
  }

  private func names(_ found: [Comparison.Difference]) -> Phrase {
    VariantNames.phrase(found.map { comparison.input.systems[$0.system].name })
  }

  private func alone(_ found: [Comparison.Difference]) -> Phrase? {
    let alone = found.filter { $0.interval.map { !$0.contains(0) } ?? false }
    guard !alone.isEmpty else { return nil }
    let names = names(alone)
    return Phrase(
      "\(names.english): the interval by itself leaves out 0, one wide enough for all that is read together does not",
      "\(names.chinese)：单独的区间不含 0，但与其他一并判断时足够宽的区间含 0"
    )
  }

  private func rough(_ found: [Comparison.Difference]) -> Phrase? {
    let rough = found.filter(\.isRough)
    guard !rough.isEmpty else { return nil }
    let names = names(rough)
    return Phrase(
      "\(names.english): too few runs differ from the usual value to tell how many runs would show it",
      "\(names.chinese)：与通常值不同的运行太少，无法说明需要多少次运行才能证实"
    )
  }

  private func needed(_ found: [Comparison.Difference]) -> Phrase? {
    let counts = found.compactMap { found in
      found.replicationsToShow.map { "\(Self.twoDigits($0)) ('\(name(of: found.system))')" }
    }
    guard !counts.isEmpty else { return nil }
    return Phrase(
      "if these are the true differences, about so many runs of each would show one four times in five: "
        + VariantNames.cut(counts) + "; they may as well be smaller, or none",
      "若这些就是真实差异，每个方案约需这么多次运行才有五分之四的机会证实：" + VariantNames.cut(counts, in: .chinese)
        + "；真实差异也可能更小，或没有"
    )
  }

  private func never(_ found: [Comparison.Difference]) -> Phrase? {
    let never = found.filter {
      $0.replicationsToShow == nil && !$0.isRough && $0.difference?.isConstant == false
        && $0.difference?.mean != 0
    }
    guard !never.isEmpty else { return nil }
    let names = names(never)
    return Phrase(
      "\(names.english): if this is the true difference, 100000 runs of each would not show it reliably",
      "\(names.chinese)：若这就是真实差异，每个方案 100000 次运行也不能可靠地证实"
    )
  }

  // MARK: - Common random numbers

  /// What the ratios of variances are, and how sure they are.
  package var gainTitle: Phrase {
    let level = Self.percent(comparison.level)
    return Phrase(
      "variance of a difference with independent runs over that with paired "
        + "ones, with a \(level) bootstrap interval where there are 20 pairs or more",
      "独立运行时差异的方差与成对运行时的方差之比；有 20 对或更多时附 \(level) 自助法区间"
    )
  }

  /// Of each metric the least and the largest ratio of variances that common random numbers have brought.
  package var gains: [(metric: String, least: String, most: String?)] {
    comparison.judgements.compactMap { judgement in
      let found = judgement.differences
        .filter { $0.verdict != .same && $0.varianceRatio?.isFinite == true }
        // Beside a constant nothing can be gained.
        .filter { $0.varianceRatio != 1 }
        .sorted { ($0.varianceRatio ?? 0) < ($1.varianceRatio ?? 0) }
      guard let least = found.first, let most = found.last else { return nil }
      return (
        judgement.metric.name, ratio(of: least), found.count > 1 ? ratio(of: most) : nil
      )
    }
  }

  private func ratio(of found: Comparison.Difference) -> String {
    let value = found.varianceRatio.map { NumberText.significant($0) } ?? "-"
    guard let interval = found.varianceRatioInterval else { return value }
    let ends = [interval.lowerBound, interval.upperBound].map { NumberText.significant($0) }
    return "\(value) [\(ends.joined(separator: ", "))]"
  }
}
