/// Numbers as ECMAScript's `Number::toString` writes them, which RFC 8785 prescribes.
package enum ECMAScriptNumber {
  /// The shortest text that reads back as the same double, in ECMAScript's layout.
  ///
  /// - Parameter value: A finite number; -0 is written as `0`.
  /// - Returns: The text, such as `5`, `1e-7` or `1e+22`.
  package static func text(of value: Double) -> String {
    precondition(value.isFinite, "JSON numbers are finite, got \(value)")
    guard value != 0 else { return "0" }
    // From 1e-4 to 2^53 Swift writes the same, but for `5.0`; tables have millions of such numbers.
    let text = value.description
    if !text.utf8.contains(UInt8(ascii: "e")) {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let (digits, exponent) = shortestDigits(of: value.magnitude)
    return (value < 0 ? "-" : "") + layout(digits, pointAfter: exponent)
  }

  /// Digits d1...dk without zeros at either end, and n with value = 0.d1...dk * 10^n.
  ///
  /// Swift's `description` has the right digits, the shortest and of those the nearest, in a layout
  /// of its own (`1e-07`, `5.0`).
  private static func shortestDigits(of magnitude: Double) -> (digits: String, exponent: Int) {
    let parts = magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let written = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = String(mantissa[0]) + String(fraction)
    let significant = all.drop { $0 == "0" }
    let leadingZeros = all.count - significant.count
    var digits = String(significant)
    while digits.last == "0" { digits.removeLast() }
    return (digits, mantissa[0].count + written - leadingZeros)
  }

  /// ECMA-262, Number::toString, steps 6 to 12.
  private static func layout(_ digits: String, pointAfter exponent: Int) -> String {
    let count = digits.count
    switch exponent {
    case count...21:
      return digits + String(repeating: "0", count: exponent - count)
    case 1...21:
      return digits.prefix(exponent) + "." + digits.dropFirst(exponent)
    case -5...0:
      return "0." + String(repeating: "0", count: -exponent) + digits
    default:
      let power = exponent - 1
      let tail = count > 1 ? "." + digits.dropFirst() : ""
      return digits.prefix(1) + tail + "e" + (power < 0 ? "-" : "+") + String(power.magnitude)
    }
  }
}
