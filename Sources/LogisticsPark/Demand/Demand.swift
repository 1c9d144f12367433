package import DiscreteEvents
import ElementaryFunctions

/// What chance has in store for one order, all drawn when it is created.
package struct OrderFortune: Hashable, Sendable {
  /// Zone, by position.
  package var zone: Int
  /// Delivery point.
  package var destination: Position
  /// Payload [kg].
  package var weight: Double
  /// Draw that decides the time to pick it, above 0 and below 1.
  package var pickDraw: Double
  /// Draw that decides the time to pack it, above 0 and below 1.
  package var packDraw: Double
  /// Time from creation within which delivery is promised.
  package var promise: SimulationTime
  /// Time after which the customer withdraws it, if ever.
  package var refundAfter: SimulationTime?
}

/// What the scenario has fixed of the orders.
package struct DemandPlan: Sendable {
  private let configuration: DemandConfiguration
  private let shares: [Double]
  private let weight: TriangularDistribution
  fileprivate let timeOfDay: SimulationTime
  fileprivate let hourly: HourlyOrders.Plan

  /// Plans the orders of a run.
  ///
  /// - Parameters:
  ///   - configuration: Which orders.
  ///   - timeOfDay: Time of day at which the run begins.
  ///   - horizon: Length of the run, at whose end orders by the hour cease.
  package init(
    _ configuration: DemandConfiguration,
    from timeOfDay: SimulationTime = .zero,
    until horizon: SimulationTime
  ) {
    self.configuration = configuration
    self.timeOfDay = timeOfDay
    let total = configuration.zones.reduce(0) { $0 + $1.share }
    var sum = 0.0
    shares = configuration.zones.map { zone in
      sum += zone.share
      return sum / total
    }
    weight = configuration.weight.distribution
    hourly = HourlyOrders.Plan(
      rates: configuration.recordedOrders == nil ? configuration.ordersPerHour : [],
      in: timeOfDay..<(timeOfDay + horizon)
    )
  }

  /// Orders that are known beforehand; nil where they are drawn.
  fileprivate var recorded: [RecordedOrder]? { configuration.recordedOrders }

  /// The fortune that a block of draws has in store.
  ///
  /// - Parameters:
  ///   - block: The order's own draws, from the first one on.
  ///   - known: The zone, where it is known; its draw is taken all the same.
  /// - Returns: The fortune.
  package func fortune(in block: RandomStream, zone known: Int? = nil) -> OrderFortune {
    var draws = block
    let zoneDraw = draws.uniform()
    let radiusDraw = draws.uniform()
    let angleDraw = draws.uniform()
    let weightDraw = draws.uniform()
    let pickDraw = draws.uniform()
    let packDraw = draws.uniform()
    let refundDraw = draws.uniform()
    let refundTimeDraw = draws.uniform()
    let zone = known ?? shares.firstIndex { zoneDraw < $0 } ?? shares.count - 1
    return OrderFortune(
      zone: zone,
      destination: configuration.zones[zone].point(radiusDraw: radiusDraw, angleDraw: angleDraw),
      weight: weight.quantile(weightDraw),
      pickDraw: pickDraw,
      packDraw: packDraw,
      promise: configuration.promise,
      refundAfter: refundDraw < configuration.refundProbability
        ? .seconds(
          ExponentialDistribution(mean: configuration.refundMeanSeconds).quantile(refundTimeDraw)
        ) : nil
    )
  }
}

/// The stream of orders: instants by a Poisson process with hourly rates or as recorded, fortunes by
/// order.
///
/// Every order has its own block of draws, taken in a fixed order, so that nothing that happens
/// to one order moves a draw of another; and every hour has its own blocks, so that no rate moves an order
/// of another hour (``HourlyOrders``).
package struct Demand: Hashable, Codable, Sendable {
  private var hourly: HourlyOrders
  /// Draws of recorded orders, which know no hours.
  private var recordedBlocks: RandomBlocks
  /// Draws of the order that comes next by the hour.
  private var nextDraws: RandomStream?
  /// Recorded orders that have come.
  private var recordedCount = 0

  /// Orders whose fortunes have been drawn.
  package internal(set) var drawnCount = 0
  /// Instant of the order after those; nil if none comes.
  package private(set) var next: SimulationTime?

  /// Makes the stream of orders of one replication.
  ///
  /// - Parameters:
  ///   - plan: Which orders.
  ///   - streams: Gives the streams of chance.
  package init(_ plan: DemandPlan, streams: inout StreamDirectory) {
    let (instants, fortunes) = (streams.stream("demand.arrival"), streams.stream("demand.order"))
    hourly = HourlyOrders(plan.hourly, instants: instants, fortunes: fortunes)
    recordedBlocks = RandomBlocks(fortunes)
  }

  /// Instant of the next order since the start of the run, or nil if none comes any more.
  package mutating func nextArrival(_ plan: DemandPlan) -> SimulationTime? {
    if let recorded = plan.recorded {
      next = recordedCount < recorded.count ? recorded[recordedCount].createdAt : nil
    } else {
      let arrival = hourly.next(plan.hourly)
      next = arrival.map { $0.instant - plan.timeOfDay }
      nextDraws = arrival?.draws
    }
    return next
  }

  /// Fortune of the next order; asked once an order, in order of creation.
  package mutating func nextFortune(_ plan: DemandPlan) -> OrderFortune {
    drawnCount += 1
    guard let recorded = plan.recorded else {
      guard let draws = nextDraws else { preconditionFailure("no order has come") }
      return plan.fortune(in: draws)
    }
    let block = recordedBlocks.next()
    let order = recorded[recordedCount]
    recordedCount += 1
    var fortune = plan.fortune(in: block, zone: order.zone)
    fortune.weight = order.weight ?? fortune.weight
    fortune.destination = order.destination ?? fortune.destination
    fortune.promise = order.promise ?? fortune.promise
    return fortune
  }

  /// Passes over orders that have been drawn before.
  ///
  /// Instants and fortunes depend on nothing but the number of the order, so this is the demand of every
  /// run that has had so many.
  package mutating func skip(_ count: Int, _ plan: DemandPlan) {
    for _ in 0..<count {
      drawnCount += 1
      if plan.recorded != nil {
        recordedCount += 1
        _ = recordedBlocks.next()
      }
      _ = nextArrival(plan)
    }
  }
}

extension ZoneConfiguration {
  /// Point of the disc for two uniform draws; evenly spread over its area.
  package func point(radiusDraw: Double, angleDraw: Double) -> Position {
    let distance = radius * radiusDraw.squareRoot()
    let angle = 2 * Double.pi * angleDraw
    return Position(
      x: center.x + distance * Elementary.cos(angle),
      y: center.y + distance * Elementary.sin(angle)
    )
  }
}
