import ElementaryFunctions

/// Two-stage selection of the best system from weighted means, after Dudewicz and Dalal (1975, Sankhya
/// B 37, 28-78).
///
/// Needs fewer observations than ``RinottSelection``, for the same promise.
public struct DudewiczDalalSelection: Sendable, Hashable {
  /// The constant h1.
  public let constant: Double
  /// Observations of each system in the first stage.
  public let firstStage: Int
  /// Difference below which one system is as good as another.
  public let zone: Double

  /// Plans a selection.
  ///
  /// - Parameters:
  ///   - systems: Number of systems, at least 2.
  ///   - firstStage: Observations of each in the first stage, at least 2; 20 or more are usual.
  ///   - zone: Difference below which one system is as good as another, above 0.
  ///   - level: Probability of the right selection, above 1/k and below 1.
  public init(systems: Int, firstStage: Int, zone: Double, level: Double) {
    precondition(zone > 0, "an indifference zone must be above 0, got \(zone)")
    constant = Self.constant(systems: systems, firstStage: firstStage, level: level)
    self.firstStage = firstStage
    self.zone = zone
  }

  /// Observations of a system in both stages together: max(n0 + 1, ceil((h1 S / zone)^2)).
  ///
  /// - Parameter variance: Variance of its first stage, at least 0.
  /// - Returns: At least as many as the first stage has.
  public func observationsNeeded(variance: Double) -> Int {
    precondition(variance >= 0, "a variance must be at least 0, got \(variance)")
    let needed = constant * constant * variance / (zone * zone)
    // Beyond any number of runs, and before the conversion overflows.
    return max(firstStage + 1, Int(min(needed, 1e15).rounded(.up)))
  }

  /// Weight of the mean of the first stage in the mean that systems are compared by; that of the second
  /// has the rest.
  ///
  /// - Parameter variance: Variance of the first stage, above 0.
  /// - Returns: The weight, which may be above 1.
  public func firstStageWeight(variance: Double) -> Double {
    precondition(variance > 0, "a variance must be above 0, got \(variance)")
    let (first, total) = (Double(firstStage), Double(observationsNeeded(variance: variance)))
    let spread = (total - first) * zone * zone / (constant * constant * variance)
    return first / total * (1 + max(0, 1 - total / first * (1 - spread)).squareRoot())
  }

  /// The constant h1: the h at which the integral of F(t + h)^(k-1) f(t) is the level, for Student's
  /// distribution with n0 - 1 degrees of freedom.
  ///
  /// By the trapezoidal rule in asinh(t); accurate to 1e-8.
  ///
  /// - Parameters:
  ///   - systems: Number of systems k, at least 2.
  ///   - firstStage: Observations n0 of each in the first stage, at least 2.
  ///   - level: Probability of the right selection, above 1/k and below 1.
  /// - Returns: The constant, above 0.
  public static func constant(systems: Int, firstStage: Int, level: Double) -> Double {
    precondition(systems > 1, "a selection needs two systems, got \(systems)")
    precondition(firstStage > 1, "a first stage needs two observations, got \(firstStage)")
    precondition(
      level > 1 / Double(systems) && level < 1,
      "a probability of selection lies between 1/\(systems) and 1, got \(level)"
    )
    let freedom = Double(firstStage - 1)
    let step = 1.0 / 16
    let span = (-800...800).map { Double($0) * step }
    let points = span.map { 0.5 * (Elementary.exp($0) - Elementary.exp(-$0)) }
    let raw = zip(points, span).map { t, s in
      // The density of t times dt/ds, which is cosh s.
      0.5 * (Elementary.exp(s) + Elementary.exp(-s))
        * Elementary.exp(-0.5 * (freedom + 1) * Elementary.log1p(t * t / freedom))
    }
    let sum = raw.reduce(0, +)
    let nodes = zip(points, raw.map { $0 / sum }).filter { $0.1 > 1e-18 }
    return RisingFunction.root(of: level) { h in
      nodes.reduce(0) { total, node in
        let below = StudentT.cumulative(node.0 + h, degreesOfFreedom: freedom)
        return total + node.1 * Elementary.pow(below, Double(systems - 1))
      }
    }
  }
}
