package import OutputStatistics
package import Wording

/// Numbers beside their intervals, with the decimals that the interval's width is worth.
package struct IntervalText {
  private let decimals: Int

  /// What a star behind an interval means.
  package static let rough = Phrase(
    "* fewer than \(MeanEstimate.fewestOtherValues) runs differ from the usual value: a rough interval",
    "* 与通常值不同的运行少于 \(MeanEstimate.fewestOtherValues) 次：粗略的区间"
  )

  /// What intervals of so many runs are worth; nil of runs that are not few, and of a single one.
  package static func few(runs: Int) -> Phrase? {
    guard (2..<PrecisionTarget.fewestObservations).contains(runs) else { return nil }
    let least = PrecisionTarget.fewestObservations
    return Phrase(
      "\(runs) runs are few: of skewed metrics intervals hold less often than 95 % below \(least)",
      "\(runs) 次运行太少：少于 \(least) 次时，偏态指标的区间覆盖率低于 95 %"
    )
  }

  /// Chooses the decimals so that the smallest half width above 0 has two significant digits.
  ///
  /// - Parameters:
  ///   - halfWidths: Half widths of the intervals that are shown together.
  ///   - values: The numbers themselves, which decide where there is no width.
  package init(halfWidths: [Double], values: [Double]) {
    let width = halfWidths.filter { $0 > 0 && $0.isFinite }.min()
    let value = values.map(\.magnitude).filter { $0 > 0 }.min() ?? 10
    var decimals = 0
    var scale = width ?? value / 10
    while scale < 10, decimals < 6 {
      scale *= 10
      decimals += 1
    }
    self.decimals = decimals
  }

  /// Chooses the decimals so that rounding moves no end onto a bound or over it.
  ///
  /// - Parameters:
  ///   - halfWidths: Half widths of the intervals that are shown together.
  ///   - values: The numbers themselves, which decide where there is no width.
  ///   - ends: Ends of intervals.
  ///   - bound: What they are compared with.
  package init(halfWidths: [Double], values: [Double], apart ends: [Double], from bound: Double) {
    var decimals = Self(halfWidths: halfWidths, values: values).decimals
    let isMoved = { (end: Double) in
      let text = Double(NumberText.fixed(end, decimals)) ?? end
      return (end < bound) != (text < bound) || (end > bound) != (text > bound)
    }
    while decimals < 9, ends.contains(where: isMoved) { decimals += 1 }
    self.decimals = decimals
  }

  /// Chooses the decimals for estimates that are shown together, and for further numbers.
  package init(of estimates: [MeanEstimate], level: Double, values: [Double] = []) {
    self.init(
      halfWidths: estimates.compactMap { estimate in
        estimate.interval(level: level).map { ($0.upperBound - $0.lowerBound) / 2 }
      },
      values: estimates.map(\.mean) + values
    )
  }

  /// A number.
  package func number(_ value: Double) -> String { NumberText.fixed(value, decimals) }

  /// A number with its sign.
  package func signed(_ value: Double) -> String {
    let text = number(value)
    return value > 0 && !text.hasPrefix("-") ? "+" + text : text
  }

  /// An interval, such as `[1.2, 1.8]`.
  package func interval(_ lower: Double, _ upper: Double) -> String {
    "[\(number(lower)), \(number(upper))]"
  }
}
