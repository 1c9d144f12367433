package import DiscreteEvents

/// What the scenario has fixed of a drone.
package struct DronePlan: Hashable, Sendable {
  /// Name in results, such as `m100-03`.
  package let name: String
  /// Fleet and number, such as `m100/3`: what its streams of chance are named by, whatever the
  /// size of the fleet.
  package let key: String
  /// Type, by position among the types.
  package let type: Int
  /// Group of drones of its fleet on its pad at the start, by position among the groups.
  package let group: Int
  /// Mean time away [s] of a drone that patrols; nil for one that delivers.
  package let patrolMean: Double?
  /// Energy in its battery at the start [J].
  package let storedAtStart: Double
  /// When it charges, where a station does.
  package let recharge: RechargeRule

  /// Whether it delivers orders, and is not on patrol.
  package var delivers: Bool { patrolMean == nil }
}

/// A drone: what it is doing, its battery, and the mission or charge session it is in.
package struct Drone: Hashable, Codable, Sendable, BitwiseCopyable {
  /// What it is doing.
  package internal(set) var state: DroneState
  /// Since when.
  package internal(set) var stateSince: SimulationTime
  /// Its battery.
  package internal(set) var battery: Battery
  /// Group of drones of its fleet on its pad, by position among the groups.
  package internal(set) var group: Int
  /// The order it carries or has just delivered.
  package internal(set) var order: OrderReference?
  /// The mission it is on.
  package internal(set) var mission: Mission?
  /// The phase of its mission since lift-off.
  package internal(set) var phase: Mission.Phase?
  /// Record of its flight since lift-off.
  package internal(set) var flight: FlightRecord?
  /// Its claim to a bay, or its last one.
  package internal(set) var claim = Claim.none
  /// Record of its stay at the bays, the wait included.
  package internal(set) var session: ChargeSessionRecord?
  /// Its stay on a pad that has room for some drones only, the wait included.
  package internal(set) var padStay: PlaceStay?
  /// Its stay at a dock, the wait included.
  package internal(set) var dockStay: PlaceStay?
  /// The instant at which it holds no longer.
  var holding = EventHandle.none
}

// What changes a drone in one go, as each look at it among all drones costs more than the change.
extension Drone {
  /// Moves to another state.
  ///
  /// - Returns: The last state, and the ticks in it.
  mutating func change(
    to next: DroneState,
    at time: SimulationTime
  ) -> (state: DroneState, ticks: Int64) {
    let stay = (state, (time - stateSince).ticks)
    state = next
    stateSince = time
    return stay
  }

  /// Begins a phase of its mission.
  ///
  /// - Returns: The last state, and the ticks in it.
  mutating func begin(
    _ phase: Mission.Phase,
    _ regime: Battery.Regime,
    at time: SimulationTime
  ) -> (state: DroneState, ticks: Int64) {
    battery.begin(regime, at: time)
    self.phase = phase
    return change(to: phase.state, at: time)
  }

  /// Books the energy since the last change of regime, and a distance [m], to its flight, and what the end of a
  /// phase says of it.
  ///
  /// - Returns: Whether it discharges, as who flies does.
  mutating func book(
    distance: Double,
    until time: SimulationTime,
    ending phase: Mission.Phase?
  ) -> Bool {
    guard let energy = dischargedEnergy(until: time) else { return false }
    flight?.add(energy, distance: distance)
    switch phase {
    case .descendOut: flight?.arrivedAt = time
    case .cruiseBack: flight?.returnedAt = time
    default: break
    }
    return true
  }

  /// Energy delivered and lost [J] since the last change of regime; nil unless it discharges.
  func dischargedEnergy(until time: SimulationTime) -> (delivered: Double, lost: Double)? {
    guard case .discharge(let delivered, let drain) = battery.regime else { return nil }
    let seconds = (time - battery.since).inSeconds
    return (delivered * seconds, (drain - delivered) * seconds)
  }
}

extension FlightRecord {
  /// Adds energy delivered and lost [J], and a distance [m].
  fileprivate mutating func add(_ energy: (delivered: Double, lost: Double), distance: Double) {
    delivered += energy.delivered
    resistiveLoss += energy.lost
    self.distance += distance
  }
}
