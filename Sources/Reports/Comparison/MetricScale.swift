import Figures
import LogisticsPark
import Wording

/// The unit in which a page shows a metric: shares in percent, long times in minutes, all else as it is measured.
struct MetricScale: Hashable {
  /// By what values are multiplied.
  let factor: Double
  /// Unit of values; empty of numbers without one.
  let unit: Phrase
  /// Unit of differences.
  let gapUnit: Phrase
  /// How values stand on an axis.
  let axis: Axis.Scale

  /// Seconds from which on times are shown in minutes.
  private static let longTime = 120.0

  /// Chooses the unit.
  ///
  /// - Parameters:
  ///   - unit: Unit of the metric.
  ///   - values: Its values, in that unit.
  init(unit: String, values: [Double]) {
    switch unit {
    case "1":
      self.init(100, Phrase(same: "%"), gaps: Phrase("points", "个百分点"), .share)
    case "s" where values.contains { $0.magnitude >= Self.longTime }:
      self.init(1.0 / 60, Phrase("min", "分钟"), .duration)
    case "s": self.init(1, Phrase("s", "秒"), .number)
    case "orders": self.init(1, Phrase("orders", "单"), .number)
    default: self.init(1, Phrase(same: unit), .number)
    }
  }

  private init(_ factor: Double, _ unit: Phrase, gaps: Phrase? = nil, _ axis: Axis.Scale) {
    self.factor = factor
    self.unit = unit
    gapUnit = gaps ?? unit
    self.axis = axis
  }

  /// An axis of values.
  func axis(_ title: Phrase) -> Axis {
    Axis(title, unit: unit, axis)
  }

  /// An axis of differences.
  func gapAxis(_ title: Phrase) -> Axis {
    Axis(title, unit: gapUnit, axis)
  }

  /// A value in the unit that is shown.
  func callAsFunction(_ value: Double) -> Double { value * factor }

  /// An interval in the unit that is shown.
  func callAsFunction(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.lowerBound * factor...range.upperBound * factor
  }
}
