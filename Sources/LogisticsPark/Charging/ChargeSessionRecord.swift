package import DiscreteEvents

/// One stay of a drone at a charging bay, with the wait before it.
package struct ChargeSessionRecord: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Number of the session within the run, from 1 in order of requests.
  package var number: Int
  /// The drone.
  package var drone: DroneID
  /// The station.
  package var station: StationID
  /// The kind of charger; nil while the drone waits for one.
  package var charger: ChargerID?
  /// Instant at which the drone asked for a charger.
  package var requestedAt: SimulationTime
  /// Instant at which the drone got the charger, power to flow after the transfer; nil if it still waits.
  package var startedAt: SimulationTime?
  /// Instant at which charging ended; nil if the run ended first.
  package var endedAt: SimulationTime?
  /// Energy stored at the start [J].
  package var storedAtStart: Double
  /// Energy stored at the end, or at the end of the run [J].
  package var storedAtEnd: Double
  /// Energy that went into the battery [J].
  package var stored: Double
  /// Energy lost in the charger [J]; grid energy is `stored` plus this.
  package var chargerLoss: Double

  /// Makes a record from all its fields.
  package init(
    number: Int,
    drone: DroneID,
    station: StationID = StationID(0),
    charger: ChargerID? = nil,
    requestedAt: SimulationTime,
    startedAt: SimulationTime? = nil,
    endedAt: SimulationTime? = nil,
    storedAtStart: Double,
    storedAtEnd: Double,
    stored: Double,
    chargerLoss: Double
  ) {
    self.number = number
    self.drone = drone
    self.station = station
    self.charger = charger
    self.requestedAt = requestedAt
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.storedAtStart = storedAtStart
    self.storedAtEnd = storedAtEnd
    self.stored = stored
    self.chargerLoss = chargerLoss
  }
}

extension ChargeSessionRecord {
  /// The table `charge_sessions`.
  static let table = RecordTable<ChargeSessionRecord>(
    "charge_sessions",
    view: "v_charge_session",
    \.chargeSessions,
    RecordRules(
      "charge sessions",
      number: { $0.number },
      given: { $0.charging?.requestCount ?? 0 },
      openNumbers: { $0.fleet.drones.compactMap { $0.session?.number } },
      open: { park in park.plan.fleet.ids.compactMap(park.openSession) },
      stays: { $1.add($0) },
      check: { try $1.check($0) }
    ),
    [
      .integer("session_number") { Int64($0.number) },
      .entity("drone_id", .drone, shown: .type) { Int($0.drone.index) },
      .time("requested_us") { $0.requestedAt },
      .time(ifAny: "started_us") { $0.startedAt },
      .time(ifAny: "ended_us") { $0.endedAt },
      .real("stored_start_j") { $0.storedAtStart },
      .real("stored_end_j") { $0.storedAtEnd },
      .real("stored_j") { $0.stored },
      .real("charger_loss_j") { $0.chargerLoss },
      .entity("station_id", .station) { Int($0.station.index) }.since(3),
      .entity(ifAny: "charger_id", .charger) { $0.charger.map { Int($0.index) } }.since(3),
    ],
    record: { row in
      ChargeSessionRecord(
        number: Int(try row.integer("session_number")),
        drone: DroneID(try row.position("drone_id")),
        station: StationID(try row.position(ifAny: "station_id") ?? 0),
        charger: try row.position(ifAny: "charger_id").map(ChargerID.init),
        requestedAt: try row.time("requested_us"),
        startedAt: try row.time(ifAny: "started_us"),
        endedAt: try row.time(ifAny: "ended_us"),
        storedAtStart: try row.real("stored_start_j"),
        storedAtEnd: try row.real("stored_end_j"),
        stored: try row.real("stored_j"),
        chargerLoss: try row.real("charger_loss_j")
      )
    }
  )
}

extension PartsOfRecord {
  /// Parts to which a charge session belongs.
  init(of session: ChargeSessionRecord, _ plan: ParkPlan) {
    self.init()
    fleet = Int32(plan.fleet[session.drone].type)
    station = Int32(session.station.index)
    charger = session.charger.map { Int32($0.index) } ?? -1
  }
}
