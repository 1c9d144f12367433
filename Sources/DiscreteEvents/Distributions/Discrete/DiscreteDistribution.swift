/// Some values, each with a probability.
public struct DiscreteDistribution: Distribution, Hashable, Codable {
  /// The values that have a probability, rising.
  public let values: [Double]
  /// The probability of each value; their sum is 1 but for rounding.
  public let probabilities: [Double]
  /// The probability of each value or a smaller one; the last is 1.
  private let table: [Double]

  /// Makes the distribution of values with weights, in any order.
  ///
  /// Weights of equal values are added in the order in which they are given, and values without
  /// weight are left out.
  ///
  /// - Parameters:
  ///   - values: The values; finite.
  ///   - weights: The probabilities of the values up to a common factor; as many as values, finite,
  ///     not negative, and not all 0.
  /// - Complexity: O(n log n) for n values.
  public init(values: [Double], weights: [Double]) {
    precondition(
      values.count == weights.count,
      "\(values.count) values with \(weights.count) weights"
    )
    precondition(values.allSatisfy(\.isFinite), "values are not all finite: \(values)")
    precondition(
      weights.allSatisfy { $0 >= 0 && $0.isFinite },
      "weights are not all finite and at least 0: \(weights)"
    )
    let order = values.indices.filter { weights[$0] > 0 }
      .sorted { (values[$0], $0) < (values[$1], $1) }
    var distinct: [Double] = []
    var sums: [Double] = []
    for index in order {
      if values[index] == distinct.last {
        sums[sums.count - 1] += weights[index]
      } else {
        distinct.append(values[index])
        sums.append(weights[index])
      }
    }
    let partial = PartialSums(sums)
    precondition(
      partial.total > 0 && partial.total.isFinite,
      "the sum of the weights, \(partial.total), is not positive and finite"
    )
    self.values = distinct
    probabilities = sums.map { $0 / partial.total }
    table = partial.sums.dropLast().map { min($0 / partial.total, 1) } + [1]
  }

  /// The smallest value whose cumulative probability is at least u.
  ///
  /// - Complexity: O(log n) for n values.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return values[table.firstIndex(notBelow: probability)]
  }

  /// The sum of the values, each times its probability.
  ///
  /// - Complexity: O(n) for n values.
  public var mean: Double {
    zip(values, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The sum of the squared deviations from the mean, each times its probability.
  ///
  /// - Complexity: O(n) for n values.
  public var variance: Double {
    let mean = mean
    return zip(values, probabilities).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1
    }
  }

  /// The sum of the probabilities of the values that are at most a given one.
  ///
  /// - Complexity: O(log n) for n values.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    let count = values.firstIndex(above: value)
    return count == 0 ? 0 : table[count - 1]
  }

  /// From the smallest to the largest value.
  public var support: ClosedRange<Double> { values[0]...values[values.count - 1] }

  /// The probability of a value.
  ///
  /// - Complexity: O(log n) for n values.
  public func probability(of value: Double) -> Double {
    let index = values.firstIndex(notBelow: value)
    return index < values.count && values[index] == value ? probabilities[index] : 0
  }
}

/// The sums of the first one, two and so on of some numbers, each good to the last places.
private struct PartialSums {
  var sums: [Double] = []

  var total: Double { sums.last ?? 0 }

  /// Sums with what each addition loses kept beside.
  ///
  /// A. Neumaier, Zeitschrift fuer Angewandte Mathematik und Mechanik 54(1), 1974, 39-51,
  /// doi:10.1002/zamm.19740540106.
  init(_ numbers: [Double]) {
    var (sum, lost) = (0.0, 0.0)
    for number in numbers {
      let next = sum + number
      lost += sum >= number ? (sum - next) + number : (number - next) + sum
      sum = next
      // Rounding must not make the row fall.
      sums.append(max(total, sum + lost))
    }
  }
}

extension [Double] {
  /// Where the first number stands that is not below a given one, in a rising row; the end if none.
  func firstIndex(notBelow value: Double) -> Int { partition { $0 < value } }

  /// Where the first number stands that is above a given one, in a rising row; the end if none.
  func firstIndex(above value: Double) -> Int { partition { $0 <= value } }

  /// How many numbers satisfy a condition that holds up to some place and not from there on.
  private func partition(_ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
