package import DiscreteEvents
import ElementaryFunctions

/// How the stored energy grows during a charge session.
///
/// Two stages: constant power up to a knee, then power falling in proportion to what is missing
/// from full (acnportal's `Linear2StageBattery`). Below the knee `E = E0 + P t`; above it
/// `C - E = (C - Ek) exp(-P t / (C - Ek))`, with C the capacity and Ek the energy at the knee.
/// With the knee at 1 or above the power is constant throughout.
package struct ChargeCurve: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Power into the battery below the knee [W].
  package let power: Double
  /// Energy of the full battery [J].
  package let capacity: Double
  /// Energy at which the power begins to fall [J].
  package let knee: Double

  /// Makes a curve.
  ///
  /// - Parameters:
  ///   - power: Power into the battery below the knee [W], greater than 0.
  ///   - capacity: Energy of the full battery [J], greater than 0.
  ///   - kneeStateOfCharge: State of charge at the knee, 0 to 1.
  package init(power: Double, capacity: Double, kneeStateOfCharge: Double) {
    precondition(power > 0 && capacity > 0, "power and capacity must be positive")
    self.power = power
    self.capacity = capacity
    knee = capacity * kneeStateOfCharge
  }

  /// Energy stored after a time on the charger [J].
  ///
  /// - Parameters:
  ///   - start: Energy stored at the start [J].
  ///   - seconds: Time since the start [s], at least 0.
  /// - Returns: Energy stored [J], below the capacity if it began there and the knee is below 1.
  package func stored(from start: Double, after seconds: Double) -> Double {
    guard knee < capacity else { return start + power * seconds }
    let steady = max(0, (knee - start) / power)
    if seconds <= steady { return start + power * seconds }
    let reached = max(start, knee)
    let fall = Elementary.exp(-(seconds - steady) * power / (capacity - knee))
    return capacity - (capacity - reached) * fall
  }

  /// Energy that goes in during a time on the charger [J].
  ///
  /// Each stage's own integral, not a difference of stored energies: the energy book is checked
  /// against it.
  ///
  /// - Parameters:
  ///   - start: Energy stored at the start [J].
  ///   - seconds: Time since the start [s], at least 0.
  /// - Returns: The energy [J].
  package func energyAdded(to start: Double, after seconds: Double) -> Double {
    guard knee < capacity else { return power * seconds }
    let steady = max(0, (knee - start) / power)
    if seconds <= steady { return power * seconds }
    let missing = capacity - max(start, knee)
    let share = -Elementary.expm1(-(seconds - steady) * power / (capacity - knee))
    return power * steady + missing * share
  }

  /// Power into the battery at a stored energy [W].
  package func power(atStored stored: Double) -> Double {
    guard knee < capacity, stored > knee else { return power }
    return power * (capacity - stored) / (capacity - knee)
  }

  /// First tick at or after which a target is stored, counted from the start of the session.
  ///
  /// The closed form gives the instant to within rounding; the tick is then settled by
  /// comparing stored energies, so that the state there is computed and never assigned.
  ///
  /// - Parameters:
  ///   - target: Energy to reach [J], below the capacity if the knee is.
  ///   - start: Energy stored at the start [J].
  /// - Returns: The time to charge, at least zero.
  package func time(toReach target: Double, from start: Double) -> SimulationTime {
    guard target > start else { return .zero }
    precondition(
      target < capacity || knee >= capacity,
      "a target of \(target) J is never reached with a capacity of \(capacity) J"
    )
    var ticks = max(0, SimulationTime.seconds(seconds(toReach: target, from: start)).ticks - 2)
    while stored(from: start, after: SimulationTime(ticks: ticks).inSeconds) < target { ticks += 1 }
    return SimulationTime(ticks: ticks)
  }

  private func seconds(toReach target: Double, from start: Double) -> Double {
    let steady = max(0, (min(target, knee) - start) / power)
    guard target > knee, knee < capacity else { return steady }
    let reached = max(start, knee)
    let fall = Elementary.log((capacity - reached) / (capacity - target))
    return steady + (capacity - knee) / power * fall
  }
}
