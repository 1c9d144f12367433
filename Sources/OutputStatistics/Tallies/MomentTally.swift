/// Skewness and kurtosis of observations, taken one at a time.
///
/// Central moments are updated and merged by the formulas of Pebay (2008, Sandia report
/// SAND2008-6212, doi:10.2172/1028931), which do not cancel. Order matters in the last bits.
public struct MomentTally: Sendable, Hashable, Codable {
  /// Number of observations.
  public private(set) var count = 0
  private var center = 0.0
  // Sums of the second, third and fourth powers of the deviations from the mean.
  private var squares = 0.0
  private var cubes = 0.0
  private var fourths = 0.0

  /// An empty tally.
  public init() {}

  /// A tally of the given observations in their order.
  public init(_ observations: some Sequence<Double>) {
    for observation in observations { add(observation) }
  }

  /// Takes one observation, which must be finite.
  public mutating func add(_ observation: Double) {
    precondition(observation.isFinite, "an observation must be finite, got \(observation)")
    var one = MomentTally()
    one.count = 1
    one.center = observation
    merge(one)
  }

  /// Takes all observations of another tally.
  public mutating func merge(_ other: MomentTally) {
    if other.count == 0 { return }
    if count == 0 {
      self = other
      return
    }
    let (a, b) = (Double(count), Double(other.count))
    let n = a + b
    let d = other.center - center
    let (shareA, shareB) = (a / n, b / n)
    let between = d * d * a * shareB
    let secondOrder = shareA * shareA * other.squares + shareB * shareB * squares
    fourths +=
      other.fourths + between * d * d * (shareA * shareA - shareA * shareB + shareB * shareB)
      + 6 * d * d * secondOrder + 4 * d * (shareA * other.cubes - shareB * cubes)
    cubes +=
      other.cubes + between * d * (shareA - shareB)
      + 3 * d * (shareA * other.squares - shareB * squares)
    squares += other.squares + between
    center += d * shareB
    count += other.count
  }

  /// Arithmetic mean; nothing without observations.
  public var mean: Double? { count > 0 ? center : nil }

  /// Unbiased variance, with divisor count - 1; nothing below two observations.
  public var variance: Double? { count > 1 ? squares / Double(count - 1) : nil }

  /// Third central moment over the cube of the standard deviation, both with divisor count.
  ///
  /// 0 for a symmetric sample, 2 in the limit for an exponential one; nothing if they do not vary.
  public var skewness: Double? {
    guard squares > 0 else { return nil }
    return Double(count).squareRoot() * cubes / (squares * squares.squareRoot())
  }

  /// Fourth central moment over the square of the variance, both with divisor count, less 3.
  ///
  /// 0 in the limit for a normal sample, 6 for an exponential one; nothing if they do not vary.
  public var excessKurtosis: Double? {
    guard squares > 0 else { return nil }
    return Double(count) * fourths / (squares * squares) - 3
  }
}
