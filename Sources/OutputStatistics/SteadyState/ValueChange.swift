/// A change of a quantity that is constant between changes, such as a queue length.
public struct ValueChange: Sendable, Hashable, Codable {
  /// When it changed [ticks].
  public let tick: Int64
  /// The value from then on.
  public let value: Int

  /// Notes a change.
  ///
  /// - Parameters:
  ///   - tick: When it changed [ticks].
  ///   - value: The value from then on.
  public init(at tick: Int64, to value: Int) {
    self.tick = tick
    self.value = value
  }
}

/// Time averages over windows of equal length that adjoin.
///
/// - Parameters:
///   - changes: Changes in the order of time, the first not after `start`; at least one.
///   - start: Where the first window begins [ticks].
///   - length: Length of a window [ticks], at least 1.
///   - count: Number of windows.
/// - Returns: One average for each window.
/// - Complexity: O(changes + windows).
func timeAverages(
  of changes: [ValueChange],
  from start: Int64,
  length: Int64,
  count: Int
) -> [Double] {
  guard let first = changes.first else { return [] }
  var quantity = TimeAverage(value: first.value, at: first.tick)
  var next = 1
  var averages: [Double] = []
  var reading: Int128 = 0
  for window in 0...count {
    let boundary = start + Int64(window) * length
    while next < changes.count, changes[next].tick <= boundary {
      quantity.set(changes[next].value, at: changes[next].tick)
      next += 1
    }
    if window > 0,
      let mean = quantity.mean(since: reading, at: boundary - length, until: boundary)
    {
      averages.append(mean)
    }
    reading = quantity.integral(until: boundary)
  }
  return averages
}
