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
    if let failure = failure(of: fortune) {
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
      waiting.removeAll { $0.reference == order }
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
    let pick = picking?.configuration.service.duration(fortune.pickDraw) ?? .zero
    let pack = packing?.configuration.service.duration(fortune.packDraw) ?? .zero
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

  /// Why no drone of the park could ever deliver an order; nil if one can.
  private func failure(of fortune: OrderFortune) -> OrderFailure? {
    guard fleet.carriesOrders else { return nil }
    var isLiftable = false
    for (type, group) in configuration.fleets.enumerated()
    where group.carriesOrders && group.count > 0 {
      if fortune.weight > group.type.maximumPayload { continue }
      isLiftable = true
      let full = max(configuration.charging?.target ?? 0, group.initialStateOfCharge)
      for (pad, _) in group.dronesByPad {
        let mission = Mission(
          distance: configuration.pads[pad].position.distance(to: fortune.destination),
          payload: fortune.weight
        )
        let stored = full * group.type.battery.capacity
        if fleet.rules.mayFly(mission, type: type, stored: stored) { return nil }
      }
    }
    return isLiftable ? .outOfReach : .tooHeavy
  }
}
