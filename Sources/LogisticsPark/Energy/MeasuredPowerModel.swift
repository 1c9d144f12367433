/// Electrical power of a multirotor by phase of flight, from a regression on measured flights.
///
/// `P = b1 * m^1.5 / sqrt(rho) + b0`, with m the take-off mass. Rodrigues et al. 2022, "Drone
/// flight data reveal energy and greenhouse gas emissions savings for very small package
/// delivery", Patterns 3:100569, fitted on 188 flights of a DJI Matrice 100 with payloads of 0 to
/// 0.5 kg at 4 to 12 m/s, within which cruise power is nearly independent of speed. Wind and
/// payloads beyond that range are outside its scope.
package struct MeasuredPowerModel: Hashable, Sendable, BitwiseCopyable {
  /// Coefficients of one phase of flight.
  package struct Phase: Hashable, Sendable, BitwiseCopyable {
    /// Induced term [W sqrt(kg/m^3) / kg^1.5].
    package var b1: Double
    /// Constant term [W].
    package var b0: Double

    /// Makes the coefficients of one phase.
    package init(b1: Double, b0: Double) {
      self.b1 = b1
      self.b0 = b0
    }
  }

  /// Climb at about 2.5 m/s.
  package var climb: Phase
  /// Level flight at 4 to 12 m/s, and hover.
  package var cruise: Phase
  /// Descent at about 2 m/s.
  package var descent: Phase

  /// Makes a model from the coefficients of its three phases.
  package init(climb: Phase, cruise: Phase, descent: Phase) {
    self.climb = climb
    self.cruise = cruise
    self.descent = descent
  }

  /// The DJI Matrice 100 as Rodrigues and others measured it in 2022.
  package static let matrice100 = MeasuredPowerModel(
    climb: Phase(b1: 80.4, b0: 13.8),
    cruise: Phase(b1: 68.9, b0: 16.8),
    descent: Phase(b1: 71.5, b0: -24.3)
  )

  /// Power at the battery's terminals [W].
  ///
  /// - Parameters:
  ///   - phase: The phase's coefficients.
  ///   - mass: Airframe, battery and payload [kg].
  ///   - airDensity: Air density [kg/m^3], greater than 0.
  /// - Returns: The power [W].
  package func power(_ phase: Phase, mass: Double, airDensity: Double) -> Double {
    phase.b1 * mass * (mass / airDensity).squareRoot() + phase.b0
  }
}
