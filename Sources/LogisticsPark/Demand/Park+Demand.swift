import DiscreteEvents

extension Park {
  /// Schedules the order after this one, if it comes before the end of the run.
  mutating func scheduleNextArrival() {
    guard let next = state.demand?.next, next < configuration.study.horizon else { return }
    engine.schedule(.demand(.orderArrives), at: next, priority: EventPriority.arrival)
  }

  mutating func orderArrives() {
    guard let demand = plan.demand, let fortune = state.demand?.takeNext(demand) else { return }
    let order = open(fortune)
    scheduleNextArrival()
    begin(order, fortune)
  }

  /// Opens the orders that are there at the start of the run.
  ///
  /// They are created at that instant, source by source. Their fortunes come from streams of their own, so
  /// that the orders of the run keep theirs whatever the backlog is.
  mutating func openBacklog(streams: inout StreamDirectory) {
    for source in plan.demand?.sources ?? [] where source.backlogOrders > 0 {
      var blocks = RandomBlocks(streams.stream("demand.backlog", entity: source.entity))
      for _ in 0..<source.backlogOrders {
        let fortune = source.fortune(in: blocks.next())
        begin(open(fortune), fortune)
      }
    }
  }

  /// An order that has just been opened goes its way.
  private mutating func begin(_ order: OrderReference, _ fortune: OrderFortune) {
    state.backlog.add(1, at: engine.now)
    if let failure = failure(
      by: state.orders[order].needs,
      from: state.orders[order].record.warehouse
    ) {
      state.orders[order].record.failure = failure
      close(order, as: .failed)
      return
    }
    if let delay = fortune.refundAfter {
      state.orders[order].refund = engine.schedule(
        .demand(.refundFalls(order)),
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
    state.orders[order].refund = .none
    switch state.orders[order].record.state {
    case .picking, .packing:
      state.orders[order].isWithdrawn = true
      return
    case .waitingForPicker: giveUpStage(.picking, order)
    case .waitingForPacker: giveUpStage(.packing, order)
    case .waitingForDrone:
      guard let place = state.waiting.firstIndex(where: { $0.reference == order }) else {
        preconditionFailure("order \(order.id.number) does not wait for a drone")
      }
      state.waiting.remove(at: place)
      if place < seen.orders { seen.orders -= 1 }
      state.waitingForDrone.add(-1, at: engine.now)
    case .flying, .delivered, .refunded, .failed:
      preconditionFailure("order \(order.id.number) is withdrawn after dispatch")
    }
    close(order, as: .refunded)
  }

  private mutating func giveUpStage(_ stage: WarehouseStage, _ order: OrderReference) {
    guard let place = place(of: stage, for: order) else {
      preconditionFailure("order \(order.id.number) waits for a stage that is not there")
    }
    giveUp(state.orders[order].claim, at: place)
  }

  /// Ends an order's life: it leaves the park through the outbox.
  mutating func close(_ order: OrderReference, as end: OrderState) {
    engine.cancel(state.orders[order].refund)
    if state.orders[order].record.dispatchedAt == nil { state.backlog.add(-1, at: engine.now) }
    state.orders[order].record.state = end
    state.orders[order].record.closedAt = engine.now
    state.closed.add(end)
    outbox.records.orders.append(state.orders.remove(order))
  }

  private mutating func open(_ fortune: OrderFortune) -> OrderReference {
    let created = engine.now
    let warehouse = plan.warehouse(for: fortune.destination, of: fortune.source)
    let needs = needs(to: fortune.destination, payload: fortune.weight, from: warehouse)
    let own = plan[warehouse]
    let pick = own.workTime(at: .picking, fortune.pickDraw)
    let pack = own.workTime(at: .packing, fortune.packDraw)
    return state.orders.insert { id in
      LiveOrder(
        record: OrderRecord(
          id: id,
          source: fortune.source,
          zone: fortune.zone,
          destination: fortune.destination,
          goods: fortune.goods,
          weight: fortune.weight,
          warehouse: warehouse,
          createdAt: created,
          promisedBy: created + fortune.promise,
          state: .waitingForPicker
        ),
        pickTime: pick,
        packTime: pack,
        refund: .none,
        isWithdrawn: false,
        needs: needs
      )
    }
  }

  /// What a flight with an order takes, by group of drones; nothing where none delivers.
  func needs(
    to destination: Position,
    payload: Double,
    from warehouse: WarehouseID
  ) -> [FlightNeed] {
    guard plan.fleet.carriesOrders(of: warehouse) else { return [] }
    return plan.fleet.rules.needs(to: destination, payload: payload, from: warehouse)
  }

  /// Why no drone of a warehouse could ever fly what takes so much; nil if one can, or none is there.
  private func failure(by needs: [FlightNeed], from warehouse: WarehouseID) -> OrderFailure? {
    guard plan.fleet.carriesOrders(of: warehouse) else { return nil }
    var isLiftable = false
    for (group, need) in zip(plan.fleet.rules.groups, needs) {
      let drones = configuration.fleets[group.type]
      guard drones.carriesOrders, need.energy < .infinity else { continue }
      isLiftable = true
      let target = group.canCharge ? drones.recharge.target : 0
      let full = max(target, drones.initialStateOfCharge)
      let stored = full * drones.type.battery.capacity
      if plan.fleet.rules.mayFly(need, stored: stored, type: group.type) { return nil }
    }
    return isLiftable ? .outOfReach : .tooHeavy
  }
}
