package import DiscreteEvents
import ElementaryFunctions

/// A battery: stored energy and temperature at the last change of regime, and the regime since.
///
/// Everything is a pure function of that change and the time: asking for a value changes
/// nothing. Only `begin` moves the base, by the time that really passed.
package struct Battery: Hashable, Codable, Sendable, BitwiseCopyable {
  /// What happens to the stored energy between two changes.
  package enum Regime: Hashable, Codable, Sendable, BitwiseCopyable {
    /// Nothing flows.
    case rest
    /// Constant power at the terminals, and the larger power that the cells give up [W].
    case discharge(delivered: Double, drain: Double)
    /// Charging along a curve.
    case charge(ChargeCurve)
  }

  /// Energy stored at the last change of regime [J].
  package private(set) var base: Double
  /// Temperature at the last change of regime [degrees Celsius].
  package private(set) var baseTemperature: Double
  /// Instant of the last change of regime.
  package private(set) var since: SimulationTime
  /// Regime since then.
  package private(set) var regime: Regime
  /// Temperature that it approaches in this regime [degrees Celsius].
  package private(set) var steadyTemperature: Double
  /// Time constant of the temperature [s].
  let thermalSeconds: Double

  /// Makes a resting battery at the temperature of its surroundings.
  ///
  /// - Parameters:
  ///   - type: The battery's type.
  ///   - stored: Energy stored [J], 0 to the type's capacity.
  ///   - temperature: Temperature of battery and surroundings [degrees Celsius].
  ///   - time: The instant.
  package init(type: BatteryType, stored: Double, temperature: Double, at time: SimulationTime) {
    precondition(
      stored >= 0 && stored <= type.capacity,
      "stored energy must be 0 to \(type.capacity) J, got \(stored) J"
    )
    base = stored
    baseTemperature = temperature
    since = time
    regime = .rest
    steadyTemperature = temperature
    thermalSeconds = type.thermalTimeConstant.inSeconds
  }

  /// Energy [J] that has gone into it since its session began, from the curve itself; 0 unless it is charged.
  package func energyAdded(until time: SimulationTime) -> Double {
    guard case .charge(let curve) = regime else { return 0 }
    return curve.energyAdded(to: base, after: (time - since).inSeconds)
  }

  /// Energy stored [J] at an instant not before the last change of regime.
  package func stored(at time: SimulationTime) -> Double {
    let seconds = (time - since).inSeconds
    switch regime {
    case .rest: return base
    case .discharge(_, let drain): return base - drain * seconds
    case .charge(let curve): return curve.stored(from: base, after: seconds)
    }
  }

  /// Temperature [degrees Celsius] at an instant not before the last change of regime.
  ///
  /// First-order lag towards the regime's steady temperature.
  package func temperature(at time: SimulationTime) -> Double {
    let difference = baseTemperature - steadyTemperature
    guard difference != 0 else { return steadyTemperature }
    let decay = Elementary.exp(-(time - since).inSeconds / thermalSeconds)
    return steadyTemperature + difference * decay
  }

  /// Begins a new regime: the base moves to this instant.
  ///
  /// - Parameters:
  ///   - next: The regime from now on.
  ///   - steadyTemperature: Temperature that the battery approaches in it [degrees Celsius].
  ///   - time: The instant, not before the last change.
  package mutating func begin(
    _ next: Regime,
    steadyTemperature: Double,
    at time: SimulationTime
  ) {
    baseTemperature = temperature(at: time)
    self.steadyTemperature = steadyTemperature
    begin(next, at: time)
  }

  /// Begins a new regime of a battery whose temperature nobody asks for: it stays what it is.
  ///
  /// - Parameters:
  ///   - next: The regime from now on.
  ///   - time: The instant, not before the last change.
  package mutating func begin(_ next: Regime, at time: SimulationTime) {
    base = stored(at: time)
    since = time
    regime = next
  }
}
