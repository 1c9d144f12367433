extension SpecialFunctions {
  /// Digamma: the derivative of log Gamma.
  ///
  /// The recurrence up to 12 and the asymptotic series (Abramowitz and Stegun 1964, 6.3.18).
  ///
  /// - Parameter x: Greater than 0.
  /// - Returns: The value, to about 1e-15 of the larger of 1 and its magnitude: near the zero at
  ///   1.4616 the error is absolute.
  public static func digamma(_ x: Double) -> Double {
    precondition(x > 0, "digamma of \(x): the argument is not positive")
    // Above 0.75 ... 12 the sum of reciprocals is exact to the last places in two parts.
    var shifted = x
    var sum = DoubleDouble(0)
    while shifted < 12 {
      sum = sum + DoubleDouble(quotient: 1, shifted)
      shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    let high =
      1.0 / 240 + square * (-1.0 / 132 + square * (691.0 / 32_760 + square * (-1.0 / 12)))
    let series = square * (1.0 / 12 + square * (-1.0 / 120 + square * (1.0 / 252 - square * high)))
    return (DoubleDouble.log(shifted) + -(0.5 * inverse + series) - sum).value
  }

  /// Trigamma: the derivative of digamma.
  ///
  /// The recurrence up to 12 and the asymptotic series (Abramowitz and Stegun 1964, 6.4.12).
  ///
  /// - Parameter x: Greater than 0.
  /// - Returns: The value, with a relative error below 6e-16 at 500 points.
  public static func trigamma(_ x: Double) -> Double {
    precondition(x > 0, "trigamma of \(x): the argument is not positive")
    var shifted = x
    var sum = 0.0
    while shifted < 12 {
      sum += 1 / (shifted * shifted)
      shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    let high =
      -1.0 / 30 + square
      * (5.0 / 66 + square * (-691.0 / 2_730 + square * (7.0 / 6 + square * (-3_617.0 / 510))))
    let series =
      1.0 / 6 + square * (-1.0 / 30 + square * (1.0 / 42 + square * high))
    return inverse + 0.5 * square + inverse * square * series + sum
  }
}
