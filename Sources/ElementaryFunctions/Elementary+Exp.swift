extension Elementary {
  /// Exponential.
  ///
  /// Table-driven reduction (Tang 1989, doi:10.1145/63522.214389): x = (128 k + j) log(2)/128 + r
  /// and exp x = 2^k 2^(j/128) exp r. The largest error is 0.52 units in the last place.
  ///
  /// - Parameter x: Any value.
  /// - Returns: e to the power x; infinity above 709.78, 0 below -745.14.
  public static func exp(_ x: Double) -> Double {
    // Beyond 700 in magnitude the scale itself may leave the normal range.
    guard x.magnitude < 700 else { return expOfLarge(x) }
    let parts = ExpParts(x)
    let bits = parts.power.bitPattern &+ UInt64(bitPattern: parts.exponent << 52)
    let scale = Double(bitPattern: bits)
    return scale + scale * parts.excess
  }

  private static func expOfLarge(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.8 { return .infinity }
    if x < -745.2 { return 0 }
    let parts = ExpParts(x)
    let sum = DoubleDouble(fast: parts.power, parts.power * parts.excess)
    return sum.scaled(byPowerOfTwo: Int(parts.exponent))
  }
}

/// The parts of exp x = 2^exponent (power + power excess).
private struct ExpParts {
  var exponent: Int64
  var power: Double
  var excess: Double

  init(_ x: Double) {
    // Adding and taking away 1.5 * 2^52 rounds to an integer, which the low bits then hold.
    let shifted = x * ExpTables.step[2] + 0x1.8p52
    let whole = Int64(bitPattern: shifted.bitPattern << 13) >> 13
    let steps = shifted - 0x1.8p52
    let r = (x - steps * ExpTables.step[0]) - steps * ExpTables.step[1]
    let row = Int(truncatingIfNeeded: whole) & 127 &* 2
    let r2 = r * r
    let tail = ExpTables.tail[0] + r * ExpTables.tail[1] + r2 * ExpTables.tail[2]
    exponent = whole >> 7
    power = ExpTables.rows[row]
    excess = (ExpTables.rows[row &+ 1] + r) + (0.5 * r2 + r * r2 * tail)
  }
}
