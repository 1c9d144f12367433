import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Orders of several sources in one line, and what they are of.
struct SourceTests {
  private static let zones = [
    ZoneConfiguration(id: "east", center: Position(x: 500, y: 0), radius: 100),
    ZoneConfiguration(id: "west", center: Position(x: -500, y: 0), radius: 100),
  ]

  private func run(_ park: ParkConfiguration) -> [OrderRecord] {
    var run = Park(park, seed: 1, replication: 1, recordsSegments: false)
    run.run(until: park.study.end)
    return (run.outbox.records.orders + run.remains().records.orders).sorted { $0.id < $1.id }
  }

  private func park(_ ids: [String]) -> ParkConfiguration {
    var park = ParkConfiguration.make(zones: Self.zones, refundProbability: 0.2)
    guard let first = park.demand?.source else { return park }
    park.demand?.sources = ids.map { id in
      var source = first
      source.id = id
      return source
    }
    return park
  }

  /// What chance has given an order, without its number.
  private struct Fortune: Hashable {
    var createdAt: SimulationTime
    var destination: Position
    var weight: Double

    init(_ order: OrderRecord) {
      createdAt = order.createdAt
      destination = order.destination
      weight = order.weight
    }
  }

  @Test("A source more, before or after it by id, moves no order of another one")
  func aSourceMoreMovesNoOrderOfTheOthers() {
    let alone = run(park(["orders"])).map(Fortune.init)
    #expect(alone.count > 100)
    for ids in [["early", "orders"], ["orders", "show"]] {
      let own = SourceID(ids.firstIndex(of: "orders") ?? 0)
      let orders = run(park(ids))
      #expect(orders.filter { $0.source == own }.map(Fortune.init) == alone)
      #expect(orders.filter { $0.source != own }.map(Fortune.init) != alone)
      #expect(orders.map(\.createdAt) == orders.map(\.createdAt).sorted())
    }
  }

  /// By hand: at one instant the source that is first by id goes first, whatever its table says.
  @Test func ordersOfOneInstantComeInTheOrderOfTheirSources() {
    var park = park(["a", "b"])
    let table = { (minutes: [Int], zone: Int) in
      SourceConfiguration.Arrivals.recorded(
        minutes.map { RecordedOrder(createdAt: .minutes($0), zone: zone, weight: 0.2) }
      )
    }
    park.demand?.sources[0].arrivals = table([5, 7, 7], 1)
    park.demand?.sources[1].arrivals = table([0, 5, 7], 0)
    let orders = run(park)
    #expect(orders.map(\.source.index) == [1, 0, 1, 0, 0, 1])
    #expect(orders.map(\.createdAt) == [0, 5, 5, 7, 7, 7].map { .minutes($0) })
    #expect(orders.map(\.zone) == [0, 1, 0, 1, 1, 0])
  }

  @Test func theBacklogComesSourceBySourceWithStreamsOfTheirOwn() {
    let backlog = { (ids: [String]) in
      var park = park(ids)
      for index in ids.indices { park.demand?.sources[index].backlogOrders = 3 }
      return run(park).filter { $0.createdAt == .zero }
    }
    let both = backlog(["a", "orders"])
    #expect(both.map(\.source.index) == [0, 0, 0, 1, 1, 1])
    #expect(both.suffix(3).map(Fortune.init) == backlog(["orders"]).map(Fortune.init))
    #expect(both.prefix(3).map(\.weight) != both.suffix(3).map(\.weight))
  }

  @Test("Shares of goods, and their weights, are those that were asked for: 4 standard errors")
  func goodsHaveTheirSharesAndWeights() {
    var park = park(["orders"])
    park.demand?.source.arrivals = .hourly(Array(repeating: 200, count: 24))
    park.demand?.goods = [
      GoodsConfiguration(id: "books", weight: WeightConfiguration(low: 0.4, mode: 0.4, high: 0.5)),
      GoodsConfiguration(id: "pots", weight: WeightConfiguration(low: 9, mode: 9, high: 10)),
      GoodsConfiguration(id: "tea", weight: WeightConfiguration(low: 0.1, mode: 0.1, high: 0.2)),
    ]
    let plain = run(park)
    park.demand?.source.payload = .goods([OrderShare(0, share: 1), OrderShare(2, share: 3)])
    let orders = run(park)
    let count = Double(orders.count)
    let books = orders.filter { $0.goods == 0 }
    #expect(abs(Double(books.count) / count - 0.25) < 4 * (0.25 * 0.75 / count).squareRoot())
    #expect(books.allSatisfy { (0.4...0.5).contains($0.weight) })
    #expect(orders.allSatisfy { $0.goods == 0 || ($0.goods == 2 && $0.weight <= 0.2) })
    // What else chance has given the orders is what it was.
    #expect(orders.map(\.createdAt) == plain.map(\.createdAt))
    #expect(orders.map(\.destination) == plain.map(\.destination))
    #expect(plain.allSatisfy { $0.goods == nil })
  }

  /// Two sources that are alike but for their warehouse fill two warehouses as one source fills one.
  @Test func eachSourceHasItsWarehouse() {
    var park = park(["a", "b"])
    park.warehouses.append(park.warehouse)
    park.warehouses[1].id = "second"
    park.demand?.sources[1].origin = .warehouse(1)
    let orders = run(park)
    #expect(orders.allSatisfy { $0.warehouse.index == Int32($0.source.index) })
    #expect(Set(orders.map(\.source.index)) == [0, 1])
  }
}
