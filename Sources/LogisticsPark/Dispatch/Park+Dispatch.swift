import DiscreteEvents

extension Park {
  /// An order has left the warehouse: it waits for a drone, or is done where none flies.
  mutating func requestDrone(_ order: OrderReference) {
    guard fleet.carriesOrders else { return close(order, as: .delivered) }
    let record = orders[order].record
    orders[order].record.state = .waitingForDrone
    waitingForDrone.add(1, at: engine.now)
    waiting.append(
      WaitingOrder(
        reference: order,
        destination: record.destination,
        payload: record.weight,
        promisedBy: record.promisedBy
      )
    )
    dispatch()
  }

  /// Sends drones while the policy finds pairs, then sends to charge those that can fly nothing.
  mutating func dispatch() {
    while !waiting.isEmpty, !fleet.available.isEmpty, let choice = nextChoice() {
      send(choice)
    }
    chargeThoseTooLow()
  }

  private mutating func nextChoice() -> DispatchChoice? {
    let view = DispatchView(
      now: now,
      waiting: waiting,
      available: fleet.available,
      rules: fleet.rules
    )
    guard let choice = policy.choose(view, memory: &policyMemory) else { return nil }
    precondition(
      view.mayFly(order: choice.order, drone: choice.drone),
      """
      policy \(Policy.name) sends drone \(view.available[choice.drone].id.index) with order \
      \(view.waiting[choice.order].reference.id.number), which it may not fly
      """
    )
    return choice
  }

  private mutating func send(_ choice: DispatchChoice) {
    let order = waiting.remove(at: choice.order)
    let drone = fleet.available.remove(at: choice.drone)
    waitingForDrone.add(-1, at: engine.now)
    flying.add(1, at: engine.now)
    backlog.add(-1, at: engine.now)
    engine.cancel(orders[order.reference].refund)
    orders[order.reference].refund = .none
    orders[order.reference].record.dispatchedAt = engine.now
    orders[order.reference].record.drone = drone.id
    orders[order.reference].record.state = .flying
    load(
      drone.id,
      with: order.reference,
      for: Mission(
        distance: drone.position.distance(to: order.destination),
        payload: order.payload
      )
    )
  }

  /// Free drones for which no waiting order is within their energy go to charge.
  ///
  /// Without this a drone above its charging threshold could wait for ever beside an order that
  /// needs a fuller battery.
  private mutating func chargeThoseTooLow() {
    guard !waiting.isEmpty, let charging = configuration.charging else { return }
    let stranded = fleet.available.filter { drone in
      drone.stored < charging.target * fleet.type(of: drone.id).battery.capacity
        && !waiting.contains { fleet.rules.mayFly($0, with: drone) }
    }
    for drone in stranded {
      fleet.available.removeAll { $0.id == drone.id }
      requestBay(drone.id)
    }
  }
}
