import DiscreteEvents

/// Power at a battery's terminals, and the larger one that its cells give up [W].
struct DischargePower: Hashable, Sendable, BitwiseCopyable {
  let delivered: Double
  let drain: Double

  /// The powers in a phase of a mission.
  init(
    in phase: Mission.Phase,
    of mission: Mission,
    _ type: DroneType,
    _ conditions: FlightConditions
  ) {
    delivered = mission.power(in: phase, with: type, in: conditions)
    drain = type.battery.drain(for: delivered)
  }
}

/// The flights of a type of drone under the conditions of a run, with what is alike for all of them worked out once.
///
/// It gives the same numbers as ``Mission`` does, to the bit: what the reserve policy foresees is what is then flown.
struct FlightOfType: Sendable, BitwiseCopyable {
  private let type: DroneType
  private let conditions: FlightConditions
  /// Powers without payload.
  private let climb, cruise, descent: DischargePower
  /// Times of the phases that are no cruise.
  private let climbTime, descentTime, handOverTime: SimulationTime
  /// The same [s].
  private let climbSeconds, descentSeconds, handOverSeconds: Double

  init(_ type: DroneType, _ conditions: FlightConditions) {
    self.type = type
    self.conditions = conditions
    let mission = Mission(distance: 0, payload: 0)
    let powers = { DischargePower(in: $0, of: mission, type, conditions) }
    (climb, cruise, descent) = (powers(.climbBack), powers(.cruiseBack), powers(.land))
    climbTime = mission.duration(of: .climbBack, with: type, in: conditions)
    descentTime = mission.duration(of: .land, with: type, in: conditions)
    handOverTime = mission.duration(of: .deliver, with: type, in: conditions)
    climbSeconds = climbTime.inSeconds
    descentSeconds = descentTime.inSeconds
    handOverSeconds = handOverTime.inSeconds
  }

  /// Powers in a phase of a mission.
  func powers(in phase: Mission.Phase, of mission: Mission) -> DischargePower {
    switch phase {
    case .climbBack: climb
    case .cruiseBack: cruise
    case .land: descent
    case .climbOut, .cruiseOut, .descendOut, .deliver: loaded(phase, mission)
    }
  }

  private func loaded(_ phase: Mission.Phase, _ mission: Mission) -> DischargePower {
    DischargePower(in: phase, of: mission, type, conditions)
  }

  /// Time that a phase of a mission takes.
  func duration(of phase: Mission.Phase, of mission: Mission) -> SimulationTime {
    switch phase {
    case .climbOut, .climbBack: climbTime
    case .descendOut, .land: descentTime
    case .cruiseOut, .cruiseBack: type.legTime(mission.distance(in: phase))
    case .deliver: handOverTime
    }
  }

  /// Energy that a whole mission takes out of the battery [J].
  func drain(of mission: Mission) -> Double {
    drain(of: mission, drains(withPayloadOf: mission))
  }

  /// Powers out of the battery with a payload [W], which do not depend on the way.
  func drains(withPayloadOf mission: Mission) -> (climb: Double, cruise: Double, descent: Double) {
    (
      loaded(.climbOut, mission).drain, loaded(.cruiseOut, mission).drain,
      loaded(.descendOut, mission).drain
    )
  }

  /// Energy that a whole mission takes out of the battery [J], by the powers with its payload.
  func drain(
    of mission: Mission,
    _ loaded: (climb: Double, cruise: Double, descent: Double)
  ) -> Double {
    let out = type.legTime(mission.distance).inSeconds
    let back =
      mission.wayBack == mission.distance ? out : type.legTime(mission.wayBack).inSeconds
    // Summed in the order of the phases, as a sum in another order has other last bits.
    var energy = loaded.climb * climbSeconds
    energy += loaded.cruise * out
    energy += loaded.descent * descentSeconds
    energy += loaded.cruise * handOverSeconds
    energy += climb.drain * climbSeconds
    energy += cruise.drain * back
    energy += descent.drain * descentSeconds
    return energy
  }
}
