import DiscreteEvents
package import LogisticsPark

/// The small park once more, written as one would tell it: an order, a drone and a roster are processes that
/// do one thing after the other.
///
/// Slow and plain on purpose: no indices, no caches, no events of its own. It shares with the park what is
/// the same whatever the park does: the configuration, the fortunes of orders, and the closed forms of
/// powers and charge curves. Who waits for whom, who goes first and when is written anew.
package final class ParkOracle {
  let configuration: ParkConfiguration
  let simulation = Simulation()
  /// Orders by number, finished or not.
  package internal(set) var orders: [OrderRecord] = []
  /// Flights that have ended.
  package internal(set) var flights: [FlightRecord] = []
  /// Flights in the air, by drone, with energies up to the start of the phase.
  package var openFlights: [FlightRecord] { drones.compactMap(\.flight) }
  /// Charge sessions that have ended.
  package internal(set) var sessions: [ChargeSessionRecord] = []
  /// Stays at pads and docks that have ended.
  package internal(set) var visits: [VisitRecord] = []

  /// The stages that each warehouse has, picking first.
  let stages: [[Stage]]
  let stations: [Station]
  /// Pads with room for some drones only, and docks of the warehouses, with their names in records.
  let pads: [Room?]
  let docks: [Room?]
  /// Who holds this goes on before others at one instant, as the park lets what ends come first.
  let precedence: Simulation.Resource
  /// Each source as if it were the only one, and the orders that wait at its start.
  var sources: [(plan: DemandPlan, orders: Demand, backlog: RandomBlocks?)] = []
  var drones: [OracleDrone] = []
  /// Packed orders that wait for a drone, the longest waiting first.
  var packed: [Parcel] = []
  /// Drones that wait for an order, the longest waiting first.
  var free: [OracleDrone] = []
  /// Drones that wait for a bay or charge.
  var charging: [OracleDrone] = []
  var flightCount = 0
  var requestCount = 0

  /// Room for some drones.
  struct Room {
    var units: Simulation.Resource
    var name: GroundRoom
  }

  /// A packed order and what its process waits for.
  struct Parcel {
    var order: Int
    var isTaken: Simulation.Occurrence
    var isDelivered: Simulation.Occurrence
  }

  /// A drone.
  final class OracleDrone {
    let id: DroneID
    let fleet: FleetConfiguration
    var pad = Position(x: 0, y: 0)
    /// Whose orders it flies.
    var warehouse = 0
    /// Stations that serve its pad.
    var stations: [Station] = []
    /// Its pad and its warehouse's dock, where they have room for some drones only.
    var padIndex = 0
    var rooms: (pad: Room?, dock: Room?) = (nil, nil)
    var stored: Double
    var patrol: RandomStream?
    var session: RandomStream
    /// What it waits for, and what it is then to do: fly a parcel, or charge.
    var call: Simulation.Occurrence
    var parcel: Parcel?
    /// The flight that it is on.
    var flight: FlightRecord?
    /// Its place in the line for a charger, and the record of the stay there.
    var turn: Station.Turn?
    var stay: ChargeSessionRecord?

    init(
      _ id: DroneID,
      _ fleet: FleetConfiguration,
      patrol: RandomStream?,
      session: RandomStream,
      call: Simulation.Occurrence
    ) {
      self.id = id
      self.fleet = fleet
      self.patrol = patrol
      self.session = session
      self.call = call
      stored = fleet.initialStateOfCharge * fleet.type.battery.capacity
    }
  }

  /// The park of `configuration`, before its first event.
  package init(_ configuration: ParkConfiguration, seed: UInt64, replication: Int) {
    self.configuration = configuration
    var streams = StreamDirectory(seed: seed, replication: replication)
    let timeOfDay = configuration.initial.timeOfDay
    stages = configuration.warehouses.map { warehouse in
      [(warehouse.picking, true), (warehouse.packing, false)].compactMap { stage, isPicking in
        stage.map { Stage($0, isPicking: isPicking, from: timeOfDay) }
      }
    }
    let places = configuration.charging?.stations ?? []
    stations = places.indices.map { index in
      let before = places[..<index].reduce(0) { $0 + $1.chargers.count }
      return Station(places[index], chargersFrom: before)
    }
    let plan = ParkPlan(configuration)
    pads = configuration.pads.enumerated().map { [simulation] index, pad in
      pad.dronesAtOnce.flatMap { count in
        plan.pads[index].map { _ in
          Room(units: simulation.resource("pad", capacity: count), name: .pad(PadID(index)))
        }
      }
    }
    docks = configuration.warehouses.enumerated().map { [simulation] index, warehouse in
      warehouse.docks.flatMap { count in
        plan.warehouses[index].dock.map { _ in
          Room(units: simulation.resource("dock", capacity: count), name: .dock(WarehouseID(index)))
        }
      }
    }
    precedence = simulation.resource("precedence", capacity: 1 << 20)
    for source in configuration.demand?.sources ?? [] {
      var alone = configuration.demand
      alone?.sources = [source]
      guard let alone else { continue }
      let plan = DemandPlan(alone, from: timeOfDay, until: configuration.study.horizon)
      let entity = source.id == "orders" ? "" : source.id
      sources.append(
        (
          plan, Demand(plan, streams: &streams),
          source.backlogOrders > 0
            ? RandomBlocks(streams.stream("demand.backlog", entity: entity)) : nil
        )
      )
    }
    for fleet in configuration.fleets {
      for number in 0..<fleet.count {
        let key = "\(fleet.id)/\(number + 1)"
        drones.append(
          OracleDrone(
            DroneID(drones.count),
            fleet,
            patrol: fleet.patrolMeanSeconds == nil
              ? nil : streams.stream("fleet.patrol", entity: key),
            session: streams.stream("charging.session", entity: key),
            call: simulation.occurrence()
          )
        )
        move(drones[drones.count - 1], to: fleet.pads[number % fleet.pads.count])
      }
    }
  }

  /// A drone belongs to a pad from now on.
  func move(_ drone: OracleDrone, to index: Int) {
    let pad = configuration.pads[index]
    drone.pad = pad.position
    drone.warehouse = pad.warehouse
    drone.stations = stations.filter { $0.configuration.pads?.contains(index) ?? true }
    drone.rooms = (pads[index], docks[pad.warehouse])
    drone.padIndex = index
  }

  /// Simulates to the end of the study.
  package func run() throws {
    for stage in stages.joined() {
      for first in stage.firstChanges.sorted() {
        simulation.process("roster") { try await self.follow(stage, from: first) }
      }
    }
    for drone in drones { simulation.process("drone") { try await self.serve(drone) } }
    simulation.process("orders") { try await self.receiveOrders() }
    _ = try simulation.run(until: configuration.study.end)
  }
}

