import DiscreteEvents
import Wording

/// What the orders of a run came to.
package struct OrderTally: RecordTally {
  private var leadTimes: [Double] = []
  /// Waits of the orders that were served, by step.
  private var waits = BySteps(repeating: [Double]())
  /// Orders that came to a step, and those of them that were not served at once.
  private var came = BySteps(repeating: WaitingCount())
  private var onTime = 0
  private var due = 0
  private var withdrawn = 0
  /// All orders of the run, and how they ended.
  private var created = 0
  private var ended = OrderCounts()
  /// Ticks that orders were in the line of a step, while averages over time count.
  private var lines = BySteps(repeating: Int128(0))
  /// Ticks that orders were open and not dispatched, while averages over time count.
  private var backlog: Int128 = 0

  package init(_ plan: ParkPlan) {}

  /// What is told of an order.
  package struct Observation: BitwiseCopyable {
    fileprivate var state: OrderState
    /// Whether it is in means, shares and quantiles.
    fileprivate var isCounted: Bool
    /// What it did at each step that it came to.
    fileprivate var stays = BySteps<Stay?>(repeating: nil)
    /// Ticks open and not dispatched, while averages over time count.
    fileprivate var backlog: Int64
    /// Time from creation to delivery [s], if it was delivered.
    fileprivate var leadTime: Double?
    fileprivate var isOnTime: Bool
    /// Whether it was due: delivered, failed, or overdue at the end.
    fileprivate var isDue: Bool
  }

  /// A stay at a step.
  fileprivate struct Stay: BitwiseCopyable {
    /// Ticks in line, while averages over time count.
    var line: Int64
    /// Whether it was served at the instant it came.
    var isServedAtOnce: Bool
    /// Time until it was served [s]; nil if it was not.
    var wait: Double?

    init(_ visit: Visit, _ study: StudyConfiguration) {
      let left = visit.began ?? visit.ended ?? study.end
      line = study.countedTicks(from: visit.asked, to: left)
      isServedAtOnce = visit.isServedAtOnce
      wait = visit.began.map { ($0 - visit.asked).inSeconds }
    }
  }

  package static func take(
    _ records: ParkRecords,
    _ plan: ParkPlan,
    into tallies: inout Tallies<OrderTally>
  ) {
    let study = plan.configuration.study
    let counted = study.countedOrders
    let steps = plan.warehouses.indices.map { warehouse in
      OrderStep.allCases.filter { plan.has($0, WarehouseID(warehouse)) }
    }
    for order in records.orders {
      let isDelivered = order.state == .delivered
      let gone = order.dispatchedAt ?? order.closedAt ?? study.end
      var observation = Observation(
        state: order.state,
        isCounted: counted.contains(order.createdAt),
        backlog: study.countedTicks(from: order.createdAt, to: gone),
        leadTime: isDelivered
          ? order.closedAt.map { ($0 - order.createdAt).inSeconds } : nil,
        isOnTime: isDelivered && order.closedAt ?? .distantFuture <= order.promisedBy,
        isDue: isDelivered || order.state == .failed
          || (!order.state.isFinal && order.promisedBy <= study.end)
      )
      for step in steps[Int(order.warehouse.index)] {
        observation.stays[step] = order.visit(step).map { Stay($0, study) }
      }
      tallies.add(observation, of: PartsOfRecord(of: order))
    }
  }

  package mutating func add(_ order: Observation) {
    created += 1
    if order.state.isFinal { ended.add(order.state) }
    backlog += Int128(order.backlog)
    for step in OrderStep.allCases {
      guard let stay = order.stays[step] else { continue }
      lines[step] += Int128(stay.line)
      guard order.isCounted else { continue }
      came[step].add(isServedAtOnce: stay.isServedAtOnce)
      if let wait = stay.wait { waits[step].append(wait) }
    }
    guard order.isCounted else { return }
    if order.state == .refunded { withdrawn += 1 }
    if order.isDue { due += 1 }
    if let leadTime = order.leadTime { leadTimes.append(leadTime) }
    if order.isOnTime { onTime += 1 }
  }

  private func share(of all: Int) -> Double? { all == 0 ? nil : Double(onTime) / Double(all) }
}

extension OrderTally {
  /// What is said of orders.
  static let chapter = Chapter<OrderTally>(
    tables: [OrderRecord.table],
    metrics: counts + punctuality + OrderStep.allCases.flatMap(waits),
    chinese: chinese,
    summary: [
      .waits([
        "wait_pick_s": Phrase("picker", "拣货员"), "wait_pack_s": Phrase("packer", "包装员"),
        "wait_drone_s": Phrase("drone", "无人机"),
      ])
    ],
    panels: OrderPanels.all,
    audits: [breaches],
    checks: [{ try $0.checkDemand() }, { try $0.checkOrders() }]
  )

  private static func isThere(_ scope: RunScope) -> Bool { scope.plan.demand != nil }

