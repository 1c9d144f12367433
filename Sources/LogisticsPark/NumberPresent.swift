package import DiscreteEvents

/// How many are present somewhere: orders in a stage, people at work, drones at bays.
///
/// Keeps the integral of the whole run, which must equal the sum of presence times, and beside it
/// where the warm-up ended, from which the statistics count. The integral is kept in whole
/// number-ticks of 128 bits, so it is exact and can not overflow in practice.
package struct NumberPresent: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Integral up to the last change [number * ticks].
  var integral: Int128 = 0
  /// Integral up to the end of the warm-up [number * ticks].
  var integralAtOpening: Int128 = 0
  /// Number present now.
  package internal(set) var value: Int
  /// Largest number that had lasted by the last change.
  var largest = 0
  /// Instant of the last change, or of the mark after it [ticks].
  var since: Int64
  /// Instant from which statistics count [ticks].
  var opening: Int64

  /// Starts with a number at an instant.
  package init(_ value: Int = 0, at time: SimulationTime) {
    self.value = value
    since = time.ticks
    opening = time.ticks
  }

  /// Sets the number.
  package mutating func set(_ value: Int, at time: SimulationTime) {
    passTime(until: time)
    self.value = value
  }

  /// Changes the number by a difference.
  package mutating func add(_ difference: Int, at time: SimulationTime) {
    set(value + difference, at: time)
  }

  /// The warm-up ends: statistics count from here.
  package mutating func mark(at time: SimulationTime) {
    passTime(until: time)
    integralAtOpening = integral
    opening = time.ticks
    largest = 0
  }

  /// Largest number that has lasted for some time since the end of the warm-up.
  ///
  /// Who comes and goes at one instant, such as an order that is served at once, was never present for
  /// any time; it is in no integral either.
  package func maximum(until time: SimulationTime) -> Int {
    time.ticks > since ? max(largest, value) : largest
  }

  /// Integral over the whole run [number * ticks].
  package func integral(until time: SimulationTime) -> Int128 {
    precondition(time.ticks >= since, "\(time) is before the last change at \(since) ticks")
    return integral + Int128(value) * Int128(time.ticks - since)
  }

  /// Integral since the end of the warm-up [number * ticks].
  package func countedIntegral(until time: SimulationTime) -> Int128 {
    integral(until: time) - integralAtOpening
  }

  /// Mean since the end of the warm-up; nil if no time has passed since.
  package func mean(until time: SimulationTime) -> Double? {
    let counted = countedIntegral(until: time)
    return time.ticks > opening ? Double(counted) / Double(time.ticks - opening) : nil
  }

  private mutating func passTime(until time: SimulationTime) {
    precondition(time.ticks >= since, "\(time) is before the last change at \(since) ticks")
    guard time.ticks > since else { return }
    integral += Int128(value) * Int128(time.ticks - since)
    largest = max(largest, value)
    since = time.ticks
  }
}

extension NumberPresent {
  /// Whether a number from anywhere has a past that can be.
  ///
  /// - Parameters:
  ///   - now: The instant at which the run stands.
  ///   - opening: The instant from which its statistics count.
  /// - Returns: False if nothing may be asked of it.
  func isSound(at now: SimulationTime, opening: SimulationTime) -> Bool {
    // No number of a park is larger: a stage has at most 10^7 people, and a run 10^8 orders. The
    // largest counts what has lasted, so it may be less than what is there just now.
    let most = 1 << 40
    return (0...most).contains(value) && (0...most).contains(largest)
      && self.opening == opening.ticks && (opening.ticks...now.ticks).contains(since)
      && (0...Int128(most) * Int128(since)).contains(integral)
      && (0...integral).contains(integralAtOpening)
  }
}
