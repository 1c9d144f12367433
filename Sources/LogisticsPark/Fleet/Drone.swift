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
package struct Drone: Hashable, Codable, Sendable {
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
