package import DiscreteEvents

/// All drones, what the free ones may do, and how long each has been in each state.
package struct Fleet: Sendable {
  /// What may be flown.
  package let rules: FlightRules
  /// The drones, by position.
  package internal(set) var drones: [Drone]
  /// Drones that are free for orders, the longest free first.
  package internal(set) var available: [AvailableDrone] = []
  /// Mean time away of the drones that patrol [s], by position; nil for those that deliver.
  package let patrolMeans: [Double?]
  /// Streams of the times away, by position.
  package internal(set) var patrolStreams: [RandomStream?]
  /// Energy in the battery of each drone at the start [J].
  package let storedAtStart: [Double]
  /// Flights begun so far.
  package internal(set) var flightCount = 0
  private var ticks: [Int64]
  private var ticksAtMark: [Int64]
  /// Instant at which statistics began.
  package private(set) var markedAt: SimulationTime

  /// Makes the fleets of a configuration, each drone on its pad.
  package init(
    _ configuration: ParkConfiguration,
    streams: inout StreamDirectory,
    at time: SimulationTime
  ) {
    var groups: [DroneGroup] = []
    var drones: [Drone] = []
    var means: [Double?] = []
    var patrols: [RandomStream?] = []
    for (type, fleet) in configuration.fleets.enumerated() {
      let firstGroup = groups.count
      groups += fleet.dronesByPad.map { pad, _ in
        DroneGroup(type: type, position: configuration.pads[pad].position)
      }
      for number in stride(from: 1, through: fleet.count, by: 1) {
        let name = fleet.droneName(number)
        let key = "\(fleet.id)/\(number)"
        let capacity = fleet.type.battery.capacity
        drones.append(
          Drone(
            id: DroneID(drones.count),
            name: name,
            key: key,
            type: type,
            position: configuration.pads[fleet.pads[(number - 1) % fleet.pads.count]].position,
            group: firstGroup + (number - 1) % fleet.pads.count,
            state: .idle,
            stateSince: time,
            battery: Battery(
              type: fleet.type.battery,
              stored: fleet.initialStateOfCharge * capacity,
              temperature: configuration.flight.airTemperature,
              at: time
            )
          )
        )
        means.append(fleet.patrolMeanSeconds)
        patrols.append(
          fleet.patrolMeanSeconds == nil ? nil : streams.stream("fleet.patrol", entity: key)
        )
      }
    }
    self.drones = drones
    rules = FlightRules(
      types: configuration.fleets.map(\.type),
      groups: groups,
      conditions: configuration.flight,
      reserve: configuration.reserveStateOfCharge
    )
    carriesOrders = configuration.fleets.contains(where: \.carriesOrders)
    patrolMeans = means
    patrolStreams = patrols
    storedAtStart = drones.map(\.battery.base)
    ticks = Array(repeating: 0, count: drones.count * DroneState.allCases.count)
    ticksAtMark = ticks
    markedAt = time
  }

  /// Whether any drone delivers orders; without one they end at the dock.
  package let carriesOrders: Bool

  /// Type of a drone.
  package func type(of drone: DroneID) -> DroneType {
    rules.types[self[drone].type]
  }

  /// A drone.
  package internal(set) subscript(drone: DroneID) -> Drone {
    get { drones[Int(drone.index)] }
    _modify { yield &drones[Int(drone.index)] }
  }

  /// Moves a drone to another state and books the time in the last one.
  package mutating func setState(_ state: DroneState, of drone: DroneID, at time: SimulationTime) {
    let before = self[drone].state
    ticks[row(of: drone) + Int(before.rawValue)] += (time - self[drone].stateSince).ticks
    self[drone].state = state
    self[drone].stateSince = time
  }

  /// Puts a drone at the end of the free ones.
  package mutating func makeAvailable(_ drone: DroneID) {
    available.append(asAvailable(drone))
  }

  /// A drone as a policy would see it, with the energy of its last change of regime.
  func asAvailable(_ drone: DroneID) -> AvailableDrone {
    let here = self[drone]
    return AvailableDrone(
      id: drone,
      type: here.type,
      position: here.position,
      group: here.group,
      stored: here.battery.base
    )
  }

  /// Whether a drone delivers orders, and is not on patrol.
  func delivers(_ drone: DroneID) -> Bool {
    patrolMeans[Int(drone.index)] == nil
  }

  /// Starts the statistics anew at the end of the warm-up.
  package mutating func markStatistics(at time: SimulationTime) {
    for drone in drones { setState(drone.state, of: drone.id, at: time) }
    ticksAtMark = ticks
    markedAt = time
  }

  /// Ticks that a drone has spent in each state since the start of the run.
  package func ticksInState(of drone: DroneID, until time: SimulationTime) -> [Int64] {
    let row = row(of: drone)
    var result = Array(ticks[row..<row + DroneState.allCases.count])
    result[Int(self[drone].state.rawValue)] += (time - self[drone].stateSince).ticks
    return result
  }

  /// Ticks that all drones that deliver have spent in each state since statistics began.
  package func countedTicks(until time: SimulationTime) -> [Int128] {
    var result = Array(repeating: Int128(0), count: DroneState.allCases.count)
    for drone in drones where patrolMeans[Int(drone.id.index)] == nil {
      let row = row(of: drone.id)
      for (state, total) in ticksInState(of: drone.id, until: time).enumerated() {
        result[state] += Int128(total - ticksAtMark[row + state])
      }
    }
    return result
  }

  private func row(of drone: DroneID) -> Int {
    Int(drone.index) * DroneState.allCases.count
  }
}

extension Fleet {
  /// The drones as a checkpoint keeps them.
  package struct State: Codable, Sendable {
    /// Drones, by position.
    package var drones: [Drone.State]
    /// Drones that are free for orders, the longest free first.
    package var available: [DroneID]
    /// Streams of the times away, by position.
    package var patrolStreams: [RandomStream?]
    /// Flights begun so far.
    package var flightCount: Int
    /// Ticks in each state, drone by drone.
    package var ticks: [Int64]
    /// The same at the end of the warm-up.
    package var ticksAtMark: [Int64]
    /// Instant at which statistics began.
    package var markedAt: SimulationTime
  }

  /// What a checkpoint keeps of the drones.
  package var state: State {
    State(
      drones: drones.map(\.savedState),
      available: available.map(\.id),
      patrolStreams: patrolStreams,
      flightCount: flightCount,
      ticks: ticks,
      ticksAtMark: ticksAtMark,
      markedAt: markedAt
    )
  }

  /// Goes on from a checkpoint of a fleet of as many drones.
  package mutating func restore(_ state: State) {
    for (index, saved) in state.drones.enumerated() { drones[index].restore(saved) }
    available = state.available.map(asAvailable)
    patrolStreams = state.patrolStreams
    flightCount = state.flightCount
    ticks = state.ticks
    ticksAtMark = state.ticksAtMark
    markedAt = state.markedAt
  }
}

extension FleetConfiguration {
  /// Whether its drones deliver orders.
  package var carriesOrders: Bool { patrolMeanSeconds == nil }

  /// Pads from which its drones fly, with the number of drones on each.
  package var dronesByPad: [(pad: Int, drones: Int)] {
    pads.enumerated().map { index, pad in
      (pad, count / pads.count + (index < count % pads.count ? 1 : 0))
    }.filter { $0.1 > 0 }
  }

  /// Name of a drone, numbered from 1 with as many digits as the fleet needs, at least two.
  package func droneName(_ number: Int) -> String {
    let digits = max(2, String(count).count)
    let text = String(number)
    return "\(id)-" + String(repeating: "0", count: digits - text.count) + text
  }
}
