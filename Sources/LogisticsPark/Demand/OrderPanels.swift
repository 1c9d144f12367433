import DiscreteEvents
import Figures
import OutputStatistics
import Wording

/// Pictures of orders.
enum OrderPanels {
  /// All of them.
  static let all: [Panel] = [orderRate, leadTime, waits]

  private static func isThere(_ plan: ParkPlan) -> Bool { plan.demand != nil }

  private static let orderRate = Panel(
    "order-rate",
    Phrase("Orders an hour, and what the park can do", "每小时订单与园区能力"),
    reading: Phrase(
      "Bars: orders that came in each hour. Solid line: orders that were finished. Broken lines: what people, drones and bays could do in an hour, hour after hour, if nothing else held them up; where bars stay above one of them, a line forms before it. Full batteries are a stock: for a while drones can fly more than the bays recharge.",
      "柱：每小时到达的订单。实线：完成的订单。虚线：各类人员、无人机和充电位在不受其他环节限制时每小时能持续处理的订单；柱长期高于某条虚线时，该环节前会排队。充满的电池是储备：短时间内飞行可以多于充电位能补充的量。"
    ),
    chooses: .warehouses,
    averaged: true,
    where: isThere,
    drawing: { run, chosen in
      let warehouses = run.plan.entities(.warehouse).map(\.name)
      return (chosen ?? warehouses).compactMap { name in
        warehouses.firstIndex(of: name).map { orderRate(of: $0, name, run) }
      }
    }
  )

  private static func orderRate(of warehouse: Int, _ name: String, _ run: PastRun) -> Figure {
    let hours = Int((run.end.inSeconds / 3600).rounded(.up))
    var (came, done) = (Array(repeating: 0.0, count: hours), Array(repeating: 0.0, count: hours))
    func hour(_ time: SimulationTime) -> Int { min(hours - 1, Int(time.inSeconds / 3600)) }
    for order in run.records.orders where Int(order.warehouse.index) == warehouse {
      came[hour(order.createdAt)] += 1
      if order.state == .delivered, let closed = order.closedAt { done[hour(closed)] += 1 }
    }
    let end = run.end.inSeconds
    let starts = (0..<hours).map { Double($0) * 3600 }
    // The last one may be shorter.
    let lengths = starts.map { (min(end, $0 + 3600) - $0) / 3600 }
    let columns = starts.enumerated().map { index, start in
      Mark.Column(
        from: start,
        to: min(end, start + 3600),
        height: came[index] / lengths[index]
      )
    }
    let rates = zip(done, lengths).map { $0 / $1 }
    let finished = StepSeries(times: starts, values: rates, end: end)
    let isAlone = run.plan.entities(.warehouse).count == 1
    return Figure(
      isAlone
        ? Phrase("Orders an hour", "每小时订单数")
        : Phrase("Orders of \(name) an hour", "\(name) 每小时订单数"),
      horizontal: run.timeOfDay,
      vertical: Axis(Phrase("Orders", "订单"), unit: Phrase("per hour", "每小时"), .count),
      [Layer(Phrase("came", "到达"), .faint, .columns(columns))]
        + capacities(of: warehouse, run, starts, beside: columns.map(\.height).max() ?? 0)
        + [Layer(Phrase("finished", "完成"), .good, .steps(finished))]
    )
  }

  /// What each resource that orders of a warehouse need could do an hour, those that are near what comes.
  private static func capacities(
    of warehouse: Int,
    _ run: PastRun,
    _ starts: [Double],
    beside most: Double
  ) -> [Layer] {
    guard let load = OfferedLoad(run.plan.configuration) else { return [] }
    let known = starts.filter { $0 >= run.plannedFrom.inSeconds }
    let own = load.resources.filter { $0.warehouses.contains(warehouse) }
    let lines = own.compactMap { resource -> (name: Phrase, values: [Double])? in
      guard resource.secondsPerOrder > 0, resource.capacity.contains(where: { $0 > 0 }) else {
        return nil
      }
      let values = known.map { start in
        let hour = Int((start + run.clockStart) / 3600) % 24
        return resource.capacity[hour] * 3600 / resource.secondsPerOrder
      }
      // What can do more than twice all that comes would only press the picture flat.
      guard let least = values.filter({ $0 > 0 }).min(), least < 2 * most else { return nil }
      let title = resource.title
      return (
        resource.warehouses.count == 1
          ? title
          : Phrase("\(title.english), for all its warehouses", "\(title.chinese)（其所有仓库合计）"),
        values
      )
    }
    return lines.prefix(5).enumerated().map { index, line in
      Layer(
        Phrase("could do: \(line.name.english)", "能力：\(line.name.chinese)"),
        .series(index + 1),
        .steps(StepSeries(times: known, values: line.values, end: run.end.inSeconds))
      )
    }
  }

