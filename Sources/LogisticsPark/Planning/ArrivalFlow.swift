import DiscreteEvents

/// Orders as they come to a warehouse, minute by minute.
struct ArrivalFlow {
  /// Part of the orders of a source.
  struct Part {
    /// Share that belongs to the warehouse.
    let share: Double
    /// Share of these that does not fail at once.
    let deliverable: Double
  }

  /// Orders that come in the run, with those that wait at its start.
  let created: Double
  /// Those of them that do not fail at once.
  let accepted: Double
  /// Those of each source that do not fail at once.
  let ofSources: [Double]
  /// Orders that wait at the start, but for those that fail at once.
  let backlog: Double
  /// Minute of the last recorded order; nil without any.
  private(set) var lastMinute: Int?

  /// Orders by the hour of the day that do not fail at once.
  private var perHour = Array(repeating: 0.0, count: 24)
  /// Minutes in which orders come, at the end with a fraction.
  private let minutes: Double
  private var recorded: [Int: Double] = [:]

  /// The orders of a configuration, of which a part comes here.
  init(_ configuration: ParkConfiguration, _ demand: DemandConfiguration, _ parts: [Part]) {
    minutes = configuration.study.horizon.inSeconds / 60
    let all = demand.sources.map {
      Double($0.backlogOrders) + configuration.expectedOrders(of: $0)
    }
    created = zip(all, parts).reduce(0) { $0 + $1.0 * $1.1.share }
    ofSources = zip(all, parts).map { $0 * $1.share * $1.deliverable }
    accepted = ofSources.reduce(0, +)
    backlog = zip(demand.sources, parts).reduce(0) {
      $0 + Double($1.0.backlogOrders) * $1.1.share * $1.1.deliverable
    }
    for (source, part) in zip(demand.sources, parts) {
      let share = part.share * part.deliverable
      guard source.recordedOrders != nil else {
        for (hour, rate) in source.ordersPerHour.enumerated() { perHour[hour] += share * rate }
        continue
      }
      let orders = configuration.recordedOrdersOfTheRun(of: source)
      for order in orders { recorded[order.createdAt.wholeMinutes, default: 0] += share }
      lastMinute = max(lastMinute ?? 0, orders.last?.createdAt.wholeMinutes ?? 0)
    }
  }

  /// Orders that come in some minutes of the run and do not fail at once.
  func orders(from minute: Int, length: Int, _ clock: Int) -> Double {
    var sum = 0.0
    for offset in 0..<length {
      let part = max(0, min(1, minutes - Double(minute + offset)))
      sum += perHour[(clock + offset) % OrderFlow.minutesOfADay / 60] / 60 * part
      if lastMinute != nil { sum += recorded[minute + offset] ?? 0 }
    }
    return sum
  }
}

extension SimulationTime {
  /// Minutes that are over.
  var wholeMinutes: Int { Int(ticks / SimulationTime.minutes(1).ticks) }
  /// Minutes that have begun.
  var minutesRoundedUp: Int {
    Int((ticks + SimulationTime.minutes(1).ticks - 1) / SimulationTime.minutes(1).ticks)
  }
}
