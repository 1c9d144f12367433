import DiscreteEvents

/// Where the chance of the shop comes from.
protocol InventoryChance {
  mutating func timeToNextDemand() -> SimulationTime
  mutating func demand() -> Int
  mutating func deliveryTime() -> SimulationTime
}

/// A random stream for each purpose, so that all policies meet the same customers.
struct InventoryStreams: InventoryChance {
  private var arrivals, sizes, deliveries: RandomStream
  private let demands = DiscreteDistribution(values: [1, 2, 3, 4], weights: [1, 2, 2, 1])

  init(seed: UInt64, replication: Int) {
    var streams = StreamDirectory(seed: seed, replication: replication)
    arrivals = streams.stream("arrivals")
    sizes = streams.stream("sizes")
    deliveries = streams.stream("deliveries")
  }

  mutating func timeToNextDemand() -> SimulationTime {
    .months(ExponentialDistribution(mean: Inventory.timeBetweenDemands).sample(&arrivals))
  }

  mutating func demand() -> Int {
    Int(demands.sample(&sizes))
  }

  mutating func deliveryTime() -> SimulationTime {
    .months(UniformDistribution(from: 0.5, to: 1).sample(&deliveries))
  }
}
