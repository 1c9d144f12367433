import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

struct RecordedOrderTests {
  private static let zones = [
    ZoneConfiguration(id: "east", center: Position(x: 500, y: 0), radius: 100),
    ZoneConfiguration(id: "west", center: Position(x: -500, y: 0), radius: 100),
  ]

  private func park(
    _ orders: [RecordedOrder],
    horizon: SimulationTime = .hours(2),
    timeOfDay: SimulationTime = .zero,
    refundProbability: Double = 0
  ) -> ParkConfiguration {
    .make(
      horizon: horizon,
      initial: InitialConditions(timeOfDay: timeOfDay),
      ordersPerHour: [],
      recordedOrders: orders,
      zones: Self.zones,
      refundProbability: refundProbability
    )
  }

  private func run(_ configuration: ParkConfiguration) -> [OrderRecord] {
    var park = Park(configuration, seed: 1, replication: 1, recordsSegments: false)
    park.run(until: configuration.study.horizon)
    return (park.outbox.records.orders + park.remains().records.orders).sorted { $0.id < $1.id }
  }

  @Test func ordersComeAsTheyAreRecorded() {
    let point = Position(x: 10, y: -20)
    let orders = run(
      park([
        RecordedOrder(createdAt: .seconds(1.5), zone: 1, weight: 0.3),
        RecordedOrder(createdAt: .seconds(1.5), zone: 0, destination: point),
        RecordedOrder(createdAt: .minutes(30), zone: 0, promise: .minutes(5)),
      ])
    )
    #expect(orders.map(\.createdAt) == [.seconds(1.5), .seconds(1.5), .minutes(30)])
    #expect(orders.map(\.zone) == [1, 0, 0])
    #expect(orders[0].weight == 0.3)
    #expect(orders[0].destination.x < -400)
    #expect(orders[1].destination == point)
    #expect(
      orders.map { $0.promisedBy - $0.createdAt } == [.minutes(45), .minutes(45), .minutes(5)]
    )
  }

  /// What a table leaves open comes from the order's block, whatever else the table says: the blocks of the
  /// first hour.
  @Test func whatIsNotRecordedIsDrawnAsForOtherOrders() {
    let times = (1...40).map { SimulationTime.minutes($0) }
    let open = run(park(times.map { RecordedOrder(createdAt: $0, zone: 0) }))
    let known = run(park(times.map { RecordedOrder(createdAt: $0, zone: 0, weight: 0.2) }))
    let others = run(
      .make(ordersPerHour: Array(repeating: 100, count: 24), zones: [Self.zones[0]])
    )
    #expect(known.map(\.destination) == open.map(\.destination))
    #expect(open.map(\.weight) == others.prefix(40).map(\.weight))
    #expect(open.map(\.destination) == others.prefix(40).map(\.destination))
  }

  @Test func ordersFromTheHorizonOnDoNotCome() {
    let times: [SimulationTime] = [
      .zero, .hours(2) - SimulationTime(ticks: 1), .hours(2), .hours(3),
    ]
    #expect(run(park(times.map { RecordedOrder(createdAt: $0, zone: 0) })).count == 2)
  }

  @Test("Three orders from 11:45 in a run from 11:30 to 12:30: 2 in the half hour before noon")
  func theOfferedLoadCountsByTheClock() throws {
    let times: [SimulationTime] = [.minutes(15), .minutes(29), .minutes(31), .hours(2)]
    let configuration = park(
      times.map { RecordedOrder(createdAt: $0, zone: 0, weight: 0.2) },
      horizon: .hours(1),
      timeOfDay: .minutes(690)
    )
    let load = try #require(OfferedLoad(configuration))
    #expect(load.ordersPerHour[11] == 4)
    #expect(load.ordersPerHour[12] == 2)
    #expect(load.ordersPerHour.reduce(0, +) == 6)
    #expect(load.ordersAfterEnd == 1)
    #expect(load.warnings.contains { $0.contains("1 recorded orders come after the end") })
    let pickers = try #require(load.resources.first { $0.name == "pickers" })
    // 6 orders/h of 60 s over two hours of two people.
    #expect(abs(pickers.dayLoad - 0.1 / 4) < 1e-12)
  }

  @Test func ordersTooFarAreCountedAsSuch() throws {
    let far = Position(x: 90_000, y: 0)
    let configuration = park([
      RecordedOrder(createdAt: .zero, zone: 0, weight: 0.2, destination: far),
      RecordedOrder(createdAt: .zero, zone: 0, weight: 0.2),
      RecordedOrder(createdAt: .zero, zone: 0, weight: 0.2),
      RecordedOrder(createdAt: .zero, zone: 0, weight: 0.6),
    ])
    let load = try #require(OfferedLoad(configuration))
    #expect(abs(load.undeliverableShare - 0.5) < 1e-12)
  }

  @Test func aBacklogIsNamedBesideTheHours() throws {
    let configuration = ParkConfiguration.make(backlog: 60)
    let load = try #require(OfferedLoad(configuration))
    #expect(
      load.warnings.contains { $0.contains("60 orders wait") && $0.contains("1.0 h for pickers") }
    )
  }
}
