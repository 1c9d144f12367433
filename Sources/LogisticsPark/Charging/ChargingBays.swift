package import DequeModule
package import DiscreteEvents

/// Charging bays with one queue, first come, first served.
package struct ChargingBays: Codable, Sendable {
  /// Drones that wait, the longest waiting first.
  package internal(set) var queue: Deque<DroneID> = []
  /// Drones at the bays, in order of arrival there.
  package internal(set) var occupants: [DroneID] = []
  /// Number of drones that wait.
  package internal(set) var waiting: NumberPresent
  /// Number of drones that charge.
  package internal(set) var busy: NumberPresent
  /// Number of bays there are; it changes only where a forked run has others.
  package internal(set) var installed: NumberPresent
  /// Requests for a bay so far.
  package internal(set) var requestCount = 0
  /// Streams of the session times, by drone; empty unless sessions are exponential.
  var sessionStreams: [RandomStream]
  /// Largest power drawn from the grid [W] since statistics began.
  package internal(set) var peakPower = 0.0
  /// Power that is not exceeded now [W].
  var powerBound = 0.0

  /// Makes empty bays.
  package init(
    _ configuration: ChargingConfiguration,
    drones: [DronePlan],
    streams: inout StreamDirectory,
    at time: SimulationTime
  ) {
    waiting = NumberPresent(at: time)
    busy = NumberPresent(at: time)
    installed = NumberPresent(configuration.bays, at: time)
    sessionStreams = []
    if case .exponential = configuration.session {
      sessionStreams = drones.map { streams.stream("charging.session", entity: $0.key) }
    }
  }

  /// Puts a drone at the end of the queue and numbers its session.
  package mutating func enqueue(_ drone: DroneID, at time: SimulationTime) -> Int {
    requestCount += 1
    queue.append(drone)
    waiting.add(1, at: time)
    return requestCount
  }

  /// Sets the number of bays; drones at bays that are gone stay until they have charged.
  mutating func install(_ bays: Int, at time: SimulationTime) {
    installed.set(bays, at: time)
  }

  /// Gives a free bay to the drone that waits longest; nil if no bay is free or nobody waits.
  package mutating func startNext(at time: SimulationTime) -> DroneID? {
    guard occupants.count < installed.value, let drone = queue.popFirst() else { return nil }
    waiting.add(-1, at: time)
    busy.add(1, at: time)
    occupants.append(drone)
    return drone
  }

  /// A drone leaves its bay.
  package mutating func leave(_ drone: DroneID, at time: SimulationTime) {
    guard let position = occupants.firstIndex(of: drone) else {
      preconditionFailure("drone \(drone.index) leaves a bay in which it is not")
    }
    occupants.remove(at: position)
    busy.add(-1, at: time)
  }

  /// Draw that decides an exponential session of a drone, above 0 and below 1.
  package mutating func drawSession(of drone: DroneID) -> Double {
    sessionStreams[Int(drone.index)].uniform()
  }

  /// Whether the power drawn from the grid may be the largest so far.
  ///
  /// - Parameter power: Power from the grid [W] with which a session starts now.
  /// - Returns: False if it surely is not.
  mutating func mayPeak(with power: Double) -> Bool {
    powerBound += power
    return powerBound > peakPower
  }

  /// Keeps the power drawn from the grid now [W].
  mutating func notePower(_ power: Double) {
    powerBound = power
    peakPower = max(peakPower, power)
  }

  /// Starts the statistics anew at the end of the warm-up.
  package mutating func markStatistics(at time: SimulationTime) {
    waiting.mark(at: time)
    busy.mark(at: time)
    installed.mark(at: time)
    peakPower = 0
  }
}
