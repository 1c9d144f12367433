import DiscreteEvents
import LogisticsPark

/// The small park once more, written as one would tell it: an order, a drone and a roster are processes that
/// do one thing after the other.
///
/// Slow and plain on purpose: no indices, no caches, no events of its own. It shares with the park what is
/// the same whatever the park does: the configuration, the fortunes of orders, and the closed forms of
/// powers and charge curves. Who waits for whom, who goes first and when is written anew.
final class ParkOracle {
  let configuration: ParkConfiguration
  let simulation = Simulation()
  /// Orders by number, finished or not.
  private(set) var orders: [OrderRecord] = []
  /// Flights that have ended.
  private(set) var flights: [FlightRecord] = []
  /// Charge sessions that have ended.
  private(set) var sessions: [ChargeSessionRecord] = []

  private let crews: [Crew]
  private let bays: Simulation.Resource
  /// Who holds this goes on before others at one instant, as the park lets what ends come first.
  private let precedence: Simulation.Resource
  private var demand: Demand?
  private var backlog: RandomBlocks?
  private var drones: [OracleDrone] = []
  /// Packed orders that wait for a drone, the longest waiting first.
  private var packed: [Parcel] = []
  /// Drones that wait for an order, the longest waiting first.
  private var free: [OracleDrone] = []
  /// Drones that wait for a bay or charge.
  private var charging: [OracleDrone] = []
  private var flightCount = 0
  private var requestCount = 0

  /// People of one stage.
  private struct Crew {
    var people: Simulation.Resource
    var roster: Roster
    var service: DurationModel
    var isPicking: Bool
  }

  /// A packed order and what its process waits for.
  private struct Parcel {
    var order: Int
    var isTaken: Simulation.Occurrence
    var isDelivered: Simulation.Occurrence
  }

  /// A drone.
  private final class OracleDrone {
    let id: DroneID
    let fleet: FleetConfiguration
    let pad: Position
    var stored: Double
    var patrol: RandomStream?
    var session: RandomStream
    /// What it waits for, and what it is then to do: fly a parcel, or charge.
    var call: Simulation.Occurrence
    var parcel: Parcel?
    /// Its place in the line for a bay, and the record of the stay there.
    var bay: Simulation.Request?
    var stay: ChargeSessionRecord?

    init(
      _ id: DroneID,
      _ fleet: FleetConfiguration,
      pad: Position,
      patrol: RandomStream?,
      session: RandomStream,
      call: Simulation.Occurrence
    ) {
      self.id = id
      self.fleet = fleet
      self.pad = pad
      self.patrol = patrol
      self.session = session
      self.call = call
      stored = fleet.initialStateOfCharge * fleet.type.battery.capacity
    }
  }

  init(_ configuration: ParkConfiguration, seed: UInt64, replication: Int) {
    self.configuration = configuration
    var streams = StreamDirectory(seed: seed, replication: replication)
    let timeOfDay = configuration.initial.timeOfDay
    let stages = [
      (configuration.warehouse.picking, true), (configuration.warehouse.packing, false),
    ]
    crews = stages.compactMap { [simulation] stage, isPicking in
      stage.map { stage in
        let roster = stage.roster.starting(at: timeOfDay)
        return Crew(
          people: simulation.resource("people", capacity: roster.people(at: .zero)),
          roster: roster,
          service: stage.service,
          isPicking: isPicking
        )
      }
    }
    bays = simulation.resource("bays", capacity: configuration.charging?.bays ?? 0)
    precedence = simulation.resource("precedence", capacity: 1 << 20)
    demand = configuration.demand.map {
      Demand($0, from: timeOfDay, until: configuration.study.horizon, streams: &streams)
    }
    if configuration.initial.backlogOrders > 0 {
      backlog = RandomBlocks(streams.stream("demand.backlog"))
    }
    for fleet in configuration.fleets {
      for number in 0..<fleet.count {
        let key = "\(fleet.id)/\(number + 1)"
        drones.append(
          OracleDrone(
            DroneID(drones.count),
            fleet,
            pad: configuration.pads[fleet.pads[number % fleet.pads.count]].position,
            patrol: fleet.patrolMeanSeconds == nil
              ? nil : streams.stream("fleet.patrol", entity: key),
            session: streams.stream("charging.session", entity: key),
            call: simulation.occurrence()
          )
        )
      }
    }
  }

