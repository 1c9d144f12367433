/// Finds the smallest, the second smallest and so on of some observations without sorting all of them.
///
/// What was found before narrows down where to look, so several are asked for in rising order.
struct OrderStatistics {
  private var values: [Double]
  /// Everything before this place is where it would be if all were sorted, and not larger than what follows.
  private var settled = 0

  /// Takes observations, in any order, none of which is no number.
  init(_ values: [Double]) { self.values = values }

  /// Quantile by definition 7 of Hyndman and Fan, as `quantile(ofSorted:_:)` has it.
  ///
  /// - Parameter p: Probability, 0 ... 1, not below that of the call before.
  /// - Returns: The quantile; nothing without observations.
  /// - Complexity: O(n) on average for n observations, O(n log n) at worst.
  mutating func quantile(_ p: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let position = Double(values.count - 1) * p
    let index = Int(position)
    let lower = value(at: index)
    guard index + 1 < values.count else { return lower }
    return lower + (position - Double(index)) * (value(at: index + 1) - lower)
  }

  /// The value at a place if all were sorted; a place not below the last two, which a quantile asks for.
  private mutating func value(at place: Int) -> Double {
    precondition(place + 2 >= settled, "place \(place) is asked for after \(settled - 1)")
    guard place >= settled else { return values[place] }
    let first = settled
    values.withUnsafeMutableBufferPointer { Self.settle(place, in: $0[first...]) }
    settled = place + 1
    return values[place]
  }

  /// Brings what belongs at a place there, smaller values before it and larger ones behind it: Hoare's
  /// selection with a median of three, and a sort where that goes on for too long.
  private static func settle(_ place: Int, in values: Slice<UnsafeMutableBufferPointer<Double>>) {
    var values = values
    var (low, high) = (values.startIndex, values.endIndex - 1)
    var patience = 4 * (Int.bitWidth - values.count.leadingZeroBitCount)
    while high - low > 12 {
      patience -= 1
      guard patience > 0 else { break }
      let pivot = median(values[low], values[(low + high) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while pivot < values[right] { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        return
      }
    }
    values[low...high].sort()
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
