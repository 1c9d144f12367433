import Figures
import Wording

/// Where values stand in a drawing.
struct PlotFrame {
  /// Left, right, top and bottom of the plot [px].
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  /// Values at the left and right.
  let x: ClosedRange<Double>
  /// Values at the bottom and top; of rows at the top and bottom.
  let y: ClosedRange<Double>
  /// Whether rows stand one under the other.
  let hasRows: Bool

  /// Width [px].
  var width: Double { right - left }

  /// Place of a value of the horizontal axis [px].
  func across(_ value: Double) -> Double {
    left + (value - x.lowerBound) / (x.upperBound - x.lowerBound) * width
  }

  /// Place of a value of the vertical axis [px].
  func up(_ value: Double) -> Double {
    let share = (value - y.lowerBound) / (y.upperBound - y.lowerBound)
    return hasRows ? top + share * (bottom - top) : bottom - share * (bottom - top)
  }

  /// Top and height of a row [px], leaving room between rows.
  func row(_ index: Int, filling share: Double) -> (top: Double, height: Double) {
    let height = (bottom - top) / (y.upperBound - y.lowerBound)
    let used = height * share
    return (up(Double(index)) + (height - used) / 2, used)
  }

  /// Middle of a row [px].
  func middle(ofRow index: Int) -> Double { up(Double(index) + 0.5) }
}

extension Figure {
  /// Values of the horizontal axis that are shown.
  var shownAcross: ClosedRange<Double> {
    horizontal.bounds ?? Self.padded(layers.flatMap(\.mark.valuesAcross), horizontal.scale)
  }

  /// Values of the vertical axis that are shown.
  var shownUp: ClosedRange<Double> {
    if case .rows(let names) = vertical.scale { return 0...Double(max(1, names.count)) }
    return vertical.bounds ?? Self.padded(layers.flatMap(\.mark.valuesUp), vertical.scale)
  }

  /// A range that holds values, from zero on unless they lie far from it, with a little room above.
  private static func padded(_ values: [Double], _ scale: Axis.Scale) -> ClosedRange<Double> {
    guard let least = values.min(), let largest = values.max() else { return 0...1 }
    let length = largest - least
    var low = least
    if least >= 0, least <= 3 * length || length == 0 {
      low = 0
    } else if length > 0 {
      low = least - 0.05 * length
    }
    let high = largest + 0.05 * max(largest - low, 1e-12)
    guard high > low, (high - low).isFinite else { return low...(low + 1) }
    return low...high
  }
}

extension Mark {
  /// Values on the horizontal axis.
  fileprivate var valuesAcross: [Double] {
    switch self {
    case .steps(let series), .area(let series): [series.times.first ?? 0, series.end]
    case .line(let points): points.map(\.x)
    case .ranges(let ranges): ranges.flatMap { [$0.from, $0.to] }
    case .columns(let columns): columns.flatMap { [$0.from, $0.to] }
    case .spans(let spans): spans.flatMap { [$0.from, $0.to] }
    case .estimates(let estimates): estimates.flatMap { [$0.low, $0.value, $0.high] }
    case .boxes(let boxes): boxes.flatMap { [$0.minimum, $0.maximum] }
    case .rule(let value): [value]
    }
  }

  /// Values on the vertical axis.
  fileprivate var valuesUp: [Double] {
    switch self {
    case .steps(let series): series.values
    case .area(let series): series.values + [0]
    case .line(let points): points.map(\.y)
    case .ranges(let ranges): ranges.flatMap { [$0.low, $0.high] }
    case .columns(let columns): columns.flatMap { [$0.base, $0.base + $0.height] }
    case .spans, .estimates, .boxes, .rule: []
    }
  }
}