  /// Kinds of parts by which orders are told.
  private static let kinds: [EntityKind] = [.source, .zone, .goods, .warehouse]

  private static let counts: [Metric<OrderTally>] = [
    count("orders_created", .none, "Orders created in the whole run") { $0.created },
    count("orders_delivered", .higher, "Orders handed over, or packed where no drone flies") {
      $0.ended.delivered
    },
    count("orders_refunded", .lower, "Orders withdrawn before dispatch") { $0.ended.refunded },
    count("orders_failed", .lower, "Orders that no drone can deliver") { $0.ended.failed },
    count("orders_open_at_end", .lower, "Orders still open when the run ends") {
      $0.created - $0.ended.total
    },
  ]

  private static func count(
    _ name: String,
    _ direction: MetricDirection,
    _ what: String,
    _ count: @escaping @Sendable (OrderTally) -> Int
  ) -> Metric<OrderTally> {
    Metric(name, "orders", direction, what, by: kinds, where: isThere) { tally, _ in
      .count(count(tally))
    }
  }

  /// What is counted of the records is what the park has counted, and presence in its lines what their integrals say.
  private static func breaches(_ tally: OrderTally, _ end: RunEnd) -> [AuditBreach] {
    let state = end.park.state
    var breaches: [AuditBreach] = []
    if tally.created != state.orders.createdCount || tally.ended != state.closed {
      breaches.append(
        AuditBreach(
          "orders",
          "the records have \(tally.created) and end otherwise than the park says"
        )
      )
    }
    let study = end.horizon.plan.configuration.study
    if study.horizon == end.horizon.now {
      let backlog = end.horizon.state.backlog.countedIntegral(until: end.horizon.now)
      if backlog != tally.backlog {
        breaches.append(
          AuditBreach(
            "backlog",
            "integral is \(backlog) ticks, records have \(tally.backlog) ticks"
          )
        )
      }
    }
    return breaches
  }

  private static let punctuality: [Metric<OrderTally>] = [
    Metric(
      "on_time_share",
      "1",
      .higher,
      "Share in time of orders delivered, failed, or overdue at the end",
      by: kinds,
      where: isThere
    ) { tally, _ in .value(tally.share(of: tally.due)) },
    Metric(
      "service_level",
      "1",
      .higher,
      "Share in time of orders delivered, withdrawn, failed, or overdue at the end",
      by: kinds,
      where: isThere
    ) { tally, _ in .value(tally.share(of: tally.due + tally.withdrawn)) },
    Metric(
      "lead_time_s",
      "s",
      .lower,
      "Time from creation to delivery",
      over: "orders",
      by: kinds,
      where: isThere
    ) { tally, _ in .observations(tally.leadTimes) },
    Metric(
      "backlog_orders",
      "orders",
      .lower,
      "Open orders not yet dispatched; time average",
      by: kinds,
      where: isThere
    ) { tally, end in
      end.scope.part == nil
        ? .average(of: end.horizon.state.backlog, until: end.horizon.now)
        : .average(of: tally.backlog, end)
    },
  ]

  /// Waits at a step: how long, how often, how many.
  private static func waits(_ step: OrderStep) -> [Metric<OrderTally>] {
    let (name, whom, wait) = step.words
    let hasStep = { @Sendable (scope: RunScope) in isThere(scope) && step.isThere(scope) }
    return [
      Metric(
        "wait_\(name)_s",
        "s",
        .lower,
        wait,
        over: "orders that got one",
        by: kinds,
        where: hasStep
      ) { tally, _ in .observations(tally.waits[step]) },
      Metric(
        "waited_\(name)_share",
        "1",
        .lower,
        "Share of the orders that came for \(whom) and did not get one at once",
        by: kinds,
        where: hasStep
      ) { tally, _ in .share(tally.came[step]) },
      Metric(
        "queue_\(name)_orders",
        "orders",
        .lower,
        "Orders that wait for \(whom); time average",
        by: kinds,
        where: hasStep
      ) { tally, end in
        end.scope.part == nil
          ? step.line(in: end.horizon) : .average(of: tally.lines[step], end)
      },
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

  fileprivate func isThere(_ scope: RunScope) -> Bool {
    scope.warehouses.contains { scope.plan.has(self, WarehouseID($0)) }
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

/// A value for each step.
private struct BySteps<Value> {
  private var picking: Value
  private var packing: Value
  private var drone: Value

  init(repeating value: Value) {
    picking = value
    packing = value
    drone = value
  }

  subscript(step: OrderStep) -> Value {
    @inline(__always) get {
      switch step {
      case .picking: picking
      case .packing: packing
      case .drone: drone
      }
    }
    // Inlined, or each change would allocate room for the coroutine.
    @inline(__always) _modify {
      switch step {
      case .picking: yield &picking
      case .packing: yield &packing
      case .drone: yield &drone
      }
    }
  }
}

extension BySteps: Sendable where Value: Sendable {}
extension BySteps: BitwiseCopyable where Value: BitwiseCopyable {}
