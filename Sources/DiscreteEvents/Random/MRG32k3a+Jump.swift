extension MRG32k3a {
  /// Logarithm to base 2 of the distance between streams, in draws.
  public static var streamSpacing: Int { 127 }
  /// Logarithm to base 2 of the distance between substreams, in draws.
  public static var substreamSpacing: Int { 76 }

  /// Skips 2^exponent draws.
  ///
  /// - Parameter exponent: 0 to 190.
  public mutating func advance(powerOfTwo exponent: Int) {
    precondition((0...190).contains(exponent), "cannot skip 2^\(exponent) draws")
    apply(JumpTable.shared.jumps[exponent])
  }

  /// Skips a number of draws.
  public mutating func advance(by draws: UInt64) {
    advance(by: draws, timesPowerOfTwo: 0)
  }

  /// Skips `count` times 2^exponent draws, in one matrix product per bit set in `count`.
  ///
  /// - Parameters:
  ///   - count: Steps to make.
  ///   - exponent: Logarithm to base 2 of the draws in a step; the whole way is less than 2^191.
  public mutating func advance(by count: UInt64, timesPowerOfTwo exponent: Int) {
    var left = count
    while left != 0 {
      advance(powerOfTwo: exponent + left.trailingZeroBitCount)
      left &= left - 1
    }
  }

  private mutating func apply(_ jump: Jump) {
    first = jump.first.times(first, modulus: Self.firstModulus)
    second = jump.second.times(second, modulus: Self.secondModulus)
  }
}

/// What a number of draws does to the two components of the state.
private struct Jump: Sendable {
  var first: ModularMatrix
  var second: ModularMatrix
}

/// The jumps over all powers of two, found by squaring the matrices of one draw.
private struct JumpTable: Sendable {
  static let shared = JumpTable()

  let jumps: [Jump]

  init() {
    var jump = Jump(
      first: ModularMatrix(
        (0, 1, 0),
        (0, 0, 1),
        (UInt32(MRG32k3a.firstModulus) - 810_728, 1_403_580, 0)
      ),
      second: ModularMatrix(
        (0, 1, 0),
        (0, 0, 1),
        (UInt32(MRG32k3a.secondModulus) - 1_370_589, 0, 527_612)
      )
    )
    var jumps = [jump]
    for _ in 1...190 {
      jump = Jump(
        first: jump.first.squared(modulus: MRG32k3a.firstModulus),
        second: jump.second.squared(modulus: MRG32k3a.secondModulus)
      )
      jumps.append(jump)
    }
    self.jumps = jumps
  }
}

/// A matrix of three rows and columns of numbers below 2^32.
private struct ModularMatrix: Sendable {
  typealias Row = (UInt32, UInt32, UInt32)

  let rows: (Row, Row, Row)

  init(_ first: Row, _ second: Row, _ third: Row) {
    rows = (first, second, third)
  }

  func times(_ vector: Row, modulus: UInt64) -> Row {
    (
      dot(rows.0, vector, modulus: modulus), dot(rows.1, vector, modulus: modulus),
      dot(rows.2, vector, modulus: modulus)
    )
  }

  func squared(modulus: UInt64) -> Self {
    let columns = transposed.rows
    let product = (
      times(columns.0, modulus: modulus), times(columns.1, modulus: modulus),
      times(columns.2, modulus: modulus)
    )
    return Self(product.0, product.1, product.2).transposed
  }

  private var transposed: Self {
    Self(
      (rows.0.0, rows.1.0, rows.2.0),
      (rows.0.1, rows.1.1, rows.2.1),
      (rows.0.2, rows.1.2, rows.2.2)
    )
  }

  private func dot(_ left: Row, _ right: Row, modulus: UInt64) -> UInt32 {
    // Each product is below 2^64; reduced first, their sum is below 2^34.
    let sum =
      UInt64(left.0) * UInt64(right.0) % modulus + UInt64(left.1) * UInt64(right.1) % modulus
      + UInt64(left.2) * UInt64(right.2) % modulus
    return UInt32(sum % modulus)
  }
}
