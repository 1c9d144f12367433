extension Double {
  /// The number with a fixed count of decimals, filled up with spaces on the left: `"  3.142"`.
  func text(_ decimals: Int, width: Int = 0) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let digits = String(Int((magnitude * scale).rounded(.toNearestOrEven)))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let point = decimals == 0 ? "" : "."
    let sign = self < 0 ? "-" : ""
    return (sign + padded.dropLast(decimals) + point + padded.suffix(decimals)).right(width)
  }
}

extension Int {
  /// The number, filled up with spaces on the left.
  func text(width: Int) -> String { String(self).right(width) }

  /// The number with zeros on the left: `"07"`.
  func text(digits: Int) -> String {
    String(repeating: "0", count: Swift.max(0, digits - String(self).count)) + String(self)
  }
}

extension String {
  /// The text, filled up with spaces on the left.
  func right(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }

  /// The text, filled up with spaces on the right.
  func left(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
