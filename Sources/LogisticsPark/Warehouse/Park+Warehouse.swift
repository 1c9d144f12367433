import DiscreteEvents

extension Park {
  /// An order enters a stage; a stage that the park does not have takes no time.
  mutating func enter(_ stage: WarehouseStage, _ order: OrderReference) {
    guard has(stage) else {
      orders[order].record.stampStart(of: stage, at: now)
      orders[order].record.stampEnd(of: stage, at: now)
      return leave(stage, order)
    }
    orders[order].record.state = stage == .picking ? .waitingForPicker : .waitingForPacker
    withStage(stage) { $0.enqueue(order, at: $1) }
    startWork(stage)
  }

  mutating func workEnds(_ stage: WarehouseStage, _ order: OrderReference) {
    withStage(stage) { $0.finishOne(at: $1) }
    orders[order].record.stampEnd(of: stage, at: now)
    // Onwards first: the person who is free now takes the next order at the same instant anyway.
    if orders[order].isWithdrawn {
      close(order, as: .refunded)
    } else {
      leave(stage, order)
    }
    startWork(stage)
  }

  mutating func shiftChanges(_ stage: WarehouseStage) {
    withStage(stage) { $0.changeShift(at: $1) }
    scheduleShiftChange(stage)
    startWork(stage)
  }

  /// Schedules the next change of shift of a stage, if its roster has one.
  mutating func scheduleShiftChange(_ stage: WarehouseStage) {
    let roster = (stage == .picking ? picking : packing)?.configuration.roster
    guard let next = roster?.nextChange(after: now) else { return }
    engine.schedule(.shiftChanges(stage), at: next, priority: EventPriority.capacity)
  }

  private mutating func leave(_ stage: WarehouseStage, _ order: OrderReference) {
    switch stage {
    case .picking: enter(.packing, order)
    case .packing: requestDrone(order)
    }
  }

  private mutating func startWork(_ stage: WarehouseStage) {
    while let order = withStage(stage, { $0.startNext(at: $1) }) ?? nil {
      orders[order].record.state = stage == .picking ? .picking : .packing
      orders[order].record.stampStart(of: stage, at: now)
      let times = orders[order].workTimes
      engine.schedule(
        .workEnds(stage, order),
        after: stage == .picking ? times.pick : times.pack,
        priority: EventPriority.completion
      )
    }
  }

  private func has(_ stage: WarehouseStage) -> Bool {
    (stage == .picking ? picking : packing) != nil
  }

  /// Changes a stage in place, at the instant of the clock; nil where there is none.
  @discardableResult
  private mutating func withStage<Result>(
    _ stage: WarehouseStage,
    _ change: (inout StaffedStage, SimulationTime) -> Result
  ) -> Result? {
    let time = now
    switch stage {
    case .picking: return picking?.apply { change(&$0, time) }
    case .packing: return packing?.apply { change(&$0, time) }
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
