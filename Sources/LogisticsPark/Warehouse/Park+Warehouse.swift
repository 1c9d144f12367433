import DiscreteEvents

extension Park {
  /// An order enters a stage; a stage that its warehouse does not have takes no time.
  mutating func enter(_ stage: WarehouseStage, _ order: OrderReference) {
    guard let place = place(of: stage, for: order) else {
      state.orders[order].record.stampStart(of: stage, at: now)
      state.orders[order].record.stampEnd(of: stage, at: now)
      return leave(stage, order)
    }
    state.orders[order].record.state = stage.waiting
    let changes = state[place].resource.request(for: order.token, at: now)
    state.orders[order].claim = changes.claim
    begin(changes.grants, at: place)
  }

  /// Where an order is worked on at a stage; nil if its warehouse has none.
  func place(of stage: WarehouseStage, for order: OrderReference) -> PlaceID? {
    plan[state.orders[order].record.warehouse].place(of: stage)
  }

  mutating func beginWork(_ stage: WarehouseStage, _ order: OrderReference, at place: PlaceID) {
    state.orders[order].crew = state[place].beginWork()
    state.orders[order].record.state = stage.working
    state.orders[order].record.stampStart(of: stage, at: now)
    engine.schedule(
      .warehouse(.workEnds(place, order)),
      after: stage == .picking ? state.orders[order].pickTime : state.orders[order].packTime,
      priority: EventPriority.completion
    )
  }

  mutating func workEnds(_ place: PlaceID, _ order: OrderReference) {
    guard let stage = WarehouseStage(working: state.orders[order].record.state) else {
      preconditionFailure("order \(order.id.number) is done with where nobody works on it")
    }
    let now = now
    let crew = state.orders[order].crew
    let changes = state[place].finishWork(
      state.orders[order].claim,
      by: crew,
      whoStay: plan[place].isOnShift(crew, at: now),
      at: now
    )
    state.orders[order].record.stampEnd(of: stage, at: now)
    // Onwards first: the person who is free now takes the next order at the same instant anyway.
    if state.orders[order].isWithdrawn {
      close(order, as: .refunded)
    } else {
      leave(stage, order)
    }
    begin(changes.grants, at: place)
  }

  private mutating func leave(_ stage: WarehouseStage, _ order: OrderReference) {
    switch stage {
    case .picking: enter(.packing, order)
    case .packing: requestDrone(order)
    }
  }
}

extension OrderRecord {
  mutating func stampStart(of stage: WarehouseStage, at time: SimulationTime) {
    switch stage {
    case .picking: pickStartedAt = time
    case .packing: packStartedAt = time
    }
  }

  mutating func stampEnd(of stage: WarehouseStage, at time: SimulationTime) {
    switch stage {
    case .picking: pickEndedAt = time
    case .packing: packEndedAt = time
    }
  }
}
