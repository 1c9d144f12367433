import DiscreteEvents

extension Park {
  /// An order enters a stage; a stage that the park does not have takes no time.
  mutating func enter(_ stage: WarehouseStage, _ order: OrderReference) {
    guard plan.stage(stage) != nil else {
      state.orders[order].record.stampStart(of: stage, at: now)
      state.orders[order].record.stampEnd(of: stage, at: now)
      return leave(stage, order)
    }
    state.orders[order].record.state = stage == .picking ? .waitingForPicker : .waitingForPacker
    let now = now
    state[stage]?.enqueue(order, at: now)
    startWork(stage)
  }

  mutating func workEnds(_ stage: WarehouseStage, _ order: OrderReference) {
    let now = now
    state[stage]?.finishOne(at: now)
    state.orders[order].record.stampEnd(of: stage, at: now)
    // Onwards first: the person who is free now takes the next order at the same instant anyway.
    if state.orders[order].isWithdrawn {
      close(order, as: .refunded)
    } else {
      leave(stage, order)
    }
    startWork(stage)
  }

  mutating func shiftChanges(_ stage: WarehouseStage) {
    let now = now
    if let people = plan.stage(stage)?.roster.people(at: now) {
      state[stage]?.changeShift(to: people, at: now)
    }
    scheduleShiftChange(stage)
    startWork(stage)
  }

  /// Schedules the next change of shift of a stage, if its roster has one.
  mutating func scheduleShiftChange(_ stage: WarehouseStage) {
    guard let next = plan.stage(stage)?.roster.nextChange(after: now) else { return }
    engine.schedule(.shiftChanges(stage), at: next, priority: EventPriority.capacity)
  }

  private mutating func leave(_ stage: WarehouseStage, _ order: OrderReference) {
    switch stage {
    case .picking: enter(.packing, order)
    case .packing: requestDrone(order)
    }
  }

  private mutating func startWork(_ stage: WarehouseStage) {
    let now = now
    while let order = state[stage]?.startNext(at: now) {
      state.orders[order].record.state = stage == .picking ? .picking : .packing
      state.orders[order].record.stampStart(of: stage, at: now)
      engine.schedule(
        .workEnds(stage, order),
        after: stage == .picking ? state.orders[order].pickTime : state.orders[order].packTime,
        priority: EventPriority.completion
      )
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
