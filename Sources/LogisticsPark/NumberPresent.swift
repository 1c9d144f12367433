package import DiscreteEvents
import OutputStatistics

/// How many are present somewhere: orders in a stage, people at work, drones at bays.
///
/// Keeps the integral of the whole run, which must equal the sum of presence times, and beside it
/// where the warm-up ended, from which the statistics count.
package struct NumberPresent: Hashable, Sendable {
  private var number: TimeAverage
  private var opening: Int64
  private var integralAtOpening: Int128 = 0
  /// Instant of the last change, or of the mark after it [ticks].
  private var since: Int64
  /// Largest number that had lasted by then.
  private var largest = 0

  /// Number present now.
  package var value: Int { number.value }

  /// Starts with a number at an instant.
  package init(_ value: Int = 0, at time: SimulationTime) {
    number = TimeAverage(value: value, at: time.ticks)
    opening = time.ticks
    since = time.ticks
  }

  /// Sets the number.
  package mutating func set(_ value: Int, at time: SimulationTime) {
    if time.ticks > since {
      largest = max(largest, number.value)
      since = time.ticks
    }
    number.set(value, at: time.ticks)
  }

  /// Changes the number by a difference.
  package mutating func add(_ difference: Int, at time: SimulationTime) {
    set(value + difference, at: time)
  }

  /// The warm-up ends: statistics count from here.
  package mutating func mark(at time: SimulationTime) {
    integralAtOpening = number.integral(until: time.ticks)
    opening = time.ticks
    since = time.ticks
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
    number.integral(until: time.ticks)
  }

  /// Integral since the end of the warm-up [number * ticks].
  package func countedIntegral(until time: SimulationTime) -> Int128 {
    number.integral(until: time.ticks) - integralAtOpening
  }

  /// Mean since the end of the warm-up; nil if no time has passed since.
  package func mean(until time: SimulationTime) -> Double? {
    number.mean(since: integralAtOpening, at: opening, until: time.ticks)
  }
}

extension NumberPresent {
  /// A number as a checkpoint keeps it, read at the instant of the checkpoint.
  package struct State: Hashable, Codable, Sendable {
    /// Number present.
    package var value: Int
    /// Largest number that has lasted since the end of the warm-up.
    package var maximum: Int
    /// Instant from which statistics count [ticks].
    package var opening: Int64
    /// Integral over the run [number * ticks].
    package var integral: Int128
    /// Integral up to the end of the warm-up [number * ticks].
    package var integralAtOpening: Int128
  }

  /// What a checkpoint keeps of the number.
  package func state(at time: SimulationTime) -> State {
    State(
      value: value,
      maximum: maximum(until: time),
      opening: opening,
      integral: integral(until: time),
      integralAtOpening: integralAtOpening
    )
  }

  /// Goes on from a checkpoint at its instant.
  package init(_ state: State, at time: SimulationTime) {
    number = TimeAverage(
      value: state.value,
      since: SimulationTime.zero.ticks,
      integral: state.integral,
      at: time.ticks
    )
    opening = state.opening
    integralAtOpening = state.integralAtOpening
    since = time.ticks
    largest = state.maximum
  }
}
