extension Elementary {
  /// Natural logarithm.
  ///
  /// Table-driven reduction (Tang 1990, doi:10.1145/98267.98294): x = 2^k z, a short reciprocal w
  /// of z from a table makes r = z w - 1 exact in two parts, and
  /// log x = k log 2 - log w + log1p(r). The largest error is 0.51 units in the last place.
  ///
  /// - Parameter x: Any value.
  /// - Returns: log x; -infinity for zeros, NaN below zero.
  public static func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    // One comparison finds zeros, subnormals, negatives, infinities and NaN.
    if bits &- 0x0010_0000_0000_0000 >= 0x7fe0_0000_0000_0000 {
      return logOfSpecial(x) ?? logOfNormal((x * 0x1p54).bitPattern &- (54 << 52))
    }
    return logOfNormal(bits)
  }

  /// The logarithm of a positive number that is not subnormal, from its bits.
  ///
  /// The exponent may also be below the range of the format, as a wrapped difference.
  @inline(__always)
  private static func logOfNormal(_ bits: UInt64) -> Double {
    let offset = bits &- LogTables.offset
    let row = Int(truncatingIfNeeded: offset >> 45) & 127 &* 4
    let exponent = Double(Int64(bitPattern: offset) >> 52)
    let z = bits &- (offset & 0xfff0_0000_0000_0000)
    // The upper 21 bits of z times the 11 bits of w, minus 1, is exact, and so is the rest.
    let upper = Double(bitPattern: z & 0xffff_ffff_0000_0000)
    let w = LogTables.rows[row]
    let headR = upper * w - 1
    let restR = (Double(bitPattern: z) - upper) * w
    let r = headR + restR
    let roundingOfR = (headR - r) + restR

    let base = exponent * LogTables.ln2[0] + LogTables.rows[row &+ 1]
    let baseRest = exponent * LogTables.ln2[1] + LogTables.rows[row &+ 2]
    let head = base + r
    let rest = ((base - head) + r) + (baseRest + roundingOfR)
    // Three short sums side by side instead of one long chain: a random time is waited for.
    let r2 = r * r
    let r3 = r * r2
    let low = r3 * (LogTables.tail[0] + r * LogTables.tail[1])
    let middle = (r3 * r2) * (LogTables.tail[2] + r * LogTables.tail[4])
    let high = (r3 * (r2 * r2)) * (LogTables.tail[3] + r * LogTables.tail[5])
    return head + (((rest - 0.5 * r2) + low) + (middle + high))
  }

  /// The quantile of an exponential time, -mean log(1 - u): the function that a simulation calls most.
  ///
  /// - Parameters:
  ///   - u: Probability; at least 0 and below 1.
  ///   - mean: The expected time.
  /// - Returns: The quantile, good to the last places also where u is small.
  @usableFromInline
  package static func exponentialQuantile(_ u: Double, mean: Double) -> Double {
    assert(u >= 0 && u < 1, "probability \(u) is not in 0 ..< 1")
    // The difference 1 - u loses digits of a small u. What it lost is exact and is added to the
    // logarithm, whose slope near 1 is 1.
    let complement = 1 - u
    let lost = (1 - complement) - u
    // Being at least 2^-53, the complement needs no question whether it is subnormal.
    return mean * -(logOfNormal(complement.bitPattern) + lost)
  }

  /// The logarithm of zeros, negatives, infinities and NaN; nothing for a positive subnormal.
  private static func logOfSpecial(_ x: Double) -> Double? {
    if x == 0 { return -.infinity }
    if x.isNaN { return x }
    if x < 0 { return .nan }
    return x == .infinity ? x : nil
  }
}
