package import DiscreteEvents
import ElementaryFunctions

/// How long the queues get over the hours of a run, and what is left at its end, chance left out.
///
/// Orders flow like a fluid, minute by minute, through the people on shift and then the drones: what
/// comes beyond the rate of those at work piles up, and is worked off when there is room (G. F. Newell,
/// "Applications of Queueing Theory", 2nd edition 1982, chapter 2). Capacity of hours before the orders
/// is lost, as it is in a park; the bays can save it only as far as batteries take it. Of customers with
/// a wish to withdraw a part leaves each minute (W. Whitt, "Fluid models for multiserver queues with
/// abandonments", Operations Research 54(1), 2006, 37-54, doi:10.1287/opre.1050.0227).
///
/// Chance adds queues of its own, so these are about the least.
package struct QueueForecast: Hashable, Sendable {
  /// One queue.
  package struct Queue: Hashable, Sendable {
    /// Whom orders wait for: `pickers`, `packers`, `drones`.
    package let name: String
    /// Most orders that wait at once.
    package fileprivate(set) var largest = 0.0
    /// Instant at which they do, from the start of the run.
    package fileprivate(set) var largestAt = SimulationTime.zero
    /// First instant after it with less than half an order; nil if there is none in the run.
    package fileprivate(set) var clearedAt: SimulationTime?
    /// Orders that wait when the run ends.
    package fileprivate(set) var openAtEnd = 0.0
    /// Orders that are withdrawn while they wait here.
    package fileprivate(set) var withdrawn = 0.0
    /// Whether drones lack charge rather than number when the queue is longest.
    package fileprivate(set) var isHeldByBays = false
  }

  /// The queues that the park has, in the order in which orders pass them.
  package private(set) var queues: [Queue] = []
  /// Orders that come in the run, with those that wait at its start, but for those that fail at once.
  package private(set) var orders = 0.0

  /// Orders that only the charge of the start is good for, and so wait for ever.
  package private(set) var stranded = 0.0

  /// Longest stretch that is followed minute by minute; beyond it queues grow as in its last day.
  private static let limit = SimulationTime.days(28)

  /// A queue that is being filled and emptied.
  private struct Line {
    var queue: Queue
    /// Orders that wait for as long as it takes.
    var patient = 0.0
    /// Orders whose customers wish to withdraw them some time.
    var impatient = 0.0
    /// Orders that wait a day before the end.
    var dayBefore = 0.0

    var waiting: Double { patient + impatient }

    /// Takes orders in, lets some be withdrawn and at most some go on.
    ///
    /// - Returns: The patient and the impatient orders that go on.
    mutating func step(
      _ inflow: (patient: Double, impatient: Double),
      staying: Double,
      room: Double
    ) -> (patient: Double, impatient: Double) {
      queue.withdrawn += impatient * (1 - staying)
      patient += inflow.patient
      impatient = impatient * staying + inflow.impatient
      let share = waiting > room ? max(0, room) / waiting : 1
      let out = (patient * share, impatient * share)
      patient -= out.0
      impatient -= out.1
      return out
    }

    mutating func note(at time: SimulationTime, isHeldByBays: Bool = false) {
      if waiting > queue.largest {
        queue.largest = waiting
        queue.largestAt = time
        queue.clearedAt = nil
        queue.isHeldByBays = isHeldByBays
      } else if waiting < 0.5, queue.clearedAt == nil {
        queue.clearedAt = time
      }
    }
  }

  /// Follows the orders of a configuration.
  ///
  /// - Parameters:
  ///   - configuration: The park.
  ///   - need: What orders ask of the drones; nil where none delivers.
  init(_ configuration: ParkConfiguration, _ need: MissionNeed?) {
    guard let demand = configuration.demand else { return }
    let study = configuration.study
    let warehouse = configuration.warehouse
    var stages = [("pickers", warehouse.picking), ("packers", warehouse.packing)].compactMap {
      name,
      stage in stage.map { (line: Line(queue: Queue(name: name)), room: $0.ordersPerMinute) }
    }
    var fleet = need.map { FleetFlow($0, configuration) }
    var sky = Line(queue: Queue(name: "drones"))
    let arrivals = ArrivalFlow(configuration, failing: need?.undeliverableShare ?? 0)
    // Each minute some of the customers with a wish to withdraw do so.
    let staying = Elementary.exp(-60 / max(demand.refundMeanSeconds, 1e-3))
    let end = min(study.end, Self.limit)
    let strandedShare =
      need.map { need in
        need.undeliverableShare < 1
          ? need.onFirstChargeOnlyShare / (1 - need.undeliverableShare) : 0
      } ?? 0
    let minutes = Int(
      (end.ticks + SimulationTime.minutes(1).ticks - 1) / SimulationTime.minutes(1).ticks
    )
    for minute in 0..<minutes {
      let clock =
        (configuration.initial.timeOfDay + .minutes(minute)).ticks
        % SimulationTime.days(1).ticks / SimulationTime.minutes(1).ticks
      let come = arrivals.orders(in: minute, clockHour: Int(clock) / 60)
      orders += come
      var flow = (
        patient: come * (1 - demand.refundProbability), impatient: come * demand.refundProbability
      )
      let now = SimulationTime.minutes(minute + 1)
      let isDayBefore = now + .days(1) == end
      for index in stages.indices {
        flow = stages[index].line.step(flow, staying: staying, room: stages[index].room[Int(clock)])
        stages[index].line.note(at: now)
        if isDayBefore { stages[index].line.dayBefore = stages[index].line.waiting }
      }
      guard fleet != nil else { continue }
      let room = fleet?.room ?? 0
      let isHeldByBays = fleet?.isHeldByBays ?? false
      stranded += strandedShare * (flow.patient + flow.impatient)
      flow = (flow.patient * (1 - strandedShare), flow.impatient * (1 - strandedShare))
      flow = sky.step(flow, staying: staying, room: room)
      fleet?.fly(flow.patient + flow.impatient)
      sky.note(at: now, isHeldByBays: isHeldByBays)
      if isDayBefore { sky.dayBefore = sky.waiting }
    }
    let lines = stages.map(\.line) + (fleet == nil ? [] : [sky])
    queues = lines.map { Self.finished($0, end, study.end) }
    guard study.end > end else { return }
    orders *= study.end.inSeconds / end.inSeconds
    stranded *= study.end.inSeconds / end.inSeconds
  }

  /// A queue at the end of the run, which may be later than the end of what was followed.
  private static func finished(
    _ line: Line,
    _ end: SimulationTime,
    _ runEnd: SimulationTime
  ) -> Queue {
    var queue = line.queue
    queue.openAtEnd = line.waiting
    guard runEnd > end else { return queue }
    let days = (runEnd - end).inHours / 24
    let growth = line.waiting - line.dayBefore
    // Less is what is left of the way to the level at which a queue stays.
    if growth > 0.01 * line.waiting { queue.openAtEnd += growth * days }
    queue.withdrawn *= runEnd.inSeconds / end.inSeconds
    if queue.openAtEnd > queue.largest {
      queue.largest = queue.openAtEnd
      queue.largestAt = runEnd
      queue.clearedAt = nil
    }
    return queue
  }
}

