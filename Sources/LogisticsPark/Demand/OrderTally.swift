import DiscreteEvents

/// What the orders of a run came to.
package struct OrderTally: RecordTally {
  private let plan: ParkPlan
  private var study: StudyConfiguration { plan.configuration.study }
  private var leadTimes: [Double] = []
  /// Waits of the orders that were served, by step.
  private var waits = Array(repeating: [Double](), count: OrderStep.allCases.count)
  /// Orders that came to a step, and those of them that were not served at once.
  private var came = Array(repeating: WaitingCount(), count: OrderStep.allCases.count)
  private var onTime = 0
  private var due = 0
  private var withdrawn = 0

  package init(_ plan: ParkPlan) {
    self.plan = plan
  }

  package mutating func add(_ records: ParkRecords) {
    for order in records.orders where study.countedOrders.contains(order.createdAt) { add(order) }
  }

  private mutating func add(_ order: OrderRecord) {
    for step in OrderStep.allCases {
      guard plan.has(step, order.warehouse), let visit = order.visit(step) else { continue }
      came[step.rawValue].add(visit)
      guard let began = visit.began else { continue }
      waits[step.rawValue].append((began - visit.asked).inSeconds)
    }
    if order.state == .refunded { withdrawn += 1 }
    if order.state == .failed || (!order.state.isFinal && order.promisedBy <= study.end) {
      due += 1
    }
    guard order.state == .delivered, let closed = order.closedAt else { return }
    due += 1
    leadTimes.append((closed - order.createdAt).inSeconds)
    if closed <= order.promisedBy { onTime += 1 }
  }

  private func share(of all: Int) -> Double? { all == 0 ? nil : Double(onTime) / Double(all) }
}

extension OrderTally {
  /// What is said of orders.
  static let chapter = Chapter<OrderTally>(
    tables: [OrderRecord.table],
    metrics: counts + punctuality + OrderStep.allCases.flatMap(waits)
  )

  private static func isThere(_ scope: RunScope) -> Bool { scope.plan.demand != nil }

  private static let counts: [Metric<OrderTally>] = [
    Metric("orders_created", "orders", .none, "Orders created in the whole run", where: isThere) {
      .count($1.park.state.orders.createdCount)
    },
    Metric("orders_delivered", "orders", .higher, "Orders handed to the customer", where: isThere) {
      .count($1.park.state.closed.delivered)
    },
    Metric("orders_refunded", "orders", .lower, "Orders withdrawn before dispatch", where: isThere)
    {
      .count($1.park.state.closed.refunded)
    },
    Metric("orders_failed", "orders", .lower, "Orders that no drone can deliver", where: isThere) {
      .count($1.park.state.closed.failed)
    },
    Metric(
      "orders_open_at_end",
      "orders",
      .lower,
      "Orders still open when the run ends",
      where: isThere
    ) { .count($1.park.state.orders.openCount) },
  ]

  private static let punctuality: [Metric<OrderTally>] = [
    Metric(
      "on_time_share",
      "1",
      .higher,
      "Share in time of orders delivered, failed, or overdue at the end",
      where: isThere
    ) { tally, _ in .value(tally.share(of: tally.due)) },
    Metric(
      "service_level",
      "1",
      .higher,
      "Share in time of orders delivered, withdrawn, failed, or overdue at the end",
      where: isThere
    ) { tally, _ in .value(tally.share(of: tally.due + tally.withdrawn)) },
    Metric(
      "lead_time_s",
      "s",
      .lower,
      "Time from creation to delivery",
      over: "orders",
      where: isThere
    ) { tally, _ in .observations(tally.leadTimes) },
    Metric(
      "backlog_orders",
      "orders",
      .lower,
      "Open orders not yet dispatched; time average",
      where: isThere
    ) { .average(of: $1.horizon.state.backlog, until: $1.horizon.now) },
  ]

  /// Waits at a step: how long, how often, how many.
  private static func waits(_ step: OrderStep) -> [Metric<OrderTally>] {
    let (name, whom, wait) = step.words
    let hasStep = { @Sendable (scope: RunScope) in isThere(scope) && step.isThere(scope.plan) }
    return [
      Metric("wait_\(name)_s", "s", .lower, wait, over: "orders that got one", where: hasStep) {
        tally,
        _ in .observations(tally.waits[step.rawValue])
      },
      Metric(
        "waited_\(name)_share",
        "1",
        .lower,
        "Share of the orders that came for \(whom) and did not get one at once",
        where: hasStep
      ) { tally, _ in .share(tally.came[step.rawValue]) },
      Metric(
        "queue_\(name)_orders",
        "orders",
        .lower,
        "Orders that wait for \(whom); time average",
        where: hasStep
      ) { step.line(in: $1.horizon) },
    ]
  }
}

extension OrderStep {
  /// Name in metrics, whom an order asks for, and the wait for them.
  fileprivate var words: (name: String, whom: String, wait: String) {
    switch self {
    case .picking: ("pick", "a picker", "Wait for a picker")
    case .packing: ("pack", "a packer", "Wait for a packer")
    case .drone: ("drone", "a drone", "Wait of a packed order for a drone")
    }
  }

  fileprivate func isThere(_ plan: ParkPlan) -> Bool {
    stage.map { !plan.places(of: $0).isEmpty } ?? plan.fleet.carriesOrders
  }

  /// Time average of the number of orders that wait.
  fileprivate func line(in park: Park) -> MetricFigures {
    guard let stage else {
      return .average(of: park.state.waitingForDrone, until: park.now)
    }
    return .line(
      in: park.plan.places(of: stage).map { park.state[$0].countedUsage(until: park.now) }
    )
  }
}
