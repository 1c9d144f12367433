/// Average over replications at each index, to be smoothed and looked at for the end of the warm-up.
///
/// The procedure of Welch (1983): draw the moving average for several windows, and cut where it has
/// become level (Law 2015, section 9.5.1).
public struct WelchAverage: Sendable, Hashable, Codable {
  /// Number of replications.
  public let replications: Int
  /// Average over replications of the i-th observations, as many as the shortest replication has.
  public let averages: [Double]

  /// Averages replications.
  ///
  /// - Parameter replications: Observations of each replication in their order; at least one.
  public init(of replications: [[Double]]) {
    precondition(!replications.isEmpty, "an average needs at least 1 replication")
    self.replications = replications.count
    let length = replications.map(\.count).min() ?? 0
    averages = (0..<length).compactMap { index in
      Tally(replications.map { $0[index] }).mean
    }
  }

  /// The moving average.
  ///
  /// The average of the 2w + 1 values around each index; near the start, where there are fewer
  /// before it, of as many before as after it.
  ///
  /// - Parameter window: Half width w, at least 0.
  /// - Returns: One value for each index but the last w.
  /// - Complexity: O(count x window).
  public func moving(window: Int) -> [Double] {
    precondition(window >= 0, "a window must be at least 0, got \(window)")
    return (0..<max(0, averages.count - window)).map { index in
      let reach = min(index, window)
      let sum = averages[(index - reach)...(index + reach)].reduce(0, +)
      return sum / Double(2 * reach + 1)
    }
  }
}
