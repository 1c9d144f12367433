import DiscreteEvents

extension SavedRunCheck {
  /// A flight that has ended.
  func check(_ flight: FlightRecord) throws {
    let name = "flight \(flight.number)"
    try check(flight.drone, name)
    try checkTimes(
      flight.startedAt,
      flight.arrivedAt,
      flight.deliveredAt,
      flight.returnedAt,
      flight.endedAt,
      of: name
    )
    try checkSequence(
      flight.startedAt,
      flight.arrivedAt,
      flight.deliveredAt,
      flight.returnedAt,
      flight.endedAt,
      of: name
    )
    try require(
      mayBe(flight.drone, at: flight.from) && flight.to.map { mayBe(flight.drone, at: $0) } == true,
      "\(name) is between pads of which its drone has none"
    )
    try checkNumbers(
      flight.distance,
      flight.payload,
      flight.storedAtStart,
      flight.storedAtEnd,
      flight.delivered,
      flight.resistiveLoss,
      of: name
    )
  }

  /// A flight in the air has come as far as its drone's phase says.
  func check(_ flight: FlightRecord, of drone: Drone, _ id: DroneID) throws {
    let name = "the flight of drone \(id.index)"
    try require(flight.drone == id, "\(name) is another one's")
    try checkTimes(
      flight.startedAt,
      flight.arrivedAt,
      flight.deliveredAt,
      flight.returnedAt,
      of: name
    )
    try checkNumbers(flight.distance, flight.delivered, flight.resistiveLoss, of: name)
    let isLoaded = drone.phase?.isLoaded ?? true
    let isBack = drone.phase == .land || drone.state == .holding
    try require(
      flight.isInOrder
        && (flight.arrivedAt != nil) == (!isLoaded || drone.phase == .deliver)
        && (flight.deliveredAt != nil) == !isLoaded && (flight.returnedAt != nil) == isBack
        && flight.endedAt == nil && phaseBegan(flight, drone) == drone.battery.since,
      "\(name) has come to another point than the drone"
    )
    try require(
      mayBe(id, at: flight.from) && flight.to.map { mayBe(id, at: $0) } ?? true,
      "\(name) is between pads of which the drone has none"
    )
  }

  /// The instant at which a drone's phase or its hold has begun, where the record of its flight has it.
  private func phaseBegan(_ flight: FlightRecord, _ drone: Drone) -> SimulationTime? {
    switch drone.phase {
    case .climbOut: flight.startedAt
    case .deliver: flight.arrivedAt
    case .climbBack: flight.deliveredAt
    case .cruiseBack where drone.state == .holding: flight.returnedAt
    // Where any number may be it lands at once.
    case .land where park.plan.pads[home(of: drone).pad] == nil: flight.returnedAt
    default: drone.battery.since
    }
  }

  /// Flights lead from pad to pad, and each drone is where its last one has brought it.
  func checkPaths() throws {
    var paths = FlightPaths(park.plan)
    for flight in saved.history.records.flights { paths.add(flight) }
    for (index, drone) in state.fleet.drones.enumerated() {
      if let flight = drone.flight { paths.add(flight) }
      try require(
        paths.pad(of: DroneID(index)) == PadID(home(of: drone).pad),
        "drone \(index) is not where its flights have brought it"
      )
    }
    if let breach = paths.breaches.first {
      throw SavedRunFlaw(message: "\(breach.entity): \(breach.message)")
    }
  }

  /// Whether a drone may be on a pad.
  private func mayBe(_ drone: DroneID, at pad: PadID) -> Bool {
    groups(of: drone).contains { park.plan.fleet.rules.groups[$0].pad == Int(pad.index) }
  }

  /// Groups of drones to which a drone may belong, by position.
  func groups(of drone: DroneID) -> Range<Int> {
    let plan = park.plan.fleet
    let own = plan[drone].group
    return park.configuration.returnRule == .ownPad || !plan[drone].delivers
      ? own..<own + 1 : plan.groupsOfType[plan[drone].type]
  }
}
