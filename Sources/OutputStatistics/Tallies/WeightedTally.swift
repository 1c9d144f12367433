/// Mean, variance and range of values with weights, such as powers with the times they lasted.
///
/// Updated as by West (1979, doi:10.1145/359146.359153), which does not cancel, and merged as by
/// Chan, Golub and LeVeque (1983, doi:10.2307/2683386). Order matters in the last bits. Whole values
/// that last whole ticks have an exact integral in `TimeAverage` instead.
public struct WeightedTally: Sendable, Hashable, Codable {
  /// Sum of the weights.
  public private(set) var weight = 0.0
  private var center = 0.0
  private var squares = 0.0
  private var lowest = 0.0
  private var highest = 0.0

  /// An empty tally.
  public init() {}

  /// Takes one value.
  ///
  /// - Parameters:
  ///   - value: A finite number.
  ///   - added: Its weight; a finite number, at least 0; with 0 the value is not counted at all.
  public mutating func add(_ value: Double, weight added: Double) {
    precondition(value.isFinite, "a value must be finite, got \(value)")
    precondition(added >= 0 && added.isFinite, "a weight is at least 0 and finite, got \(added)")
    if added == 0 { return }
    lowest = weight == 0 ? value : min(lowest, value)
    highest = weight == 0 ? value : max(highest, value)
    weight += added
    let deviation = value - center
    center += deviation * (added / weight)
    squares += added * deviation * (value - center)
  }

  /// Takes all values of another tally.
  public mutating func merge(_ other: WeightedTally) {
    if other.weight == 0 { return }
    if weight == 0 {
      self = other
      return
    }
    let total = weight + other.weight
    let deviation = other.center - center
    squares += other.squares + deviation * deviation * (weight * (other.weight / total))
    center += deviation * (other.weight / total)
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
    weight = total
  }

  /// Weighted mean; nothing without weight.
  public var mean: Double? { weight > 0 ? center : nil }

  /// Weighted mean of the squared distance from the mean; nothing without weight.
  ///
  /// This is the variance over time of a quantity weighted by time, not an estimate from a sample:
  /// nothing is subtracted from the divisor.
  public var variance: Double? { weight > 0 ? squares / weight : nil }

  /// Square root of the variance; nothing without weight.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// Smallest value; nothing without weight.
  public var minimum: Double? { weight > 0 ? lowest : nil }

  /// Largest value; nothing without weight.
  public var maximum: Double? { weight > 0 ? highest : nil }
}
