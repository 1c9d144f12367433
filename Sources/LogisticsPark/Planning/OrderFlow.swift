import DiscreteEvents
import ElementaryFunctions

/// The orders of a run as a fluid: what becomes of them, chance left out.
///
/// Orders flow minute by minute through the people on shift and then the drones: what comes beyond the
/// rate of those at work piles up, and is worked off when there is room (G. F. Newell, "Applications of
/// Queueing Theory", 2nd edition 1982, chapter 2). Capacity of hours before the orders is lost, as it is
/// in a park; the bays can save it only as far as batteries take it. Of customers with a wish to withdraw
/// a part leaves each minute (W. Whitt, "Fluid models for multiserver queues with abandonments",
/// Operations Research 54(1), 2006, 37-54, doi:10.1287/opre.1050.0227).
///
/// It can not see the waiting that chance makes, so its queues are about the least, and a park near its
/// limits loses somewhat more orders to withdrawals.
///
/// A long run is followed for its first 28 days; from then on days are skipped that go as the one before
/// them, until something runs dry (C. W. Gear and I. G. Kevrekidis, "Projective methods for stiff
/// differential equations", SIAM Journal on Scientific Computing 24(4), 2003, 1091-1106,
/// doi:10.1137/S1064827501388157). Recorded orders are counted one by one, in steps of some minutes
/// where they come over more than 28 days. So it costs some ten thousand steps, whatever the scenario.
struct OrderFlow {
  /// Orders that come, those at the start included.
  let created: Double
  /// Orders that do not fail at once.
  let accepted: Double
  /// The stages of the warehouse that the park has: picking, packing.
  private(set) var stages: [StageFlow]
  /// Orders that wait for a drone.
  private(set) var sky = OrderLine()
  /// Orders that wait for a drone with the charge of the start, as no other is enough.
  private(set) var beyondTarget = OrderLine()
  /// What the drones can do; nil where none delivers.
  private(set) var fleet: FleetFlow?

  /// Orders that somebody has worked on, over all stages.
  var worked: Double { stages.reduce(0) { $0 + $1.line.passed } }
  /// Orders that drones have taken.
  var flown: Double { sky.passed + beyondTarget.passed }
  /// Orders that customers have withdrawn.
  var withdrawn: Double {
    stages.reduce(sky.withdrawn + beyondTarget.withdrawn) { $0 + $1.line.withdrawn + $1.withdrawn }
  }

  /// Steps of a minute that are followed before days are skipped.
  private static let followedMinutes = 28 * minutesOfADay
  /// Days that are followed beside those that are skipped.
  private static let followedDays = 28
  fileprivate static let minutesOfADay = 1440

  private let refundProbability: Double
  private let refundMinutes: Double
  /// Share of those with a wish to withdraw who do not do so within a minute.
  private let stayingAMinute: Double
  private let timeOfDay: Int
  private let beyondTargetShare: Double
  /// Minutes since the start.
  private var minute = 0

  /// Follows the orders of a configuration through a whole run.
  ///
  /// - Parameters:
  ///   - configuration: The park.
  ///   - demand: Its orders.
  ///   - need: What an order asks of the drones; nil where none delivers.
  init(_ configuration: ParkConfiguration, _ demand: DemandConfiguration, _ need: MissionNeed?) {
    let deliverable = 1 - (need?.undeliverableShare ?? 0)
    let arrivals = ArrivalFlow(configuration, demand, share: deliverable)
    created = arrivals.created
    accepted = arrivals.created * deliverable
    let mean = max(demand.refundMeanSeconds, 1e-3)
    refundMinutes = mean / 60
    stayingAMinute = Elementary.exp(-60 / mean)
    let warehouse = configuration.soleWarehouse
    stages = [
      warehouse.picking.map { StageFlow(.picking, $0, refundMeanSeconds: mean) },
      warehouse.packing.map { StageFlow(.packing, $0, refundMeanSeconds: mean) },
    ].compactMap { $0 }
    fleet = need.map { FleetFlow($0, configuration) }
    refundProbability = demand.refundProbability
    timeOfDay = configuration.initial.timeOfDay.wholeMinutes
    let beyond = need?.onFirstChargeOnlyShare ?? 0
    beyondTargetShare = beyond > 0 ? beyond / deliverable : 0
    let end = configuration.study.end.minutesRoundedUp
    take(arrivals.backlog)
    if arrivals.isRecorded {
      let length = max(1, (arrivals.lastMinute + Self.followedMinutes) / Self.followedMinutes)
      while minute <= arrivals.lastMinute, minute < end {
        step(arrivals, length: min(length, end - minute))
      }
    } else {
      follow(arrivals, until: min(end, configuration.study.horizon.minutesRoundedUp))
    }
    follow(nil, until: end)
  }

