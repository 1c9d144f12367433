extension DoubleDouble {
  /// log(x + rest) to about 2^-75 of its magnitude.
  ///
  /// The reduction of `Elementary.log` with more terms in double-double arithmetic.
  ///
  /// - Parameters:
  ///   - x: A positive finite value; at most 2^900 if `rest` is not 0.
  ///   - rest: A correction of at most half a unit in the last place of x.
  /// - Returns: The logarithm as a sum.
  static func log(_ x: Double, _ rest: Double = 0) -> Self {
    var bits = x.bitPattern
    if x < 0x1p-1022 { bits = (x * 0x1p54).bitPattern &- (54 << 52) }
    let offset = bits &- LogTables.offset
    let row = Int(truncatingIfNeeded: offset >> 45) & 127 &* 4
    let whole = Int64(bitPattern: offset) >> 52
    let exponent = Double(whole)
    let z = bits &- (offset & 0xfff0_0000_0000_0000)
    let upper = Double(bitPattern: z & 0xffff_ffff_0000_0000)
    let w = LogTables.rows[row]
    var r = Self(sum: upper * w - 1, (Double(bitPattern: z) - upper) * w)
    if rest != 0 { r = r + rest * powerOfTwo(-Int(whole)) * w }

    let square = r * r
    var inner = r * Self(0x1.5555555555555p-2, 0x1.5555555555555p-56) + -0.5
    let x2 = r.head * r.head
    let tail =
      (LogTables.fineTail[0] + r.head * LogTables.fineTail[1])
      + x2
      * ((LogTables.fineTail[2] + r.head * LogTables.fineTail[3])
        + x2
        * ((LogTables.fineTail[4] + r.head * LogTables.fineTail[5])
          + x2 * (LogTables.fineTail[6] + r.head * LogTables.fineTail[7])))
    inner = inner + x2 * tail
    let series = r + square * inner
    let base = exponent * LogTables.ln2[0] + LogTables.rows[row &+ 1]
    let baseRest = exponent * LogTables.ln2[1] + LogTables.rows[row &+ 2]
    return series + base + baseRest
  }

  /// exp of this sum as a sum and a power of two, to about 2^-68 of its magnitude.
  ///
  /// The magnitude of the sum must be below 1,000.
  func exponential() -> (sum: Self, exponent: Int) {
    let shifted = head * ExpTables.step[2] + 0x1.8p52
    let whole = Int64(bitPattern: shifted.bitPattern << 13) >> 13
    let steps = shifted - 0x1.8p52
    let coarse = head - steps * ExpTables.step[0]
    let r = Self(sum: coarse, rest - steps * ExpTables.step[1])
    let row = Int(truncatingIfNeeded: whole) & 127 &* 2
    let power = ExpTables.rows[row]
    let powerRest = ExpTables.rows[row &+ 1]
    let excess = Self(fast: r.head, r.rest + Self.exponentialTail(r.head))
    let product = Self(product: power, excess.head)
    let rests = excess.rest + (powerRest + powerRest * excess.head)
    let sum = Self(fast: power, product.head)
    return (Self(fast: sum.head, sum.rest + (product.rest + power * rests)), Int(whole >> 7))
  }

  /// exp(r) - 1 - r for |r| at most log(2)/256.
  static func exponentialTail(_ r: Double) -> Double {
    let inner = ExpTables.fineTail[2] + r * (ExpTables.fineTail[3] + r * ExpTables.fineTail[4])
    let tail = ExpTables.fineTail[0] + r * (ExpTables.fineTail[1] + r * inner)
    return 0.5 * (r * r) + r * r * r * tail
  }
}
