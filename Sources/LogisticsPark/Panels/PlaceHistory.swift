package import DiscreteEvents
package import Figures
package import Wording

/// Who waited and was served at a place in a run.
package struct PlaceHistory: Sendable {
  /// What waits there.
  package enum Visitors: Sendable {
    /// Orders.
    case orders
    /// Drones.
    case drones
  }

  /// Kind of the place, as `place_kind` of the results.
  package let kind: String
  /// What it belongs to: a warehouse, a station; of a pad itself.
  package let owner: String
  /// Name by which it is asked for: its kind, or where there are several of a kind with a slash and its owner.
  package let name: String
  /// Whether there are several of its kind.
  package let isOneOfSeveral: Bool
  /// What happens there.
  private let role: Phrase
  /// What happens there, and where there are several, where.
  package var title: Phrase { titled(role.english, role.chinese) }
  /// What one who waits there waits for.
  package let awaited: Phrase
  /// What waits there.
  package let visitors: Visitors
  /// All stays, in the order of the records.
  package let visits: [Visit]
  /// How many wait.
  package let waiting: StepSeries
  /// How many are served.
  package let served: StepSeries
  /// How many can be served at once, but for those who work beyond their shift; nil where there is no limit.
  package let capacity: StepSeries?
  /// Time that all visitors have waited.
  package let totalWait: SimulationTime

  /// What a picture of those who wait is called.
  package var waitingTitle: Phrase {
    titled("Waiting for \(awaited.english)", "等待\(awaited.chinese)")
  }

  /// What a picture of those who are served is called.
  package var servedTitle: Phrase { titled("In use: \(role.english)", "使用中：\(role.chinese)") }

  private func titled(_ english: String, _ chinese: String) -> Phrase {
    isOneOfSeveral
      ? Phrase("\(english), \(owner)", "\(chinese)，\(owner)") : Phrase(english, chinese)
  }

  private init(
    kind: String,
    owner: String,
    isOneOfSeveral: Bool,
    title: Phrase,
    awaited: Phrase,
    visitors: Visitors,
    visits: [Visit],
    capacity: StepSeries?,
    until end: SimulationTime
  ) {
    self.kind = kind
    self.owner = owner
    name = isOneOfSeveral ? "\(kind)/\(owner)" : kind
    self.isOneOfSeveral = isOneOfSeveral
    role = title
    self.awaited = awaited
    self.visitors = visitors
    self.visits = visits
    self.capacity = capacity
    waiting = StepSeries(changes: visits.flatMap { $0.waitingChanges }, until: end.ticks)
    served = StepSeries(changes: visits.flatMap { $0.servedChanges }, until: end.ticks)
    totalWait = visits.reduce(.zero) { $0 + $1.wait(until: end) }
  }

  /// All places of a run that had visitors or could have, in the order in which orders pass them.
  static func all(
    of records: ParkRecords,
    _ plan: ParkPlan,
    from start: SimulationTime
  ) -> [PlaceHistory] {
    let stays = PresenceTimes.visits(in: records, plan)
    let end = plan.configuration.study.end
    let warehouses = plan.entities(.warehouse).map(\.name)
    func place(_ id: PlaceID?, owner: String, among count: Int) -> PlaceHistory? {
      guard let id, plan[id].isThere else { return nil }
      let role = plan[id].role
      return PlaceHistory(
        kind: role.kind,
        owner: owner,
        isOneOfSeveral: count > 1,
        title: role.title,
        awaited: role.awaitedThing,
        visitors: role.isForOrders ? .orders : .drones,
        visits: stays[Int(id.index)],
        capacity: plan[id].capacity(from: start, until: end),
        until: end
      )
    }
    func stages(_ stage: WarehouseStage) -> [PlaceHistory] {
      warehouses.enumerated().compactMap { index, owner in
        place(
          plan[WarehouseID(index)].place(of: stage),
          owner: owner,
          among: warehouses.count
        )
      }
    }
    let docks = warehouses.enumerated().compactMap { index, owner in
      place(plan[WarehouseID(index)].dock, owner: owner, among: warehouses.count)
    }
    let pads = plan.entities(.pad)
    let stations = plan.entities(.station)
    return stages(.picking) + stages(.packing) + lines(of: records, plan) + docks
      + pads.enumerated().compactMap { place(plan.pads[$0], owner: $1.name, among: pads.count) }
      + stations.enumerated().compactMap { index, station in
        place(plan.charging?.places[index], owner: station.name, among: stations.count)
      }
  }

  /// Packed orders that wait for a drone, by warehouse; served are those that have one and are not handed over.
  private static func lines(of records: ParkRecords, _ plan: ParkPlan) -> [PlaceHistory] {
    let warehouses = plan.entities(.warehouse)
    var visits = Array(repeating: [Visit](), count: warehouses.count)
    for order in records.orders {
      if let visit = order.visit(.drone) { visits[Int(order.warehouse.index)].append(visit) }
    }
    return warehouses.enumerated().compactMap { index, warehouse in
      guard plan.fleet.carriesOrders(of: WarehouseID(index)) else { return nil }
      return PlaceHistory(
        kind: "drone",
        owner: warehouse.name,
        isOneOfSeveral: warehouses.count > 1,
        title: Phrase("packed orders", "已包装订单"),
        awaited: Phrase("a drone", "无人机"),
        visitors: .orders,
        visits: visits[index],
        capacity: nil,
        until: plan.configuration.study.end
      )
    }
  }
}

extension Visit {
  /// When the number of those who wait changes, and by how much.
  fileprivate var waitingChanges: [(at: Int64, by: Int)] {
    let left = began ?? ended
    guard left != asked else { return [] }
    return [(asked.ticks, 1)] + (left.map { [($0.ticks, -1)] } ?? [])
  }

  /// When the number of those who are served changes, and by how much.
  fileprivate var servedChanges: [(at: Int64, by: Int)] {
    guard let began, ended != began else { return [] }
    return [(began.ticks, 1)] + (ended.map { [($0.ticks, -1)] } ?? [])
  }
}

extension PlacePlan {
  /// How many can be served at once from an instant on; nil where nobody is.
  fileprivate func capacity(from start: SimulationTime, until end: SimulationTime) -> StepSeries? {
    guard isThere, start < end else { return nil }
    var (times, values) = ([start.inSeconds], [Double(units(at: start))])
    var time = start
    while let next = nextChange(after: time), next < end {
      time = next
      times.append(next.inSeconds)
      values.append(Double(units(at: next)))
    }
    return StepSeries(times: times, values: values, end: end.inSeconds)
  }
}