// MARK: - Orders

extension ParkOracle {
  nonisolated(nonsending) func receiveOrders() async throws {
    for index in sources.indices {
      for _ in 0..<sources[index].plan.sources[0].backlogOrders {
        guard let block = sources[index].backlog?.next() else { break }
        open(sources[index].plan.sources[0].fortune(in: block), of: index)
      }
    }
    while true {
      let coming = sources.indices.compactMap { index in
        sources[index].orders.next.map { (time: $0, index: index) }
      }
      guard let next = coming.min(by: <), next.time < configuration.study.horizon else { return }
      try await simulation.wait(until: next.time)
      // An order comes after all that ends at its instant.
      try await simulation.giveWay()
      open(sources[next.index].orders.takeNext(sources[next.index].plan), of: next.index)
    }
  }

  func open(_ fortune: OrderFortune, of source: Int) {
    var fortune = fortune
    fortune.source = SourceID(source)
    let order = orders.count
    orders.append(
      OrderRecord(
        id: OrderID(Int32(order + 1)),
        source: fortune.source,
        zone: fortune.zone,
        destination: fortune.destination,
        goods: fortune.goods,
        weight: fortune.weight,
        warehouse: WarehouseID(warehouse(of: fortune)),
        createdAt: simulation.now,
        promisedBy: simulation.now + fortune.promise,
        state: .waitingForPicker
      )
    )
    simulation.process("order") { try await self.fulfil(order, fortune) }
  }

  /// Whose order it is.
  func warehouse(of fortune: OrderFortune) -> Int {
    let source = configuration.demand?.sources[Int(fortune.source.index)]
    if case .warehouse(let index) = source?.origin { return index }
    let ways = configuration.warehouses.enumerated().map {
      (way: $1.position.distance(to: fortune.destination), index: $0)
    }
    return ways.min { $0 < $1 }?.index ?? 0
  }

