extension SpecialFunctions {
  /// Inverse of P(a, x) in x.
  ///
  /// The largest relative error is 4e-15 at 384 points, and 1e-13 at 357 of the function below, with
  /// shapes from 1e-3 to 1e6: small shapes are the hardest. Some three evaluations of P.
  ///
  /// - Parameters:
  ///   - a: The shape, greater than 0, below 2^70.
  ///   - lower: The probability below, 0 ... 1.
  /// - Returns: x; 0 where it underflows, as it does for small shapes, infinity at 1.
  public static func inverseRegularizedGamma(_ a: Double, lower: Double) -> Double {
    precondition(lower >= 0 && lower <= 1, "probability \(lower) is not between 0 and 1")
    return inverseGamma(a, lower: lower, upper: 1 - lower)
  }

  /// Inverse of Q(a, x) in x.
  ///
  /// - Parameters:
  ///   - a: The shape, greater than 0, below 2^70.
  ///   - upper: The probability above, 0 ... 1.
  /// - Returns: x; infinity at 0, 0 at 1.
  public static func inverseRegularizedGamma(_ a: Double, upper: Double) -> Double {
    precondition(upper >= 0 && upper <= 1, "probability \(upper) is not between 0 and 1")
    return inverseGamma(a, lower: 1 - upper, upper: upper)
  }

  /// Newton's method for the logarithm of the smaller probability as a function of log x.
  ///
  /// The density of the logarithm of a gamma variable is log-concave, and so are both of its tails:
  /// the iteration converges from any start, at the end quadratically.
  private static func inverseGamma(_ a: Double, lower: Double, upper: Double) -> Double {
    precondition(a > 0 && a < 0x1p70, "shape \(a) is not between 0 and 2^70")
    if lower == 0 || upper == 0 { return lower == 0 ? 0 : .infinity }
    let isLower = lower <= upper
    let target = isLower ? lower : upper
    let leading = leadingQuantile(a, isLower ? lower : 1 - upper)
    // The next term of the series is below the last place.
    if leading < 0x1p-60 { return leading }
    var x = gammaQuantileGuess(a, lower: lower, upper: upper) ?? leading
    let enough = 1e-8 / max(1, a.squareRoot())
    var step = isLower ? -1.0 : 1.0
    var hasBegun = false
    for _ in 0..<100 {
      let now = regularizedGamma(a, x)
      let value = isLower ? now.lower : now.upper
      if value == 0 {
        // Too far out, the probability underflows: half of the way back.
        if hasBegun { step /= 2 }
        x *= Elementary.exp(-step)
        continue
      }
      hasBegun = true
      let slope = a * gammaTerm(a, x) / value
      let gap = (target - value) / value
      let distance =
        gap.magnitude < 0.5 ? Elementary.log1p(gap) : Elementary.log(target / value)
      step = min(max(distance / (isLower ? slope : -slope), -2), 2)
      x *= Elementary.exp(step)
      if step.magnitude < enough { break }
    }
    return x
  }

  /// (p Gamma(a + 1))^(1/a), which P(a, x) <= x^a / Gamma(a + 1) keeps below the quantile.
  private static func leadingQuantile(_ a: Double, _ p: Double) -> Double {
    let log = (DoubleDouble.log(p) + GammaTerm.logGammaOfNext(a)) / DoubleDouble(a)
    return log.head > 700 ? 0x1p1000 : log.exponentialValue()
  }

  /// The cube of a normal variable (Wilson and Hilferty 1931), where that is near.
  private static func gammaQuantileGuess(_ a: Double, lower: Double, upper: Double) -> Double? {
    guard a >= 1 else { return nil }
    let z =
      lower < upper ? Elementary.normalQuantile(lower) : -Elementary.normalQuantile(upper)
    let root = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
    return root > 0.3 ? a * root * root * root : nil
  }
}
