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
  /// Time after which the customer withdraws it, if ever.
  package var refundAfter: SimulationTime?
}

/// The stream of orders: instants by a Poisson process with hourly rates, fortunes by order.
///
/// Every order has its own block of draws, taken in a fixed order, so that nothing that happens
/// to one order moves a draw of another.
package struct Demand: Sendable {
  private let configuration: DemandConfiguration
  private let shares: [Double]
  private let weight: TriangularDistribution
  private var arrivals: PoissonArrivals
  private var arrivalStream: RandomStream
  private var fortunes: RandomBlocks

  /// Orders whose fortunes have been drawn.
  package private(set) var drawnCount = 0
  /// Instant of the order after those; nil if none comes.
  package private(set) var next: SimulationTime?

  /// Makes the stream of orders of one replication.
  package init(_ configuration: DemandConfiguration, streams: inout StreamDirectory) {
    self.configuration = configuration
    let total = configuration.zones.reduce(0) { $0 + $1.share }
    var sum = 0.0
    shares = configuration.zones.map { zone in
      sum += zone.share
      return sum / total
    }
    weight = configuration.weight.distribution
    arrivals = PoissonArrivals(PiecewiseConstantRate(hourly: configuration.ordersPerHour))
    arrivalStream = streams.stream("demand.arrival")
    fortunes = RandomBlocks(streams.stream("demand.order"))
  }

  /// Instant of the next order, or nil if no hour of the day has any.
  package mutating func nextArrival() -> SimulationTime? {
    next = arrivals.next(&arrivalStream)
    return next
  }

  /// Fortune of the next order; asked once an order, in order of creation.
  package mutating func nextFortune() -> OrderFortune {
    drawnCount += 1
    var draws = fortunes.next()
    let zoneDraw = draws.uniform()
    let radiusDraw = draws.uniform()
    let angleDraw = draws.uniform()
    let weightDraw = draws.uniform()
    let pickDraw = draws.uniform()
    let packDraw = draws.uniform()
    let refundDraw = draws.uniform()
    let refundTimeDraw = draws.uniform()
    let zone = shares.firstIndex { zoneDraw < $0 } ?? shares.count - 1
    return OrderFortune(
      zone: zone,
      destination: configuration.zones[zone].point(radiusDraw: radiusDraw, angleDraw: angleDraw),
      weight: weight.quantile(weightDraw),
      pickDraw: pickDraw,
      packDraw: packDraw,
      refundAfter: refundDraw < configuration.refundProbability
        ? .seconds(
          ExponentialDistribution(mean: configuration.refundMeanSeconds).quantile(refundTimeDraw)
        ) : nil
    )
  }
}

extension Demand {
  /// Passes over orders that have been drawn before, as a run that goes on from a checkpoint does.
  ///
  /// Instants and fortunes depend on nothing but the number of the order.
  package mutating func skip(_ count: Int) {
    for _ in 0..<count {
      drawnCount += 1
      _ = fortunes.next()
      _ = nextArrival()
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
