import ElementaryFunctions

/// Student's t distribution.
///
/// Probabilities by a series or a continued fraction of the incomplete beta function, quantiles by
/// Newton's method. The relative error of a quantile is below 1e-12 for 1 to 1e6
/// degrees of freedom and probabilities from 1e-9 to 1 - 1e-9.
public enum StudentT {
  /// Quantile.
  ///
  /// - Parameters:
  ///   - p: Probability, 0 ... 1.
  ///   - degreesOfFreedom: Degrees of freedom, at least 1; need not be whole.
  /// - Returns: The t below which the probability is p; -infinity at 0, infinity at 1.
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1, got \(p)")
    let distribution = SymmetricT(degreesOfFreedom: degreesOfFreedom)
    if p == 0.5 { return 0 }
    let beyond = min(p, 1 - p)
    let t =
      beyond == 0 ? .infinity : distribution.point(inside: (p - 0.5).magnitude, beyond: beyond)
    return p < 0.5 ? -t : t
  }

  /// Distribution function.
  ///
  /// - Parameters:
  ///   - t: Any value but NaN.
  ///   - degreesOfFreedom: Degrees of freedom, at least 1; need not be whole.
  /// - Returns: The probability below t.
  public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    precondition(!t.isNaN, "t is not a number")
    let distribution = SymmetricT(degreesOfFreedom: degreesOfFreedom)
    let (inside, beyond) = distribution.split(at: t.magnitude)
    return t < 0 ? beyond : 0.5 + inside
  }
}

/// The half of the distribution above 0.
private struct SymmetricT {
  let degreesOfFreedom: Double
  /// Gamma((v + 1)/2) / (Gamma(v/2) sqrt(pi)), which is 1/B(v/2, 1/2).
  let inverseBeta: Double

  init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom >= 1 && degreesOfFreedom.isFinite,
      "degrees of freedom must be at least 1 and finite, got \(degreesOfFreedom)"
    )
    self.degreesOfFreedom = degreesOfFreedom
    inverseBeta = Self.gammaRatio(degreesOfFreedom / 2) / Double.pi.squareRoot()
  }

  /// Gamma(a + 1/2) / Gamma(a): an asymptotic series from 40 on, and the recurrence below.
  ///
  /// The difference of two logarithms of gamma would cancel for many degrees of freedom.
  private static func gammaRatio(_ a: Double) -> Double {
    var shifted = a
    var factor = 1.0
    while shifted < 40 {
      factor *= shifted / (shifted + 0.5)
      shifted += 1
    }
    // Tricomi and Erdelyi (1951), in powers of 1/(8 a).
    let x = 1 / (8 * shifted)
    let high = -21.0 / 8 + x * (-399.0 / 8 + x * (869.0 / 16 + x * (39_325.0 / 16)))
    let series = 1 + x * (-1 + x * (0.5 + x * (2.5 + x * high)))
    return factor * series * shifted.squareRoot()
  }

  /// The probabilities between 0 and t and beyond t, for t at least 0.
  func split(at t: Double) -> (inside: Double, beyond: Double) {
    if t == 0 { return (0, 0.5) }
    let square = t * t / degreesOfFreedom
    // Above 1e300 the square may overflow, and nothing is left beyond.
    if !square.isFinite { return (0.5, 0) }
    let a = degreesOfFreedom / 2
    // x^(1/2) (1 - x)^a with x = t^2 / (v + t^2).
    let x = square / (1 + square)
    let front =
      inverseBeta * x.squareRoot() * Elementary.exp(-a * Elementary.log1p(square))
    // The series is fast and free of cancellation for small t, the fraction for large t.
    if x < 1.5 / (a + 2.5) {
      let inside = front * insideSeries(x)
      return (inside, 0.5 - inside)
    }
    let beyond = 0.5 * front / beyondFraction(1 / (1 + square), x)
    return (0.5 - beyond, beyond)
  }

  /// The sum over n of (v/2 + 1/2)_n / (3/2)_n x^n (DLMF 8.17.8), all of whose terms are positive.
  private func insideSeries(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = 0.0
    while term > sum * 0x1p-55 {
      term *= x * (0.5 * (degreesOfFreedom + 1) + n) / (1.5 + n)
      sum += term
      n += 1
    }
    return sum
  }

  /// The continued fraction (9) of DiDonato and Morris (1992, doi:10.1145/131766.131776).
  ///
  /// It takes both x and y = 1 - x, so that nothing cancels for many degrees of freedom. Evaluated
  /// by the method of Lentz (1976).
  private func beyondFraction(_ x: Double, _ y: Double) -> Double {
    let a = degreesOfFreedom / 2
    let b = 0.5
    var fraction = a / (a + 1) * (a * y - b * x + 1)
    var c = fraction
    var d = 0.0
    for step in 1...20_000 {
      let m = Double(step)
      let spread = a + 2 * m - 1
      let numerator = (a + m - 1) / spread * ((a + b + m - 1) / spread) * m * (b - m) * x * x
      let denominator =
        m + m * (b - m) * x / spread
        + (a + m) / (spread + 2) * (a * y - b * x + 1 + m * (1 + y))
      d = 1 / (denominator + numerator * d)
      c = denominator + numerator / c
      let change = c * d
      fraction *= change
      if (change - 1).magnitude < 0x1p-52 { break }
    }
    return fraction
  }

  /// The t above 0 with the given probabilities between 0 and t and beyond t, of which one is exact.
  ///
  /// Newton's method for the logarithm of the smaller probability as a function of log t, which is
  /// concave and nearly straight, so that it converges from any start.
  func point(inside: Double, beyond: Double) -> Double {
    var t = max(-Elementary.normalQuantile(beyond), inside)
    let usesInside = inside < 0.25
    var isLast = false
    for _ in 0..<100 {
      let now = split(at: t)
      let value = usesInside ? now.inside : now.beyond
      let target = usesInside ? inside : beyond
      let slope = value / (t * density(t))
      let step = Elementary.log1p((target - value) / value) * (usesInside ? slope : -slope)
      t *= Elementary.exp(step)
      // Convergence is quadratic: after a step of 1e-9 one more is the last.
      if isLast { return t }
      isLast = step.magnitude < 1e-9
    }
    return t
  }

  private func density(_ t: Double) -> Double {
    let square = t * t / degreesOfFreedom
    return inverseBeta / degreesOfFreedom.squareRoot()
      * Elementary.exp(-0.5 * (degreesOfFreedom + 1) * Elementary.log1p(square))
  }
}
