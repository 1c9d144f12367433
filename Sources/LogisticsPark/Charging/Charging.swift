import DiscreteEvents

/// What the charging stations keep beside who is at them.
package struct Charging: Codable, Sendable {
  /// Requests for a charger so far.
  package internal(set) var requestCount = 0
  /// Chargers in use, by station and kind.
  package internal(set) var inUse: [[Int]]
  /// Streams of the session times, by drone; empty unless sessions are exponential.
  var sessionStreams: [RandomStream]
  /// Largest power drawn from the grid [W] since statistics began.
  package internal(set) var peakPower = 0.0
  /// Power that is not exceeded now [W].
  var powerBound = 0.0

  /// No drone has asked for a charger yet.
  init(_ plan: ChargingPlan, drones: [DronePlan], streams: inout StreamDirectory) {
    inUse = plan.stations.map { Array(repeating: 0, count: $0.chargers.count) }
    sessionStreams = []
    if plan.hasExponentialSessions {
      sessionStreams = drones.map { streams.stream("charging.session", entity: $0.key) }
    }
  }

  /// Takes the fastest charger that is free at a station, where one is.
  mutating func take(at station: StationID, _ plan: ChargingPlan) -> ChargerID {
    let (index, kinds, order) = (
      Int(station.index), plan[station].chargers, plan[station].fastestFirst
    )
    guard let kind = order.first(where: { inUse[index][$0] < kinds[$0].count }) else {
      preconditionFailure("no charger is free")
    }
    inUse[index][kind] += 1
    return ChargerID(kind)
  }

  /// Gives a charger back.
  mutating func give(_ charger: ChargerID, at station: StationID) {
    inUse[Int(station.index)][Int(charger.index)] -= 1
  }

  /// Draw that decides an exponential session of a drone, above 0 and below 1.
  mutating func drawSession(of drone: DroneID) -> Double {
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
  mutating func markStatistics() {
    peakPower = 0
  }
}
