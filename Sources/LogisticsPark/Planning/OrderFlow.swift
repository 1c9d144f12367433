import DiscreteEvents
import ElementaryFunctions

/// How many orders pass each stage of a park, without chance: orders flow like water through stages
/// that have a largest flow in each stretch of time.
///
/// What it can not see is the waiting that chance makes, so a park near its limits loses somewhat more
/// orders to withdrawals than the flow says. It costs some thousand steps, whatever the scenario.
struct OrderFlow {
  /// Orders that come, those at the start included.
  private(set) var created = 0.0
  /// Orders that somebody has picked.
  private(set) var picked = 0.0
  /// Orders that somebody has packed.
  private(set) var packed = 0.0
  /// Orders that customers have withdrawn.
  private(set) var withdrawn = 0.0
  /// Orders that drones have taken.
  private(set) var flown = 0.0

  /// Most steps into which a run is cut.
  private static let steps = 4032
  /// Shortest step [s].
  private static let shortestStep = 600.0

  /// Orders at a place: those whose customers stay, and those whose customers will withdraw them.
  private struct Content {
    var staying = 0.0
    var leaving = 0.0
    var all: Double { staying + leaving }

    /// Takes out up to a number of orders, of both kinds alike.
    mutating func take(_ most: Double) -> Content {
      guard all > most else {
        defer { self = Content() }
        return self
      }
      let share = most / all
      let taken = Content(staying: staying * share, leaving: leaving * share)
      staying -= taken.staying
      leaving -= taken.leaving
      return taken
    }

    mutating func add(_ other: Content) {
      staying += other.staying
      leaving += other.leaving
    }

    /// Withdraws what is withdrawn within a time.
    mutating func withdraw(in seconds: Double, mean: Double) -> Double {
      guard leaving > 0, mean > 0 else { return 0 }
      let gone = -leaving * Elementary.expm1(-seconds / mean)
      leaving -= gone
      return gone
    }
  }

  /// What one stage can do.
  private struct Stage {
    /// Orders an hour, by hour of the day.
    let rates: [Double]
    /// Time that an order spends there at least [s].
    let seconds: Double
    /// Orders that it can take at all.
    var rest = Double.infinity
    var content = Content()
  }

  private let refundMean: Double
  private var stages: [Stage?]

  /// Lets the orders of a configuration flow through a whole run.
  ///
  /// - Parameters:
  ///   - configuration: The park.
  ///   - demand: Its orders.
  ///   - need: What an order asks of the drones; nil where none deliver.
  init(_ configuration: ParkConfiguration, _ demand: DemandConfiguration, _ need: MissionNeed?) {
    refundMean = demand.refundMeanSeconds
    stages = [
      Self.stage(configuration.warehouse.picking), Self.stage(configuration.warehouse.packing),
      need.map { Self.stage($0, configuration) },
    ]
    let deliverable = 1 - (need?.undeliverableShare ?? 0)
    let backlog = Double(configuration.initial.backlogOrders)
    let step = max(
      Self.shortestStep,
      configuration.study.end.inSeconds / Double(Self.steps)
    )
    let count = Int((configuration.study.end.inSeconds / step).rounded(.up))
    let arrivals = Self.arrivals(configuration, demand, step: step, count: count)
    created = backlog + arrivals.reduce(0, +)
    for (index, orders) in arrivals.enumerated() {
      let new = (orders + (index == 0 ? backlog : 0)) * deliverable
      let start = Double(index) * step
      let length = min(step, configuration.study.end.inSeconds - start)
      let clock = configuration.initial.timeOfDay.inSeconds + start + length / 2
      let leaving = new * demand.refundProbability
      pass(
        Content(staying: new - leaving, leaving: leaving),
        hour: step > 3600 ? nil : Int(clock / 3600) % 24,
        length
      )
    }
  }

  /// One step: the new orders, and what the stages make of what is there.
  private mutating func pass(_ new: Content, hour: Int?, _ seconds: Double) {
    var flow = new
    for index in stages.indices {
      guard var stage = stages[index] else { continue }
      stage.content.add(flow)
      let hours = seconds / 3600
      let rate =
        hour.map { stage.rates[$0] } ?? stage.rates.reduce(0, +) / Double(stage.rates.count)
      flow = stage.content.take(min(rate * hours, stage.rest))
      stage.rest -= flow.all
      withdrawn += stage.content.withdraw(in: seconds, mean: refundMean)
      count(flow.all, at: index)
      // A drone that has taken an order brings it.
      if index < 2 { withdrawn += flow.withdraw(in: stage.seconds, mean: refundMean) }
      stages[index] = stage
    }
  }

  private mutating func count(_ orders: Double, at stage: Int) {
    switch stage {
    case 0: picked += orders
    case 1: packed += orders
    default: flown += orders
    }
  }

  private static func stage(_ stage: StageConfiguration?) -> Stage? {
    guard let stage else { return nil }
    let mean = stage.service.meanSeconds
    return Stage(
      rates: (0..<24).map { hour in
        let people = stage.roster.averagePeople(
          from: .hours(Double(hour)),
          to: .hours(Double(hour + 1))
        )
        return people == 0 ? 0 : mean > 0 ? people * 3600 / mean : .infinity
      },
      seconds: mean
    )
  }

  private static func stage(_ need: MissionNeed, _ configuration: ParkConfiguration) -> Stage {
    let busy = need.missionSeconds + need.chargeSeconds
    var rate = busy > 0 ? Double(need.drones) * 3600 / busy : .infinity
    if let bays = configuration.charging?.bays, need.chargeSeconds > 0 {
      rate = min(rate, Double(bays) * 3600 / need.chargeSeconds)
    }
    var stage = Stage(rates: Array(repeating: rate, count: 24), seconds: need.missionSeconds)
    if configuration.charging == nil, need.missionEnergy > 0 {
      stage.rest = need.initialEnergy / need.missionEnergy
    }
    return stage
  }

  /// Orders that come in each step.
  private static func arrivals(
    _ configuration: ParkConfiguration,
    _ demand: DemandConfiguration,
    step: Double,
    count: Int
  ) -> [Double] {
    var arrivals = Array(repeating: 0.0, count: count)
    guard demand.recordedOrders == nil else {
      for order in configuration.recordedOrdersOfTheRun {
        arrivals[min(count - 1, Int(order.createdAt.inSeconds / step))] += 1
      }
      return arrivals
    }
    let horizon = configuration.study.horizon
    var before = 0.0
    for index in arrivals.indices {
      let end = min(horizon, .seconds(step * Double(index + 1)))
      let orders = expectedOrders(demand.ordersPerHour, from: configuration.initial.timeOfDay, end)
      arrivals[index] = orders - before
      before = orders
    }
    return arrivals
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
