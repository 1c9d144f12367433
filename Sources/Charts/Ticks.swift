import Figures
import Wording

/// Marks on an axis, with their texts.
struct Ticks {
  /// Values that are marked, rising.
  let values: [Double]
  /// Text of each.
  let texts: [String]

  /// Marks round values of a range.
  ///
  /// - Parameters:
  ///   - range: What is shown.
  ///   - scale: How values become texts.
  ///   - most: The most marks that there is room for.
  init(_ range: ClosedRange<Double>, _ scale: Axis.Scale, most: Int) {
    let length = range.upperBound - range.lowerBound
    guard length > 0, most > 0 else {
      values = [range.lowerBound]
      texts = [Self.text(range.lowerBound, scale, step: 1)]
      return
    }
    let least = length / Double(most)
    let (origin, step): (Double, Double) =
      switch scale {
      case .clock(let start): (-start, Self.clockStep(atLeast: least))
      case .duration: (0, Self.durationStep(atLeast: least))
      case .share: (0, RoundStep.atLeast(least * 100) / 100)
      case .number: (0, RoundStep.atLeast(least))
      case .count: (0, max(1, RoundStep.atLeast(least)))
      case .rows: (0, 1)
      }
    let first = ((range.lowerBound - origin) / step - 1e-9).rounded(.up)
    let last = ((range.upperBound - origin) / step + 1e-9).rounded(.down)
    values = stride(from: first, through: last, by: 1).map { origin + $0 * step }
    texts = values.map { value in
      // The midnight that ends a day is no other day's.
      if case .clock(let start) = scale, start + value == 86_400, value == range.upperBound {
        return "24:00"
      }
      return Self.text(value, scale, step: step)
    }
  }

  private static let clockSteps: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200,
  ]

  private static func clockStep(atLeast size: Double) -> Double {
    let day = 86_400.0
    return clockSteps.first { $0 >= size } ?? day * RoundStep.atLeast(max(1, size / day))
  }

  private static func durationStep(atLeast size: Double) -> Double {
    size <= 30 ? clockSteps.first { $0 >= size } ?? 30 : 60 * RoundStep.atLeast(size / 60)
  }

  private static func text(_ value: Double, _ scale: Axis.Scale, step: Double) -> String {
    switch scale {
    case .clock(let start): clock(start + value, hasSeconds: step < 60)
    case .duration: NumberText.fixed(value / 60, decimals(of: step / 60))
    case .share: NumberText.fixed(value * 100, decimals(of: step * 100))
    case .number, .count: NumberText.fixed(value, decimals(of: step))
    case .rows(let names): names.indices.contains(Int(value)) ? names[Int(value)] : ""
    }
  }

  /// Decimals that tell steps apart.
  private static func decimals(of step: Double) -> Int {
    var decimals = 0
    var size = step
    while decimals < 9, (size - size.rounded()).magnitude > 1e-6 {
      size *= 10
      decimals += 1
    }
    return decimals
  }

  /// A time of day, after the first midnight with the number of days.
  static func clock(_ seconds: Double, hasSeconds: Bool) -> String {
    let whole = Int(seconds.rounded())
    let (day, rest) = (whole / 86_400, whole % 86_400)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let time =
      "\(two(rest / 3600)):\(two(rest / 60 % 60))" + (hasSeconds ? ":\(two(rest % 60))" : "")
    return day == 0 ? time : rest == 0 && !hasSeconds ? "\(day)d" : "\(day)d \(time)"
  }
}
