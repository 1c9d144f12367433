import DiscreteEvents

/// What the charging stations keep beside who is at them.
package struct Charging: Codable, Sendable {
  /// Requests for a charger so far.
  package internal(set) var requestCount = 0
  /// Chargers in use, by their kind.
  package internal(set) var inUse: [Int]
  /// Chargers there are, by their kind.
  package internal(set) var present: [NumberPresent]
  /// Streams of the session times, by drone; empty unless sessions are exponential.
  var sessionStreams: [RandomStream]
  /// Largest powers drawn from the grid since statistics began: of all stations together, then of each.
  package internal(set) var peaks: [PeakPower]

  /// No drone has asked for a charger yet.
  init(
    _ plan: ChargingPlan,
    drones: [DronePlan],
    streams: inout StreamDirectory,
    at start: SimulationTime
  ) {
    inUse = Array(repeating: 0, count: plan.chargers.count)
    present = plan.chargers.map { NumberPresent($0.count, at: start) }
    peaks = Array(repeating: PeakPower(), count: 1 + plan.stations.count)
    sessionStreams = []
    if plan.hasExponentialSessions {
      sessionStreams = drones.map { streams.stream("charging.session", entity: $0.key) }
    }
  }

  /// Takes the fastest charger that is free at a station, where one is.
  mutating func take(at station: StationID, _ plan: ChargingPlan) -> ChargerID {
    let free = plan[station].fastestFirst.first { inUse[$0] < plan.chargers[$0].count }
    guard let free else { preconditionFailure("no charger is free") }
    inUse[free] += 1
    return ChargerID(free)
  }

  /// Gives a charger back.
  mutating func give(_ charger: ChargerID) { inUse[Int(charger.index)] -= 1 }

  /// Draw that decides an exponential session of a drone, above 0 and below 1.
  mutating func drawSession(of drone: DroneID) -> Double {
    sessionStreams[Int(drone.index)].uniform()
  }

  /// Largest power drawn from the grid [W], of a station by position, or of all together.
  package func peakPower(of station: Int? = nil) -> Double {
    peaks[station.map { $0 + 1 } ?? 0].power
  }

  /// Whether the power drawn from the grid may be the largest so far, of a station or of all.
  ///
  /// - Parameters:
  ///   - power: Power from the grid [W] with which a session starts now.
  ///   - station: Where.
  /// - Returns: False if it surely is not.
  mutating func mayPeak(with power: Double, at station: StationID) -> Bool {
    let ofAll = peaks[0].mayRise(by: power)
    return peaks[1 + Int(station.index)].mayRise(by: power) || ofAll
  }

  /// Keeps the powers drawn from the grid now by all stations and by each [W].
  mutating func note(_ sum: Double, ofStations powers: [Double]) {
    peaks[0].note(sum)
    for (station, power) in powers.enumerated() { peaks[1 + station].note(power) }
  }

  /// Starts the statistics anew at the end of the warm-up.
  mutating func markStatistics(at now: SimulationTime) {
    for index in peaks.indices { peaks[index].power = 0 }
    for index in present.indices { present[index].mark(at: now) }
  }

  /// There are as many chargers of each kind as a plan says, from now on.
  mutating func countChargers(_ plan: ChargingPlan, at now: SimulationTime) {
    for (kind, charger) in plan.chargers.enumerated() where present[kind].value != charger.count {
      present[kind].set(charger.count, at: now)
    }
  }
}

/// The largest power drawn from the grid.
package struct PeakPower: Hashable, Codable, Sendable {
  /// The largest so far [W].
  package internal(set) var power = 0.0
  /// Power that is not exceeded now [W].
  var bound = 0.0

  /// A session starts with a power [W]; false if the largest so far is surely not exceeded.
  mutating func mayRise(by power: Double) -> Bool {
    bound += power
    return bound > self.power
  }

  /// Keeps the power drawn now [W].
  mutating func note(_ power: Double) {
    bound = power
    self.power = max(self.power, power)
  }
}
