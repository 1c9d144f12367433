import DiscreteEvents
import Figures
import LogisticsPark
import Wording

/// What held the orders of a run up most, with what shows it.
///
/// All of it follows from what happened; nothing is forecast. Where orders wait for a drone, what the drones did
/// meanwhile tells what was short: bays where many of them waited for one, room on the ground likewise, time to charge
/// where most of them charged, or else drones.
struct Bottleneck {
  /// What was short.
  enum Shortage: Hashable {
    /// People of a stage of a warehouse.
    case people
    /// Drones of a warehouse, which flew most of the time.
    case drones
    /// Charge: the drones stood at bays most of the time, though each found one.
    case charging
    /// Charging bays of a station, for which the drones waited.
    case bays
    /// Room on a pad or at a dock, for which the drones waited.
    case room
  }

  /// What was short.
  let shortage: Shortage
  /// Where the orders waited.
  let line: PlaceHistory
  /// The place of what was short, where drones waited for it; the line itself otherwise.
  let place: PlaceHistory
  /// Share of all waiting of orders that was spent in the line.
  let share: Double
  /// When there was a line before what was short.
  let jams: [Jam]
  /// What the drones did while orders waited for them: mean numbers.
  let meanwhile: [DroneActivity: Double]
  /// Drones of the warehouse.
  let drones: Int
  /// Orders that were late, failed apart.
  let late: Int
  /// Of these the ones that waited longest in this line.
  let lateByIt: Int

  /// Share of the drones that wait for something from which on it is what is short.
  private static let telling = 0.1
  /// Mean wait of an order below which nothing holds it up [s].
  static let hardly = 30.0

  /// The bottleneck of a run, or of one of its warehouses; nil where orders hardly waited.
  init?(of run: PastRun, warehouse: Int? = nil) {
    let owner = warehouse.map { run.plan.entities(.warehouse)[$0].name }
    let lines = run.places.filter { place in
      guard case .orders = place.visitors else { return false }
      return owner.map { $0 == place.owner } ?? true
    }
    let orders = run.records.orders.filter { order in
      warehouse.map { Int(order.warehouse.index) == $0 } ?? true
    }
    let total = lines.reduce(0.0) { $0 + $1.totalWait.inSeconds }
    guard let line = lines.max(by: { $0.totalWait < $1.totalWait }), !orders.isEmpty,
      total / Double(orders.count) >= Self.hardly
    else { return nil }
    self.line = line
    share = line.totalWait.inSeconds / total
    let index = warehouse ?? run.plan.entities(.warehouse).firstIndex { $0.name == line.owner } ?? 0
    let group = Self.drones(of: index, run.plan)
    drones = group.count
    let late = orders.filter { Self.isLate($0, until: run.end) }
    self.late = late.count
    lateByIt = late.count { Self.longest(of: $0, until: run.end) == line.kind }
    guard line.kind == "drone" else {
      meanwhile = [:]
      shortage = .people
      place = line
      jams = Jam.all(in: line.waiting)
      return
    }
    meanwhile = Self.meanwhile(line, group, run)
    let found = Self.shortage(meanwhile, of: group, run)
    shortage = found.shortage
    place = found.place ?? line
    jams = Jam.all(in: place.waiting)
  }

  private static func drones(of warehouse: Int, _ plan: ParkPlan) -> [Int] {
    plan.fleet.drones.indices.filter { drone in
      let group = plan.fleet.rules.groups[plan.fleet.drones[drone].group]
      return Int(group.warehouse.index) == warehouse && plan.fleet.drones[drone].delivers
    }
  }

  private static func isLate(_ order: OrderRecord, until end: SimulationTime) -> Bool {
    switch order.state {
    case .delivered: (order.closedAt ?? end) > order.promisedBy
    case .refunded, .failed: false
    default: order.promisedBy <= end
    }
  }

  /// Kind of the place where an order waited longest.
  private static func longest(of order: OrderRecord, until end: SimulationTime) -> String? {
    let waits = [("picking", OrderStep.picking), ("packing", .packing), ("drone", .drone)]
      .compactMap { kind, step in order.visit(step).map { (kind, $0.wait(until: end)) } }
    return waits.max { $0.1 < $1.1 }?.0
  }

  /// Mean numbers of drones by what they did, over the time in which orders waited for them.
  private static func meanwhile(
    _ line: PlaceHistory,
    _ drones: [Int],
    _ run: PastRun
  ) -> [DroneActivity: Double] {
    let waited = StepSeries(
      times: line.waiting.times,
      values: line.waiting.values.map { $0 > 0 ? 1 : 0 },
      end: line.waiting.end
    )
    let length = waited.integral(from: 0, to: waited.end)
    guard length > 0 else { return [:] }
    let activities = run.activities()
    var times: [DroneActivity: Double] = [:]
    for drone in drones {
      for stretch in activities[drone] {
        times[stretch.activity, default: 0] += waited.integral(
          from: stretch.from.inSeconds,
          to: stretch.to.inSeconds
        )
      }
    }
    return times.mapValues { $0 / length }
  }

  private static func shortage(
    _ meanwhile: [DroneActivity: Double],
    of drones: [Int],
    _ run: PastRun
  ) -> (shortage: Shortage, place: PlaceHistory?) {
    let least = telling * Double(drones.count)
    let waits = [(DroneActivity.waitingForBay, ["charging"]), (.waitingForRoom, ["pad", "dock"])]
      .compactMap { activity, kinds -> (number: Double, kinds: [String])? in
        let number = meanwhile[activity] ?? 0
        return number >= least && number > 0 ? (number, kinds) : nil
      }
    guard let worst = waits.max(by: { $0.number < $1.number }) else {
      let charge = meanwhile[.charging] ?? 0
      return (2 * charge > Double(drones.count) ? .charging : .drones, nil)
    }
    let places = run.places.filter { worst.kinds.contains($0.kind) }
    let names = Set(names(ofPlacesOf: drones, run.plan))
    let own = places.filter { names.contains($0.owner) }
    guard let place = own.max(by: { $0.totalWait < $1.totalWait }) else { return (.drones, nil) }
    return (worst.kinds == ["charging"] ? .bays : .room, place)
  }

  /// Names of the stations, pads and warehouses that drones use.
  private static func names(ofPlacesOf drones: [Int], _ plan: ParkPlan) -> [String] {
    let groups = Set(drones.map { plan.fleet.drones[$0].group }).map { plan.fleet.rules.groups[$0] }
    let stations = plan.entities(.station)
    return groups.flatMap { group in
      group.stations.map { stations[Int($0.index)].name }
        + [plan.entities(.pad)[group.pad].name]
        + [plan.entities(.warehouse)[Int(group.warehouse.index)].name]
    }
  }
}
