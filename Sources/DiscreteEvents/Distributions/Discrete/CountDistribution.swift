internal import ElementaryFunctions

/// A distribution on the whole numbers from some number on.
///
/// Its quantiles are whole: the smallest number k whose `cumulative(k)` is at least the probability.
/// `cumulative` is precise to about 1e-14 of its value, so a quantile is off by one at most where
/// the probability lies that close to a jump. Parameters are bounded so that every number that can
/// be drawn is below 2^53, which a `Double` holds exactly.
public protocol CountDistribution: Distribution {
  /// The probability that a sample is a given number.
  ///
  /// - Parameter count: Any number.
  /// - Returns: 0 ... 1; 0 outside the support.
  func probability(of count: Int) -> Double
}

extension CountDistribution {
  /// Draws a sample as a whole number, the same that `sample(_:)` gives.
  @inlinable
  public func sampleCount(_ stream: inout RandomStream) -> Int {
    Int(quantile(stream.uniform()))
  }
}

/// Finds the smallest whole number at which a distribution function reaches a probability.
///
/// From a guess outward in doubling steps, then by bisection: two or three evaluations if the guess
/// is good, and some hundred at worst.
struct CountSearch {
  /// The smallest and the largest number with a probability; the largest may be infinite.
  var support: ClosedRange<Double>
  /// Where the search begins; clamped to the support.
  var guess: Double

  /// The number at which a distribution function is at least a probability for the first time.
  ///
  /// - Parameters:
  ///   - probability: Strictly between 0 and 1.
  ///   - cumulative: Rising, and 1 from some number on.
  /// - Returns: The number, in the support.
  func smallest(reaching probability: Double, _ cumulative: (Double) -> Double) -> Double {
    var high = min(max(guess.rounded(.up), support.lowerBound), support.upperBound)
    var low = high
    var step = 1.0
    if cumulative(high) >= probability {
      repeat {
        high = low
        guard high > support.lowerBound else { return high }
        low = max(high - step, support.lowerBound)
        step *= 2
      } while cumulative(low) >= probability
    } else {
      repeat {
        low = high
        guard low < support.upperBound else { return low }
        high = min(low + step, support.upperBound)
        step *= 2
      } while cumulative(high) < probability
    }
    while high - low > 1 {
      let middle = low + ((high - low) / 2).rounded(.down)
      if cumulative(middle) >= probability { high = middle } else { low = middle }
    }
    return high
  }

  /// Near the quantile of a distribution on whole numbers with given moments.
  ///
  /// The normal quantile with the first term of Cornish and Fisher for skewness, and half a number
  /// for continuity (Abramowitz and Stegun 1964, 26.2.49).
  static func guess(
    _ probability: Double,
    mean: Double,
    variance: Double,
    skewness: Double
  ) -> Double {
    let z = Elementary.normalQuantile(probability)
    return mean + variance.squareRoot() * (z + skewness * (z * z - 1) / 6) - 0.5
  }
}
