import DiscreteEvents

/// What the charging bays keep beside who is at them.
package struct Charging: Codable, Sendable {
  /// Requests for a bay so far.
  package internal(set) var requestCount = 0
  /// Streams of the session times, by drone; empty unless sessions are exponential.
  var sessionStreams: [RandomStream]
  /// Largest power drawn from the grid [W] since statistics began.
  package internal(set) var peakPower = 0.0
  /// Power that is not exceeded now [W].
  var powerBound = 0.0

  /// No drone has asked for a bay yet.
  init(_ plan: ChargingPlan, drones: [DronePlan], streams: inout StreamDirectory) {
    sessionStreams = []
    if case .exponential = plan.rules.session {
      sessionStreams = drones.map { streams.stream("charging.session", entity: $0.key) }
    }
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
