/// Functions of probability theory that have no closed form, from IEEE 754 basic operations only.
///
/// As with `Elementary`, no library function is called and every loop has a fixed order, so that
/// debug and release builds on any processor agree bit for bit. The results are not faithful to the
/// last place; each function states its largest error against mpmath on the committed points.
public enum SpecialFunctions {}

extension DoubleDouble {
  /// exp of this sum, also where it underflows; the sum must be below 700.
  func exponentialValue() -> Double {
    if head < -745.2 { return 0 }
    let (sum, exponent) = exponential()
    return sum.scaled(byPowerOfTwo: exponent)
  }
}
