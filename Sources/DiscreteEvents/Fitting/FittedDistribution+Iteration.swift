internal import ElementaryFunctions

extension FittedDistribution {
  /// log k - digamma(k) = s, the logarithm of the mean less the mean of the logarithms.
  ///
  /// T. P. Minka, "Estimating a gamma distribution", Microsoft Research 2002: Newton's method for 1/k.
  static func gamma(_ sample: FitSample) throws(FitError) -> Estimate {
    let mean = sample.mean
    // The sum of r = x / mean - 1 is 0; with it nothing cancels in observations close together.
    let spread = sample.mean { value in
      let r = (value - mean) / mean
      return r - Elementary.log1p(r)
    }
    guard spread > 1e-12 && spread.isFinite else { throw .noConvergence(.gamma) }
    var shape =
      (3 - spread + ((spread - 3) * (spread - 3) + 24 * spread).squareRoot()) / (12 * spread)
    var isDone = false
    for _ in 0..<100 where !isDone {
      let gap = logLessDigamma(shape) - spread
      let slope = shape * shape * (1 / shape - SpecialFunctions.trigamma(shape))
      let next = 1 / (1 / shape + gap / slope)
      isDone = (next - shape).magnitude <= 1e-12 * shape
      shape = next
    }
    guard isDone && shape > 0 && shape < 0x1p60 else { throw .noConvergence(.gamma) }
    let scale = mean / shape
    let trigamma = SpecialFunctions.trigamma(shape)
    // The determinant of the information, k trigamma(k) - 1, times the count.
    let information = sample.count * (shape * trigamma - 1)
    return (
      GammaDistribution(shape: shape, scale: scale),
      [
        Parameter(
          name: "shape",
          estimate: shape,
          standardError: (shape / information).squareRoot()
        ),
        Parameter(
          name: "scale",
          estimate: scale,
          standardError: scale * (trigamma / information).squareRoot()
        ),
      ]
    )
  }

