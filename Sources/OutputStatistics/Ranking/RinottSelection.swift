import ElementaryFunctions

/// Two-stage selection of the best system from independent observations, after Rinott (1978,
/// doi:10.1080/03610927808827671).
///
/// With at least the given probability the best system has the best mean after the second stage,
/// where it is better than every other by at least the zone. Variances may differ; common random
/// numbers must not be used.
public struct RinottSelection: Sendable, Hashable {
  /// Rinott's constant h.
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
    constant = Self.constant(systems: systems, degreesOfFreedom: firstStage - 1, level: level)
    self.firstStage = firstStage
    self.zone = zone
  }

  /// Observations of a system in both stages together: max(n0, ceil((h S / zone)^2)).
  ///
  /// - Parameter variance: Variance of its first stage, at least 0.
  /// - Returns: At least as many as the first stage has.
  public func observationsNeeded(variance: Double) -> Int {
    precondition(variance >= 0, "a variance must be at least 0, got \(variance)")
    let needed = constant * constant * variance / (zone * zone)
    // Beyond any number of runs, and before the conversion overflows.
    return max(firstStage, Int(min(needed, 1e15).rounded(.up)))
  }

  /// Rinott's constant: the h at which the least probability of the right selection is the level.
  ///
  /// The probability is the integral over y of G(y)^(k-1), where G(y) is the integral over x of
  /// Phi(h / sqrt(v (1/x + 1/y))), x and y being chi-square with v degrees of freedom. Both integrals
  /// by the trapezoidal rule in the logarithm, which converges geometrically for such integrands;
  /// accurate to 1e-8.
  ///
  /// - Parameters:
  ///   - systems: Number of systems k, at least 2.
  ///   - degreesOfFreedom: Degrees of freedom v, at least 1.
  ///   - level: Probability of the right selection, above 1/k and below 1.
  /// - Returns: The constant, above 0.
  public static func constant(systems: Int, degreesOfFreedom: Int, level: Double) -> Double {
    precondition(systems > 1, "a selection needs two systems, got \(systems)")
    precondition(
      degreesOfFreedom >= 1,
      "degrees of freedom must be at least 1, got \(degreesOfFreedom)"
    )
    precondition(
      level > 1 / Double(systems) && level < 1,
      "a probability of selection lies between 1/\(systems) and 1, got \(level)"
    )
    let nodes = ChiSquareNodes(degreesOfFreedom: Double(degreesOfFreedom))
    let freedom = Double(degreesOfFreedom)
    return RisingFunction.root(of: level) { h in
      nodes.mean { y in
        let one = nodes.mean { x in
          SpecialFunctions.normalCumulative(h / (freedom * (1 / x + 1 / y)).squareRoot())
        }
        return Elementary.pow(min(one, 1), Double(systems - 1))
      }
    }
  }
}
