/// Values counted in bins of equal width, as an OMNeT++ result file keeps them.
///
/// The first entry holds what lies below the first bin and the last what lies above the last one, as
/// OMNeT++ 6 writes them (`sqliteoutputscalarmgr.cc`); here both are empty, since the bins cover all values.
struct OmnetppHistogram {
  /// Most bins.
  static let limit = 40

  /// Lower edges with the counts from there to the next one.
  let bins: [(lowerEdge: Double, count: Int)]

  /// Counts values in at most 40 bins whose width is 1, 2 or 5 times a power of ten.
  ///
  /// - Parameter values: The values, finite.
  init(of values: [Double]) {
    guard let low = values.min(), let high = values.max() else {
      bins = []
      return
    }
    let width = Self.width(for: high - low)
    let first = (low / width).rounded(.down)
    let number = { (value: Double) in Int((value / width).rounded(.down) - first) }
    var counts = Array(repeating: 0, count: number(high) + 1)
    for value in values { counts[number(value)] += 1 }
    let edge = { (index: Int) in (first + Double(index)) * width }
    bins =
      [(-Double.infinity, 0)] + counts.enumerated().map { (edge($0.offset), $0.element) }
      + [(edge(counts.count), 0)]
  }

  /// The smallest width, from a thousandth on, for which the range needs fewer bins than the limit.
  private static func width(for range: Double) -> Double {
    var power = 0.001
    while power < 1e300 {
      for factor in [1.0, 2, 5] where range / (factor * power) < Double(limit - 1) {
        return factor * power
      }
      power *= 10
    }
    return range
  }
}
