import Experiments
import Figures
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import Wording

extension ComparedMetric {
  /// Quantiles over runs that are drawn.
  private static let probabilities = [(0.5, 50), (0.95, 95)]

  private var percent: String { ComparisonWords.percent(level) }

  private func rowsAxis(_ names: [String]) -> Axis {
    .names(Phrase("Variant", "方案"), names)
  }

  /// The means with their intervals, a row for each variant.
  func means(_ names: [String]) -> Figure {
    let estimates = judgement.means.indices.compactMap { system in
      judgement.means[system].map { mean in
        let interval = judgement.intervals[system] ?? mean...mean
        return Mark.Estimate(
          row: system,
          value: mean,
          low: interval.lowerBound,
          high: interval.upperBound
        )
      }
    }
    return Figure(
      Phrase("Means over runs, with \(percent) intervals", "各次运行的均值及 \(percent) 区间"),
      horizontal: scale.axis(title),
      vertical: rowsAxis(names),
      [Layer(Phrase("mean", "均值"), .series(0), .estimates(estimates))]
    )
  }

  /// The runs of each variant, a box for each.
  func boxes(_ names: [String]) -> Figure? {
    let boxes = rows.indices.compactMap { system -> Mark.Box? in
      let sorted = rows[system].sorted()
      guard sorted.count > 1, let least = sorted.first, let largest = sorted.last,
        let lower = quantile(ofSorted: sorted, 0.25), let middle = quantile(ofSorted: sorted, 0.5),
        let upper = quantile(ofSorted: sorted, 0.75)
      else { return nil }
      return Mark.Box(
        row: system,
        minimum: least,
        lowerQuartile: lower,
        median: middle,
        upperQuartile: upper,
        maximum: largest
      )
    }
    guard !boxes.isEmpty else { return nil }
    return Figure(
      Phrase("How the runs themselves differ", "各次运行之间的差别"),
      horizontal: scale.axis(title),
      vertical: rowsAxis(names),
      [Layer(Phrase("runs", "各次运行"), .series(4), .boxes(boxes))],
      notes: [
        Phrase(
          "Box: the middle half of the runs, with the median; lines: to the least and the largest run",
          "箱：中间一半运行及中位数；线：至最小和最大的一次运行"
        )
      ]
    )
  }

  /// Quantiles over runs with intervals that assume no distribution.
  func quantilesOverRuns(_ names: [String]) -> Figure? {
    var layers: [Layer] = []
    var notes = [
      Phrase(
        "Of runs: half of all such runs have at most the median. Intervals by order statistics, whatever the distribution",
        "以运行为单位：一半这样的运行不超过中位数。区间由次序统计量得出，不假设分布"
      )
    ]
    for (index, (probability, share)) in Self.probabilities.enumerated() {
      let found = rows.map {
        QuantileInterval(ofSorted: $0.sorted(), probability: probability, level: level)
      }
      let estimates = found.enumerated().compactMap { row, found -> Mark.Estimate? in
        guard let found, let low = found.lower, let high = found.upper else { return nil }
        return Mark.Estimate(row: row, value: found.estimate, low: low, high: high)
      }
      if estimates.count < rows.count(where: { !$0.isEmpty }) {
        let needed = QuantileRanks.observationsNeeded(probability: probability, level: level)
        notes.append(
          Phrase(
            "An interval of the \(share) % quantile needs \(needed) runs of each variant",
            "\(share) % 分位数的区间需要每个方案 \(needed) 次运行"
          )
        )
      }
      guard !estimates.isEmpty else { continue }
      layers.append(
        Layer(
          share == 50
            ? Phrase("median of the runs", "各次运行的中位数")
            : Phrase("\(share) % quantile of the runs", "各次运行的 \(share) % 分位数"),
          .series(index),
          .estimates(estimates)
        )
      )
    }
    guard !layers.isEmpty else { return nil }
    return Figure(
      Phrase("Quantiles over runs, with \(percent) intervals", "各次运行的分位数及 \(percent) 区间"),
      horizontal: scale.axis(title),
      vertical: rowsAxis(names),
      layers,
      notes: notes
    )
  }

