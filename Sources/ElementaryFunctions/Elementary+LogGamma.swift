extension Elementary {
  /// Logarithm of the magnitude of the gamma function.
  ///
  /// From 12 on Stirling's series; below, the recurrence to 0.75 ..< 1.75 and a polynomial, in
  /// double-double arithmetic; below -19 the reflection formula. Close to the zeros between -2
  /// and -17 a Taylor series about the zero, known to 159 bits.
  ///
  /// - Parameter x: Any value.
  /// - Returns: log |Gamma(x)|; infinity at 0, -1, -2 and so on and at both infinities.
  public static func logGamma(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x.isInfinite || x == 0 { return .infinity }
    if x >= 12 { return LogGamma.ofLarge(x) }
    if x >= 0.75 { return LogGamma.ofModerate(x).value }
    if x < 0 && isInteger(x) { return .infinity }
    if x < -19 { return LogGamma.byReflection(x).value }
    if x < -2, let value = LogGamma.nearZero(x) { return value }
    return LogGamma.ofNegative(x).value
  }
}

/// The parts of log |Gamma|.
enum LogGamma {
  /// As a sum, for x greater than 0 and below 2^70.
  static func ofPositive(_ x: Double) -> DoubleDouble {
    if x >= 12 { return stirling(DoubleDouble(x)) }
    return x >= 0.75 ? ofModerate(x) : ofNegative(x)
  }

  static func ofLarge(_ x: Double) -> Double {
    if x < 0x1p70 { return stirling(DoubleDouble(x)).value }
    // Here only x (log x - 1) counts; it is formed where products cannot overflow.
    if x > 0x1.8p1014 { return .infinity }
    let scaled = (DoubleDouble.log(x) + -1) * (x * 0x1p-100)
    return scaled.scaled(byPowerOfTwo: 100)
  }

  /// Stirling's series for x from 12 to 2^70 (Abramowitz and Stegun 1964, 6.1.40).
  static func stirling(_ x: DoubleDouble) -> DoubleDouble {
    let main = (x + -0.5) * DoubleDouble.log(x.head, x.rest) - x
    return main + halfLog2Pi + stirlingRest(x.head)
  }

  /// log(2 pi) / 2.
  static var halfLog2Pi: DoubleDouble {
    DoubleDouble(LogGammaTables.logs[0], LogGammaTables.logs[1])
  }

  /// log Gamma(x) less (x - 1/2) log x - x + log(2 pi)/2, for x from 12.
  static func stirlingRest(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    var series = 0.0
    for index in stride(from: 11, through: 0, by: -1) {
      series = series * square + LogGammaTables.stirling[index]
    }
    return series * inverse
  }

  /// From 0.75 to 12: log of the product of x - 1, x - 2 and so on above 0.75, each exact.
  static func ofModerate(_ x: Double) -> DoubleDouble {
    let steps = Int(x - 0.75)
    if steps == 0 { return central(DoubleDouble(x - 1)) }
    var product = DoubleDouble(x - 1)
    if steps > 1 {
      for step in 2...steps { product = product * (x - Double(step)) }
    }
    return DoubleDouble.log(product.head, product.rest)
      + central(DoubleDouble(x - Double(steps + 1)))
  }

  /// From -19 to 0.75: Gamma(x + n) over the product of x, x + 1 to x + n - 1.
  static func ofNegative(_ x: Double) -> DoubleDouble {
    let steps = Int(1.75 - x)
    var product = DoubleDouble(x)
    if steps > 1 {
      for step in 1..<steps { product = product * DoubleDouble(sum: x, Double(step)) }
    }
    if product.head < 0 { product = -product }
    // The rest of a tiny product has no bits left and is zero.
    let distance = DoubleDouble(sum: x, Double(steps - 1))
    return central(distance) - DoubleDouble.log(product.head, product.rest)
  }

  /// log pi - log |sin(pi x)| - log Gamma(1 - x).
  static func byReflection(_ x: Double) -> DoubleDouble {
    let pi = DoubleDouble(AtanTables.pi[0], AtanTables.pi[1])
    let beyondInteger = Double(Int64(x)) - x
    let fraction = min(beyondInteger, 1 - beyondInteger)
    let sine =
      fraction <= 0.25 ? (pi * fraction).sine() : (pi * (0.5 - fraction)).cosine()
    let logPi = DoubleDouble(LogGammaTables.logs[2], LogGammaTables.logs[3])
    let reflected = stirling(DoubleDouble(sum: 1, -x))
    return logPi - DoubleDouble.log(sine.head, sine.rest) - reflected
  }

  /// log Gamma(1 + d) for d from -0.25 to 0.75.
  static func central(_ d: DoubleDouble) -> DoubleDouble {
    if d.head < 0.25 { return d * polynomial(d, from: 0) }
    return polynomial(d + -0.5, from: LogGammaTables.stride)
  }

  /// Six coefficients in double-double arithmetic and the tail in double.
  private static func polynomial(_ d: DoubleDouble, from row: Int) -> DoubleDouble {
    var tail = 0.0
    for index in stride(from: LogGammaTables.stride - 1, through: 12, by: -1) {
      tail = tail * d.head + LogGammaTables.central[row + index]
    }
    var sum = DoubleDouble(product: tail, d.head)
    for index in stride(from: 10, through: 0, by: -2) {
      let first = LogGammaTables.central[row + index]
      let rest = LogGammaTables.central[row + index + 1]
      sum = sum + DoubleDouble(first, rest)
      if index > 0 { sum = sum * d }
    }
    return sum
  }

  /// The series about a zero between -17 and -2, if x is close enough to one.
  static func nearZero(_ x: Double) -> Double? {
    guard x > -17 else { return nil }
    let first = (Int(-x) - 2) * 2 * LogGammaTables.zeroStride
    for row in [first, first + LogGammaTables.zeroStride] {
      // The nearest double to a zero may itself be far from it in terms of the reach.
      let distance =
        DoubleDouble(sum: x - LogGammaTables.zeros[row], -LogGammaTables.zeros[row + 1])
        + -LogGammaTables.zeros[row + 2]
      if distance.head.magnitude < LogGammaTables.zeros[row + 3] {
        return series(about: row, distance)
      }
    }
    return nil
  }

  private static func series(about row: Int, _ d: DoubleDouble) -> Double {
    var tail = 0.0
    for index in stride(from: LogGammaTables.zeroStride - 1, through: 6, by: -1) {
      tail = (tail + LogGammaTables.zeros[row + index]) * d.head
    }
    let slope = DoubleDouble(LogGammaTables.zeros[row + 4], LogGammaTables.zeros[row + 5])
    return (d * (slope + tail)).value
  }
}
