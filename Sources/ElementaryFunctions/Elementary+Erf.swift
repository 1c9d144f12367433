extension Elementary {
  /// Error function.
  ///
  /// Taylor series about the nearest c = j/16, whose derivatives are Hermite polynomials
  /// (Abramowitz and Stegun 1964, 7.1.19); erf c and the slope come from a table with 106 bits.
  ///
  /// - Parameter x: Any value.
  /// - Returns: 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.
  public static func erf(_ x: Double) -> Double {
    if x.isNaN { return x }
    let magnitude = x.magnitude
    if magnitude >= 6 { return x < 0 ? -1 : 1 }
    let value = magnitude < 0x1p-28 ? erfOfTiny(magnitude) : erfParts(magnitude).value
    return x.sign == .minus ? -value : value
  }

  /// x^3/3 is below the last place; the product is formed where nothing underflows.
  private static func erfOfTiny(_ x: Double) -> Double {
    let slope = DoubleDouble(ErfTables.rows[2], ErfTables.rows[3])
    return (slope * (x * 0x1p200)).scaled(byPowerOfTwo: -200)
  }

  /// The error function of x from 2^-28 to 6 as a sum, whose distance from 1 has all its digits.
  static func erfParts(_ x: Double) -> DoubleDouble {
    let step = nearestInteger(x * 16)
    let center = step * 0x1p-4
    let d = x - center
    let row = Int(step) &* 4
    let slope = DoubleDouble(ErfTables.rows[row &+ 2], ErfTables.rows[row &+ 3])
    // term n = (-1)^n H_n(c) d^n / n!, summed over n + 1.
    let a = -2 * center * d
    let b = -2 * d * d
    var before = 1.0
    var term = a
    var sum = 0.5 * a
    for n in 2..<14 {
      let next = (a * term + b * before) * ErfTables.inverses[n]
      before = term
      term = next
      sum += term * ErfTables.inverses[n &+ 1]
    }
    let linear = slope * d
    let rest = ErfTables.rows[row &+ 1] + linear.head * sum
    return DoubleDouble(sum: ErfTables.rows[row], linear.head) + (linear.rest + rest)
  }
}
