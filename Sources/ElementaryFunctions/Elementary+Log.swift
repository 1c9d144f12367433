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
    var bits = x.bitPattern
    // One comparison finds zeros, subnormals, negatives, infinities and NaN.
    if bits &- 0x0010_0000_0000_0000 >= 0x7fe0_0000_0000_0000 {
      if let special = logOfSpecial(x) { return special }
      bits = (x * 0x1p54).bitPattern &- (54 << 52)
    }
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
    let middle = (r3 * r2) * (LogTables.tail[2] + r * LogTables.tail[3])
    let high = (r3 * (r2 * r2)) * (LogTables.tail[4] + r * LogTables.tail[5])
    return head + (((rest - 0.5 * r2) + low) + (middle + high))
  }

  /// The logarithm of zeros, negatives, infinities and NaN; nothing for a positive subnormal.
  private static func logOfSpecial(_ x: Double) -> Double? {
    if x == 0 { return -.infinity }
    if x.isNaN { return x }
    if x < 0 { return .nan }
    return x == .infinity ? x : nil
  }
}
