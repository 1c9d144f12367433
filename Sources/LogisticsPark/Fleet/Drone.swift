package import DiscreteEvents

/// A drone: what it is doing, its battery, and the mission or charge session it is in.
package struct Drone: Sendable {
  /// Where it stands in the fleet.
  package let id: DroneID
  /// Name in results, such as `m100-03`.
  package let name: String
  /// Fleet and number, such as `m100/3`: what its streams of chance are named by, whatever the
  /// size of the fleet.
  package let key: String
  /// Type, by position among the types.
  package let type: Int
  /// Its pad.
  package let position: Position
  /// What it is doing.
  package internal(set) var state: DroneState
  /// Since when.
  package internal(set) var stateSince: SimulationTime
  /// Its battery.
  package internal(set) var battery: Battery
  /// The order it carries or has just delivered.
  package internal(set) var order: OrderReference?
  /// The mission it is on.
  package internal(set) var mission: Mission?
  /// The phase of its mission since lift-off.
  package internal(set) var phase: Mission.Phase?
  /// Record of its flight since lift-off.
  package internal(set) var flight: FlightRecord?
  /// Record of its stay at the bays, the wait included.
  package internal(set) var session: ChargeSessionRecord?
}
