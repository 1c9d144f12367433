import DiscreteEvents

/// How long all visitors of a park waited and were served, by where: summed over the records of a run, one
/// at a time.
package struct PresenceTimes: RecordTally {
  /// All records at once, as no part of the park is told apart.
  package typealias Observation = ParkRecords

  /// Waiting and service [ticks].
  package struct Times: Hashable, Sendable {
    /// In the line.
    package var waiting: Int128 = 0
    /// Being served.
    package var service: Int128 = 0
  }

  /// Times at each place.
  package private(set) var places: [Times]
  /// The stays themselves, where they are kept: those at each place.
  package private(set) var visits: [[Visit]]?
  /// Times of orders that wait for a drone, and of those that one carries.
  package private(set) var drones = Times()
  /// What the scenario has fixed.
  let plan: ParkPlan
  private let end: SimulationTime
  /// Places of the stages, by warehouse.
  private let stages: [(picking: PlaceID?, packing: PlaceID?)]

  /// Makes sums of zero.
  package init(_ plan: ParkPlan) {
    self.plan = plan
    end = plan.configuration.study.end
    stages = plan.warehouses.map { ($0.place(of: .picking), $0.place(of: .packing)) }
    places = Array(repeating: Times(), count: plan.places.count)
  }

  /// Stays of all visitors of a run at each place, in the order of its records.
  package static func visits(in records: ParkRecords, _ plan: ParkPlan) -> [[Visit]] {
    var times = PresenceTimes(plan)
    times.visits = Array(repeating: [], count: plan.places.count)
    times.add(records)
    return times.visits ?? []
  }

  package static func take(
    _ records: ParkRecords,
    _ plan: ParkPlan,
    into tallies: inout Tallies<PresenceTimes>
  ) {
    tallies.add(records, of: PartsOfRecord())
  }

  package mutating func add(_ records: ParkRecords) {
    for table in RecordTables.all { table.addStays(records, to: &self) }
  }

  /// Adds an order that has left, or is open at the end of the run.
  package mutating func add(_ order: OrderRecord) {
    let warehouse = stages[Int(order.warehouse.index)]
    add(order.visit(.picking), at: warehouse.picking)
    add(order.visit(.packing), at: warehouse.packing)
    drones.add(order.visit(.drone), until: end)
  }

  /// Adds a charge session that has ended, or is open at the end of the run.
  package mutating func add(_ session: ChargeSessionRecord) {
    add(session.visit, at: plan.charging.map { $0[session.station].place })
  }

  /// Adds a stay, if there is one, at a place, if the park has it.
  mutating func add(_ visit: Visit?, at place: PlaceID?) {
    guard let place else { return }
    places[Int(place.index)].add(visit, until: end)
    if let visit { visits?[Int(place.index)].append(visit) }
  }
}

extension PresenceTimes.Times {
  fileprivate mutating func add(_ visit: Visit?, until end: SimulationTime) {
    guard let visit else { return }
    waiting += Int128(visit.wait(until: end).ticks)
    service += Int128(visit.service(until: end).ticks)
  }
}

extension PresenceTimes {
  /// What must hold of all places.
  static let chapter = Chapter<PresenceTimes>(
    panels: PlacePanels.all,
    audits: [{ ParkAudit.presence(of: $1.park, $0) }]
  )
}
