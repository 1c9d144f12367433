import DiscreteEvents

extension SavedRunCheck {
  /// Records of the open orders, by slot.
  var openRecords: [OrderRecord] { state.orders.slots.filter(\.isOpen).map(\.record) }

  /// Every open order is in one place, and that is where its state says.
  func checkOrders() throws {
    try checkCounts()
    let bySlot = try openOrders()
    var places: [[OrderState]] = Array(repeating: [], count: bySlot.count)
    for stage in WarehouseStage.allCases {
      for place in park.plan.places(of: stage) {
        let waiting = try orders(at: place, \.waitingClaims)
        try note(waiting, as: stage.waiting, bySlot, &places)
        for order in waiting { try check(order, comesTo: place, stage) }
      }
    }
    try note(state.waiting.map(\.reference), as: .waitingForDrone, bySlot, &places)
    try note(carried, as: .flying, bySlot, &places)
    for (time, event) in pending.ofOrder.joined() {
      guard case .warehouse(.workEnds(let place, let order)) = event else { continue }
      guard let stage = stage(at: place) else {
        throw SavedRunFlaw(message: "an event concerns nobody: \(event)")
      }
      try note([order], as: stage.working, bySlot, &places)
      try check(order, comesTo: place, stage)
      let work = bySlot[Int(order.slot)]
      let end =
        stage == .picking
        ? work?.record.pickStartedAt.map { $0 + (work?.pickTime ?? .zero) }
        : work?.record.packStartedAt.map { $0 + (work?.packTime ?? .zero) }
      try require(
        end == time,
        "order \(order.id.number) is ready at \(time), not when it should be"
      )
    }
    for (slot, order) in bySlot.enumerated() {
      let expected = order.map { [$0.record.state] } ?? []
      try require(places[slot] == expected, "the order in slot \(slot) is not where it should be")
      try checkRefund(of: order, slot, pending.ofOrder[slot])
    }
    // What a decision looks at follows from the orders.
    try require(
      state.waiting.allSatisfy { $0 == WaitingOrder($0.reference, state.orders[$0.reference]) },
      "an order waits for a drone that is another one than was packed"
    )
    try checkStages(bySlot.compactMap { $0?.record })
  }

  private func check(
    _ order: OrderReference,
    comesTo place: PlaceID,
    _ stage: WarehouseStage
  ) throws {
    try require(
      park.plan[state.orders[order].record.warehouse].place(of: stage) == place,
      "order \(order.id.number) is in \(park.plan[place].label), which is not its warehouse's"
    )
  }

  private func stage(at place: PlaceID) -> WarehouseStage? {
    WarehouseStage.allCases.first { park.plan.places(of: $0).contains(place) }
  }

  /// Orders that drones carry and have not handed over.
  private var carried: [OrderReference] {
    state.fleet.drones.compactMap { drone in
      guard drone.mission != nil, drone.phase?.isLoaded ?? true else { return nil }
      return drone.order
    }
  }

  /// Open orders by slot; every slot is taken or free, once.
  private func openOrders() throws -> [LiveOrder?] {
    let table = state.orders
    var isFree = Array(repeating: false, count: table.slots.count)
    for slot in table.free {
      try require(
        isFree.indices.contains(Int(slot)) && !isFree[Int(slot)],
        "slot \(slot) of the orders is free twice, or is not there"
      )
      isFree[Int(slot)] = true
    }
    for (slot, order) in table.slots.enumerated() {
      try require(order.isOpen != isFree[slot], "slot \(slot) of the orders is taken and free")
      guard order.isOpen else { continue }
      try check(order.record)
      let longest = SimulationTime(ticks: 1 << 60)
      try require(
        (.zero...longest).contains(order.pickTime) && (.zero...longest).contains(order.packTime),
        "order \(order.record.id.number) takes a time that can not be"
      )
      try require(
        order.needs
          == park.needs(
            to: order.record.destination,
            payload: order.record.weight,
            from: order.record.warehouse
          ),
        "a flight with order \(order.record.id.number) takes what it can not take"
      )
    }
    return table.slots.map { $0.isOpen ? $0 : nil }
  }

  private func note(
    _ orders: [OrderReference],
    as place: OrderState,
    _ bySlot: [LiveOrder?],
    _ places: inout [[OrderState]]
  ) throws {
    for order in orders {
      let slot = Int(order.slot)
      try require(
        bySlot.indices.contains(slot) && bySlot[slot]?.record.id == order.id,
        "order \(order.id.number) is \(place.rawValue) and is not open"
      )
      places[slot].append(place)
    }
  }

  /// An order that a customer is going to withdraw knows the event of it, and no other does.
  private func checkRefund(
    of order: LiveOrder?,
    _ slot: Int,
    _ pending: [PendingEvents.Pending]
  ) throws {
    let events = pending.filter {
      if case .demand(.refundFalls) = $0.event { true } else { false }
    }
    guard let order, order.refund != .none || !events.isEmpty else {
      return try require(events.isEmpty, "an order that is not open is withdrawn")
    }
    let reference = OrderReference(id: order.record.id, slot: Int32(slot))
    let event = ParkEvent.demand(.refundFalls(reference))
    try require(
      events.count == 1 && events[0].event == event
        && state.engine.event(of: order.refund) == event
        && state.engine.time(of: order.refund) == events[0].time
        && order.record.dispatchedAt == nil,
      "the withdrawal of order \(order.record.id.number) is not as it should be"
    )
  }

  /// Stages are those of the scenario, and numbers present are those of the orders.
  private func checkStages(_ open: [OrderRecord]) throws {
    for stage in WarehouseStage.allCases {
      var count = 0
      for place in park.plan.places(of: stage) {
        let worked = try orders(at: place, \.heldClaims)
        count += worked.count
        try require(
          worked.allSatisfy {
            state.orders.contains($0) && state.orders[$0].record.state == stage.working
          },
          "other orders are in \(park.plan[place].label) than are worked on"
        )
        try checkCrews(at: place, worked)
      }
      try require(
        count == open.count { $0.state == stage.working },
        "other orders are in \(stage.label) than are worked on"
      )
    }
    for order in open {
      let hasStage =
        switch order.state {
        case .waitingForPicker, .picking: park.plan.has(.picking, order.warehouse)
        case .waitingForPacker, .packing: park.plan.has(.packing, order.warehouse)
        case .waitingForDrone, .flying: park.plan.has(.drone, order.warehouse)
        case .delivered, .refunded, .failed: false
        }
      try require(hasStage, "order \(order.id.number) is open and is \(order.state.rawValue)")
    }
    try check(state.waitingForDrone, is: state.waiting.count, "wait for a drone")
    try check(state.flying, is: open.count { $0.state == .flying }, "are on their way")
    try check(state.backlog, is: open.count { $0.dispatchedAt == nil }, "wait for dispatch")
  }
}