extension StageConfiguration {
  /// Orders that the people on shift finish in each minute of the day.
  fileprivate var ordersPerMinute: [Double] {
    let seconds = max(service.meanSeconds, 1e-9)
    return (0..<1440).map { minute in
      60 / seconds * roster.averagePeople(from: .minutes(minute), to: .minutes(minute + 1))
    }
  }
}

/// Orders as they come, minute by minute.
private struct ArrivalFlow {
  private let perHour: [Double]
  private let recorded: [Int: Double]?
  private let share: Double
  private let backlog: Double
  private let lastMinute: Int

  init(_ configuration: ParkConfiguration, failing: Double) {
    perHour = configuration.demand?.ordersPerHour ?? []
    share = 1 - failing
    backlog = Double(configuration.initial.backlogOrders)
    let minute = SimulationTime.minutes(1).ticks
    lastMinute = Int((configuration.study.horizon.ticks - 1) / minute)
    recorded =
      configuration.demand?.recordedOrders == nil
      ? nil
      : Dictionary(
        configuration.recordedOrdersOfTheRun.map { (Int($0.createdAt.ticks / minute), 1.0) },
        uniquingKeysWith: +
      )
  }

  /// Orders that come in a minute of the run; the backlog comes in its first.
  func orders(in minute: Int, clockHour: Int) -> Double {
    guard minute <= lastMinute else { return 0 }
    let come = recorded.map { $0[minute] ?? 0 } ?? perHour[clockHour] / 60
    return share * (come + (minute == 0 ? backlog : 0))
  }
}

/// What the drones can fly, minute by minute: as many as are not on a mission or at a bay, as long as
/// there is charge.
private struct FleetFlow {
  /// Orders that the drones can fly in a minute by their number.
  private let byNumber: Double
  /// Orders for which the bays can charge in a minute; 0 without bays.
  private let byBays: Double
  /// Orders for which full drones have charge.
  private let full: Double
  /// Orders for which they have charge now.
  private var charge: Double

  init(_ need: MissionNeed, _ configuration: ParkConfiguration) {
    let seconds = need.missionSeconds + need.chargeSeconds
    byNumber = seconds > 0 ? 60 * Double(need.drones) / seconds : 0
    let bays = Double(configuration.charging?.bays ?? 0)
    byBays = need.chargeSeconds > 0 ? 60 * bays / need.chargeSeconds : bays > 0 ? .infinity : 0
    let atStart = need.missionEnergy > 0 ? need.initialEnergy / need.missionEnergy : .infinity
    full = configuration.charging == nil ? atStart : need.ordersOnACharge
    charge = min(full, atStart)
  }

  /// Orders that can be flown in the minute that comes.
  var room: Double { min(byNumber, charge + byBays) }

  /// Whether it is the charge that bounds them.
  var isHeldByBays: Bool { charge + byBays < byNumber }

  /// Orders are flown for a minute, and drones charged.
  mutating func fly(_ orders: Double) {
    charge = min(full, max(0, charge + byBays - orders))
  }
}
