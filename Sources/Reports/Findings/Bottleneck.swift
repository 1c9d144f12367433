import DiscreteEvents
import Figures
import LogisticsPark
import Wording

/// What held the orders of runs up most, with what shows it.
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
    /// Drones that may fly what waits: others were free, with too little charge for it or not made for it.
    case ableDrones
    /// Charge: the drones stood at bays most of the time, though each found one.
    case charging
    /// Charging bays of a station, for which the drones waited.
    case bays
    /// Room on a pad or at a dock, for which the drones waited.
    case room
  }

  /// A line in each of the runs.
  struct Line {
    /// The place, as it was in the first run.
    let place: PlaceHistory
    /// Of each run when there was a line.
    let jams: [[Jam]]
    /// When there was a line: of one run its jams, of several when there was one on average.
    let periods: [Jam]
    /// Time that all have waited in it, as a mean over the runs [s].
    let wait: Double
  }

  /// What was short.
  let shortage: Shortage
  /// Where the orders waited.
  let line: Line
  /// The line before what was short, where drones waited for it; that of the orders otherwise.
  let place: Line
  /// Share of all waiting of orders that was spent in the line.
  let share: Double
  /// Time that an order waited in it on average [s].
  let waitOfAnOrder: Double
  /// What the drones did while orders waited for them: mean numbers.
  let meanwhile: [DroneActivity: Double]
  /// Drones of the warehouse.
  let drones: Int
  /// Orders that were late, as a mean over the runs.
  let late: Double
  /// Of these the ones that waited longest in this line.
  let lateByIt: Double
  /// Of the orders that were late, how many that came to the line for a drone after them got one before them, on average.
  let overtakenBy: Double
  /// Rule by which drones are sent.
  let policy: String
  /// The zone to which most of the late orders went, where that is out of proportion.
  let lateZone: LateZone?
  /// Charging bays of the stations that the drones use.
  let bays: Int

  /// A zone that has many of the late orders and not so many of all.
  struct LateZone {
    /// Its name.
    let name: String
    /// Its share of the late orders.
    let shareOfLate: Double
    /// Its share of all orders.
    let shareOfAll: Double
  }

  /// Share of the drones that wait for something from which on it is what is short.
  private static let telling = 0.1
  /// Mean wait of an order below which nothing holds it up [s].
  static let hardly = 30.0

  /// The bottleneck of runs, or of one of their warehouses; nil where orders hardly waited.
  init?(of runs: [PastRun], warehouse: Int? = nil) {
    let (first, count) = (runs[0], Double(runs.count))
    let owner = warehouse.map { first.plan.entities(.warehouse)[$0].name }
    let lines = first.places.filter { place in
      guard case .orders = place.visitors else { return false }
      return owner.map { $0 == place.owner } ?? true
    }
    let orders = runs.flatMap { run in
      run.countedOrders.filter { order in
        warehouse.map { Int(order.warehouse.index) == $0 } ?? true
      }
    }
    let waits = lines.map { Self.wait($0.name, in: runs) }
    let total = waits.reduce(0, +)
    guard !orders.isEmpty, total / Double(orders.count) >= Self.hardly,
      let most = waits.indices.max(by: { waits[$0] < waits[$1] })
    else { return nil }
    line = Line(lines[most].name, in: runs)
    share = waits[most] / total
    waitOfAnOrder = waits[most] / Double(orders.count)
    let owners = first.plan.entities(.warehouse).map(\.name)
    let group = Self.drones(
      of: warehouse ?? owners.firstIndex(of: lines[most].owner) ?? 0,
      first.plan
    )
    drones = group.count
    let late = orders.filter { Self.isLate($0, until: first.end) }
    self.late = Double(late.count) / count
    policy = first.plan.configuration.dispatchPolicy
    overtakenBy = Self.overtaking(of: warehouse, in: runs)
    lateZone = Self.zone(of: late, among: orders, first.plan)
    bays = Self.bays(of: group, first.plan)
    let kind = lines[most].kind
    lateByIt = Double(late.count { Self.longest(of: $0, until: first.end) == kind }) / count
    guard kind == "drone" else {
      (meanwhile, shortage, place) = ([:], .people, line)
      return
    }
    meanwhile = Self.meanwhile(lines[most].name, group, runs)
    let found = Self.shortage(meanwhile, of: group, runs)
    shortage = found.shortage
    place = found.place.map { Line($0, in: runs) } ?? line
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

  /// Share of the late orders from which on a zone has most of them.
  private static let mostOfLate = 0.5

  /// The zone with at least half of the late orders and, as shares go, at least half as many more than of all.
  private static func zone(
    of late: [OrderRecord],
    among orders: [OrderRecord],
    _ plan: ParkPlan
  ) -> LateZone? {
    let counts = Dictionary(grouping: late, by: \.zone).mapValues(\.count)
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    let ofLate = Double(most.value) / Double(late.count)
    let ofAll = Double(orders.count { $0.zone == most.key }) / Double(orders.count)
    guard late.count >= 4, ofLate >= mostOfLate, ofLate >= 1.5 * ofAll else { return nil }
    return LateZone(
      name: plan.entities(.zone)[most.key].name,
      shareOfLate: ofLate,
      shareOfAll: ofAll
    )
  }

  /// Charging bays of the stations that drones use.
  private static func bays(of drones: [Int], _ plan: ParkPlan) -> Int {
    let groups = Set(drones.map { plan.fleet.drones[$0].group }).map { plan.fleet.rules.groups[$0] }
    let entities = plan.entities(.station)
    let names = Set(groups.flatMap { $0.stations.map { entities[Int($0.index)].name } })
    let stations = plan.configuration.charging?.stations ?? []
    return stations.filter { names.contains($0.id) }
      .reduce(0) { $0 + $1.chargers.reduce(0) { $0 + $1.count } }
  }

  /// Mean number of orders by which those that were late were overtaken in the line for a drone.
  ///
  /// - Complexity: O(n log n).
  private static func overtaking(of warehouse: Int?, in runs: [PastRun]) -> Double {
    var (late, overtakings) = (0, 0)
    for run in runs {
      let counts = run.plan.configuration.study.countedOrders
      for line in linesForDrones(of: warehouse, run) {
        let numbers = overtakers(in: line, until: run.end)
        for (order, number) in zip(line, numbers)
        where isLate(order, until: run.end) && counts.contains(order.createdAt) {
          late += 1
          overtakings += number
        }
      }
    }
    return late > 0 ? Double(overtakings) / Double(late) : 0
  }

  /// Of each order of a line how many that came after it got a drone before it left.
  ///
  /// From the last to the first, with counts of those seen so far by when they got one (Fenwick's tree).
  private static func overtakers(
    in line: [OrderRecord],
    until end: SimulationTime
  ) -> [Int] {
    let taken = Set(line.compactMap(\.dispatchedAt)).sorted()
    var tree = Array(repeating: 0, count: taken.count + 1)
    var found = Array(repeating: 0, count: line.count)
    func rank(of time: SimulationTime) -> Int {
      var (low, high) = (0, taken.count)
      while low < high {
        let middle = (low + high) / 2
        if taken[middle] < time { low = middle + 1 } else { high = middle }
      }
      return low
    }
    for (index, order) in line.enumerated().reversed() {
      var before = rank(of: order.dispatchedAt ?? order.closedAt ?? end)
      while before > 0 {
        found[index] += tree[before]
        before -= before & -before
      }
      guard let time = order.dispatchedAt else { continue }
      var place = rank(of: time) + 1
      while place <= taken.count {
        tree[place] += 1
        place += place & -place
      }
    }
    return found
  }

  /// The orders that came to the line for a drone of each warehouse, or of one, as they came.
  private static func linesForDrones(of warehouse: Int?, _ run: PastRun) -> [[OrderRecord]] {
    let numbers = warehouse.map { $0..<$0 + 1 } ?? run.plan.entities(.warehouse).indices
    return numbers.map { number in
      run.records.orders.filter { $0.packEndedAt != nil && Int($0.warehouse.index) == number }
        .sorted { ($0.packEndedAt ?? .zero, $0.id) < ($1.packEndedAt ?? .zero, $1.id) }
    }
  }

  /// Kind of the place where an order waited longest.
  private static func longest(of order: OrderRecord, until end: SimulationTime) -> String? {
    let waits = [("picking", OrderStep.picking), ("packing", .packing), ("drone", .drone)]
      .compactMap { kind, step in order.visit(step).map { (kind, $0.wait(until: end)) } }
    guard let longest = waits.max(by: { $0.1 < $1.1 }), longest.1 > .zero else { return nil }
    return longest.0
  }

  /// Time that all have waited at a place while metrics are averaged [s].
  fileprivate static func waiting(at place: PlaceHistory, in run: PastRun) -> Double {
    place.waiting.integral(from: run.counted.lowerBound, to: run.counted.upperBound)
  }

  /// Time that all have waited at a place, in all runs [s].
  private static func wait(_ place: String, in runs: [PastRun]) -> Double {
    runs.reduce(0) { sum, run in
      sum + (run.places.first { $0.name == place }.map { waiting(at: $0, in: run) } ?? 0)
    }
  }

  /// Mean numbers of drones by what they did, over the time in which orders waited for them.
  private static func meanwhile(
    _ line: String,
    _ drones: [Int],
    _ runs: [PastRun]
  ) -> [DroneActivity: Double] {
    var length = 0.0
    var times: [DroneActivity: Double] = [:]
    for run in runs {
      guard let place = run.places.first(where: { $0.name == line }) else { continue }
      let waiting = place.waiting.within(run.counted)
      let waited = StepSeries(
        times: waiting.times,
        values: waiting.values.map { $0 > 0 ? 1 : 0 },
        end: waiting.end
      )
      length += waited.integral(from: 0, to: waited.end)
      let activities = run.activities()
      for stretch in drones.lazy.flatMap({ activities[$0] }) {
        times[stretch.activity, default: 0] += waited.integral(
          from: stretch.from.inSeconds,
          to: stretch.to.inSeconds
        )
      }
    }
    return length > 0 ? times.mapValues { $0 / length } : [:]
  }

  private static func shortage(
    _ meanwhile: [DroneActivity: Double],
    of drones: [Int],
    _ runs: [PastRun]
  ) -> (shortage: Shortage, place: String?) {
    let least = telling * Double(drones.count)
    let waits = [(DroneActivity.waitingForBay, ["charging"]), (.waitingForRoom, ["pad", "dock"])]
      .compactMap { activity, kinds -> (number: Double, kinds: [String])? in
        let number = meanwhile[activity] ?? 0
        return number >= least && number > 0 ? (number, kinds) : nil
      }
    guard let worst = waits.max(by: { $0.number < $1.number }) else {
      let charge = meanwhile[.charging] ?? 0
      if 2 * charge > Double(drones.count) { return (.charging, nil) }
      let free = Double(drones.count) - meanwhile.values.reduce(0, +)
      return (2 * free > Double(drones.count) ? .ableDrones : .drones, nil)
    }
    let names = Set(names(ofPlacesOf: drones, runs[0].plan))
    let own = runs[0].places.filter {
      worst.kinds.contains($0.kind) && names.contains($0.owner)
    }
    let place = own.map(\.name).max { wait($0, in: runs) < wait($1, in: runs) }
    guard let place else { return (.drones, nil) }
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

extension Bottleneck.Line {
  /// The line at a place that the first run has.
  fileprivate init(_ name: String, in runs: [PastRun]) {
    let places = runs.compactMap { run in run.places.first { $0.name == name } }
    let lines = zip(runs, places).map { run, place in place.waiting.within(run.counted) }
    place = places[0]
    jams = lines.map { Jam.all(in: $0) }
    periods = lines.count == 1 ? jams[0] : Jam.onAverage(of: lines)
    wait =
      zip(runs, places).reduce(0) { $0 + Bottleneck.waiting(at: $1.1, in: $1.0) }
      / Double(runs.count)
  }

  /// Of the runs in which there was a line, when it first formed [s], rising.
  var firstTimes: [Double] { jams.compactMap { $0.first?.from }.sorted() }
}
