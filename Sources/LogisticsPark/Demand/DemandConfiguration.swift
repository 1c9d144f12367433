package import DiscreteEvents

/// An area in which customers live: a disc, with points spread evenly over it.
package struct ZoneConfiguration: Hashable, Sendable {
  /// Id in the scenario.
  package var id: String
  /// Center of the disc.
  package var center: Position
  /// Radius [m], at least 0.
  package var radius: Double
  /// Share of the orders, relative to the other zones; greater than 0.
  package var share: Double

  /// Makes a zone.
  package init(id: String, center: Position, radius: Double, share: Double) {
    self.id = id
    self.center = center
    self.radius = radius
    self.share = share
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

/// When orders come, where to, how heavy, how urgent.
package struct DemandConfiguration: Hashable, Sendable {
  /// Expected orders in each hour of the day [orders/h], 24 values, the same every day; not used
  /// where orders are recorded.
  package var ordersPerHour: [Double]
  /// Orders that are known beforehand, none earlier than the one before; nil where they are drawn.
  package var recordedOrders: [RecordedOrder]?
  /// Zones, sorted by id.
  package var zones: [ZoneConfiguration]
  /// Payload.
  package var weight: WeightConfiguration
  /// Time from creation within which delivery is promised.
  package var promise: SimulationTime
  /// Probability that a customer withdraws an order, if it has not been dispatched by then.
  package var refundProbability: Double
  /// Mean of the exponential time from creation to that wish [s].
  package var refundMeanSeconds: Double

  /// Where they come from.
  package var origin = OrderOrigin.warehouse(0)

  /// Makes a demand.
  package init(
    ordersPerHour: [Double],
    recordedOrders: [RecordedOrder]? = nil,
    zones: [ZoneConfiguration],
    weight: WeightConfiguration,
    promise: SimulationTime,
    refundProbability: Double,
    refundMeanSeconds: Double
  ) {
    self.ordersPerHour = ordersPerHour
    self.recordedOrders = recordedOrders
    self.zones = zones
    self.weight = weight
    self.promise = promise
    self.refundProbability = refundProbability
    self.refundMeanSeconds = refundMeanSeconds
  }
}
