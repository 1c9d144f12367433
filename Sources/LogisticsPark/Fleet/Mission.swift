package import DiscreteEvents

/// The flight to one customer and back: its phases, their times and powers.
///
/// Times and powers follow from four numbers, so what the reserve policy foresees is what the
/// drone then flies, to the tick.
package struct Mission: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Phases in the order in which they are flown.
  package enum Phase: UInt8, CaseIterable, Codable, Sendable, BitwiseCopyable {
    case climbOut
    case cruiseOut
    case descendOut
    case deliver
    case climbBack
    case cruiseBack
    case land

    /// The phase after this one, or nil after landing.
    package var next: Phase? { Phase(rawValue: rawValue + 1) }

    /// State of a drone in this phase.
    package var state: DroneState {
      switch self {
      case .climbOut: .climbingOut
      case .cruiseOut: .cruisingOut
      case .descendOut: .descendingOut
      case .deliver: .delivering
      case .climbBack: .climbingBack
      case .cruiseBack: .cruisingBack
      case .land: .landing
      }
    }

    /// Whether the payload is on board.
    package var isLoaded: Bool { rawValue <= Phase.deliver.rawValue }
  }

  /// Straight-line distance from pad to customer [m].
  package let distance: Double
  /// Payload on the way out [kg].
  package let payload: Double
  /// Straight-line distance from the customer to the pad where it lands [m]: until it turns back, that of the way
  /// out.
  package internal(set) var wayBack: Double

  /// Makes a mission.
  package init(distance: Double, payload: Double) {
    self.distance = distance
    self.payload = payload
    wayBack = distance
  }

  /// Horizontal distance that a phase covers [m].
  package func distance(in phase: Phase) -> Double {
    switch phase {
    case .cruiseOut: distance
    case .cruiseBack: wayBack
    default: 0
    }
  }

  /// Time that a phase takes.
  package func duration(
    of phase: Phase,
    with type: DroneType,
    in conditions: FlightConditions
  ) -> SimulationTime {
    switch phase {
    case .climbOut, .climbBack: .seconds(conditions.cruiseHeight / type.climbSpeed)
    case .cruiseOut, .cruiseBack: type.legTime(distance(in: phase))
    case .descendOut, .land: .seconds(conditions.cruiseHeight / type.descentSpeed)
    case .deliver: conditions.handOverTime
    }
  }

  /// Power at the battery's terminals in a phase [W].
  ///
  /// The hand-over is a hover, and hover power is cruise power: the measured cruise power does
  /// not depend on speed.
  package func power(
    in phase: Phase,
    with type: DroneType,
    in conditions: FlightConditions
  ) -> Double {
    let coefficients =
      switch phase {
      case .climbOut, .climbBack: type.power.climb
      case .cruiseOut, .cruiseBack, .deliver: type.power.cruise
      case .descendOut, .land: type.power.descent
      }
    let mass = type.emptyMass + (phase.isLoaded ? payload : 0)
    return type.power.power(coefficients, mass: mass, airDensity: conditions.airDensity)
  }

  /// Energy that the whole mission takes out of the battery [J].
  package func drain(with type: DroneType, in conditions: FlightConditions) -> Double {
    FlightOfType(type, conditions).drain(of: self)
  }

  /// Time from lift-off to landing.
  package func duration(with type: DroneType, in conditions: FlightConditions) -> SimulationTime {
    Phase.allCases.reduce(.zero) { $0 + duration(of: $1, with: type, in: conditions) }
  }
}

/// What holds for every flight of a run.
package struct FlightConditions: Hashable, Sendable, BitwiseCopyable {
  /// Height of level flight above pad and customer [m].
  package var cruiseHeight: Double
  /// Air density [kg/m^3].
  package var airDensity: Double
  /// Time from arrival above the customer's ground to departure.
  package var handOverTime: SimulationTime
  /// Time on the pad to load and check a drone before lift-off.
  package var loadingTime: SimulationTime
  /// Temperature of the air [degrees Celsius].
  package var airTemperature: Double

  /// Makes the conditions.
  package init(
    cruiseHeight: Double,
    airDensity: Double,
    handOverTime: SimulationTime,
    loadingTime: SimulationTime,
    airTemperature: Double
  ) {
    self.cruiseHeight = cruiseHeight
    self.airDensity = airDensity
    self.handOverTime = handOverTime
    self.loadingTime = loadingTime
    self.airTemperature = airTemperature
  }
}
