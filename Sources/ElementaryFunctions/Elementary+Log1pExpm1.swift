extension Elementary {
  /// Logarithm of 1 + x, accurate also for small x.
  ///
  /// The sum 1 + x is kept exact in two parts and goes through the double-double logarithm.
  ///
  /// - Parameter x: Any value.
  /// - Returns: log(1 + x); -infinity at -1, NaN below.
  public static func log1p(_ x: Double) -> Double {
    // Below 2^-60 the quadratic term is far under the last place; the sign of zero stays.
    if x.magnitude < 0x1p-60 || x.isNaN || x == .infinity { return x }
    if x <= -1 { return x == -1 ? -.infinity : .nan }
    // Above 2^100 the 1 is not seen.
    if x > 0x1p100 { return log(x) }
    let sum = DoubleDouble(sum: 1, x)
    return DoubleDouble.log(sum.head, sum.rest).value
  }

  /// Exponential less 1, accurate also for small x.
  ///
  /// - Parameter x: Any value.
  /// - Returns: exp(x) - 1; infinity above 709.78, -1 for very negative x.
  public static func expm1(_ x: Double) -> Double {
    // The sign of zero stays.
    if x.magnitude < 0x1p-60 { return x }
    if x.magnitude < 0x1p-9 { return x + DoubleDouble.exponentialTail(x) }
    if x.isNaN { return x }
    if x > 60 { return exp(x) }
    if x < -60 { return -1 }
    let (sum, exponent) = DoubleDouble(x).exponential()
    return (sum.times(powerOfTwo: powerOfTwo(exponent)) + -1).value
  }
}
