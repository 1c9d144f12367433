internal import ElementaryFunctions

/// Test whether values in sequence are independent, against positive correlation of neighbors.
///
/// The statistic C = 1 - sum of (z_i - z_(i+1))^2 / (2 sum of (z_i - m)^2) of von Neumann (1941,
/// doi:10.1214/aoms/1177731677) is the correlation of neighbors with a term for the two ends. For k
/// independent normal values its mean is 0, its variance (k - 2)/(k^2 - 1), and its distribution
/// close to normal from k = 8 on; Fishman (1978, doi:10.1287/mnsc.24.5.510) uses it for batch means.
public struct VonNeumannTest: Sendable, Hashable, Codable {
  /// The statistic C: about the correlation of neighbors, 0 for independent values.
  public let statistic: Double
  /// What C exceeds with the probability `significance` if the values are independent.
  public let limit: Double
  /// Probability that independent values are taken for dependent.
  public let significance: Double

  /// Whether neighbors are more alike than chance makes independent values.
  public var findsDependence: Bool { statistic > limit }

  /// Tests values in sequence; nothing for fewer than three or if they do not vary.
  ///
  /// - Parameters:
  ///   - values: The values, about normal and all finite.
  ///   - significance: Above 0 and below 1.
  public init?(of values: [Double], significance: Double = 0.1) {
    precondition(
      significance > 0 && significance < 1,
      "a significance lies between 0 and 1, got \(significance)"
    )
    guard values.count >= 3, let mean = Tally(values).mean else { return nil }
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    guard squares > 0 else { return nil }
    var steps = 0.0
    for (value, next) in zip(values, values.dropFirst()) {
      steps += (next - value) * (next - value)
    }
    let k = Double(values.count)
    statistic = 1 - steps / (2 * squares)
    limit = -Elementary.normalQuantile(significance) * ((k - 2) / (k * k - 1)).squareRoot()
    self.significance = significance
  }
}
