import DiscreteEvents

extension Park {
  /// An order has left the warehouse: it waits for a drone, or is done where none flies.
  mutating func requestDrone(_ order: OrderReference) {
    guard plan.fleet.carriesOrders(of: state.orders[order].record.warehouse) else {
      return close(order, as: .delivered)
    }
    state.orders[order].record.state = .waitingForDrone
    state.waitingForDrone.add(1, at: engine.now)
    state.waiting.append(WaitingOrder(order, state.orders[order]))
    dispatch()
  }

  /// Sends drones while the policy finds pairs, then sends to charge those that can fly nothing.
  mutating func dispatch() {
    while !state.waiting.isEmpty, !state.fleet.available.isEmpty, let choice = nextChoice() {
      send(choice)
    }
    chargeThoseTooLow()
    seen = (state.waiting.count, state.fleet.available.count)
  }

  private mutating func nextChoice() -> DispatchChoice? {
    let view = DispatchView(
      now: now,
      waiting: state.waiting,
      available: AvailableDrones(state.fleet.available, in: free),
      rules: plan.fleet.rules,
      seen: seen
    )
    guard let choice = state.policy.policy.choose(view) else { return nil }
    precondition(
      view.mayFly(order: choice.order, drone: choice.drone),
      """
      policy \(configuration.dispatchPolicy) sends drone \(view.available[choice.drone].id.index) with order \
      \(view.waiting[choice.order].reference.id.number), which it may not fly
      """
    )
    return choice
  }

  private mutating func send(_ choice: DispatchChoice) {
    let order = state.waiting.remove(at: choice.order)
    let drone = free[state.fleet.available.remove(at: choice.drone)]
    free.remove(drone.id)
    if choice.order < seen.orders { seen.orders -= 1 }
    if choice.drone < seen.drones { seen.drones -= 1 }
    state.waitingForDrone.add(-1, at: engine.now)
    state.flying.add(1, at: engine.now)
    state.backlog.add(-1, at: engine.now)
    engine.cancel(state.orders[order.reference].refund)
    state.orders[order.reference].refund = .none
    state.orders[order.reference].record.dispatchedAt = engine.now
    state.orders[order.reference].record.drone = drone.id
    state.orders[order.reference].record.state = .flying
    load(
      drone.id,
      with: order.reference,
      for: Mission(distance: order.needs[drone.group].distance, payload: order.payload)
    )
  }

  /// Sends free drones to charge for orders that none of them has the energy to fly.
  ///
  /// Without this a drone above its charging threshold could wait for ever beside an order that
  /// needs a fuller battery. One drone goes for each such order that no drone at the bays will be
  /// able to fly, the fullest first.
  private mutating func chargeThoseTooLow() {
    guard !state.waiting.isEmpty, !state.fleet.available.isEmpty, plan.charging != nil else {
      return
    }
    let available = AvailableDrones(state.fleet.available, in: free)
    let stuck = state.waiting.filter { order in
      !available.contains { plan.fleet.rules.mayFly(order, with: $0) }
    }
    guard !stuck.isEmpty else { return }
    let candidates = available.filter { drone in
      let full = charged(drone)
      return drone.stored < full.stored && plan.fleet.rules.groups[drone.group].canCharge
        && !state.waiting.contains { plan.fleet.rules.mayFly($0, with: drone) }
        && stuck.contains { plan.fleet.rules.mayFly($0, with: full) }
    }.sorted { ($0.stored, $1.id) > ($1.stored, $0.id) }
    guard !candidates.isEmpty else { return }
    let coming = dronesAtBays.filter { drone in
      stuck.contains { plan.fleet.rules.mayFly($0, with: drone) }
    }
    for drone in candidates.prefix(max(0, stuck.count - coming.count)) {
      state.fleet.available.removeAll { $0 == drone.id }
      free.remove(drone.id)
      requestBay(drone.id)
    }
  }

  /// Drones that charge or wait for a charger, as they will be when they have charged.
  private var dronesAtBays: [AvailableDrone] {
    let places = plan.charging?.places ?? []
    let drones = places.flatMap { Array(state[$0].served) + Array(state[$0].waiting) }
    return drones.map(DroneID.init).filter { plan.fleet[$0].delivers }.map { drone in
      charged(state.fleet.asAvailable(drone, plan.fleet))
    }
  }

  private func charged(_ drone: AvailableDrone) -> AvailableDrone {
    let target = plan.fleet[drone.id].recharge.target
    return AvailableDrone(
      id: drone.id,
      type: drone.type,
      position: drone.position,
      group: drone.group,
      stored: max(drone.stored, target * plan.fleet.rules.types[drone.type].battery.capacity)
    )
  }
}
