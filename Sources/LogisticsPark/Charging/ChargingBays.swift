package import DequeModule
package import DiscreteEvents

/// Charging bays with one queue, first come, first served.
package struct ChargingBays: Sendable {
  /// Bays, sessions and rule.
  package let configuration: ChargingConfiguration
  /// Drones that wait, the longest waiting first.
  package private(set) var queue: Deque<DroneID> = []
  /// Drones at the bays, in order of arrival there.
  package private(set) var occupants: [DroneID] = []
  /// Number of drones that wait.
  package private(set) var waiting: NumberPresent
  /// Number of drones that charge.
  package private(set) var busy: NumberPresent
  /// Number of bays there are; it changes only where a forked run has others.
  package private(set) var installed: NumberPresent
  /// Requests for a bay so far.
  package private(set) var requestCount = 0
  /// Streams of the session times, by drone; empty unless sessions are exponential.
  private var sessionStreams: [RandomStream]
  /// Largest power drawn from the grid [W] since statistics began.
  package private(set) var peakPower = 0.0
  /// Power that is not exceeded now [W].
  private var powerBound = 0.0

  /// Makes empty bays.
  package init(
    _ configuration: ChargingConfiguration,
    drones: [Drone],
    streams: inout StreamDirectory,
    at time: SimulationTime
  ) {
    self.configuration = configuration
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

  /// Gives a free bay to the drone that waits longest; nil if no bay is free or nobody waits.
  package mutating func startNext(at time: SimulationTime) -> DroneID? {
    guard occupants.count < configuration.bays, let drone = queue.popFirst() else { return nil }
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
  /// - Parameter power: Power into the battery [W] with which a session starts now.
  /// - Returns: False if it surely is not.
  mutating func mayPeak(with power: Double) -> Bool {
    powerBound += power / configuration.efficiency
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

extension ChargingBays {
  /// Bays as a checkpoint keeps them.
  package struct State: Codable, Sendable {
    /// Drones that wait, the longest waiting first.
    package var queue: [DroneID]
    /// Drones at the bays, in order of arrival there.
    package var occupants: [DroneID]
    /// Number of drones that wait.
    package var waiting: NumberPresent.State
    /// Number of drones that charge.
    package var busy: NumberPresent.State
    /// Number of bays.
    package var installed: NumberPresent.State
    /// Requests for a bay so far.
    package var requestCount: Int
    /// Streams of the session times, by drone; empty unless sessions are exponential.
    package var sessionStreams: [RandomStream]
    /// Largest power drawn from the grid [W].
    package var peakPower: Double
    /// Power that is not exceeded now [W].
    package var powerBound: Double
  }

  /// What a checkpoint keeps of the bays.
  package func state(at time: SimulationTime) -> State {
    State(
      queue: Array(queue),
      occupants: occupants,
      waiting: waiting.state(at: time),
      busy: busy.state(at: time),
      installed: installed.state(at: time),
      requestCount: requestCount,
      sessionStreams: sessionStreams,
      peakPower: peakPower,
      powerBound: powerBound
    )
  }

  /// Goes on from a checkpoint at its instant, with as many bays as are configured now.
  package mutating func restore(_ state: State, at time: SimulationTime) {
    queue = Deque(state.queue)
    occupants = state.occupants
    waiting = NumberPresent(state.waiting, at: time)
    busy = NumberPresent(state.busy, at: time)
    installed = NumberPresent(state.installed, at: time)
    if installed.value != configuration.bays { installed.set(configuration.bays, at: time) }
    requestCount = state.requestCount
    sessionStreams = state.sessionStreams
    peakPower = state.peakPower
    powerBound = state.powerBound
  }
}
