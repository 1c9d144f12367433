internal import ElementaryFunctions

/// Counts of observations in adjoining bins, and of those below the first and above the last bin.
///
/// A bin holds what is at or above its lower edge and below its upper edge; the last bin also holds
/// its upper edge, as in NumPy. Counts are whole numbers: histograms of parts, merged in any order,
/// are equal to the histogram of the whole. An observation can count several times, so time in
/// ticks can be the weight: `add(Double(queueLength), times: ticks)` makes a time-weighted histogram.
public struct Histogram: Sendable, Hashable, Codable {
  /// Edges of the bins in rising order, one more than there are bins.
  public let edges: [Double]
  /// Number of observations in each bin.
  public private(set) var counts: [Int]
  /// Number of observations below the first edge.
  public private(set) var underflow = 0
  /// Number of observations above the last edge.
  public private(set) var overflow = 0

  /// An empty histogram with given edges.
  ///
  /// - Parameter edges: At least two finite numbers, each above the one before.
  public init(edges: [Double]) {
    precondition(edges.count >= 2, "a histogram needs at least 2 edges, got \(edges.count)")
    for (lower, upper) in zip(edges, edges.dropFirst()) {
      precondition(
        lower.isFinite && upper.isFinite && lower < upper,
        "edges must be finite and rise, got \(lower) and then \(upper)"
      )
    }
    self.edges = edges
    counts = Array(repeating: 0, count: edges.count - 1)
  }

  /// An empty histogram with bins of equal width.
  ///
  /// - Parameters:
  ///   - lower: Lower edge of the first bin.
  ///   - upper: Upper edge of the last bin, above `lower`.
  ///   - bins: Number of bins, at least 1.
  public init(from lower: Double, to upper: Double, bins: Int) {
    precondition(bins >= 1, "a histogram needs at least 1 bin, got \(bins)")
    let width = (upper - lower) / Double(bins)
    self.init(edges: (0..<bins).map { lower + Double($0) * width } + [upper])
  }

  /// Number of observations, with those outside the bins.
  public var total: Int { counts.reduce(underflow + overflow, +) }

  /// The bin that holds a value; nothing below the first or above the last edge.
  ///
  /// - Complexity: O(log bins).
  public func bin(of value: Double) -> Int? {
    guard value >= edges[0], value <= edges[edges.count - 1] else { return nil }
    var low = 0
    var high = counts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if value < edges[middle] { high = middle } else { low = middle }
    }
    return low
  }

  /// Takes one observation.
  ///
  /// - Parameters:
  ///   - observation: A finite number.
  ///   - times: How often it counts, such as the ticks that a state lasted; at least 0.
  public mutating func add(_ observation: Double, times: Int = 1) {
    precondition(observation.isFinite, "an observation must be finite, got \(observation)")
    precondition(times >= 0, "an observation counts at least 0 times, got \(times)")
    if let bin = bin(of: observation) {
      counts[bin] += times
    } else if observation < edges[0] {
      underflow += times
    } else {
      overflow += times
    }
  }

  /// Takes all observations of a histogram with the same edges.
  public mutating func merge(_ other: Histogram) {
    precondition(
      edges == other.edges,
      "only histograms with equal edges merge, got \(edges) and \(other.edges)"
    )
    for bin in counts.indices { counts[bin] += other.counts[bin] }
    underflow += other.underflow
    overflow += other.overflow
  }
}

extension Histogram {
  /// The largest number of bins that is chosen for data.
  public static let mostBins = 1_000

  /// A histogram of observations, with bins of equal width from the smallest to the largest.
  ///
  /// The width is at most 2 IQR n^(-1/3), the rule of Freedman and Diaconis (1981,
  /// doi:10.1007/BF01025868), where IQR is the distance of the quartiles by definition 7. If the
  /// quartiles are equal there are 1 + log2 n bins, rounded up (Sturges 1926,
  /// doi:10.1080/01621459.1926.10502161), and if all observations are equal one bin from x - 1/2 to
  /// x + 1/2. There are at most `mostBins`, as a far outlier would ask for millions, and fewer where
  /// neighboring numbers are too far apart for so many edges.
  ///
  /// - Parameter observations: Finite numbers in any order; nothing if there are none.
  /// - Complexity: O(n log n).
  public init?(of observations: [Double]) {
    let sorted = observations.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    precondition(
      (last - first).isFinite,
      "observations must be finite with a finite range, got \(first) to \(last)"
    )
    if first == last {
      // Where 1/2 is lost in rounding, the neighboring numbers are the edges.
      self.init(edges: [min(first - 0.5, first.nextDown), max(first + 0.5, first.nextUp)])
    } else {
      self.init(edges: Self.edges(ofSorted: sorted, from: first, to: last))
    }
    for observation in sorted { add(observation) }
  }

  private static func edges(
    ofSorted sorted: [Double],
    from first: Double,
    to last: Double
  ) -> [Double] {
    let bins = binCount(ofSorted: sorted, range: last - first)
    let width = (last - first) / Double(bins)
    var edges = [first]
    for index in 1..<max(bins, 2) where index < bins {
      let edge = first + Double(index) * width
      if let lower = edges.last, lower < edge, edge < last { edges.append(edge) }
    }
    return edges + [last]
  }

  private static func binCount(ofSorted sorted: [Double], range: Double) -> Int {
    let n = Double(sorted.count)
    let quartiles = [0.25, 0.75].compactMap { quantile(ofSorted: sorted, $0) }
    let width = 2 * (quartiles[1] - quartiles[0]) * Elementary.pow(n, -1.0 / 3)
    guard width > 0 else {
      return min(mostBins, 1 + Int.bitWidth - (sorted.count - 1).leadingZeroBitCount)
    }
    return Int(max(1, min(Double(mostBins), (range / width).rounded(.up))))
  }
}