  private static let leadTime = Panel(
    "lead-time",
    Phrase("Lead times", "交付时长"),
    reading: Phrase(
      "How long delivered orders took from creation to hand-over. An upright line is what was promised; an order right of its own came late.",
      "已送达订单从创建到交付所用时间。竖线为承诺时长，超过自身承诺的订单为迟到。"
    ),
    chooses: .zones,
    where: isThere,
    pooled: { runs, chosen in
      let zones = runs[0].plan.entities(.zone).map(\.name)
      let orders = runs.flatMap(\.countedOrders)
      let sets: [(title: Phrase, orders: [OrderRecord])] =
        chosen.map { names in
          names.map { name in
            (
              Phrase("Lead times of \(name)", "\(name) 的交付时长"),
              orders.filter { zones[$0.zone] == name }
            )
          }
        } ?? byWarehouse(orders, runs[0].plan)
      return sets.map { leadTimes(of: $0.orders, $0.title, runs: runs.count) }
    }
  )

  /// All orders, or those of each of several warehouses: what one promises says nothing of another one's.
  private static func byWarehouse(
    _ orders: [OrderRecord],
    _ plan: ParkPlan
  ) -> [(title: Phrase, orders: [OrderRecord])] {
    let names = plan.entities(.warehouse).map(\.name)
    guard names.count > 1 else {
      return [(Phrase("Lead times of delivered orders", "已送达订单的交付时长"), orders)]
    }
    return names.enumerated().map { index, name in
      (
        Phrase("Lead times of delivered orders of \(name)", "\(name) 已送达订单的交付时长"),
        orders.filter { Int($0.warehouse.index) == index }
      )
    }
  }

  private static func leadTimes(
    of orders: [OrderRecord],
    _ title: Phrase,
    runs: Int
  ) -> Figure {
    let delivered = orders.filter { $0.state == .delivered }
    let times = delivered.compactMap { order in
      order.closedAt.map { ($0 - order.createdAt).inSeconds }
    }
    let late = delivered.count { $0.closedAt ?? .zero > $0.promisedBy }
    let promises = Set(delivered.map { $0.promisedBy - $0.createdAt })
    var layers = [
      Layer(Phrase("delivered orders", "已送达订单"), .series(0), .columns(classes(of: times)))
    ]
    // Where each order has a promise of its own, one line would tell nothing.
    if promises.count <= 3 {
      layers += promises.sorted().map {
        let minutes = NumberText.fixed($0.inSeconds / 60, 0)
        return Layer(
          Phrase("promised: \(minutes) min", "承诺：\(minutes) 分钟"),
          .capacity,
          .rule($0.inSeconds)
        )
      }
    }
    return Figure(
      title,
      horizontal: Axis(Phrase("From creation to hand-over", "从创建到交付"), .duration),
      vertical: runs == 1
        ? Axis(Phrase("Orders", "订单"), .count)
        : Axis(Phrase("Orders of \(runs) runs", "\(runs) 次运行的订单"), .count),
      layers,
      notes: [
        Phrase(
          "\(delivered.count) delivered, \(late) of them after the promised time",
          "送达 \(delivered.count) 单，其中迟到 \(late) 单"
        )
      ]
    )
  }

  /// Counts of times [s] in classes of a round width.
  private static func classes(of times: [Double]) -> [Mark.Column] {
    guard let least = times.min(), let most = times.max(), least < most,
      let edges = Histogram(of: times)?.edges
    else { return [] }
    // Half of what is advised at least: the round number is up to two and a half times as large.
    let advised = max((edges[edges.count - 1] - edges[0]) / Double(2 * (edges.count - 1)), 1)
    let width = advised <= 30 ? RoundStep.atLeast(advised) : 60 * RoundStep.atLeast(advised / 60)
    let first = (least / width).rounded(.down) * width
    let count = Int(((most - first) / width).rounded(.down)) + 1
    var histogram = Histogram(edges: (0...count).map { first + Double($0) * width })
    for time in times { histogram.add(time) }
    return zip(histogram.edges, histogram.counts).map { edge, count in
      Mark.Column(from: edge, to: edge + width, height: Double(count))
    }
  }

