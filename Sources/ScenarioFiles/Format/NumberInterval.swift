package import Wording

/// The numbers that a key allows.
package struct NumberInterval: Equatable, Sendable {
  /// Lower bound; minus infinity if there is none.
  package let lower: Double
  /// Upper bound; infinity if there is none.
  package let upper: Double
  /// True if the lower bound is allowed itself.
  package let includesLower: Bool
  /// True if the upper bound is allowed itself.
  package let includesUpper: Bool

  fileprivate init(_ lower: Double, _ upper: Double, includesLower: Bool, includesUpper: Bool) {
    precondition(lower < upper || (lower == upper && includesLower && includesUpper))
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// True if a number is allowed.
  package func contains(_ value: Double) -> Bool {
    let aboveLower = includesLower ? value >= lower : value > lower
    let belowUpper = includesUpper ? value <= upper : value < upper
    return value.isFinite && aboveLower && belowUpper
  }

  /// An allowed number, as simple as can be, for examples and to read on after a fault.
  package var neutral: Double {
    let candidates = [
      0, 1, lower, upper, lower / 2 + upper / 2, lower + 1, upper - 1, lower.nextUp,
    ]
    return candidates.first(where: contains) ?? lower
  }

  /// The interval in words, such as `from 0 to 1` or `greater than 0 and at most 5`.
  package var words: Phrase {
    let low = ECMAScriptNumber.bound(lower)
    let high = ECMAScriptNumber.bound(upper)
    switch (low, high) {
    case (nil, nil): return Phrase("of any size", "任意大小")
    case (let low?, let high?) where includesLower && includesUpper:
      return Phrase("from \(low) to \(high)", "\(low) 到 \(high)")
    default:
      let bounds = [low.map(lowerWords), high.map(upperWords)].compactMap(\.self)
      return Phrase(
        bounds.map(\.english).joined(separator: " and "),
        bounds.map(\.chinese).joined(separator: " 且")
      )
    }
  }

  private func lowerWords(_ text: String) -> Phrase {
    includesLower
      ? Phrase("at least \(text)", "大于等于 \(text)") : Phrase("greater than \(text)", "大于 \(text)")
  }

  private func upperWords(_ text: String) -> Phrase {
    includesUpper
      ? Phrase("at most \(text)", "小于等于 \(text)") : Phrase("less than \(text)", "小于 \(text)")
  }
}

extension ECMAScriptNumber {
  fileprivate static func bound(_ value: Double) -> String? {
    value.isFinite ? text(of: value) : nil
  }
}

/// A range as Swift writes it that can say which numbers a key allows.
package protocol NumberIntervalConvertible {
  /// The numbers allowed.
  var interval: NumberInterval { get }
}

/// A bound of a range: `0...1` is a range of integers, and means numbers all the same.
package protocol NumberIntervalBound: Comparable {
  /// The bound as a double.
  var number: Double { get }
}

extension Double: NumberIntervalBound {
  package var number: Double { self }
}

extension Int: NumberIntervalBound {
  package var number: Double { Double(self) }
}

// Here, and not in the type, so that `.positive` may stand where a range may.
extension NumberIntervalConvertible where Self == NumberInterval {
  /// Any finite number.
  package static var any: NumberInterval { .above(-.infinity) }

  /// Numbers greater than 0.
  package static var positive: NumberInterval { .above(0) }

  /// Numbers from 0.
  package static var nonNegative: NumberInterval { .from(0) }

  /// Numbers greater than a bound, up to and with another.
  package static func above(_ lower: Double, through upper: Double = .infinity) -> NumberInterval {
    NumberInterval(lower, upper, includesLower: false, includesUpper: upper.isFinite)
  }

  /// Numbers greater than a bound and less than another.
  package static func above(_ lower: Double, below upper: Double) -> NumberInterval {
    NumberInterval(lower, upper, includesLower: false, includesUpper: false)
  }

  /// Numbers from a bound, up to and with another.
  package static func from(_ lower: Double, through upper: Double = .infinity) -> NumberInterval {
    NumberInterval(lower, upper, includesLower: true, includesUpper: upper.isFinite)
  }

  /// Numbers from a bound and less than another.
  package static func from(_ lower: Double, below upper: Double) -> NumberInterval {
    NumberInterval(lower, upper, includesLower: true, includesUpper: false)
  }
}

extension NumberInterval: NumberIntervalConvertible {
  package var interval: NumberInterval { self }
}

extension ClosedRange: NumberIntervalConvertible where Bound: NumberIntervalBound {
  package var interval: NumberInterval { .from(lowerBound.number, through: upperBound.number) }
}

extension Range: NumberIntervalConvertible where Bound: NumberIntervalBound {
  package var interval: NumberInterval { .from(lowerBound.number, below: upperBound.number) }
}

extension PartialRangeFrom: NumberIntervalConvertible where Bound: NumberIntervalBound {
  package var interval: NumberInterval { .from(lowerBound.number) }
}

extension PartialRangeThrough: NumberIntervalConvertible where Bound: NumberIntervalBound {
  package var interval: NumberInterval { .from(-.infinity, through: upperBound.number) }
}