  /// The life of an order.
  nonisolated(nonsending) func fulfil(
    _ order: Int,
    _ fortune: OrderFortune
  ) async throws {
    let warehouse = warehouse(of: fortune)
    if let failure = failure(of: fortune, from: warehouse) {
      orders[order].failure = failure
      return close(order, .failed)
    }
    let patienceEnds = fortune.refundAfter.map { simulation.now + $0 }
    var patience: SimulationTime { patienceEnds.map { $0 - simulation.now } ?? .distantFuture }
    for isPicking in [true, false] {
      guard let stage = stages[warehouse].first(where: { $0.isPicking == isPicking }) else {
        stamp(order, isPicking, isStart: true)
        stamp(order, isPicking, isStart: false)
        continue
      }
      orders[order].state = isPicking ? .waitingForPicker : .waitingForPacker
      let turn = Turn(isMine: simulation.occurrence())
      stage.line.append(turn)
      stage.giveOut()
      guard try await turn.isMine.wait(atMost: patience) else {
        stage.line.removeAll { $0 === turn }
        return close(order, .refunded)
      }
      stamp(order, isPicking, isStart: true)
      orders[order].state = isPicking ? .picking : .packing
      let first = try await precedence.acquire()
      try await simulation.wait(
        stage.service.duration(isPicking ? fortune.pickDraw : fortune.packDraw)
      )
      precedence.release(first)
      turn.person?.isAtWork = false
      stage.note(turn.person)
      stage.giveOut()
      stamp(order, isPicking, isStart: false)
      if patience < .zero { return close(order, .refunded) }
    }
    if carriers(of: warehouse).isEmpty {
      return close(order, .delivered)
    }
    orders[order].state = .waitingForDrone
    let parcel = Parcel(
      order: order,
      isTaken: simulation.occurrence(),
      isDelivered: simulation.occurrence()
    )
    packed.append(parcel)
    dispatch()
    guard try await parcel.isTaken.wait(atMost: patience) else {
      packed.removeAll { $0.order == order }
      return close(order, .refunded)
    }
    try await parcel.isDelivered.wait()
  }

  func stamp(_ order: Int, _ isPicking: Bool, isStart: Bool) {
    switch (isPicking, isStart) {
    case (true, true): orders[order].pickStartedAt = simulation.now
    case (true, false): orders[order].pickEndedAt = simulation.now
    case (false, true): orders[order].packStartedAt = simulation.now
    case (false, false): orders[order].packEndedAt = simulation.now
    }
  }

  func close(_ order: Int, _ state: OrderState) {
    orders[order].state = state
    orders[order].closedAt = simulation.now
  }

  /// Why no drone, charged as full as it ever is, flies an order.
  func failure(of fortune: OrderFortune, from warehouse: Int) -> OrderFailure? {
    let carriers = carriers(of: warehouse)
    if carriers.isEmpty { return nil }
    let strong = carriers.filter { fortune.weight <= $0.fleet.type.maximumPayload }
    if strong.isEmpty { return .tooHeavy }
    let reaches = strong.contains { fleet, pad in
      let canCharge = stations.contains { $0.configuration.pads?.contains(pad) ?? true }
      let full = max(canCharge ? fleet.recharge.target : 0, fleet.initialStateOfCharge)
      return mayFly(
        fleet,
        from: configuration.pads[pad].position,
        to: fortune.destination,
        with: fortune.weight,
        stored: full * fleet.type.battery.capacity
      )
    }
    return reaches ? nil : .outOfReach
  }

  /// Fleets that deliver, with the pads of a warehouse on which their drones are, or may come to be.
  func carriers(of warehouse: Int) -> [(fleet: FleetConfiguration, pad: Int)] {
    configuration.fleets.filter { $0.carriesOrders && $0.count > 0 }.flatMap { fleet in
      let pads =
        configuration.returnRule == .ownPad
        ? Array(fleet.pads.prefix(fleet.count)) : Array(configuration.pads.indices)
      return pads.filter { configuration.pads[$0].warehouse == warehouse }.map { (fleet, $0) }
    }
  }

  /// Crews come and go at a time of day.
  ///
  /// It waits from one day to the next, and not from one change to the next: so it always waits for longer than
  /// whoever works, and comes first where a change and the end of work fall on one instant.
  nonisolated(nonsending) func follow(_ stage: Stage, from first: SimulationTime) async throws {
    _ = try await precedence.acquire()
    var change = first
    while true {
      try await simulation.wait(until: change)
      for person in stage.people {
        person.isOnShift = person.shift.contains(change, stage.timeOfDay)
      }
      for person in stage.people where person.shift.begins(change, stage.timeOfDay) {
        stage.note(person)
      }
      stage.giveOut()
      change += .days(1)
    }
  }
}
