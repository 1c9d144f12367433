/// An unevaluated sum of two doubles, about 106 bits.
///
/// The operations are those of Dekker (1971, doi:10.1007/BF01397083) and Hida, Li and Bailey (2001,
/// doi:10.1109/ARITH.2001.930115). Exact products use Veltkamp's splitting and not a fused
/// multiply-add, which Swift takes from the C library where the processor lacks it.
/// No operation guards against overflow: callers keep factors below 2^990.
struct DoubleDouble {
  /// The sum rounded to nearest.
  var head: Double
  /// What is left, at most half a unit in the last place of `head`.
  var rest: Double

  /// A sum that is normalized already.
  @inline(__always)
  init(_ head: Double, _ rest: Double = 0) {
    self.head = head
    self.rest = rest
  }

  /// The exact sum of two doubles.
  @inline(__always)
  init(sum a: Double, _ b: Double) {
    let sum = a + b
    let partOfB = sum - a
    self.init(sum, (a - (sum - partOfB)) + (b - partOfB))
  }

  /// The exact sum of two doubles of which the first is larger in magnitude, or zero.
  @inline(__always)
  init(fast a: Double, _ b: Double) {
    let sum = a + b
    self.init(sum, b - (sum - a))
  }

  /// The exact product of two doubles.
  @inline(__always)
  init(product a: Double, _ b: Double) {
    let (aHigh, aLow) = Self.halves(a)
    let (bHigh, bLow) = Self.halves(b)
    let product = a * b
    let error = ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow
    self.init(product, error)
  }

  /// Two parts of 26 bits or fewer (Veltkamp).
  @inline(__always)
  private static func halves(_ a: Double) -> (high: Double, low: Double) {
    let spread = 0x1.000_0002p27 * a
    let high = spread - (spread - a)
    return (high, a - high)
  }

  /// The quotient of two doubles.
  @inline(__always)
  init(quotient a: Double, _ b: Double) {
    let quotient = a / b
    let product = DoubleDouble(product: quotient, b)
    self.init(fast: quotient, ((a - product.head) - product.rest) / b)
  }

  @inline(__always)
  var value: Double { head + rest }

  @inline(__always)
  static prefix func - (a: Self) -> Self { Self(-a.head, -a.rest) }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self {
    let heads = Self(sum: a.head, b.head)
    let rests = Self(sum: a.rest, b.rest)
    let sum = Self(fast: heads.head, heads.rest + rests.head)
    return Self(fast: sum.head, sum.rest + rests.rest)
  }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self { a + -b }

  @inline(__always)
  static func + (a: Self, b: Double) -> Self {
    let sum = Self(sum: a.head, b)
    return Self(fast: sum.head, sum.rest + a.rest)
  }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self {
    let product = Self(product: a.head, b.head)
    return Self(fast: product.head, product.rest + (a.head * b.rest + a.rest * b.head))
  }

  @inline(__always)
  static func * (a: Self, b: Double) -> Self {
    let product = Self(product: a.head, b)
    return Self(fast: product.head, product.rest + a.rest * b)
  }

  @inline(__always)
  static func / (a: Self, b: Self) -> Self {
    let quotient = a.head / b.head
    let rest = a - b * quotient
    return Self(fast: quotient, rest.head / b.head)
  }

  /// The square root of a positive sum.
  @inline(__always)
  func squareRoot() -> Self {
    let root = head.squareRoot()
    let square = Self(product: root, root)
    return Self(fast: root, ((head - square.head) - square.rest + rest) / (2 * root))
  }

  /// The sum times a power of two, exact: the result must not underflow.
  @inline(__always)
  func times(powerOfTwo factor: Double) -> Self { Self(head * factor, rest * factor) }
}

extension DoubleDouble {
  /// The sum times 2^exponent, rounded once, also where the result is subnormal or overflows.
  func scaled(byPowerOfTwo exponent: Int) -> Double {
    let value = value
    // Zero has no exponent.
    if value == 0 { return value }
    let exponentOfResult = Int(value.exponent) + exponent
    if exponentOfResult >= -1_022 {
      return value * powerOfTwo(exponent / 2) * powerOfTwo(exponent - exponent / 2)
    }
    if exponentOfResult < -1_080 { return value < 0 ? -0.0 : 0 }
    // Beside 1 (with the sign of the value) the bits that a subnormal lacks fall off.
    let one = value < 0 ? -1.0 : 1.0
    let scale = powerOfTwo((exponent + 1_022) / 2)
    let rescale = powerOfTwo(exponent + 1_022 - (exponent + 1_022) / 2)
    let small = times(powerOfTwo: scale).times(powerOfTwo: rescale)
    let shifted = DoubleDouble(sum: one, small.head)
    return ((shifted.head + (shifted.rest + small.rest)) - one) * 0x1p-1022
  }
}

/// The nearest integer, halves to even, for magnitudes below 2^51.
///
/// The library's rounding is a call into the C library on processors without SSE 4.1.
@inline(__always)
func nearestInteger(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

/// Whether a finite value is whole, as all from 2^52 on are.
func isInteger(_ x: Double) -> Bool { x.magnitude >= 0x1p52 || Double(Int64(x)) == x }

/// 2^exponent for an exponent that a normal double can have.
@inline(__always)
func powerOfTwo(_ exponent: Int) -> Double {
  Double(bitPattern: UInt64(bitPattern: Int64(exponent + 1_023)) << 52)
}
