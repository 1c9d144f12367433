/// The numbers that a sketch does not tell apart.
struct SketchBucket {
  /// Smallest number of the bucket.
  let lower: Double
  /// Largest number of the bucket.
  let upper: Double
  /// The middle of the bucket.
  let middle: Double

  /// The bucket of a number: 0 for zero, rising with the number, opposite for opposite numbers.
  ///
  /// The leading bits of a positive number, its exponent and the first of its fraction, rise with
  /// the number: they are the key but for an offset.
  static func key(of number: Double, bits: Int) -> Int32 {
    let magnitude = number.magnitude
    guard magnitude >= .leastNormalMagnitude else { return 0 }
    let leading = Int32(magnitude.bitPattern >> UInt64(52 - bits))
    let key = leading - offset(bits)
    return number < 0 ? -key : key
  }

  init(key: Int32, bits: Int) {
    guard key != 0 else {
      // What counts as 0 lies on either side of it.
      lower = -Double.leastNormalMagnitude.nextDown
      upper = Double.leastNormalMagnitude.nextDown
      middle = 0
      return
    }
    let shift = UInt64(52 - bits)
    let start = UInt64(key.magnitude + UInt32(Self.offset(bits))) << shift
    let least = Double(bitPattern: start)
    let most = Double(bitPattern: start + (1 << shift) - 1)
    let center = Double(bitPattern: start + (1 << (shift - 1)))
    lower = key < 0 ? -most : least
    upper = key < 0 ? -least : most
    middle = key < 0 ? -center : center
  }

  /// One less than the leading bits of the smallest normal number.
  private static func offset(_ bits: Int) -> Int32 {
    Int32(Double.leastNormalMagnitude.bitPattern >> UInt64(52 - bits)) - 1
  }
}
