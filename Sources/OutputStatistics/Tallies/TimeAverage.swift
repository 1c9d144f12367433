/// Time average of a quantity that is constant between changes, such as a queue length.
///
/// The integral over time is kept in whole value-ticks of 128 bits, so it is exact, can not overflow
/// in practice, and does not depend on how many changes led to it. Reading changes nothing.
public struct TimeAverage: Sendable, Hashable, Codable {
  /// The value since the last change.
  public private(set) var value: Int
  /// The largest value since the start or the last mark.
  public private(set) var maximum: Int
  /// Where the measured period begins [ticks].
  public private(set) var start: Int64
  private var lastChange: Int64
  private var integralToLastChange: Int128 = 0

  /// Starts measuring.
  ///
  /// - Parameters:
  ///   - value: The value from now on.
  ///   - tick: The present time [ticks].
  public init(value: Int, at tick: Int64) {
    self.value = value
    maximum = value
    start = tick
    lastChange = tick
  }

  /// Goes on from a reading of another average.
  ///
  /// - Parameters:
  ///   - value: The value from now on.
  ///   - start: Where its measured period began [ticks].
  ///   - integral: Its integral up to now [value x ticks].
  ///   - tick: The present time [ticks], not before the start.
  package init(value: Int, since start: Int64, integral: Int128, at tick: Int64) {
    precondition(start <= tick, "tick \(tick) is before the start at \(start)")
    self.init(value: value, at: tick)
    self.start = start
    integralToLastChange = integral
  }

  /// Changes the value; several changes at one tick are allowed.
  ///
  /// - Parameters:
  ///   - value: The value from now on.
  ///   - tick: The present time [ticks], not before the last change.
  public mutating func set(_ value: Int, at tick: Int64) {
    integralToLastChange = integral(until: tick)
    lastChange = tick
    self.value = value
    maximum = max(maximum, value)
  }

  /// Changes the value by a difference.
  ///
  /// - Parameters:
  ///   - delta: What is added to the value.
  ///   - tick: The present time [ticks], not before the last change.
  public mutating func add(_ delta: Int, at tick: Int64) {
    set(value + delta, at: tick)
  }

  /// Forgets what was, keeping the value: the measured period begins here, as after a warm-up.
  ///
  /// - Parameter tick: The present time [ticks], not before the last change.
  public mutating func mark(at tick: Int64) {
    precondition(tick >= lastChange, "mark at \(tick) is before the last change at \(lastChange)")
    self = TimeAverage(value: value, at: tick)
  }

  /// Integral of the value over the measured period [value x ticks].
  ///
  /// - Parameter tick: End of the period [ticks], not before the last change.
  /// - Returns: The exact integral.
  public func integral(until tick: Int64) -> Int128 {
    precondition(tick >= lastChange, "tick \(tick) is before the last change at \(lastChange)")
    return integralToLastChange + Int128(value) * (Int128(tick) - Int128(lastChange))
  }

  /// Mean over the measured period.
  ///
  /// - Parameter tick: End of the period [ticks], not before the last change.
  /// - Returns: The mean value; nothing for a period without length.
  public func mean(until tick: Int64) -> Double? {
    let total = integral(until: tick)
    return tick > start ? Double(total) / Double(tick - start) : nil
  }

  /// Mean of a window whose start was read earlier as an integral of the same measured period.
  ///
  /// - Parameters:
  ///   - reading: What `integral(until:)` gave at the start of the window [value x ticks].
  ///   - opening: Start of the window [ticks].
  ///   - tick: End of the window [ticks], not before the last change.
  /// - Returns: The mean value; nothing for a window without length.
  public func mean(since reading: Int128, at opening: Int64, until tick: Int64) -> Double? {
    precondition(opening >= start, "the window opens at \(opening), before the start at \(start)")
    let difference = integral(until: tick) - reading
    return tick > opening ? Double(difference) / Double(tick - opening) : nil
  }
}
