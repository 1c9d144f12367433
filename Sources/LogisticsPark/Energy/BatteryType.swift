package import DiscreteEvents

/// What a battery can hold and how it behaves.
package struct BatteryType: Hashable, Sendable, BitwiseCopyable {
  /// Energy that the full battery holds [J].
  package var capacity: Double
  /// Open-circuit voltage, taken as constant [V].
  package var voltage: Double
  /// Internal resistance [Ohm], at least 0.
  package var resistance: Double
  /// Steady rise of its temperature for each watt of its own losses [K/W].
  package var thermalResistance: Double
  /// Time constant of its temperature.
  package var thermalTimeConstant: SimulationTime

  /// Makes a battery type.
  package init(
    capacity: Double,
    voltage: Double,
    resistance: Double,
    thermalResistance: Double,
    thermalTimeConstant: SimulationTime
  ) {
    self.capacity = capacity
    self.voltage = voltage
    self.resistance = resistance
    self.thermalResistance = thermalResistance
    self.thermalTimeConstant = thermalTimeConstant
  }

  /// Power that the cells give up to deliver a power at the terminals [W].
  ///
  /// With constant open-circuit voltage V and resistance R, the current I solves
  /// `(V - R I) I = P`; the cells give up `V I`, of which `R I^2` is lost.
  ///
  /// - Parameter delivered: Power at the terminals [W], at least 0 and at most `maximumPower`.
  /// - Returns: Power drawn from the stored energy [W], at least `delivered`.
  package func drain(for delivered: Double) -> Double {
    precondition(
      delivered >= 0 && delivered <= maximumPower,
      "power must be 0 to \(maximumPower) W, got \(delivered) W"
    )
    // 2 P V / (V + sqrt(V^2 - 4 R P)): the stable form of the smaller root, also for R = 0.
    let root = (voltage * voltage - 4 * resistance * delivered).squareRoot()
    return 2 * delivered * voltage / (voltage + root)
  }

  /// Largest power that the terminals can deliver [W]; infinite without resistance.
  package var maximumPower: Double {
    resistance > 0 ? voltage * voltage / (4 * resistance) : .infinity
  }
}
