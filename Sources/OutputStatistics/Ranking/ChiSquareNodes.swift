import ElementaryFunctions

/// Nodes and weights that integrate over a chi-square distribution.
///
/// The trapezoidal rule in s = log x: the density times x falls off as exp(v s / 2) to the left and
/// doubly exponentially to the right, so the rule converges geometrically.
struct ChiSquareNodes {
  private let points: [Double]
  private let weights: [Double]

  init(degreesOfFreedom: Double) {
    let half = degreesOfFreedom / 2
    // The spread of log x is about sqrt(2 / v); steps of a sixth of it, as far as 1e-17 reaches.
    let step = min(0.25, (2 / degreesOfFreedom).squareRoot() / 6)
    let mode = Elementary.log(degreesOfFreedom)
    let logWeight = { (s: Double) in
      half * (s - mode) - 0.5 * degreesOfFreedom * Elementary.expm1(s - mode)
    }
    var offsets: [Double] = [0]
    var left = -step
    while logWeight(mode + left) > -40 {
      offsets.insert(left, at: 0)
      left -= step
    }
    var right = step
    while logWeight(mode + right) > -40 {
      offsets.append(right)
      right += step
    }
    let raw = offsets.map { Elementary.exp(logWeight(mode + $0)) }
    // Normed by their own sum, which is the same integral of the density.
    let sum = raw.reduce(0, +)
    points = offsets.map { Elementary.exp(mode + $0) }
    weights = raw.map { $0 / sum }
  }

  /// Mean of a function of the variable.
  func mean(_ function: (Double) -> Double) -> Double {
    var sum = 0.0
    for (point, weight) in zip(points, weights) { sum += weight * function(point) }
    return sum
  }
}

/// A function that rises.
enum RisingFunction {
  /// The point above 0 where a rising function reaches a value, by the method of Illinois (Dowell and
  /// Jarratt 1971, doi:10.1007/BF01934364) to 1e-12 of the point.
  static func root(of value: Double, _ function: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    var (below, above) = (function(low) - value, function(high) - value)
    if below >= 0 { return 0 }
    while above < 0, high < 1e12 {
      (low, below) = (high, above)
      high *= 2
      above = function(high) - value
    }
    for _ in 0..<200 {
      let middle = (low * above - high * below) / (above - below)
      if high - low <= 1e-12 * high || middle <= low || middle >= high { return middle }
      let found = function(middle) - value
      if found == 0 { return middle }
      if found < 0 {
        (low, below) = (middle, found)
        above /= 2
      } else {
        (high, above) = (middle, found)
        below /= 2
      }
      if found.magnitude < 1e-15 { return middle }
    }
    return (low + high) / 2
  }
}