  /// Orders that are there before the first minute.
  private mutating func take(_ orders: Double) {
    let impatient = orders * refundProbability
    let parts = (patient: orders - impatient, impatient: impatient)
    if !stages.isEmpty {
      stages[0].take(parts)
    } else if fleet != nil {
      enterSky(parts)
    }
  }

  /// Goes on to a minute, with orders that come on each day as on the others, or with none.
  private mutating func follow(_ arrivals: ArrivalFlow?, until end: Int) {
    let long = minute + Self.followedMinutes
    var days = 0
    while minute < end {
      if arrivals == nil, isEmpty { return }
      guard minute >= long, end - minute > Self.minutesOfADay else {
        step(arrivals, length: 1)
        continue
      }
      let before = self
      for _ in 0..<Self.minutesOfADay { step(arrivals, length: 1) }
      days += 1
      let rest = Double((end - minute) / Self.minutesOfADay)
      skip(days: days < Self.followedDays ? min(rest, alikeDays(since: before)) : rest, before)
    }
  }

  /// From when on less than half an order waits in each line, stages first, if the run goes on and no more orders
  /// come; nil for one in which more still do a day later.
  func clearances() -> [SimulationTime?] {
    var later = self
    var gone: [SimulationTime?] = later.lines.map { _ in .minutes(minute) }
    // The end of a long run is reached by leaps of days; what comes after it is no part of them.
    for _ in 0..<Self.minutesOfADay where !later.isEmpty {
      later.step(nil, length: 1)
      for (index, line) in later.lines.enumerated() {
        gone[index] = line.waiting >= 0.5 ? nil : gone[index] ?? .minutes(later.minute)
      }
    }
    return gone
  }

  private var lines: [OrderLine] { stages.map(\.line) + [sky] }

  /// Whether no order waits.
  private var isEmpty: Bool {
    sky.waiting + beyondTarget.waiting + stages.reduce(0) { $0 + $1.line.waiting } < 1e-9
  }

  /// Days that can go as the last one has gone, from what it has changed.
  private func alikeDays(since before: OrderFlow) -> Double {
    let refundDays = refundMinutes / Double(Self.minutesOfADay)
    var days = min(
      sky.alikeDays(since: before.sky, refundDays: refundDays),
      beyondTarget.alikeDays(since: before.beyondTarget, refundDays: refundDays)
    )
    for (stage, old) in zip(stages, before.stages) {
      days = min(days, stage.line.alikeDays(since: old.line, refundDays: refundDays))
    }
    if let fleet, let old = before.fleet { days = min(days, fleet.alikeDays(since: old)) }
    return days.rounded(.down)
  }

  private mutating func skip(days: Double, _ before: OrderFlow) {
    guard days > 0 else { return }
    minute += Int(days) * Self.minutesOfADay
    for index in stages.indices { stages[index].skip(days, since: before.stages[index]) }
    sky.skip(days, since: before.sky)
    beyondTarget.skip(days, since: before.beyondTarget)
    if let old = before.fleet { fleet?.skip(days, since: old) }
  }

  /// One step: the new orders, and what the stages and the drones make of what is there.
  private mutating func step(_ arrivals: ArrivalFlow?, length: Int) {
    let clock = (timeOfDay + minute) % Self.minutesOfADay
    let come = arrivals?.orders(from: minute, length: length, clock: clock) ?? 0
    // Each minute some of the customers with a wish to withdraw do so.
    let staying =
      length == 1 ? stayingAMinute : Elementary.exp(-Double(length) / refundMinutes)
    var flow = (patient: come * (1 - refundProbability), impatient: come * refundProbability)
    minute += length
    let now = SimulationTime.minutes(minute)
    for index in stages.indices {
      flow = stages[index].step(flow, clock: clock, length: length, staying: staying)
      stages[index].note(at: now)
    }
    guard fleet != nil else { return }
    fly(flow, length, staying: staying)
    sky.note(at: now, isHeldByBays: fleet?.isHeldByBays ?? false)
  }