  /// Simulates to the end of the study.
  func run() throws {
    for crew in crews { simulation.process("roster") { try await self.follow(crew) } }
    for drone in drones { simulation.process("drone") { try await self.serve(drone) } }
    simulation.process("orders") { try await self.receiveOrders() }
    _ = try simulation.run(until: configuration.study.end)
  }
}

// MARK: - Orders

extension ParkOracle {
  private nonisolated(nonsending) func receiveOrders() async throws {
    // The park asks for the first order before it opens those that wait at the start.
    var next = demand?.nextArrival()
    for _ in 0..<configuration.initial.backlogOrders {
      guard let block = backlog?.next(), let fortune = demand?.fortune(in: block) else { break }
      open(fortune)
    }
    while let time = next, time < configuration.study.horizon {
      try await simulation.wait(until: time)
      // An order comes after all that ends at its instant.
      try await simulation.giveWay()
      guard let fortune = demand?.nextFortune() else { return }
      open(fortune)
      next = demand?.nextArrival()
    }
  }

  private func open(_ fortune: OrderFortune) {
    let order = orders.count
    orders.append(
      OrderRecord(
        id: OrderID(Int32(order + 1)),
        zone: fortune.zone,
        destination: fortune.destination,
        weight: fortune.weight,
        createdAt: simulation.now,
        promisedBy: simulation.now + fortune.promise,
        state: .waitingForPicker
      )
    )
    simulation.process("order") { try await self.fulfil(order, fortune) }
  }

