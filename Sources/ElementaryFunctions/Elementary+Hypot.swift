extension Elementary {
  /// Length of the hypotenuse, without undue overflow or underflow.
  ///
  /// - Parameters:
  ///   - x: One side.
  ///   - y: The other side.
  /// - Returns: The square root of x^2 + y^2; infinity if a side is infinite, even beside NaN.
  public static func hypot(_ x: Double, _ y: Double) -> Double {
    if x.isInfinite || y.isInfinite { return .infinity }
    if x.isNaN || y.isNaN { return .nan }
    let long = max(x.magnitude, y.magnitude)
    let short = min(x.magnitude, y.magnitude)
    // A ratio below 2^-60 does not show in the sum of the squares.
    if short == 0 || short < long * 0x1p-60 { return long }
    let shift = long > 0x1p400 ? -600 : (short < 0x1p-400 ? 600 : 0)
    let scale = powerOfTwo(shift)
    let longSquare = DoubleDouble(product: long * scale, long * scale)
    let shortSquare = DoubleDouble(product: short * scale, short * scale)
    return (longSquare + shortSquare).squareRoot().scaled(byPowerOfTwo: -shift)
  }
}