  /// Quantiles of what is observed within a run, as means over the runs with their intervals.
  func quantilesWithinRuns(_ names: [String]) -> Figure? {
    guard let observations = definition.observations else { return nil }
    let whose = observations.whose
    let layers = withinRuns.enumerated().compactMap { index, found -> Layer? in
      let estimates = found.estimates.enumerated().compactMap { row, estimate -> Mark.Estimate? in
        guard let estimate else { return nil }
        let interval = estimate.interval(level: level) ?? estimate.mean...estimate.mean
        return Mark.Estimate(
          row: row,
          value: estimate.mean,
          low: interval.lowerBound,
          high: interval.upperBound
        )
      }
      guard !estimates.isEmpty else { return nil }
      return Layer(
        found.percent == 50
          ? Phrase("median", "中位数")
          : Phrase("\(found.percent) % quantile", "\(found.percent) % 分位数"),
        .series(index),
        .estimates(estimates)
      )
    }
    guard !layers.isEmpty else { return nil }
    return Figure(
      Phrase("Within a run: median and 95 % quantile", "一次运行之内：中位数与 95 % 分位数"),
      horizontal: scale.axis(title),
      vertical: rowsAxis(names),
      layers,
      notes: [
        Phrase(
          "Of \(whose): quantiles of each run (\(definition.name).p50, .p95), means of them over the runs, with \(percent) intervals of these means",
          "以一次运行之内的单个观测为单位：各次运行分位数（\(definition.name).p50、.p95）的均值及其 \(percent) 区间"
        )
      ]
    )
  }

  /// A name that leaves room for a verdict behind it.
  private static func shortened(_ name: String) -> String {
    guard TerminalText.width(of: name) > 36 else { return name }
    var kept = name
    while TerminalText.width(of: kept) > 35 { kept.removeLast() }
    return kept + "…"
  }

  /// Differences from the standard with their intervals beside zero, a row for each of the others.
  ///
  /// - Parameters:
  ///   - names: Names of all variants.
  ///   - language: Language of the verdicts in the names of the rows.
  /// - Returns: The figure; nil where no difference is known, or every run is the same.
  func differences(_ names: [String], _ language: Language) -> Figure? {
    let found = judgement.differences
    let titles = found.map { found in
      "\(Self.shortened(names[found.system])): \(found.verdict.short[language])"
    }
    let groups: [(Tone, Phrase, [Comparison.Verdict])] = [
      (.good, Phrase("shown to be better", "已证实更好"), [.better]),
      (.bad, Phrase("shown to be worse", "已证实更差"), [.worse]),
      (.series(0), Phrase("shown to be different", "已证实不同"), [.different]),
      (
        .series(7), Phrase("not shown", "未证实"), [.notShown, .same, .unknown, .noValue]
      ),
    ]
    let layers = groups.compactMap { tone, name, verdicts -> Layer? in
      let estimates = found.enumerated().compactMap { row, found -> Mark.Estimate? in
        guard verdicts.contains(found.verdict), let difference = found.difference?.mean else {
          return nil
        }
        let interval = found.interval ?? difference...difference
        return Mark.Estimate(
          row: row,
          value: difference,
          low: interval.lowerBound,
          high: interval.upperBound
        )
      }
      return estimates.isEmpty ? nil : Layer(name, tone, .estimates(estimates))
    }
    // Where nothing differs at all there is nothing to see.
    guard found.contains(where: { $0.verdict != .same && $0.difference != nil }) else { return nil }
    let how =
      found.contains { $0.difference?.isPaired ?? false }
      ? Phrase("paired, run by run", "逐次成对") : Phrase("of independent runs", "独立运行")
    return Figure(
      Phrase(
        "Differences from the standard, with \(percent) intervals",
        "与基准的差异及 \(percent) 区间"
      ),
      horizontal: scale.gapAxis(
        Phrase("\(title.english), variant less standard", "\(title.chinese)，方案减基准")
      ),
      vertical: rowsAxis(titles),
      [Layer(Phrase("no difference", "无差异"), .capacity, .rule(0))] + layers,
      notes: [
        Phrase(
          "Variant less standard, which is \(names[0]); \(how.english). Each interval stands by itself; the verdicts are read together, so one may leave out 0 and not be shown",
          "方案减基准（\(names[0])），\(how.chinese)。每个区间各自成立；结论一并判断，因此区间可能不含 0 而仍未证实"
        )
      ]
    )
  }
}

extension Comparison.Verdict {
  /// Beside a name.
  fileprivate var short: Phrase {
    switch self {
    case .notShown: Phrase("not shown", "未证实")
    case .same: Phrase("the same", "相同")
    case .better, .worse, .different, .unknown, .noValue: words
    }
  }
}
