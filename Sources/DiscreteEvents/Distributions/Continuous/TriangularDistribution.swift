/// Values of an interval, likeliest at a mode and linearly less so towards both ends.
public struct TriangularDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The smallest value.
  public let minimum: Double
  /// The likeliest value.
  public let mode: Double
  /// The largest value.
  public let maximum: Double

  /// Makes the distribution on an interval with a mode in it.
  ///
  /// - Parameters:
  ///   - minimum: The smallest value; finite.
  ///   - mode: The likeliest value; from the smallest to the largest.
  ///   - maximum: The largest value; finite and greater than the smallest.
  public init(from minimum: Double, mode: Double, to maximum: Double) {
    precondition(
      minimum <= mode && mode <= maximum && minimum < maximum && (maximum - minimum).isFinite,
      "not a triangle: minimum \(minimum), mode \(mode), maximum \(maximum)"
    )
    self.minimum = minimum
    self.mode = mode
    self.maximum = maximum
  }

  /// a + sqrt(u (b - a)(c - a)) up to the mode c, and b - sqrt((1 - u)(b - a)(b - c)) beyond it.
  @inlinable
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let range = maximum - minimum
    let rise = mode - minimum
    if probability * range < rise {
      return minimum + (probability * range * rise).squareRoot()
    }
    return maximum - ((1 - probability) * range * (maximum - mode)).squareRoot()
  }

  /// (a + b + c) / 3.
  @inlinable public var mean: Double { (minimum + mode + maximum) / 3 }

  /// (a^2 + b^2 + c^2 - ab - ac - bc) / 18, written with differences.
  @inlinable public var variance: Double {
    let rise = mode - minimum
    let fall = maximum - mode
    return (rise * rise + rise * fall + fall * fall) / 18
  }

  /// (x - a)^2 / ((b - a)(c - a)) up to the mode c, and 1 - (b - x)^2 / ((b - a)(b - c)) beyond it.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value >= mode { return 1 - survival(value) }
    if value <= minimum { return 0 }
    return (value - minimum) / (maximum - minimum) * ((value - minimum) / (mode - minimum))
  }

  /// (b - x)^2 / ((b - a)(b - c)) from the mode c on, to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    if value >= maximum { return 0 }
    if value < mode { return 1 - cumulative(value) }
    return (maximum - value) / (maximum - minimum) * ((maximum - value) / (maximum - mode))
  }

  /// From the smallest to the largest value.
  public var support: ClosedRange<Double> { minimum...maximum }

  /// 2 / (b - a) at the mode, and linearly to 0 at both ends.
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    if value < minimum || value > maximum { return 0 }
    let peak = 2 / (maximum - minimum)
    if value < mode { return peak * ((value - minimum) / (mode - minimum)) }
    return value == mode ? peak : peak * ((maximum - value) / (maximum - mode))
  }
}