  /// The life of an order.
  private nonisolated(nonsending) func fulfil(
    _ order: Int,
    _ fortune: OrderFortune
  ) async throws {
    if let failure = failure(of: fortune) {
      orders[order].failure = failure
      return close(order, .failed)
    }
    let patienceEnds = fortune.refundAfter.map { simulation.now + $0 }
    var patience: SimulationTime { patienceEnds.map { $0 - simulation.now } ?? .distantFuture }
    for isPicking in [true, false] {
      guard let crew = crews.first(where: { $0.isPicking == isPicking }) else {
        stamp(order, isPicking, isStart: true)
        stamp(order, isPicking, isStart: false)
        continue
      }
      orders[order].state = isPicking ? .waitingForPicker : .waitingForPacker
      guard let claim = try await crew.people.acquire(atMost: patience) else {
        return close(order, .refunded)
      }
      stamp(order, isPicking, isStart: true)
      orders[order].state = isPicking ? .picking : .packing
      try await simulation.wait(
        crew.service.duration(isPicking ? fortune.pickDraw : fortune.packDraw)
      )
      crew.people.release(claim)
      stamp(order, isPicking, isStart: false)
      if patience < .zero { return close(order, .refunded) }
    }
    guard configuration.fleets.contains(where: \.carriesOrders) else {
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

  private func stamp(_ order: Int, _ isPicking: Bool, isStart: Bool) {
    switch (isPicking, isStart) {
    case (true, true): orders[order].pickStartedAt = simulation.now
    case (true, false): orders[order].pickEndedAt = simulation.now
    case (false, true): orders[order].packStartedAt = simulation.now
    case (false, false): orders[order].packEndedAt = simulation.now
    }
  }

  private func close(_ order: Int, _ state: OrderState) {
    orders[order].state = state
    orders[order].closedAt = simulation.now
  }

  /// Why no drone, charged as full as it ever is, flies an order.
  private func failure(of fortune: OrderFortune) -> OrderFailure? {
    let deliverers = drones.filter { $0.fleet.patrolMeanSeconds == nil }
    guard configuration.fleets.contains(where: \.carriesOrders) else { return nil }
    let strong = deliverers.filter { fortune.weight <= $0.fleet.type.maximumPayload }
    if strong.isEmpty { return .tooHeavy }
    let target = configuration.charging?.target ?? 0
    let reaches = strong.contains { drone in
      mayFly(
        drone,
        to: fortune.destination,
        with: fortune.weight,
        stored: max(target, drone.fleet.initialStateOfCharge) * drone.fleet.type.battery.capacity
      )
    }
    return reaches ? nil : .outOfReach
  }

  private nonisolated(nonsending) func follow(_ crew: Crew) async throws {
    _ = try await precedence.acquire()
    while let change = crew.roster.nextChange(after: simulation.now) {
      try await simulation.wait(until: change)
      crew.people.setCapacity(crew.roster.people(at: change), whenBusy: .finish)
    }
  }
}

// MARK: - Drones

extension ParkOracle {
  /// The life of a drone.
  private nonisolated(nonsending) func serve(_ drone: OracleDrone) async throws {
    if let mean = drone.fleet.patrolMeanSeconds {
      while true {
        let draw = drone.patrol?.uniform() ?? 0.5
        try await simulation.wait(DurationModel.exponential(meanSeconds: mean).duration(draw))
        askForBay(drone)
        try await charge(drone)
      }
    }
    _ = try await precedence.acquire()
    var hasCharged = false
    while true {
      if !hasCharged, isLow(drone) {
        askForBay(drone)
      } else {
        drone.call = simulation.occurrence()
        free.append(drone)
      }
      dispatch()
      if drone.bay == nil { try await drone.call.wait() }
      if let parcel = drone.parcel {
        try await fly(drone, parcel)
        drone.parcel = nil
        hasCharged = false
      } else {
        try await charge(drone)
        hasCharged = true
      }
    }
  }

  private func isLow(_ drone: OracleDrone) -> Bool {
    guard let rule = configuration.charging else { return false }
    return drone.stored < rule.startBelow * drone.fleet.type.battery.capacity
  }

  private nonisolated(nonsending) func fly(_ drone: OracleDrone, _ parcel: Parcel) async throws {
    try await simulation.wait(configuration.flight.loadingTime)
    flightCount += 1
    let order = orders[parcel.order]
    var flight = FlightRecord(
      number: flightCount,
      drone: drone.id,
      order: order.id,
      distance: 0,
      payload: order.weight,
      startedAt: simulation.now,
      storedAtStart: drone.stored,
      storedAtEnd: drone.stored,
      delivered: 0,
      resistiveLoss: 0
    )
    for leg in legs(of: drone, to: order.destination, with: order.weight) {
      try await simulation.wait(leg.time)
      let seconds = leg.time.inSeconds
      drone.stored -= leg.drain * seconds
      flight.delivered += leg.power * seconds
      flight.resistiveLoss += (leg.drain - leg.power) * seconds
      flight.distance += leg.distance
      if leg.isHandOver {
        flight.deliveredAt = simulation.now
        close(parcel.order, .delivered)
        parcel.isDelivered.happen()
      }
    }
    flight.endedAt = simulation.now
    flight.storedAtEnd = drone.stored
    flights.append(flight)
  }

  private func askForBay(_ drone: OracleDrone) {
    requestCount += 1
    charging.append(drone)
    drone.bay = bays.request()
    drone.stay = ChargeSessionRecord(
      number: requestCount,
      drone: drone.id,
      requestedAt: simulation.now,
      storedAtStart: drone.stored,
      storedAtEnd: drone.stored,
      stored: 0,
      chargerLoss: 0
    )
  }

  private nonisolated(nonsending) func charge(_ drone: OracleDrone) async throws {
    guard let rule = configuration.charging, let bay = drone.bay, var record = drone.stay else {
      return
    }
    try await bay.granted.wait()
    record.startedAt = simulation.now
    let capacity = drone.fleet.type.battery.capacity
    let target = rule.target * capacity
    let start = drone.stored
    switch rule.session {
    case .twoStage(let power, let knee):
      let curve = ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: knee)
      let time = curve.time(toReach: target, from: start)
      try await simulation.wait(time)
      drone.stored = curve.stored(from: start, after: time.inSeconds)
      record.stored = curve.energyAdded(to: start, after: time.inSeconds)
    case .exponential(let mean):
      let time = DurationModel.exponential(meanSeconds: mean).duration(drone.session.uniform())
      try await simulation.wait(time)
      if target > start, time > .zero {
        let power = (target - start) / time.inSeconds
        drone.stored = start + power * time.inSeconds
        record.stored = power * time.inSeconds
      }
    }
    bays.release(bay.claim)
    drone.bay = nil
    charging.removeAll { $0 === drone }
    record.endedAt = simulation.now
    record.storedAtEnd = drone.stored
    record.chargerLoss = record.stored / rule.efficiency - record.stored
    sessions.append(record)
  }

  /// One leg of a mission.
  private struct Leg {
    var time: SimulationTime
    var power: Double
    var drain: Double
    var distance = 0.0
    var isHandOver = false
  }

  /// Up, out, down, hand over, up, back, down.
  private func legs(of drone: OracleDrone, to point: Position, with payload: Double) -> [Leg] {
    let (type, flight) = (drone.fleet.type, configuration.flight)
    let distance = drone.pad.distance(to: point)
    let up = SimulationTime.seconds(flight.cruiseHeight / type.climbSpeed)
    let down = SimulationTime.seconds(flight.cruiseHeight / type.descentSpeed)
    let along = type.legTime(distance)
    func leg(
      _ time: SimulationTime,
      _ phase: MeasuredPowerModel.Phase,
      isLoaded: Bool
    ) -> Leg {
      let power = type.power.power(
        phase,
        mass: type.emptyMass + (isLoaded ? payload : 0),
        airDensity: flight.airDensity
      )
      return Leg(time: time, power: power, drain: type.battery.drain(for: power))
    }
    var legs = [
      leg(up, type.power.climb, isLoaded: true), leg(along, type.power.cruise, isLoaded: true),
      leg(down, type.power.descent, isLoaded: true),
      leg(flight.handOverTime, type.power.cruise, isLoaded: true),
      leg(up, type.power.climb, isLoaded: false), leg(along, type.power.cruise, isLoaded: false),
      leg(down, type.power.descent, isLoaded: false),
    ]
    (legs[1].distance, legs[5].distance) = (distance, distance)
    legs[3].isHandOver = true
    return legs
  }

  /// Whether a drone with a stored energy [J] brings a payload to a point and comes back with its reserve.
  private func mayFly(
    _ drone: OracleDrone,
    to point: Position,
    with payload: Double,
    stored: Double
  ) -> Bool {
    let type = drone.fleet.type
    guard payload <= type.maximumPayload else { return false }
    let need = legs(of: drone, to: point, with: payload)
      .reduce(0) { $0 + $1.drain * $1.time.inSeconds }
    return stored - need >= configuration.reserveStateOfCharge * type.battery.capacity
  }
}

// MARK: - Dispatch

extension ParkOracle {
  /// Sends drones as long as one may fly an order, then those to charge whose charge is of no use.
  private func dispatch() {
    while let (parcel, drone) = choice() {
      packed.removeAll { $0.order == parcel.order }
      free.removeAll { $0 === drone }
      orders[parcel.order].dispatchedAt = simulation.now
      orders[parcel.order].drone = drone.id
      orders[parcel.order].state = .flying
      drone.parcel = parcel
      parcel.isTaken.happen()
      drone.call.happen()
    }
    sendToCharge()
  }

