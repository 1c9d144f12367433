/// Corrections for several tests or intervals that are read together.
public enum MultipleTests {
  /// Adjusted probabilities after Holm (1979, Scandinavian Journal of Statistics 6, 65-70).
  ///
  /// A test rejects at a level if its adjusted probability is at most the level; then the chance of
  /// any false rejection among all tests is at most the level, whatever their dependence.
  ///
  /// - Parameter pValues: Probabilities of the tests, 0 to 1.
  /// - Returns: The adjusted ones in the order of the tests. Complexity: O(n log n).
  public static func holm(_ pValues: [Double]) -> [Double] {
    for p in pValues {
      precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1, got \(p)")
    }
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }

  /// Level of each of several intervals so that all hold together with a level (Bonferroni).
  ///
  /// - Parameters:
  ///   - level: Level of all intervals together, above 0 and below 1.
  ///   - count: Number of intervals, at least 1.
  /// - Returns: The level of each, above that of all.
  public static func bonferroniLevel(_ level: Double, intervals count: Int) -> Double {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    precondition(count >= 1, "the number of intervals must be at least 1, got \(count)")
    return 1 - (1 - level) / Double(count)
  }
}
