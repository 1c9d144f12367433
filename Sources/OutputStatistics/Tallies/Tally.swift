/// Count, mean, variance and range of observations, taken one at a time.
///
/// Mean and sum of squares are updated as by Welford (1962, doi:10.2307/1266577), which does not
/// cancel, and merged as by Chan, Golub and LeVeque (1983, doi:10.2307/2683386). Order matters in
/// the last bits: the same observations in the same order give the same bits.
public struct Tally: Sendable, Hashable, Codable {
  /// Number of observations.
  public private(set) var count = 0
  /// Sum of the observations, 0 if there are none.
  public private(set) var sum = 0.0
  private var center = 0.0
  private var squares = 0.0
  private var lowest = 0.0
  private var highest = 0.0

  /// An empty tally.
  public init() {}

  /// A tally of the given observations in their order.
  public init(_ observations: some Sequence<Double>) {
    for observation in observations { add(observation) }
  }

  /// Takes one observation, which must be finite.
  public mutating func add(_ observation: Double) {
    precondition(observation.isFinite, "an observation must be finite, got \(observation)")
    lowest = count == 0 ? observation : min(lowest, observation)
    highest = count == 0 ? observation : max(highest, observation)
    count += 1
    sum += observation
    let deviation = observation - center
    center += deviation / Double(count)
    squares += deviation * (observation - center)
  }

  /// Takes all observations of another tally.
  public mutating func merge(_ other: Tally) {
    if other.count == 0 { return }
    if count == 0 {
      self = other
      return
    }
    let total = Double(count + other.count)
    let deviation = other.center - center
    squares += other.squares + deviation * deviation * (Double(count) * Double(other.count) / total)
    center += deviation * (Double(other.count) / total)
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
    sum += other.sum
    count += other.count
  }

  /// Arithmetic mean; nothing without observations.
  public var mean: Double? { count > 0 ? center : nil }

  /// Sum of the squared deviations from the mean, 0 if there are no observations.
  public var sumOfSquares: Double { squares }

  /// Unbiased variance, with divisor count - 1; nothing below two observations.
  public var variance: Double? { count > 1 ? squares / Double(count - 1) : nil }

  /// Square root of the variance; nothing below two observations.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// Smallest observation; nothing without observations.
  public var minimum: Double? { count > 0 ? lowest : nil }

  /// Largest observation; nothing without observations.
  public var maximum: Double? { count > 0 ? highest : nil }
}