  /// The pair that the policy takes first; of several the longest waiting order, then drone.
  private func choice() -> (Parcel, OracleDrone)? {
    let pairs = packed.flatMap { parcel in free.map { (parcel, $0) } }
      .filter { mayTake($0, $1, stored: $1.stored) }
    guard configuration.dispatchPolicy == Nearest.name else { return pairs.first }
    let ways = pairs.map { parcel, drone in
      drone.pad.distance(to: orders[parcel.order].destination)
    }
    return ways.min().flatMap { least in ways.firstIndex(of: least) }.map { pairs[$0] }
  }

  private func mayTake(_ parcel: Parcel, _ drone: OracleDrone, stored: Double) -> Bool {
    let order = orders[parcel.order]
    return mayFly(drone, to: order.destination, with: order.weight, stored: stored)
  }

  /// One drone charges for each order that no free drone may fly and none that charges will be able to, the
  /// fullest first.
  private func sendToCharge() {
    guard let rule = configuration.charging else { return }
    let full = { (drone: OracleDrone) in
      max(drone.stored, rule.target * drone.fleet.type.battery.capacity)
    }
    let stuck = packed.filter { parcel in
      !free.contains { mayTake(parcel, $0, stored: $0.stored) }
    }
    let coming = charging.filter { drone in
      drone.fleet.patrolMeanSeconds == nil
        && stuck.contains { mayTake($0, drone, stored: full(drone)) }
    }
    let useless = free.filter { drone in
      drone.stored < full(drone)
        && !packed.contains { mayTake($0, drone, stored: drone.stored) }
        && stuck.contains { mayTake($0, drone, stored: full(drone)) }
    }
    let fullest = useless.sorted { ($0.stored, $1.id) > ($1.stored, $0.id) }
    for drone in fullest.prefix(max(0, stuck.count - coming.count)) {
      free.removeAll { $0 === drone }
      askForBay(drone)
      drone.call.happen()
    }
  }
}
