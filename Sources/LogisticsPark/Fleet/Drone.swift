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
  /// Group of drones of its fleet on its pad, by position among the groups.
  package let group: Int
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

extension Drone {
  /// A drone as a checkpoint keeps it: all that changes.
  package struct State: Hashable, Codable, Sendable {
    /// What it is doing.
    package var state: DroneState
    /// Since when.
    package var since: SimulationTime
    /// Its battery.
    package var battery: Battery
    /// The order it carries or has just delivered.
    package var order: OrderReference?
    /// The mission it is on.
    package var mission: Mission?
    /// The phase of its mission since lift-off.
    package var phase: Mission.Phase?
    /// Record of its flight since lift-off.
    package var flight: FlightRecord?
    /// Record of its stay at the bays.
    package var session: ChargeSessionRecord?
  }

  /// What a checkpoint keeps of the drone.
  var savedState: State {
    State(
      state: state,
      since: stateSince,
      battery: battery,
      order: order,
      mission: mission,
      phase: phase,
      flight: flight,
      session: session
    )
  }

  /// Goes on from a checkpoint.
  mutating func restore(_ saved: State) {
    state = saved.state
    stateSince = saved.since
    battery = saved.battery
    order = saved.order
    mission = saved.mission
    phase = saved.phase
    flight = saved.flight
    session = saved.session
  }
}
