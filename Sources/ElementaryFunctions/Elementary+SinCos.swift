extension Elementary {
  /// Sine.
  ///
  /// - Parameter x: Angle [rad], any size: the reduction is exact for every double.
  /// - Returns: sin x; NaN for infinities.
  public static func sin(_ x: Double) -> Double {
    // x^3/6 is below 2^-58 of x; the sign of zero stays.
    if x.magnitude < 0x1p-28 { return x }
    if !x.isFinite { return .nan }
    let reduced = ReducedAngle.reducing(x)
    return reduced.sine(quadrant: reduced.quadrant)
  }

  /// Cosine.
  ///
  /// - Parameter x: Angle [rad], any size: the reduction is exact for every double.
  /// - Returns: cos x; NaN for infinities.
  public static func cos(_ x: Double) -> Double {
    if x.magnitude < 0x1p-28 { return 1 }
    if !x.isFinite { return .nan }
    let reduced = ReducedAngle.reducing(x)
    return reduced.sine(quadrant: reduced.quadrant &+ 1)
  }
}

extension DoubleDouble {
  /// The sine of an angle of at most 0.79 rad, to about 2^-60 of its magnitude.
  func sine() -> Self {
    let square = self * self
    let t = square.head
    let t2 = t * t
    let low = SinCosTables.sine[0] + t * SinCosTables.sine[1]
    let middle = SinCosTables.sine[2] + t * SinCosTables.sine[3]
    let high = SinCosTables.sine[4] + t * SinCosTables.sine[5]
    let tail = t * (low + t2 * (middle + t2 * high))
    let factor = Self(-0x1.5555555555555p-3, -0x1.5555555555555p-57) + tail
    return self + self * square * factor
  }

  /// The cosine of an angle of at most 0.79 rad, to about 2^-57 of its magnitude.
  func cosine() -> Self {
    let square = self * self
    let t = square.head
    let t2 = t * t
    let low = SinCosTables.cosine[1] + t * SinCosTables.cosine[2]
    let middle = SinCosTables.cosine[3] + t * SinCosTables.cosine[4]
    let high = SinCosTables.cosine[5] + t * SinCosTables.cosine[6]
    let rest = t2 * (SinCosTables.cosine[0] + t * (low + t2 * (middle + t2 * high)))
    let sum = Self(fast: 1, -0.5 * t)
    return Self(fast: sum.head, sum.rest + (rest - 0.5 * square.rest))
  }
}

/// An angle as quadrant pi/2 + rest, |rest| at most pi/4 and a little.
struct ReducedAngle {
  /// The multiple of pi/2, of which the two lowest bits count.
  var quadrant: Int
  /// The rest to about 2^-70 of its magnitude [rad].
  var rest: DoubleDouble

  /// Reduces a finite angle.
  static func reducing(_ x: Double) -> Self {
    if x.magnitude <= 0x1.921fb54442d18p-1 { return Self(quadrant: 0, rest: DoubleDouble(x)) }
    if x.magnitude < 0x1p20 { return reducing(moderate: x) }
    let reduced = reducing(large: x.magnitude)
    return x < 0 ? Self(quadrant: -reduced.quadrant, rest: -reduced.rest) : reduced
  }

  /// Cody and Waite's subtraction, with pi/2 in parts of 33 bits: their products are exact.
  private static func reducing(moderate x: Double) -> Self {
    let multiple = nearestInteger(x * SinCosTables.halfPi[4])
    let first = x - multiple * SinCosTables.halfPi[0]
    let difference = DoubleDouble(sum: first, -(multiple * SinCosTables.halfPi[1]))
    let rest =
      difference + -(multiple * SinCosTables.halfPi[2]) + -(multiple * SinCosTables.halfPi[3])
    return Self(quadrant: Int(multiple), rest: rest)
  }

  /// Payne and Hanek's reduction (1983, doi:10.1145/1057600.1057602) in integers.
  ///
  /// Of x = m 2^e times 2/pi only the bits of 2/pi below weight 2^(2-e) change the result modulo
  /// 4, and the 192 that follow leave an error below 2^-137. No double lies nearer than 2^-62 to
  /// a multiple of pi/2, so at least 75 good bits remain.
  private static func reducing(large x: Double) -> Self {
    let exponent = Int(x.exponent) - 52
    let significand = x.significandBitPattern | (1 << 52)
    let start = exponent + 62
    let high = twoOverPi(from: start)
    let middle = twoOverPi(from: start + 64)
    let low = twoOverPi(from: start + 128)
    let lowProduct = low.multipliedFullWidth(by: significand)
    let middleProduct = middle.multipliedFullWidth(by: significand)
    let (second, carry) = middleProduct.low.addingReportingOverflow(lowProduct.high)
    let top = high &* significand &+ middleProduct.high &+ (carry ? 1 : 0)
    var fraction = (
      top << 2 | second >> 62, second << 2 | lowProduct.low >> 62, lowProduct.low << 2
    )
    let quadrant = Int(top >> 62)
    let isNegative = fraction.0 >> 63 == 1
    if isNegative {
      // The complement to one turn; the unit that is missing in the last place is 2^-192.
      fraction = (~fraction.0, ~fraction.1, ~fraction.2)
    }
    let turn = sum(fraction) * DoubleDouble(SinCosTables.piOver2[0], SinCosTables.piOver2[1])
    return Self(quadrant: quadrant + (isNegative ? 1 : 0), rest: isNegative ? -turn : turn)
  }

  /// 64 bits of 2/pi from a bit position; position 64 has weight 1/2.
  private static func twoOverPi(from bit: Int) -> UInt64 {
    let word = bit >> 6
    let shift = UInt64(bit & 63)
    let upper = SinCosTables.twoOverPi[word] << shift
    // A smart shift by 64 gives zero, as it should for shift 0.
    return upper | SinCosTables.twoOverPi[word + 1] >> (64 - shift)
  }

  /// A fraction of 192 bits as a sum of two doubles; its first 64 bits are not all zero.
  private static func sum(_ bits: (UInt64, UInt64, UInt64)) -> DoubleDouble {
    let zeros = UInt64(bits.0.leadingZeroBitCount)
    let first = bits.0 << zeros | bits.1 >> (64 - zeros)
    let second = bits.1 << zeros | bits.2 >> (64 - zeros)
    let head = Double(first >> 11) * 0x1p-53
    let rest = Double(first << 53 | second >> 11) * 0x1p-117
    return DoubleDouble(fast: head, rest).times(powerOfTwo: powerOfTwo(-Int(zeros)))
  }

  /// sin(rest + quadrant pi/2).
  func sine(quadrant: Int) -> Double {
    let value = quadrant & 1 == 0 ? rest.sine().value : rest.cosine().value
    return quadrant & 2 == 0 ? value : -value
  }
}
