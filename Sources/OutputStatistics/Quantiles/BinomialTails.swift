/// Tail probabilities of the binomial distribution.
///
/// The probabilities are found relative to the most likely count by their ratios, and divided by
/// their sum: no factorial and no cancellation. Tails are good to 1e-13 for a million trials.
struct BinomialTails {
  /// The smallest count that is not too unlikely to be told from impossible.
  private let first: Int
  /// The probabilities of at most first, first + 1, ...
  private let atMost: [Double]
  /// The probabilities of at least first, first + 1, ...
  private let atLeast: [Double]

  /// Computes the tails.
  ///
  /// - Parameters:
  ///   - trials: Number of trials, at least 1.
  ///   - probability: Probability of success, above 0 and below 1.
  /// - Complexity: O(sqrt(trials)).
  init(trials: Int, probability: Double) {
    let odds = probability / (1 - probability)
    let mode = min(trials, Int(Double(trials + 1) * probability))
    // Smaller weights change no sum, nor any tail that a level of confidence can ask for.
    let negligible = 1e-40
    var below: [Double] = []
    var weight = 1.0
    var count = mode
    while count > 0, weight > negligible {
      weight *= Double(count) / (Double(trials - count + 1) * odds)
      below.append(weight)
      count -= 1
    }
    first = count
    var weights = Array(below.reversed()) + [1]
    weight = 1
    count = mode
    while count < trials, weight > negligible {
      weight *= Double(trials - count) * odds / Double(count + 1)
      weights.append(weight)
      count += 1
    }
    let rising = Self.runningSums(weights)
    let falling = Array(Self.runningSums(weights.reversed()).reversed())
    let sum = falling[0]
    atMost = rising.map { $0 / sum }
    atLeast = falling.map { $0 / sum }
  }

  private static func runningSums(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    return weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// P(X <= count).
  func lowerTail(upTo count: Int) -> Double {
    count < first ? 0 : atMost[min(count - first, atMost.count - 1)]
  }

  /// The largest count with P(X <= count) at most the given tail; nothing if there is none.
  func largestCount(withLowerTail tail: Double) -> (count: Int, tail: Double)? {
    guard let index = atMost.lastIndex(where: { $0 <= tail }) else {
      return first > 0 ? (first - 1, 0) : nil
    }
    return (first + index, atMost[index])
  }

  /// The smallest count with P(X >= count) at most the given tail, which may be trials + 1.
  func smallestCount(withUpperTail tail: Double) -> (count: Int, tail: Double) {
    let index = atLeast.firstIndex { $0 <= tail } ?? atLeast.count
    return (first + index, index < atLeast.count ? atLeast[index] : 0)
  }
}
