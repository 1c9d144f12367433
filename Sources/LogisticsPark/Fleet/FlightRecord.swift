package import DiscreteEvents

/// One mission of a drone, from lift-off to landing back at its pad.
package struct FlightRecord: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Number of the flight within the run, from 1 in order of lift-off.
  package var number: Int
  /// The drone.
  package var drone: DroneID
  /// The order that it carried.
  package var order: OrderID
  /// The pad from which it lifted off.
  package var from: PadID
  /// The pad at which it landed, or to which it turned back; nil until it did.
  package var to: PadID?
  /// Horizontal distance of the legs flown to their ends [m].
  package var distance: Double
  /// Payload on the way out [kg].
  package var payload: Double
  /// Instant of lift-off.
  package var startedAt: SimulationTime
  /// Instant at which it was above the customer's ground and the hand-over began.
  package var arrivedAt: SimulationTime?
  /// Instant of the hand-over to the customer.
  package var deliveredAt: SimulationTime?
  /// Instant at which it was back above the pad, to hold there until there was room, and to land.
  package var returnedAt: SimulationTime?
  /// Instant of landing at the pad; nil if the run ended first.
  package var endedAt: SimulationTime?
  /// Energy stored in the battery at lift-off [J].
  package var storedAtStart: Double
  /// Energy stored at landing, or at the end of the run [J].
  package var storedAtEnd: Double
  /// Energy delivered at the battery's terminals, phase by phase [J].
  package var delivered: Double
  /// Energy lost in the battery's own resistance [J].
  package var resistiveLoss: Double

  /// Makes a record from all its fields.
  package init(
    number: Int,
    drone: DroneID,
    order: OrderID,
    from: PadID,
    to: PadID? = nil,
    distance: Double,
    payload: Double,
    startedAt: SimulationTime,
    arrivedAt: SimulationTime? = nil,
    deliveredAt: SimulationTime? = nil,
    returnedAt: SimulationTime? = nil,
    endedAt: SimulationTime? = nil,
    storedAtStart: Double,
    storedAtEnd: Double,
    delivered: Double,
    resistiveLoss: Double
  ) {
    self.number = number
    self.drone = drone
    self.order = order
    self.from = from
    self.to = to
    self.distance = distance
    self.payload = payload
    self.startedAt = startedAt
    self.arrivedAt = arrivedAt
    self.deliveredAt = deliveredAt
    self.returnedAt = returnedAt
    self.endedAt = endedAt
    self.storedAtStart = storedAtStart
    self.storedAtEnd = storedAtEnd
    self.delivered = delivered
    self.resistiveLoss = resistiveLoss
  }
}

extension FlightRecord {
  /// The table `flights`.
  static let table = RecordTable<FlightRecord>(
    "flights",
    view: "v_flight",
    \.flights,
    RecordRules(
      "flights",
      number: { $0.number },
      given: { $0.fleet.flightCount },
      openNumbers: { $0.fleet.drones.compactMap { $0.flight?.number } },
      open: { park in park.state.fleet.drones.compactMap(park.openFlight) },
      check: { try $1.check($0) }
    ),
    [
      .integer("flight_number") { Int64($0.number) },
      .entity("drone_id", .drone, shown: .type) { Int($0.drone.index) },
      .integer("order_number") { Int64($0.order.number) },
      .real("distance_m") { $0.distance },
      .real("payload_kg") { $0.payload },
      .time("started_us") { $0.startedAt },
      .time(ifAny: "delivered_us") { $0.deliveredAt },
      .time(ifAny: "ended_us") { $0.endedAt },
      .real("stored_start_j") { $0.storedAtStart },
      .real("stored_end_j") { $0.storedAtEnd },
      .real("delivered_j") { $0.delivered },
      .real("resistive_loss_j") { $0.resistiveLoss },
      .entity("from_pad_id", .pad) { Int($0.from.index) }.since(3),
      .entity(ifAny: "to_pad_id", .pad) { $0.to.map { Int($0.index) } }.since(3),
      .time(ifAny: "arrived_us") { $0.arrivedAt }.since(3),
      .time(ifAny: "returned_us") { $0.returnedAt }.since(3),
    ],
    record: { row in
      FlightRecord(
        number: Int(try row.integer("flight_number")),
        drone: DroneID(try row.position("drone_id")),
        order: OrderID(Int32(clamping: try row.integer("order_number"))),
        from: PadID(try row.position(ifAny: "from_pad_id") ?? 0),
        to: try row.position(ifAny: "to_pad_id").map(PadID.init),
        distance: try row.real("distance_m"),
        payload: try row.real("payload_kg"),
        startedAt: try row.time("started_us"),
        arrivedAt: try row.time(ifAny: "arrived_us"),
        deliveredAt: try row.time(ifAny: "delivered_us"),
        returnedAt: try row.time(ifAny: "returned_us"),
        endedAt: try row.time(ifAny: "ended_us"),
        storedAtStart: try row.real("stored_start_j"),
        storedAtEnd: try row.real("stored_end_j"),
        delivered: try row.real("delivered_j"),
        resistiveLoss: try row.real("resistive_loss_j")
      )
    }
  )
}

extension PartsOfRecord {
  /// Parts to which a flight belongs.
  init(of flight: FlightRecord, _ plan: ParkPlan) {
    self.init()
    fleet = Int32(plan.fleet[flight.drone].type)
  }
}
