extension Elementary {
  /// Quantile of the standard normal distribution.
  ///
  /// Between 0.25 and 0.75 an odd polynomial in p - 1/2 with the slope in double-double
  /// arithmetic; outside, with s = sqrt(-2 log p), a piecewise polynomial for the difference
  /// s - |x|, which changes slowly.
  ///
  /// - Parameter p: Probability, 0 ... 1.
  /// - Returns: The x at which the distribution function is p; -infinity at 0, infinity at 1,
  ///   NaN outside.
  public static func normalQuantile(_ p: Double) -> Double {
    // In this range p - 1/2 is exact.
    if p >= 0.25 && p <= 0.75 { return centralQuantile(p - 0.5) }
    guard p > 0 && p < 1 else { return p == 0 ? -.infinity : (p == 1 ? .infinity : .nan) }
    // 1 - p is exact here.
    return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
  }

  /// The quantile of 1/2 + q.
  @inline(__always)
  private static func centralQuantile(_ q: Double) -> Double {
    let t = q * q
    let t2 = t * t
    let t4 = t2 * t2
    let low =
      (QuantileTables.central[0] + t * QuantileTables.central[1])
      + t2 * (QuantileTables.central[2] + t * QuantileTables.central[3])
    let second =
      (QuantileTables.central[4] + t * QuantileTables.central[5])
      + t2 * (QuantileTables.central[6] + t * QuantileTables.central[7])
    let third =
      (QuantileTables.central[8] + t * QuantileTables.central[9])
      + t2 * (QuantileTables.central[10] + t * QuantileTables.central[11])
    let high =
      (QuantileTables.central[12] + t * QuantileTables.central[13])
      + t2 * (QuantileTables.central[14] + t * QuantileTables.central[15])
    let tail = t * (low + t4 * (second + t4 * (third + t4 * high)))
    let linear = DoubleDouble(product: q, QuantileTables.slope[0])
    return linear.head + (linear.rest + q * (QuantileTables.slope[1] + tail))
  }

  /// The point above which the probability is p, for p below 1/4.
  private static func upperQuantile(_ p: Double) -> Double {
    let s = DoubleDouble.log(p).times(powerOfTwo: -2).squareRoot()
    // The three upper bits of the significand and the exponent choose the interval.
    let interval = s.head.bitPattern >> 49
    let center = Double(bitPattern: interval << 49 | 1 << 48)
    let row = Int(interval &- QuantileTables.firstInterval) &* QuantileTables.stride
    let d = s.head - center
    let d2 = d * d
    let d4 = d2 * d2
    let c = row &+ 2
    let low =
      (QuantileTables.rows[c] + d * QuantileTables.rows[c &+ 1])
      + d2 * (QuantileTables.rows[c &+ 2] + d * QuantileTables.rows[c &+ 3])
    let middle =
      (QuantileTables.rows[c &+ 4] + d * QuantileTables.rows[c &+ 5])
      + d2 * (QuantileTables.rows[c &+ 6] + d * QuantileTables.rows[c &+ 7])
    let high =
      (QuantileTables.rows[c &+ 8] + d * QuantileTables.rows[c &+ 9])
      + d2 * (QuantileTables.rows[c &+ 10] + d * QuantileTables.rows[c &+ 11])
    let slope = low + d4 * (middle + d4 * high)
    let sum = DoubleDouble(sum: s.head, -QuantileTables.rows[row])
    let rest = s.rest * (1 - QuantileTables.rows[c]) - QuantileTables.rows[row &+ 1]
    return sum.head + (sum.rest + (rest - d * slope))
  }
}
