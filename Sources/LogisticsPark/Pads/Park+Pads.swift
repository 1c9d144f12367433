import DiscreteEvents
import Wording

// A pad has room for some drones that are loaded or land; idle ones, and those that charge, stand beside it.
// Who is in the air goes before who is on the ground.
extension Park {
  /// A drone that has an order asks for room on its pad, then for a dock, to be loaded.
  mutating func askToBeLoaded(_ drone: DroneID) {
    guard let pad = pad(of: drone) else { return askForDock(drone) }
    state.fleet.setState(.waitingForPad, of: drone, at: now)
    let (stay, grants) = ask(for: pad, .loading, drone, priority: 1)
    state.fleet[drone].padStay = stay
    begin(grants, at: pad)
  }

  /// The drones of a fleet on a pad to which a drone belongs now.
  func home(of drone: DroneID) -> DroneGroup { plan.fleet.rules.groups[state.fleet[drone].group] }

  /// The pad to which a drone belongs now.
  func padID(of drone: DroneID) -> PadID {
    // Not by way of its group, a copy of which would be one of the list of its stations.
    PadID(plan.fleet.rules.groups[state.fleet[drone].group].pad)
  }

  /// Room on the pad of a drone.
  func padRoom(of drone: DroneID) -> GroundRoom { .pad(padID(of: drone)) }

  /// Room at the docks where a drone is loaded.
  func dockRoom(of drone: DroneID) -> GroundRoom { .dock(home(of: drone).warehouse) }

  /// The pad of a drone; nil if it has room for any number.
  func pad(of drone: DroneID) -> PlaceID? { plan.place(of: padRoom(of: drone)) }

  /// Where a drone is loaded; nil where any number may be.
  func dock(of drone: DroneID) -> PlaceID? { plan.place(of: dockRoom(of: drone)) }

  private mutating func askForDock(_ drone: DroneID) {
    guard let dock = dock(of: drone) else { return beginLoading(drone) }
    state.fleet.setState(.waitingForPad, of: drone, at: now)
    let (stay, grants) = ask(for: dock, .loading, drone, priority: 0)
    state.fleet[drone].dockStay = stay
    begin(grants, at: dock)
  }

  /// A drone has a dock, and is loaded.
  mutating func takeDock(_ drone: DroneID) {
    state.fleet[drone].dockStay?.began = state.engine.now
    beginLoading(drone)
  }

  /// A drone lifts off, or has landed, and leaves dock and pad to others.
  mutating func leaveDockAndPad(_ drone: DroneID) {
    let (dockStay, padStay) = (state.fleet[drone].dockStay, state.fleet[drone].padStay)
    state.fleet[drone].dockStay = nil
    state.fleet[drone].padStay = nil
    leave(dockStay, dockRoom(of: drone), drone)
    leave(padStay, padRoom(of: drone), drone)
  }

  /// A drone that has been at a customer turns to the pad to which it flies.
  ///
  /// Only to one where it can charge, if it could where it came from; of pads that are as near to its own, if that
  /// is among them, else to the first.
  mutating func chooseWayBack(_ drone: DroneID, from customer: Position) {
    guard configuration.returnRule == .nearestFreePad else { return }
    let own = home(of: drone)
    let farthest = own.position.distance(to: customer)
    var best: (group: Int, distance: Double)?
    for index in plan.fleet.groupsOfType[own.type] {
      let group = plan.fleet.rules.groups[index]
      let distance = group.position.distance(to: customer)
      guard distance <= farthest, group.canCharge || !own.canCharge, hasRoom(group) else {
        continue
      }
      let isBetter = best.map { distance < $0.distance || distance == $0.distance && group == own }
      if isBetter ?? true { best = (index, distance) }
    }
    guard let best else { return }
    state.fleet[drone].group = best.group
    state.fleet[drone].mission?.wayBack = best.distance
  }

  private func hasRoom(_ group: DroneGroup) -> Bool {
    plan.pads[group.pad].map { state[$0].resource.freeUnits > 0 } ?? true
  }

  /// A drone comes back above its pad and lands, or holds until there is room.
  mutating func comeToPad(_ drone: DroneID, _ mission: Mission) {
    guard let pad = pad(of: drone) else { return begin(.land, of: mission, drone) }
    let (stay, grants) = ask(for: pad, .landing, drone, priority: 0)
    state.fleet[drone].padStay = stay
    begin(grants, at: pad)
    if state.fleet[drone].padStay?.began == nil { hold(drone, mission) }
  }

