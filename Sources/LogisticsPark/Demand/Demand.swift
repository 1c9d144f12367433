package import DiscreteEvents
import ElementaryFunctions

/// What chance has in store for one order, all drawn when it is created.
package struct OrderFortune: Hashable, Sendable {
  /// Source that it comes from.
  package var source: SourceID
  /// Zone, by position.
  package var zone: Int
  /// Delivery point.
  package var destination: Position
  /// Kind of goods, by position; nil where there are no kinds.
  package var goods: Int?
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

/// What the scenario has fixed of the orders of a source.
///
/// An object, as all that is looked at for every order.
package final class SourcePlan: Sendable {
  private let id: SourceID
  private let configuration: SourceConfiguration
  private let zones: [(disc: Disc, index: Int)]
  private let zoneShares: [Double]
  /// Payloads, with the kind of goods that has them.
  private let weights: [(weight: TriangularDistribution, goods: Int?)]
  private let weightShares: [Double]
  fileprivate let timeOfDay: SimulationTime
  fileprivate let hourly: HourlyOrders.Plan

  fileprivate init(
    _ id: SourceID,
    of demand: DemandConfiguration,
    from timeOfDay: SimulationTime,
    until horizon: SimulationTime
  ) {
    let source = demand.sources[Int(id.index)]
    self.id = id
    configuration = source
    self.timeOfDay = timeOfDay
    zones = source.zones.map { (demand.zones[$0.index].disc, $0.index) }
    zoneShares = Self.cumulated(source.zones.map(\.share))
    let payloads = demand.weights(of: source)
    var kinds: [Int?] = [nil]
    if case .goods(let shares) = source.payload { kinds = shares.map(\.index) }
    weights = zip(payloads, kinds).map { ($0.weight.distribution, $1) }
    weightShares = Self.cumulated(payloads.map(\.share))
    hourly = HourlyOrders.Plan(
      rates: source.ordersPerHour,
      in: timeOfDay..<(timeOfDay + horizon)
    )
  }

  private static func cumulated(_ shares: [Double]) -> [Double] {
    let total = shares.reduce(0, +)
    var sum = 0.0
    return shares.map { share in
      sum += share
      return sum / total
    }
  }

  /// Orders that are known beforehand; nil where they are drawn.
  fileprivate var recorded: [RecordedOrder]? { configuration.recordedOrders }

  /// Orders that wait at the start.
  package var backlogOrders: Int { configuration.backlogOrders }

  /// To whom its chances belong, so that a source more or less moves no order of the others.
  ///
  /// The source of a scenario that says nothing else has those that it had when there was only one.
  package var entity: String {
    configuration.id == SourceConfiguration.standardID ? "" : configuration.id
  }

  /// The fortune that a block of draws has in store.
  ///
  /// Each purpose has its own place in the block, so that one more shifts none of the others.
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
    let place = zoneShares.firstIndex { zoneDraw < $0 } ?? zoneShares.count - 1
    let (zone, index) =
      known.flatMap { known in zones.first { $0.index == known } } ?? zones[place]
    var kind = 0
    if weights.count > 1 {
      let goodsDraw = draws.uniform()
      kind = weightShares.firstIndex { goodsDraw < $0 } ?? weightShares.count - 1
    }
    return OrderFortune(
      source: id,
      zone: index,
      destination: zone.point(radiusDraw: radiusDraw, angleDraw: angleDraw),
      goods: weights[kind].goods,
      weight: weights[kind].weight.quantile(weightDraw),
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

/// What the scenario has fixed of the orders.
package struct DemandPlan: Sendable {
  /// The sources, by position.
  package let sources: [SourcePlan]

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
    sources = configuration.sources.indices.map {
      SourcePlan(SourceID($0), of: configuration, from: timeOfDay, until: horizon)
    }
  }
}

/// The orders of a source: instants by a Poisson process with hourly rates or as recorded, fortunes by order.
///
/// Every order has its own block of draws, taken in a fixed order, so that nothing that happens
/// to one order moves a draw of another; and every hour has its own blocks, so that no rate moves an order
/// of another hour (``HourlyOrders``).
package struct SourceOrders: Hashable, Codable, Sendable {
  private var hourly: HourlyOrders
  /// Draws of recorded orders, which know no hours.
  private var recordedBlocks: RandomBlocks
  /// Draws of the order that comes next by the hour.
  private var nextDraws: RandomStream?
  /// Recorded orders that have come.
  private var recordedCount = 0
  /// Instant of the next order since the start of the run; nil if none comes any more.
  fileprivate private(set) var next: SimulationTime?

  fileprivate init(_ plan: SourcePlan, streams: inout StreamDirectory) {
    let instants = streams.stream("demand.arrival", entity: plan.entity)
    let fortunes = streams.stream("demand.order", entity: plan.entity)
    hourly = HourlyOrders(plan.hourly, instants: instants, fortunes: fortunes)
    recordedBlocks = RandomBlocks(fortunes)
    findNext(plan)
  }

  private mutating func findNext(_ plan: SourcePlan) {
    if let recorded = plan.recorded {
      next = recordedCount < recorded.count ? recorded[recordedCount].createdAt : nil
    } else {
      let arrival = hourly.next(plan.hourly)
      next = arrival.map { $0.instant - plan.timeOfDay }
      nextDraws = arrival?.draws
    }
  }

  /// The fortune of the order that comes next, which the one after it then is.
  fileprivate mutating func take(_ plan: SourcePlan) -> OrderFortune {
    let fortune = nextFortune(plan)
    findNext(plan)
    return fortune
  }

  private mutating func nextFortune(_ plan: SourcePlan) -> OrderFortune {
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
}

/// The orders to come, over all sources in one line.
package struct Demand: Hashable, Codable, Sendable {
  private var sources: [SourceOrders]
  /// The source of the next order, by position; of several at one instant the first.
  private var nextSource: Int?

  /// Orders that have come.
  package internal(set) var drawnCount = 0
  /// Instant of the order after those; nil if none comes.
  package var next: SimulationTime? { nextSource.flatMap { sources[$0].next } }

  /// Makes the orders of one replication.
  ///
  /// - Parameters:
  ///   - plan: Which orders.
  ///   - streams: Gives the streams of chance.
  package init(_ plan: DemandPlan, streams: inout StreamDirectory) {
    sources = plan.sources.map { SourceOrders($0, streams: &streams) }
    findNext()
  }

  private mutating func findNext() {
    nextSource = nil
    var least = SimulationTime(ticks: .max)
    for (index, source) in sources.enumerated() {
      guard let instant = source.next, instant < least else { continue }
      (least, nextSource) = (instant, index)
    }
  }

  /// The fortune of the next order; asked once an order, in order of creation.
  ///
  /// - Complexity: O(n) for n sources.
  package mutating func takeNext(_ plan: DemandPlan) -> OrderFortune {
    guard let index = nextSource else { preconditionFailure("no order has come") }
    drawnCount += 1
    let fortune = sources[index].take(plan.sources[index])
    findNext()
    return fortune
  }

  /// Passes over orders that have come before.
  ///
  /// Instants and fortunes depend on nothing but the number of the order, so this is the demand of every
  /// run that has had so many.
  package mutating func skip(_ count: Int, _ plan: DemandPlan) {
    for _ in 0..<count where nextSource != nil { _ = takeNext(plan) }
  }
}

/// A disc, with points spread evenly over it.
package struct Disc: Hashable, Sendable, BitwiseCopyable {
  /// Its center.
  package let center: Position
  /// Its radius [m].
  package let radius: Double

  /// Point for two uniform draws; evenly spread over its area.
  package func point(radiusDraw: Double, angleDraw: Double) -> Position {
    let distance = radius * radiusDraw.squareRoot()
    let angle = 2 * Double.pi * angleDraw
    return Position(
      x: center.x + distance * Elementary.cos(angle),
      y: center.y + distance * Elementary.sin(angle)
    )
  }
}

extension ZoneConfiguration {
  /// Where its customers live.
  var disc: Disc { Disc(center: center, radius: radius) }

  /// Point of the disc for two uniform draws; evenly spread over its area.
  package func point(radiusDraw: Double, angleDraw: Double) -> Position {
    disc.point(radiusDraw: radiusDraw, angleDraw: angleDraw)
  }
}
