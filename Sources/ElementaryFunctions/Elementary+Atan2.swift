extension Elementary {
  /// Angle of the point (x, y).
  ///
  /// With t the smaller over the larger magnitude and c = j/64 nearest to t,
  /// atan t = atan c + atan((t - c)/(1 + t c)), the quotient in double-double arithmetic.
  ///
  /// - Parameters:
  ///   - y: Ordinate.
  ///   - x: Abscissa.
  /// - Returns: Angle from the positive x axis [rad], -pi ... pi; signed zeros and infinities as in
  ///   C99 Annex F.9.1.4.
  public static func atan2(_ y: Double, _ x: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    let angle = upperAngle(y.magnitude, x.magnitude, isLeft: x.sign == .minus)
    return y.sign == .minus ? -angle : angle
  }

  private static func upperAngle(_ y: Double, _ x: Double, isLeft: Bool) -> Double {
    let pi = DoubleDouble(AtanTables.pi[0], AtanTables.pi[1])
    if y == 0 { return isLeft ? pi.head : 0 }
    if x == 0 || (y.isInfinite && x.isFinite) { return pi.head * 0.5 }
    let isSteep = y > x
    var angle: DoubleDouble
    if y == x {
      angle = pi.times(powerOfTwo: 0.25)
    } else if x.isInfinite {
      angle = DoubleDouble(0)
    } else {
      let (short, long) = isSteep ? (x, y) : (y, x)
      // Here the angle is the quotient to far below its last place, which alone may underflow.
      if short < long * 0x1p-60 {
        if !isSteep && !isLeft { return short / long }
        angle = DoubleDouble(0)
      } else {
        let shift = long > 0x1p400 ? 0x1p-600 : (long < 0x1p-400 ? 0x1p600 : 1)
        angle = flatAngle(short * shift, long * shift)
      }
    }
    if isSteep { angle = pi.times(powerOfTwo: 0.5) - angle }
    return (isLeft ? pi - angle : angle).value
  }

  /// atan(short/long) for magnitudes whose products neither overflow nor underflow.
  private static func flatAngle(_ short: Double, _ long: Double) -> DoubleDouble {
    let step = nearestInteger(short / long * 64)
    let center = step * 0x1p-6
    let numerator = -DoubleDouble(product: center, long) + short
    let denominator = DoubleDouble(product: center, short) + long
    let t = numerator / denominator
    let square = t.head * t.head
    let inner = AtanTables.tail[1] + square * (AtanTables.tail[2] + square * AtanTables.tail[3])
    let tail = t.head * square * (AtanTables.tail[0] + square * inner)
    let row = Int(step) &* 2
    return DoubleDouble(AtanTables.rows[row], AtanTables.rows[row &+ 1])
      + DoubleDouble(fast: t.head, t.rest + tail)
  }
}
