/// What is wrong with observations that are to give a distribution.
public enum EmpiricalDistributionFault: Error, Hashable, Sendable {
  /// There are fewer than the given number needed.
  case tooFew(count: Int, needed: Int)
  /// The observation at an index, from 0, is infinite or not a number.
  case notFinite(index: Int, text: String)
}

extension EmpiricalDistributionFault: CustomStringConvertible {
  /// The fault with its numbers.
  public var description: String {
    switch self {
    case .tooFew(let count, let needed): "\(count) observations, at least \(needed) are needed"
    case .notFinite(let index, let text): "observation \(index) is \(text), not a finite number"
    }
  }
}

/// The distribution of observed values.
public struct EmpiricalDistribution: Distribution, Hashable, Codable {
  /// What lies between the observations.
  public enum Shape: String, Hashable, Codable, Sendable {
    /// Nothing: each observation is drawn with probability 1 / n.
    case steps
    /// Straight lines of the distribution function, from 0 at the smallest observation to 1 at the
    /// largest, by 1 / (n - 1) from one observation to the next.
    ///
    /// A. M. Law, "Simulation Modeling and Analysis", 5th edition 2015, section 6.2.4; the quantile
    /// is definition 7 of R. J. Hyndman and Y. Fan, The American Statistician 50(4), 1996, 361-365,
    /// doi:10.2307/2684934.
    case lines
  }

  /// The observations, rising.
  public let observations: [Double]
  /// What lies between the observations.
  public let shape: Shape

  /// Makes the distribution of observations, in any order.
  ///
  /// - Parameters:
  ///   - observations: Finite; at least one, with lines between them two.
  ///   - shape: What lies between the observations.
  /// - Throws: `EmpiricalDistributionFault` for too few observations or the first that is not finite.
  /// - Complexity: O(n log n) for n observations.
  public init(
    _ observations: [Double],
    shape: Shape = .steps
  ) throws(EmpiricalDistributionFault) {
    let needed = shape == .steps ? 1 : 2
    guard observations.count >= needed else {
      throw .tooFew(count: observations.count, needed: needed)
    }
    if let index = observations.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(index: index, text: "\(observations[index])")
    }
    self.observations = observations.sorted()
    self.shape = shape
  }

  /// The smallest value whose cumulative probability is at least u.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    switch shape {
    case .steps:
      let guess = probability * size - 1
      let index = CountSearch(support: 0...(size - 1), guess: guess)
        .smallest(reaching: probability) { ($0 + 1) / size }
      return observations[Int(index)]
    case .lines:
      let position = probability * (size - 1)
      // Rounding can reach the last observation, after which there is none.
      let index = min(Int(position), observations.count - 2)
      return between(index, position - Double(index))
    }
  }

  /// The mean of the observations; with lines those at both ends count half.
  ///
  /// - Complexity: O(n) for n observations.
  public var mean: Double {
    switch shape {
    case .steps: observations.reduce(0, +) / size
    case .lines: segments.reduce(0) { $0 + ($1.0 + $1.1) / 2 } / (size - 1)
    }
  }

  /// The expected squared deviation from the mean.
  ///
  /// With steps the sum of squares is divided by n, not n - 1: it is the variance of this
  /// distribution, not an estimate of another's.
  ///
  /// - Complexity: O(n) for n observations.
  public var variance: Double {
    let mean = mean
    switch shape {
    case .steps:
      return observations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / size
    case .lines:
      // As one expression of tuples this took the compiler nine seconds.
      var sum = 0.0
      for segment in segments {
        let left: Double = segment.0 - mean
        let right: Double = segment.1 - mean
        sum += (left * left + left * right + right * right) / 3
      }
      return sum / (size - 1)
    }
  }

  /// The probability of a value or a smaller one.
  ///
  /// - Complexity: O(log n) for n observations.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    let count = observations.firstIndex(above: value)
    if count == 0 || count == observations.count { return count == 0 ? 0 : 1 }
    if shape == .steps { return Double(count) / size }
    let (left, right) = (observations[count - 1], observations[count])
    return (Double(count - 1) + (value - left) / (right - left)) / (size - 1)
  }

  /// From the smallest to the largest observation.
  public var support: ClosedRange<Double> {
    observations[0]...observations[observations.count - 1]
  }

  private var size: Double { Double(observations.count) }

  /// The observations in pairs of neighbours.
  private var segments: Zip2Sequence<[Double], ArraySlice<Double>> {
    zip(observations, observations.dropFirst())
  }

  private func between(_ index: Int, _ fraction: Double) -> Double {
    let (left, right) = (observations[index], observations[index + 1])
    // Rounding must not pass the next observation.
    return min(left + fraction * (right - left), right)
  }
}
