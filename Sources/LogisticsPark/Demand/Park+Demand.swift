import DiscreteEvents

extension Park {
  /// Schedules the order after this one, if it comes before the end of the run.
  mutating func scheduleNextArrival() {
    guard let next = demand?.nextArrival(), next < configuration.study.horizon else { return }
    engine.schedule(.orderArrives, at: next, priority: EventPriority.arrival)
  }

  mutating func orderArrives() {
    guard let fortune = demand?.nextFortune() else { return }
    let order = open(fortune)
    scheduleNextArrival()
    begin(order, fortune)
  }

  /// Opens the orders that are there at the start of the run.
  ///
  /// They are created at that instant. Their fortunes come from a stream of their own, so that the
  /// orders of the run keep theirs whatever the backlog is.
  mutating func openBacklog(streams: inout StreamDirectory) {
    let count = configuration.initial.backlogOrders
    guard count > 0, demand != nil else { return }
    var blocks = RandomBlocks(streams.stream("demand.backlog"))
    for _ in 0..<count {
      guard let fortune = demand?.fortune(in: blocks.next()) else { return }
      begin(open(fortune), fortune)
    }
  }

  /// An order that has just been opened goes its way.
  private mutating func begin(_ order: OrderReference, _ fortune: OrderFortune) {
    backlog.add(1, at: engine.now)
    let needs = needs(to: fortune.destination, payload: fortune.weight)
    orders[order].needs = needs
    if let failure = failure(by: needs) {
      orders[order].record.failure = failure
      close(order, as: .failed)
      return
    }
    if let delay = fortune.refundAfter {
      orders[order].refund = engine.schedule(
        .refundFalls(order),
        after: delay,
        priority: EventPriority.refund
      )
    }
    enter(.picking, order)
  }

  /// A customer withdraws an order that has not been dispatched.
  ///
  /// In a queue it leaves at once; somebody who works on it finishes first.
  mutating func refundFalls(_ order: OrderReference) {
    orders[order].refund = .none
    switch orders[order].record.state {
    case .picking, .packing:
      orders[order].isWithdrawn = true
      return
    case .waitingForPicker:
      let isFound = picking?.withdraw(order, at: engine.now) ?? false
      precondition(isFound, "order \(order.id.number) does not wait for a picker")
    case .waitingForPacker:
      let isFound = packing?.withdraw(order, at: engine.now) ?? false
      precondition(isFound, "order \(order.id.number) does not wait for a packer")
    case .waitingForDrone:
      guard let place = waiting.firstIndex(where: { $0.reference == order }) else {
        preconditionFailure("order \(order.id.number) does not wait for a drone")
      }
      waiting.remove(at: place)
      if place < seen.orders { seen.orders -= 1 }
      waitingForDrone.add(-1, at: engine.now)
    case .flying, .delivered, .refunded, .failed:
      preconditionFailure("order \(order.id.number) is withdrawn after dispatch")
    }
    close(order, as: .refunded)
  }

  /// Ends an order's life: it leaves the park through the outbox.
  mutating func close(_ order: OrderReference, as state: OrderState) {
    engine.cancel(orders[order].refund)
    if orders[order].record.dispatchedAt == nil { backlog.add(-1, at: engine.now) }
    orders[order].record.state = state
    orders[order].record.closedAt = engine.now
    switch state {
    case .delivered: closed.delivered += 1
    case .refunded: closed.refunded += 1
    case .failed: closed.failed += 1
    default: preconditionFailure("an order does not end as \(state.rawValue)")
    }
    outbox.orders.append(orders.remove(order))
  }

  private mutating func open(_ fortune: OrderFortune) -> OrderReference {
    let created = engine.now
    let pick = picking?.workTime(fortune.pickDraw) ?? .zero
    let pack = packing?.workTime(fortune.packDraw) ?? .zero
    return orders.insert { id in
      LiveOrder(
        record: OrderRecord(
          id: id,
          zone: fortune.zone,
          destination: fortune.destination,
          weight: fortune.weight,
          createdAt: created,
          promisedBy: created + fortune.promise,
          state: .waitingForPicker
        ),
        workTimes: (pick, pack),
        refund: .none,
        isWithdrawn: false
      )
    }
  }

  /// What a flight to a customer takes, by group of drones; nothing where none delivers.
  func needs(to destination: Position, payload: Double) -> [FlightNeed] {
    fleet.carriesOrders ? fleet.rules.needs(to: destination, payload: payload) : []
  }

  /// Why no drone of the park could ever fly what takes so much; nil if one can.
  private func failure(by needs: [FlightNeed]) -> OrderFailure? {
    guard fleet.carriesOrders else { return nil }
    var isLiftable = false
    for (group, need) in zip(fleet.rules.groups, needs) {
      let drones = configuration.fleets[group.type]
      guard drones.carriesOrders, need.energy < .infinity else { continue }
      isLiftable = true
      let full = max(configuration.charging?.target ?? 0, drones.initialStateOfCharge)
      let stored = full * drones.type.battery.capacity
      if fleet.rules.mayFly(need, stored: stored, type: group.type) { return nil }
    }
    return isLiftable ? .outOfReach : .tooHeavy
  }
}