  private static let waits = Panel(
    "waits",
    Phrase("Where the time of an order goes", "订单时间花在哪里"),
    reading: Phrase(
      "Mean time of a delivered order in each step. Hatched parts are waits, plain ones are work and flight.",
      "每个已送达订单在各环节的平均时间。斜线部分为等待，实色部分为作业和飞行。"
    ),
    chooses: .warehouses,
    where: isThere,
    pooled: { runs, chosen in
      let warehouses = runs[0].plan.entities(.warehouse).map(\.name)
      let shown = chosen ?? warehouses
      let delivered = runs.flatMap { run in
        let liftOffs = Dictionary(
          run.records.flights.map { ($0.order, $0.startedAt) },
          uniquingKeysWith: { first, _ in first }
        )
        return run.countedOrders.filter { $0.state == .delivered }
          .map { (order: $0, liftOff: liftOffs[$0.id]) }
      }
      var layers: [Layer] = []
      var ends = Array(repeating: 0.0, count: shown.count)
      for step in OrderLeg.allCases {
        var spans: [Mark.Span] = []
        for (row, name) in shown.enumerated() {
          let times = delivered.compactMap { order, liftOff in
            warehouses[Int(order.warehouse.index)] == name
              ? step.time(of: order, liftOff: liftOff) : nil
          }
          guard !times.isEmpty else { continue }
          let mean = times.reduce(0, +) / Double(times.count)
          guard mean > 0 else { continue }
          spans.append(Mark.Span(row: row, from: ends[row], to: ends[row] + mean))
          ends[row] += mean
        }
        if !spans.isEmpty { layers.append(Layer(step.title, step.tone, .spans(spans))) }
      }
      return [
        Figure(
          Phrase("Mean time of a delivered order by step", "已送达订单各环节平均时间"),
          horizontal: Axis(Phrase("Time since creation", "创建后的时间"), .duration),
          vertical: .names(Phrase("Warehouse", "仓库"), shown),
          layers
        )
      ]
    }
  )
}

/// A part of an order's way, each wait apart from what it waits for.
private enum OrderLeg: CaseIterable {
  case waitForPicker
  case picking
  case waitForPacker
  case packing
  case waitForDrone
  case loading
  case flight

  var title: Phrase {
    switch self {
    case .waitForPicker: Phrase("waits for a picker", "等待拣货员")
    case .picking: Phrase("picking", "拣货")
    case .waitForPacker: Phrase("waits for a packer", "等待包装员")
    case .packing: Phrase("packing", "包装")
    case .waitForDrone: Phrase("waits for a drone", "等待无人机")
    case .loading: Phrase("loading, with waits for a dock or pad", "装货（含等待装货位或起降点）")
    case .flight: Phrase("flight and hand-over", "飞行与交付")
    }
  }

  var tone: Tone {
    switch self {
    case .waitForPicker: .series(1)
    case .picking: .series(0)
    case .waitForPacker: .series(2)
    case .packing: .series(4)
    case .waitForDrone: .series(3)
    case .loading: .series(5)
    case .flight: .series(6)
    }
  }

  /// How long an order took for it [s]; nil if that is not known.
  func time(of order: OrderRecord, liftOff: SimulationTime?) -> Double? {
    let times: (SimulationTime?, SimulationTime?) =
      switch self {
      case .waitForPicker: (order.createdAt, order.pickStartedAt)
      case .picking: (order.pickStartedAt, order.pickEndedAt)
      case .waitForPacker: (order.pickEndedAt, order.packStartedAt)
      case .packing: (order.packStartedAt, order.packEndedAt)
      case .waitForDrone: (order.packEndedAt, order.dispatchedAt)
      case .loading: (order.dispatchedAt, liftOff)
      case .flight: (liftOff, order.closedAt)
      }
    guard let from = times.0, let to = times.1 else { return nil }
    return (to - from).inSeconds
  }
}
