extension Elementary {
  /// Power.
  ///
  /// exp(y log x) with the logarithm to about 75 bits, so that its error, enlarged up to a
  /// thousand times by the product, stays far below the last place of the result.
  ///
  /// - Parameters:
  ///   - x: Base.
  ///   - y: Exponent.
  /// - Returns: x to the power y, with the special values of C99 Annex F.9.4.4.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let parity = Parity(of: y)
    let isNegative = x.sign == .minus && parity == .odd
    if x == 0 || x.isInfinite {
      let isLarge = x.isInfinite == (y > 0)
      let magnitude = isLarge ? Double.infinity : 0
      return isNegative ? -magnitude : magnitude
    }
    if y.isInfinite {
      if x == -1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    if x < 0 && parity == .fractional { return .nan }
    let magnitude = powerOfPositive(x.magnitude, y)
    return isNegative ? -magnitude : magnitude
  }

  private static func powerOfPositive(_ x: Double, _ y: Double) -> Double {
    if x == 1 { return 1 }
    // |log x| lies between 2^-53 and 745, so outside these bounds the result is plain.
    if y.magnitude < 0x1p-65 { return 1 }
    if y.magnitude > 0x1p65 { return (x > 1) == (y > 0) ? .infinity : 0 }
    let logarithm = DoubleDouble.log(x) * y
    if logarithm.head > 709.8 { return .infinity }
    if logarithm.head < -745.2 { return 0 }
    let (sum, exponent) = logarithm.exponential()
    return sum.scaled(byPowerOfTwo: exponent)
  }

  private enum Parity {
    case even
    case odd
    case fractional

    init(of y: Double) {
      // From 2^53 on every double is even; infinity counts as even.
      if y.magnitude >= 0x1p53 {
        self = .even
      } else if !isInteger(y) {
        self = .fractional
      } else {
        self = Int64(y) & 1 == 0 ? .even : .odd
      }
    }
  }
}
