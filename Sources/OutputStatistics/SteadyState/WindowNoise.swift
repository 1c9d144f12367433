/// How the mean of a window of a run varies by chance, for windows of several lengths.
///
/// Estimated from the second halves of replications. Each observation is taken as a deviation from the
/// average over replications at its place, so that no mean function of time, a warm-up or a trend, gets
/// into the variance; the squares are then pooled over all windows of a length that lie side by side.
/// With R replications and n windows that has about (R - 1) n degrees of freedom in place of R - 1.
struct WindowNoise {
  /// Windows of one length.
  struct Window {
    /// Observations in a window.
    var length: Int
    /// Variance of the mean of a window over replications, above 0.
    var variance: Double
    /// Degrees of freedom of the variance, at least 1.
    var degreesOfFreedom: Double
    /// Skewness of the mean of a window; 0 with two replications, which do not show it.
    var skewness: Double

    /// A longer window, as the sum of nearly independent ones of this length, of which there are more.
    ///
    /// - Parameters:
    ///   - longer: Length of the longer window.
    ///   - neighbor: Correlation of neighbors, at least 0; that of windows further apart is left out.
    /// - Returns: The longer window.
    func joined(to longer: Int, neighbor: Double) -> Window {
      let ratio = Double(length) / Double(longer)
      return Window(
        length: longer,
        variance: variance * ratio * (1 + 2 * neighbor * (1 - ratio)),
        degreesOfFreedom: degreesOfFreedom,
        skewness: skewness * ratio.squareRoot()
      )
    }
  }

  /// Windows of 1, 2, 4 and so on observations, and of a quarter of the run.
  let windows: [Window]
  /// Observations in the shortest window that is not seen to depend on its neighbors.
  let independentLength: Int
  /// Variance of the mean of a window times its length, for windows that are long against the memory.
  let longRunVariance: Double
  /// Observations that the memory of the process is worth, 2 (r_1 + r_2 + ...), at least 0.
  let correlationTime: Double

  /// Estimates the noise; nil if the second halves do not vary.
  ///
  /// - Parameter replications: At least 2 of equal length, at least 8.
  /// - Complexity: O(replications x length^2).
  init?(of replications: [[Double]]) {
    let half = replications[0].count / 4 * 2
    let deviations = Self.deviations(of: replications.map { $0.suffix(half) })
    let count = replications.count
    var windows: [Window] = []
    var base: (window: Window, neighbor: Double)?
    for length in Self.lengths(upTo: half / 2) {
      if let base {
        windows.append(base.window.joined(to: length, neighbor: base.neighbor))
        continue
      }
      let means = WindowMeans(of: deviations, length: length)
      guard let window = means.window else { return nil }
      windows.append(window)
      let neighbor = max(0, means.correlations.first ?? 0)
      let chance = 1.28 / (Double(count - 1) * Double(means.count - 1)).squareRoot()
      let isLast = length > half / 4 || length == half / 2
      if isLast || neighbor <= chance { base = (window, neighbor) }
    }
    guard let base else { return nil }
    longRunVariance =
      base.window.variance * Double(base.window.length) * (1 + 2 * base.neighbor)
    independentLength = base.window.length
    correlationTime = max(0, longRunVariance / windows[0].variance - 1)
    self.windows = windows
  }

  /// The powers of 2 below a length, and the length.
  static func lengths(upTo longest: Int) -> [Int] {
    var lengths: [Int] = []
    var length = 1
    while length < longest {
      lengths.append(length)
      length *= 2
    }
    return lengths + [longest]
  }

  private static func deviations(of replications: [ArraySlice<Double>]) -> [[Double]] {
    var rows = replications.map(Array.init)
    for index in rows[0].indices {
      var sum = 0.0
      for row in rows { sum += row[index] }
      let mean = sum / Double(rows.count)
      for row in rows.indices { rows[row][index] -= mean }
    }
    return rows
  }
}

/// Means of the windows of one length that lie side by side, counted from the end of the run.
private struct WindowMeans {
  private let length: Int
  /// Means of each replication.
  private let rows: [[Double]]
  /// Windows of a replication.
  let count: Int
  private let squares: Double
  /// Correlation of windows that are 1, 2, 3 windows apart, up to a quarter of the windows.
  private(set) var correlations: [Double] = []

  init(of deviations: [[Double]], length: Int) {
    self.length = length
    let count = deviations[0].count / length
    self.count = count
    let start = deviations[0].count - count * length
    rows = deviations.map { row in
      (0..<count).map { window in
        var sum = 0.0
        for index in 0..<length { sum += row[start + window * length + index] }
        return sum / Double(length)
      }
    }
    squares = Self.product(rows, count, lag: 0)
    guard squares > 0 else { return }
    let degrees = Double(count)
    correlations = (1...max(1, count / 4)).map { lag in
      let product = Self.product(rows, count, lag: lag)
      return product / Double(count - lag) / (squares / degrees)
    }
  }

  private static func product(_ rows: [[Double]], _ count: Int, lag: Int) -> Double {
    var sum = 0.0
    for row in rows {
      for index in lag..<count { sum += row[index] * row[index - lag] }
    }
    return sum
  }

  /// What these windows say; nil if they do not vary.
  var window: WindowNoise.Window? {
    guard squares > 0 else { return nil }
    let (n, replications) = (Double(count), Double(rows.count))
    let variance = squares / n / (replications - 1)
    // Squares of windows that depend on each other count less: their correlation is the square of that
    // of the windows, for normal ones.
    var dependence = 1.0
    for (lag, correlation) in correlations.enumerated() {
      dependence += 2 * (1 - Double(lag + 1) / n) * correlation * correlation
    }
    return WindowNoise.Window(
      length: length,
      variance: variance,
      degreesOfFreedom: max(1, (replications - 1) * n / dependence),
      skewness: skewness(variance)
    )
  }

  private func skewness(_ variance: Double) -> Double {
    guard rows.count > 2 else { return 0 }
    var cubes = 0.0
    for row in rows {
      for mean in row { cubes += mean * mean * mean }
    }
    let replications = Double(rows.count)
    let share = replications / ((replications - 1) * (replications - 2))
    return cubes / Double(count) * share / (variance * variance.squareRoot())
  }
}
