package import DiscreteEvents

/// An area in which customers live: a disc, with points spread evenly over it.
package struct ZoneConfiguration: Hashable, Sendable {
  /// Id in the scenario.
  package var id: String
  /// Center of the disc.
  package var center: Position
  /// Radius [m], at least 0.
  package var radius: Double

  /// Makes a zone.
  package init(id: String, center: Position, radius: Double) {
    self.id = id
    self.center = center
    self.radius = radius
  }
}

/// Payload of an order: triangular between two values.
package struct WeightConfiguration: Hashable, Sendable {
  /// Lightest [kg].
  package var low: Double
  /// Most frequent [kg].
  package var mode: Double
  /// Heaviest [kg].
  package var high: Double

  /// Makes a weight.
  package init(low: Double, mode: Double, high: Double) {
    self.low = low
    self.mode = mode
    self.high = high
  }

  /// The distribution that payloads are drawn from.
  package var distribution: TriangularDistribution {
    TriangularDistribution(from: low, mode: mode, to: high)
  }
}

/// The warehouse to which an order belongs from its birth.
package enum OrderOrigin: Hashable, Sendable {
  /// Always the same one, by position among the warehouses.
  case warehouse(Int)
  /// The one that is nearest to the delivery point; of several the first.
  case nearest
}

/// A kind of goods.
package struct GoodsConfiguration: Hashable, Sendable {
  /// Id in the scenario.
  package var id: String
  /// Payload of an order of it.
  package var weight: WeightConfiguration

  /// Makes a kind of goods.
  package init(id: String, weight: WeightConfiguration) {
    self.id = id
    self.weight = weight
  }
}

/// A part of the orders of a source.
package struct OrderShare: Hashable, Sendable {
  /// What it is of, by position: a zone or a kind of goods.
  package var index: Int
  /// How much of it, relative to the others; greater than 0.
  package var share: Double

  /// Makes a share.
  package init(_ index: Int, share: Double) {
    self.index = index
    self.share = share
  }
}

/// Where orders come from: when, where to, how heavy, how urgent.
package struct SourceConfiguration: Hashable, Sendable {
  /// When orders come.
  package enum Arrivals: Hashable, Sendable {
    /// By chance; expected orders in each hour of the day [orders/h], 24 values, the same every day.
    case hourly([Double])
    /// Orders that are known beforehand, none earlier than the one before.
    case recorded([RecordedOrder])
  }

  /// What an order is of.
  package enum Payload: Hashable, Sendable {
    /// All of one kind that has no name.
    case one(WeightConfiguration)
    /// Kinds of goods, by position, at least one.
    case goods([OrderShare])
  }

  /// Id in the scenario.
  package var id: String
  /// When orders come.
  package var arrivals: Arrivals
  /// Where to: zones, by position, in their order, at least one.
  package var zones: [OrderShare]
  /// How heavy.
  package var payload: Payload
  /// Time from creation within which delivery is promised.
  package var promise: SimulationTime
  /// Probability that a customer withdraws an order, if it has not been dispatched by then.
  package var refundProbability: Double
  /// Mean of the exponential time from creation to that wish [s].
  package var refundMeanSeconds: Double
  /// To which warehouse they belong.
  package var origin: OrderOrigin
  /// Orders that wait for picking, created at the start.
  package var backlogOrders: Int

  /// The id that a scenario has for its source if it has only one, as `scenario upgrade` writes it.
  package static let standardID = "orders"

  /// Makes a source.
  package init(
    id: String = standardID,
    arrivals: Arrivals,
    zones: [OrderShare],
    payload: Payload,
    promise: SimulationTime,
    refundProbability: Double,
    refundMeanSeconds: Double,
    origin: OrderOrigin = .warehouse(0),
    backlogOrders: Int = 0
  ) {
    self.id = id
    self.arrivals = arrivals
    self.zones = zones
    self.payload = payload
    self.promise = promise
    self.refundProbability = refundProbability
    self.refundMeanSeconds = refundMeanSeconds
    self.origin = origin
    self.backlogOrders = backlogOrders
  }

  /// Expected orders in each hour of the day [orders/h]; none where orders are recorded.
  package var ordersPerHour: [Double] {
    if case .hourly(let rates) = arrivals { rates } else { [] }
  }

  /// Orders that are known beforehand; nil where they are drawn.
  package var recordedOrders: [RecordedOrder]? {
    if case .recorded(let orders) = arrivals { orders } else { nil }
  }

  /// Whether any order comes from it.
  package var bringsOrders: Bool {
    backlogOrders > 0 || recordedOrders != nil || ordersPerHour.contains { $0 > 0 }
  }
}

/// The sources of orders, and where they send to.
package struct DemandConfiguration: Hashable, Sendable {
  /// Zones to which orders go, sorted by id.
  package var zones: [ZoneConfiguration]
  /// Kinds of goods, sorted by id; none where no order is of any.
  package var goods: [GoodsConfiguration]
  /// Sources, sorted by id, at least one.
  package var sources: [SourceConfiguration]

  /// Makes a demand.
  package init(
    zones: [ZoneConfiguration],
    goods: [GoodsConfiguration] = [],
    sources: [SourceConfiguration]
  ) {
    self.zones = zones
    self.goods = goods
    self.sources = sources
  }

  /// Orders that wait at the start, over all sources.
  package var backlogOrders: Int { sources.reduce(0) { $0 + $1.backlogOrders } }

  /// Whether any source has recorded orders.
  package var hasRecordedOrders: Bool { sources.contains { $0.recordedOrders != nil } }

  /// Payloads of a source, with the shares of its orders that have them; the shares add up to any number.
  package func weights(
    of source: SourceConfiguration
  ) -> [(weight: WeightConfiguration, share: Double)] {
    switch source.payload {
    case .one(let weight): [(weight, 1)]
    case .goods(let shares): shares.map { (goods[$0.index].weight, $0.share) }
    }
  }
}
