extension SpecialFunctions {
  /// Complement of the error function, 1 - erf(x), without cancellation.
  ///
  /// The largest relative error is 4e-16 at 500 points from -6 to 27. Below 5 from the parts of the error function; above, Laplace's continued fraction
  /// (Abramowitz and Stegun 1964, 7.1.14).
  ///
  /// - Parameter x: Any value.
  /// - Returns: 0 ... 2; 0 above 27.3.
  public static func erfc(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 { return 1 + Elementary.erf(-x) }
    if x < 0x1p-28 { return 1 - Elementary.erf(x) }
    if x < 5 { return (-Elementary.erfParts(x) + 1).value }
    if x > 27.3 { return 0 }
    let inverseRootPi = 0x1.20dd750429b6dp-1
    let square = DoubleDouble(product: x, x)
    return (-square).exponentialValue() * (x * inverseRootPi / fractionOfErfc(square.head))
  }

  /// x^2 + 1/2 - (1/2) / (x^2 + 5/2 - 2 (3/2) / (x^2 + 9/2 - ...)), from behind; 24 terms serve
  /// from x = 5 on.
  private static func fractionOfErfc(_ square: Double) -> Double {
    var fraction = square + 48.5
    for step in stride(from: 23, through: 0, by: -1) {
      let n = Double(step)
      fraction = square + (2 * n + 0.5) - (n + 1) * (n + 0.5) / fraction
    }
    return fraction
  }

  /// Distribution function of the standard normal distribution, to full precision in both tails.
  ///
  /// The largest relative error is 5e-16 at 500 points from -37 to 8.
  ///
  /// - Parameter x: Any value.
  /// - Returns: The probability below x; the probability above x is that below -x.
  public static func normalCumulative(_ x: Double) -> Double {
    // x / sqrt(2) is rounded; the slope of erfc makes up for what was lost.
    let root = DoubleDouble(0x1.6a09e667f3bcdp-1, -0x1.bdd3413b26456p-55)
    if !(x.magnitude < 40) { return x.isNaN ? x : (x < 0 ? 0 : 1) }
    let scaled = root * -x
    let slope = 0x1.20dd750429b6dp+0 * Elementary.exp(-scaled.head * scaled.head)
    return 0.5 * (erfc(scaled.head) - slope * scaled.rest)
  }

  /// Density of the standard normal distribution.
  ///
  /// - Parameter x: Any value.
  /// - Returns: exp(-x^2 / 2) / sqrt(2 pi).
  public static func normalDensity(_ x: Double) -> Double {
    if !(x.magnitude < 40) { return x.isNaN ? x : 0 }
    let square = DoubleDouble(product: x, x).times(powerOfTwo: -0.5)
    return square.exponentialValue() * 0x1.9884533d43651p-2
  }
}