  /// There is room for a drone on its pad: it lands, or is loaded.
  mutating func takePad(_ drone: DroneID) {
    state.fleet[drone].padStay?.began = state.engine.now
    guard state.fleet[drone].flight != nil, let mission = state.fleet[drone].mission else {
      return askForDock(drone)
    }
    if state.fleet[drone].state == .holding {
      engine.cancel(state.fleet[drone].holding)
      state.fleet[drone].holding = .none
      bookPhase(of: drone)
    }
    begin(.land, of: mission, drone)
  }

  private mutating func hold(_ drone: DroneID, _ mission: Mission) {
    let powers = plan.fleet.rules.powers(of: plan.fleet[drone].type, in: .cruiseBack, of: mission)
    begin(
      .discharge(delivered: powers.delivered, drain: powers.drain),
      heat: powers.drain - powers.delivered,
      of: drone
    )
    state.fleet.setState(.holding, of: drone, at: now)
    state.fleet[drone].holding = engine.schedule(
      .pads(.holdingEnds(drone)),
      after: longestHold(of: drone, mission, stored: state.fleet[drone].battery.base),
      priority: EventPriority.holding
    )
  }

  /// How long a drone can hold: until it has the energy to descend and half of its reserve, at least 1 % of
  /// the battery.
  func longestHold(of drone: DroneID, _ mission: Mission, stored: Double) -> SimulationTime {
    let (rules, type) = (plan.fleet.rules, plan.fleet[drone].type)
    let need = { (phase: Mission.Phase) in rules.powers(of: type, in: phase, of: mission).drain }
    let descent = need(.land) * rules.duration(of: type, in: .land, of: mission).inSeconds
    let capacity = plan.fleet.type(of: drone).battery.capacity
    let least = max(0.5 * configuration.reserveStateOfCharge, 0.01) * capacity
    let spare = stored - descent - least
    return .seconds(max(0, spare / need(.cruiseBack)))
  }

  /// A drone can hold no longer and lands beside its pad.
  mutating func holdingEnds(_ drone: DroneID) {
    guard let stay = state.fleet[drone].padStay, let pad = pad(of: drone),
      let mission = state.fleet[drone].mission
    else {
      preconditionFailure("drone \(plan.fleet[drone].name) does not hold")
    }
    state.fleet[drone].holding = .none
    state.fleet[drone].padStay = nil
    outbox.records.visits.append(stay.visit(of: drone, at: padRoom(of: drone), ended: now))
    giveUp(stay.claim, at: pad)
    bookPhase(of: drone)
    begin(.land, of: mission, drone)
  }

  private mutating func ask(
    for place: PlaceID,
    _ purpose: VisitPurpose,
    _ drone: DroneID,
    priority: Int
  ) -> (stay: PlaceStay, grants: ShortList<Grant>) {
    let now = now
    state.visitCount += 1
    let changes = state[place].resource.request(
      for: Int(drone.index),
      priority: priority,
      at: now
    )
    let stay = PlaceStay(
      claim: changes.claim,
      number: state.visitCount,
      purpose: purpose,
      asked: now
    )
    return (stay, changes.grants)
  }

  /// A drone leaves a place to others, if it is there.
  private mutating func leave(_ stay: PlaceStay?, _ room: GroundRoom, _ drone: DroneID) {
    guard let stay, let place = plan.place(of: room) else { return }
    let now = now
    outbox.records.visits.append(stay.visit(of: drone, at: room, ended: now))
    let changes = state[place].resource.release(stay.claim, at: now)
    begin(changes.grants, at: place)
  }

  /// The stays of a drone that have not ended.
  func openVisits(of drone: DroneID) -> [VisitRecord] {
    let now = state.fleet[drone]
    return [(now.padStay, padRoom(of: drone)), (now.dockStay, dockRoom(of: drone))]
      .compactMap { stay, room in stay.map { $0.visit(of: drone, at: room) } }
  }
}

extension PlaceRole {
  /// Drones are loaded and land.
  static let pad = PlaceRole(
    "pad",
    Phrase("pad", "起降点"),
    awaited: Phrase("room on the pad", "起降点空位"),
    titles: (Phrase("wait pad", "等起降点"), Phrase("at pad", "在起降点")),
    for: .drones,
    // In the air before on the ground.
    priorities: 0...1
  ) { park, drone, _ in park.takePad(DroneID(drone)) }

  /// Drones are loaded from a warehouse.
  static let dock = PlaceRole(
    "dock",
    Phrase("loading", "装货"),
    awaited: Phrase("a dock", "装货位"),
    titles: (Phrase("wait loading", "等装货"), Phrase("at loading", "装货中")),
    for: .drones
  ) { park, drone, _ in park.takeDock(DroneID(drone)) }
}