  private mutating func enterSky(_ orders: OrderLine.Parts) {
    let share = beyondTargetShare
    beyondTarget.take((orders.patient * share, orders.impatient * share))
    sky.take((orders.patient * (1 - share), orders.impatient * (1 - share)))
  }

  private mutating func fly(_ orders: OrderLine.Parts, _ minutes: Int, staying: Double) {
    guard var drones = fleet else { return }
    sky.withdraw(staying: staying)
    beyondTarget.withdraw(staying: staying)
    enterSky(orders)
    let beyond = beyondTarget.pass(drones.missionsBeyondTarget)
    let others = sky.pass(drones.room(minutes))
    drones.fly(
      others.patient + others.impatient,
      beyondTarget: beyond.patient + beyond.impatient,
      minutes
    )
    fleet = drones
  }
}

/// Orders as they come, minute by minute.
struct ArrivalFlow {
  /// Orders that come in the run, with those that wait at its start.
  let created: Double
  /// Orders that wait at the start, but for those that fail at once.
  let backlog: Double
  /// Whether the orders are recorded ones.
  let isRecorded: Bool
  /// Minute of the last recorded order; 0 without any.
  private(set) var lastMinute = 0

  private let perHour: [Double]
  private let share: Double
  /// Minutes in which orders come, at the end with a fraction.
  private let minutes: Double
  private var recorded: [Int: Double] = [:]

  /// The orders of a configuration, of which a share does not fail at once.
  init(_ configuration: ParkConfiguration, _ demand: DemandConfiguration, share: Double) {
    let horizon = configuration.study.horizon
    let atStart = Double(configuration.initial.backlogOrders)
    backlog = atStart * share
    perHour = demand.ordersPerHour
    isRecorded = demand.recordedOrders != nil
    minutes = horizon.inSeconds / 60
    self.share = share
    guard isRecorded else {
      created =
        atStart
        + Self.expectedOrders(perHour, from: configuration.initial.timeOfDay, horizon)
      return
    }
    let orders = configuration.recordedOrdersOfTheRun
    created = atStart + Double(orders.count)
    for order in orders { recorded[order.createdAt.wholeMinutes, default: 0] += 1 }
    lastMinute = orders.last?.createdAt.wholeMinutes ?? 0
  }

  /// Orders that come in some minutes of the run and do not fail at once; drawn ones in one minute.
  func orders(from minute: Int, length: Int, clock: Int) -> Double {
    guard isRecorded else {
      return share * perHour[clock / 60] / 60 * max(0, min(1, minutes - Double(minute)))
    }
    return share * (minute..<minute + length).reduce(0) { $0 + (recorded[$1] ?? 0) }
  }

  /// Orders expected in a time that begins at a time of day.
  private static func expectedOrders(
    _ rates: [Double],
    from timeOfDay: SimulationTime,
    _ time: SimulationTime
  ) -> Double {
    let toMidnight = { (clock: Double) in
      let hour = Int(clock)
      return rates[..<min(24, hour)].reduce(0, +)
        + (hour < 24 ? rates[hour] * (clock - Double(hour)) : 0)
    }
    let day = rates.reduce(0, +)
    let end = timeOfDay.inHours + time.inHours
    let days = (end / 24).rounded(.down)
    return days * day + toMidnight(end - days * 24) - toMidnight(timeOfDay.inHours)
  }
}

extension SimulationTime {
  /// Minutes that are over.
  fileprivate var wholeMinutes: Int { Int(ticks / SimulationTime.minutes(1).ticks) }
  /// Minutes that have begun.
  fileprivate var minutesRoundedUp: Int {
    Int((ticks + SimulationTime.minutes(1).ticks - 1) / SimulationTime.minutes(1).ticks)
  }
}
