import DiscreteEvents

extension SavedRunCheck {
  /// The order that comes next is the one that follows from the number of those that came.
  func checkDemand() throws {
    let arrivals = pending.times(of: .demand(.orderArrives))
    guard var demand = park.state.demand, let plan = park.plan.demand, let saved = state.demand
    else {
      return try require(
        state.demand == nil && park.state.demand == nil && arrivals.isEmpty,
        "there are orders to come in the scenario or in the run, not in both"
      )
    }
    try require(
      (0...state.orders.createdCount).contains(saved.drawnCount),
      "\(saved.drawnCount) orders have been drawn, \(state.orders.createdCount) have come"
    )
    demand.skip(saved.drawnCount, plan)
    try require(saved == demand, "the orders to come are those of another run")
    let next = demand.next.flatMap { $0 < park.configuration.study.horizon ? $0 : nil }
    try require(
      arrivals == (next.map { [$0] } ?? []),
      "the next order does not come when it should"
    )
  }

  /// An order that has left.
  func check(closed order: OrderRecord) throws {
    try check(order)
    try require(
      order.state.isFinal && order.closedAt != nil,
      "order \(order.id.number) has left and is \(order.state.rawValue)"
    )
  }

  /// Orders are counted as they have left, or are open.
  func checkCounts() throws {
    try require(
      state.orders.openCount == openRecords.count && state.closed == saved.history.closed,
      "orders are missing"
    )
  }

  /// An order that has left, or is open.
  func check(_ order: OrderRecord) throws {
    let name = "order \(order.id.number)"
    let demand = park.configuration.demand
    let source = Int(order.source.index)
    guard let sources = demand?.sources, sources.indices.contains(source) else {
      throw SavedRunFlaw(message: "\(name) has the source \(source)")
    }
    try require(
      sources[source].zones.contains { $0.index == order.zone },
      "\(name) has the zone \(order.zone)"
    )
    var kinds: [Int?] = [nil]
    if case .goods(let shares) = sources[source].payload { kinds = shares.map(\.index) }
    try require(kinds.contains(order.goods), "\(name) is of other goods than its source sends")
    try require(
      order.warehouse == park.plan.warehouse(for: order.destination, of: order.source),
      "\(name) belongs to a warehouse that is not its own"
    )
    try checkTimes(
      order.createdAt,
      order.pickStartedAt,
      order.pickEndedAt,
      order.packStartedAt,
      order.packEndedAt,
      order.dispatchedAt,
      order.closedAt,
      of: name
    )
    let longest = SimulationTime.minutes(100_000)
    try require(
      (order.createdAt...order.createdAt + longest).contains(order.promisedBy),
      "\(name) is promised for \(order.promisedBy)"
    )
    // What the format of scenarios allows of weights, and of points in zones.
    let reach = 200_001.0
    try require(
      (0...1000).contains(order.weight) && (-reach...reach).contains(order.destination.x)
        && (-reach...reach).contains(order.destination.y),
      "\(name) weighs \(order.weight) kg and goes to \(order.destination.x), \(order.destination.y) m"
    )
    try checkStory(of: order)
    if let drone = order.drone { try check(drone, name) }
  }

  /// The instants of an order follow one another, without a gap, and fit its state.
  private func checkStory(of order: OrderRecord) throws {
    let story = [
      order.createdAt, order.pickStartedAt, order.pickEndedAt, order.packStartedAt,
      order.packEndedAt, order.dispatchedAt,
    ]
    let reached = story.prefix { $0 != nil }.compactMap(\.self)
    let ends = reached + [order.closedAt ?? now]
    let fits =
      switch order.state {
      case .waitingForPicker: reached.count == 1
      case .picking: reached.count == 2
      case .waitingForPacker: reached.count == 3
      case .packing: reached.count == 4
      case .waitingForDrone: reached.count == 5
      case .flying: reached.count == 6
      case .delivered, .refunded, .failed: order.closedAt != nil
      }
    try require(
      fits && story.count(where: { $0 != nil }) == reached.count
        && (order.closedAt == nil) == !order.state.isFinal
        && zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }
        && (order.drone == nil) == (order.dispatchedAt == nil),
      "order \(order.id.number) has a story that can not be"
    )
  }
}