  /// log k - digamma(k), from 12 on without cancellation (Abramowitz and Stegun 1964, 6.3.18).
  private static func logLessDigamma(_ k: Double) -> Double {
    if k < 12 { return Elementary.log(k) - SpecialFunctions.digamma(k) }
    let square = 1 / (k * k)
    let tail = 1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132 - square * (691.0 / 32_760)))
    return 1 / (2 * k) + square * (1.0 / 12 - square * (1.0 / 120 - square * tail))
  }

  /// The root of the mean of y weighted by exp(k y), less 1/k, with y the centred logarithms.
  static func weibull(_ sample: FitSample) throws(FitError) -> Estimate {
    let logs = try sample.logarithms(for: .weibull)
    let top = logs.maximum - logs.mean
    // The standard deviation of log x is pi / (sqrt(6) k).
    var shape = Double.pi / (6.0.squareRoot() * logs.deviation)
    var isDone = false
    for _ in 0..<100 where !isDone {
      let moments = weightedMoments(logs, shape, top: top)
      let gap = moments.mean - 1 / shape
      let step = -gap / (moments.variance + 1 / (shape * shape))
      let next = max(shape + step, shape / 4)
      isDone = (next - shape).magnitude <= 1e-12 * shape
      shape = next
    }
    guard isDone && shape.isFinite else { throw .noConvergence(.weibull) }
    let weight = weightedMoments(logs, shape, top: top).weight
    let logScale = logs.mean + top + Elementary.log(weight) / shape
    let scale = Elementary.exp(logScale)
    guard scale > 0 && scale.isFinite else { throw .noConvergence(.weibull) }
    let root = sample.count.squareRoot()
    let euler = 0.5772156649015329
    let slack = 6 / (Double.pi * Double.pi)
    return (
      WeibullDistribution(shape: shape, scale: scale),
      [
        Parameter(
          name: "shape",
          estimate: shape,
          standardError: shape * slack.squareRoot() / root
        ),
        Parameter(
          name: "scale",
          estimate: scale,
          standardError: scale / shape * (1 + slack * (1 - euler) * (1 - euler)).squareRoot() / root
        ),
      ]
    )
  }

  /// The mean weight exp(k (y - top)) and the weighted mean and variance of y.
  private static func weightedMoments(
    _ logs: FitSample,
    _ shape: Double,
    top: Double
  ) -> (weight: Double, mean: Double, variance: Double) {
    let weight = logs.mean { Elementary.exp(shape * ($0 - logs.mean - top)) }
    let first =
      logs.mean { log in
        let y = log - logs.mean
        return y * Elementary.exp(shape * (y - top))
      } / weight
    let second =
      logs.mean { log in
        let y = log - logs.mean - first
        return y * y * Elementary.exp(shape * (log - logs.mean - top))
      } / weight
    return (weight, first, second)
  }

  /// digamma(a) - digamma(a + b) = mean log s and the same for b and 1 - s, by Newton's method.
  static func beta(
    _ sample: FitSample,
    on interval: ClosedRange<Double>
  ) throws(FitError) -> Estimate {
    let range = interval.upperBound - interval.lowerBound
    let lower = sample.mean { Elementary.log(($0 - interval.lowerBound) / range) }
    let upper = sample.mean { Elementary.log((interval.upperBound - $0) / range) }
    let share = (sample.mean - interval.lowerBound) / range
    let ratio = sample.deviation / range
    let sum = max(share * (1 - share) / (ratio * ratio) - 1, 1e-3)
    let count = sample.count
    let problem = ConcaveProblem { a, b in
      guard a > 0 && b > 0 && a + b < 0x1p50 else { return nil }
      let ofSum = SpecialFunctions.digamma(a + b)
      let curvature = SpecialFunctions.trigamma(a + b)
      return ConcaveProblem.Local(
        value: a * lower + b * upper - SpecialFunctions.logBeta(a, b),
        slope: (
          lower - SpecialFunctions.digamma(a) + ofSum, upper - SpecialFunctions.digamma(b) + ofSum
        ),
        information: (
          SpecialFunctions.trigamma(a) - curvature, -curvature,
          SpecialFunctions.trigamma(b) - curvature
        )
      )
    }
    guard let found = problem.maximum(from: (share * sum, (1 - share) * sum)) else {
      throw .noConvergence(.beta)
    }
    let (a, b) = found.point
    let (aa, ab, bb) = found.information
    let determinant = (aa * bb - ab * ab) * count
    return (
      BetaDistribution(alpha: a, beta: b, from: interval.lowerBound, to: interval.upperBound),
      [
        Parameter(name: "alpha", estimate: a, standardError: (bb / determinant).squareRoot()),
        Parameter(name: "beta", estimate: b, standardError: (aa / determinant).squareRoot()),
      ]
    )
  }

  static func logistic(_ sample: FitSample) throws(FitError) -> Estimate {
    let (mean, scale) = try locationAndScale(sample, for: .logistic)
    let root = sample.count.squareRoot()
    return (
      LogisticDistribution(mean: mean, scale: scale),
      [
        Parameter(name: "mean", estimate: mean, standardError: meanError * scale / root),
        Parameter(name: "scale", estimate: scale, standardError: scaleError * scale / root),
      ]
    )
  }

  static func logLogistic(_ sample: FitSample) throws(FitError) -> Estimate {
    let logs = try sample.logarithms(for: .logLogistic)
    let (mean, logScale) = try locationAndScale(logs, for: .logLogistic)
    let shape = 1 / logScale
    let scale = Elementary.exp(mean)
    let root = sample.count.squareRoot()
    return (
      LogLogisticDistribution(shape: shape, scale: scale),
      [
        Parameter(name: "shape", estimate: shape, standardError: scaleError * shape / root),
        Parameter(
          name: "scale",
          estimate: scale,
          standardError: meanError * logScale * scale / root
        ),
      ]
    )
  }

  /// Standard errors of one standard logistic observation: the information is 1/3 and (3 + pi^2)/9.
  private static var meanError: Double { 3.0.squareRoot() }
  private static var scaleError: Double { 3 / (3 + Double.pi * Double.pi).squareRoot() }

  /// The logistic likelihood is concave in 1 / scale and mean / scale.
  private static func locationAndScale(
    _ sample: FitSample,
    for family: FitFamily
  ) throws(FitError) -> (mean: Double, scale: Double) {
    let deviation = sample.deviation
    let problem = ConcaveProblem { inverse, offset in
      guard inverse > 0 else { return nil }
      var value = 0.0
      var (s1, sx, w1, wx, wxx) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for observation in sample.values {
        let x = (observation - sample.mean) / deviation
        let z = inverse * x - offset
        let decay = Elementary.exp(-z.magnitude)
        let tangent = (1 - decay) / (1 + decay) * (z < 0 ? -1 : 1)
        let weight = 2 * decay / ((1 + decay) * (1 + decay))
        value -= z.magnitude + 2 * Elementary.log1p(decay)
        s1 += tangent
        sx += x * tangent
        w1 += weight
        wx += x * weight
        wxx += x * x * weight
      }
      let n = sample.count
      return ConcaveProblem.Local(
        value: value / n + Elementary.log(inverse),
        slope: (1 / inverse - sx / n, s1 / n),
        information: (1 / (inverse * inverse) + wxx / n, -wx / n, w1 / n)
      )
    }
    guard let found = problem.maximum(from: (Double.pi / 3.0.squareRoot(), 0)) else {
      throw .noConvergence(family)
    }
    let scale = deviation / found.point.0
    return (sample.mean + scale * found.point.1, scale)
  }
}
