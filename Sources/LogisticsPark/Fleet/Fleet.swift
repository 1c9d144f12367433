package import DiscreteEvents

/// All drones, which of them are free, and how long each has been in each state.
package struct Fleet: Codable, Sendable {
  /// The drones, by position.
  package internal(set) var drones: [Drone]
  /// Drones that are free for orders, the longest free first.
  package internal(set) var available: [DroneID] = []
  /// Streams of the times away, by position; nil for drones that deliver.
  var patrolStreams: [RandomStream?]
  /// Flights begun so far.
  package internal(set) var flightCount = 0
  /// Ticks in each state, drone by drone, up to its last change.
  var ticks: [Int64]
  /// The same at the end of the warm-up.
  var ticksAtMark: [Int64]
  /// Instant at which statistics began.
  package internal(set) var markedAt: SimulationTime

  /// Makes the drones of a plan, each on its pad.
  package init(_ plan: FleetPlan, streams: inout StreamDirectory, at time: SimulationTime) {
    drones = plan.drones.indices.map { plan.start(of: DroneID($0), at: time) }
    patrolStreams = []
    for drone in plan.drones {
      patrolStreams.append(
        drone.delivers ? nil : streams.stream("fleet.patrol", entity: drone.key)
      )
    }
    ticks = Array(repeating: 0, count: drones.count * DroneState.allCases.count)
    ticksAtMark = ticks
    markedAt = time
  }

  /// A drone.
  package internal(set) subscript(drone: DroneID) -> Drone {
    @inline(__always) get { drones[Int(drone.index)] }
    // Inlined, or each change would allocate room for the coroutine.
    @inline(__always) _modify { yield &drones[Int(drone.index)] }
  }

  /// Moves a drone to another state and books the time in the last one.
  package mutating func setState(_ state: DroneState, of drone: DroneID, at time: SimulationTime) {
    let stay = self[drone].change(to: state, at: time)
    ticks[Self.row(of: drone) + Int(stay.state.rawValue)] += stay.ticks
  }

  /// A drone begins a phase of its mission.
  mutating func begin(
    _ phase: Mission.Phase,
    _ regime: Battery.Regime,
    of drone: DroneID,
    at time: SimulationTime
  ) {
    let stay = self[drone].begin(phase, regime, at: time)
    ticks[Self.row(of: drone) + Int(stay.state.rawValue)] += stay.ticks
  }

  /// A drone as a policy would see it, with the energy of its last change of regime.
  func asAvailable(_ drone: DroneID, _ plan: FleetPlan) -> AvailableDrone {
    let group = self[drone].group
    return AvailableDrone(
      id: drone,
      type: plan[drone].type,
      position: plan.rules.groups[group].position,
      group: group,
      stored: self[drone].battery.base
    )
  }

  /// What is known of the drones that are free.
  func free(_ plan: FleetPlan) -> FreeDrones {
    var free = FreeDrones(
      drones.indices.map { asAvailable(DroneID($0), plan) },
      groups: plan.rules.groups.count
    )
    for drone in available { free.add(asAvailable(drone, plan)) }
    return free
  }

  /// Starts the statistics anew at the end of the warm-up.
  package mutating func markStatistics(at time: SimulationTime) {
    for drone in drones.indices.map(DroneID.init) {
      setState(self[drone].state, of: drone, at: time)
    }
    ticksAtMark = ticks
    markedAt = time
  }

  /// Ticks that a drone has spent in each state since the start of the run.
  package func ticksInState(of drone: DroneID, until time: SimulationTime) -> [Int64] {
    let row = Self.row(of: drone)
    var result = Array(ticks[row..<row + DroneState.allCases.count])
    result[Int(self[drone].state.rawValue)] += (time - self[drone].stateSince).ticks
    return result
  }

  /// Ticks that all drones that deliver, or those of one fleet, have spent in each state since statistics began.
  package func countedTicks(
    _ plan: FleetPlan,
    of fleet: Int? = nil,
    until time: SimulationTime
  ) -> [Int128] {
    var result = Array(repeating: Int128(0), count: DroneState.allCases.count)
    for drone in drones.indices.map(DroneID.init)
    where plan[drone].delivers && fleet ?? plan[drone].type == plan[drone].type {
      let row = Self.row(of: drone)
      for (state, total) in ticksInState(of: drone, until: time).enumerated() {
        result[state] += Int128(total - ticksAtMark[row + state])
      }
    }
    return result
  }

  private static func row(of drone: DroneID) -> Int {
    Int(drone.index) * DroneState.allCases.count
  }
}
