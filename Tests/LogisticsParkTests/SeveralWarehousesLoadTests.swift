import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Loads and queues of parks with several warehouses, sources and stations, against those of each alone.
struct SeveralWarehousesLoadTests {
  private static let zones = [
    ZoneConfiguration(id: "east", center: Position(x: 3_000, y: 0), radius: 100),
    ZoneConfiguration(id: "west", center: Position(x: -500, y: 0), radius: 100),
  ]

  /// A park of one warehouse at (0, 0) or (2,500, 0) whose source sends to the zone beside it.
  private func alone(_ isEast: Bool, rate: Double) -> ParkConfiguration {
    var rates = Array(repeating: rate, count: 24)
    rates[isEast ? 12 : 18] = 6 * rate
    var park = ParkConfiguration.make(
      ordersPerHour: rates,
      zones: Self.zones,
      refundProbability: isEast ? 0.1 : 0,
      pick: .constant(seconds: isEast ? 400 : 300),
      drones: isEast ? 3 : 5,
      charging: .make(bays: isEast ? 2 : 3)
    )
    park.demand?.source.zones = [OrderShare(isEast ? 0 : 1, share: 1)]
    if isEast { park.pads[0].position = Position(x: 2_500, y: 0) }
    return park
  }

  /// Both in one park.
  private func together() -> ParkConfiguration {
    let (east, west) = (alone(true, rate: 3), alone(false, rate: 5))
    var park = east
    park.warehouses = [east.warehouse, west.warehouse]
    park.warehouses[0].id = "east"
    park.warehouses[1].id = "west"
    park.pads = [east.pads[0], west.pads[0]]
    park.pads[1].id = "west"
    park.pads[1].warehouse = 1
    park.fleets += west.fleets
    park.fleets[1].id = "other"
    park.fleets[1].pads = [1]
    park.charging?.stations += west.charging?.stations ?? []
    park.charging?.stations[0].pads = [0]
    park.charging?.stations[1].pads = [1]
    park.charging?.stations[1].id = "second"
    park.demand?.sources += west.demand?.sources ?? []
    park.demand?.sources[1].id = "second"
    park.demand?.sources[1].origin = .warehouse(1)
    return park
  }

  @Test func warehousesThatShareNothingHaveTheLoadsThatTheyHaveAlone() throws {
    let load = try #require(OfferedLoad(together()))
    #expect(
      load.resources.map(\.name) == [
        "pickers of east", "packers of east", "pickers of west", "packers of west",
        "drones of east", "drones of west", "charging bays at depot", "charging bays at second",
      ]
    )
    let (east, west) = try (
      #require(OfferedLoad(alone(true, rate: 3))), #require(OfferedLoad(alone(false, rate: 5)))
    )
    let pairs = zip([0, 1, 4, 6], east.resources) + zip([2, 3, 5, 7], west.resources)
    for (index, resource) in pairs {
      let found = load.resources[index]
      #expect(abs(found.secondsPerOrder - resource.secondsPerOrder) < 1e-6)
      for hour in 0..<24 {
        #expect(abs(found.load(hour: hour) - resource.load(hour: hour)) < 1e-9)
      }
      #expect(found.capacity == resource.capacity)
    }
    #expect(load.forecast.queues.count == 6)
    let queues = zip([0, 1, 4], east.forecast.queues) + zip([2, 3, 5], west.forecast.queues)
    for (index, queue) in queues {
      let found = load.forecast.queues[index]
      #expect(abs(found.largest - queue.largest) < 1e-6)
      #expect(found.largestAt == queue.largestAt)
      #expect(abs(found.withdrawn - queue.withdrawn) < 1e-6)
    }
    #expect(load.forecast.queues.contains { $0.largest > 10 })
    let orders = east.forecast.orders + west.forecast.orders
    #expect(abs(load.forecast.orders - orders) < 1e-9)
  }

  @Test func warningsNameTheWarehouse() throws {
    var park = together()
    park.warehouses[1].picking?.roster = .always(0)
    park.warehouses[1].picking?.service = .constant(seconds: 9_000)
    let load = try #require(OfferedLoad(park))
    #expect(load.warnings.contains { $0.hasPrefix("pickers of west: ") })
    #expect(!load.warnings.contains { $0.hasPrefix("pickers of east: the day") })
  }

  /// By hand: 3 orders an hour of the east, loaded 90 s each at one dock, and on a pad with room for one where the
  /// drone lands too.
  @Test func docksAndPadsWithRoomForSomeHaveALoad() throws {
    var park = together()
    park.flight.loadingTime = .seconds(90)
    park.warehouses[0].docks = 1
    park.pads[0].dronesAtOnce = 1
    let load = try #require(OfferedLoad(park))
    let pads = try #require(load.resources.first { $0.name == "room on pads of east" })
    let docks = try #require(load.resources.first { $0.name == "docks of east" })
    #expect(load.resources.count == 10)
    let type = park.fleets[0].type
    let landing = Mission(distance: 0, payload: 0)
      .duration(of: .land, with: type, in: park.flight).inSeconds
    #expect(abs(docks.load(hour: 0) - 3.0 * 90 / 3600) < 1e-9)
    #expect(abs(pads.load(hour: 0) - 3.0 * (90 + landing) / 3600) < 1e-9)
    #expect(docks.secondsPerOrder == 90 && landing > 5)
    #expect(!load.warnings.contains { $0.hasPrefix("docks") })
    park.flight.loadingTime = .minutes(30)
    let more = try #require(OfferedLoad(park)).warnings.filter { $0.hasPrefix("docks of east") }
    #expect(
      more.count == 1 && more[0].hasSuffix("; drones wait there, and orders for drones"),
      "\(more)"
    )
  }

  /// Pools that share a station share its chargers by their work: the load of the station is that of both.
  @Test func poolsShareAStation() throws {
    var park = together()
    park.charging?.stations.removeLast()
    park.charging?.stations[0].pads = nil
    let load = try #require(OfferedLoad(park))
    let apart = try #require(OfferedLoad(together()))
    let chargers = try #require(load.resources.last)
    #expect(chargers.name == "charging bays" && chargers.capacity[0] == 2)
    #expect(load.resources.count == 7)
    for hour in 0..<24 {
      let both = apart.resources[6].offered[hour] + apart.resources[7].offered[hour]
      #expect(abs(chargers.offered[hour] - both) < 1e-9)
    }
  }

  /// A source that sends to the nearest of two warehouses is split as its orders are.
  @Test func ordersGoToTheNearest() throws {
    var park = together()
    park.demand?.sources.removeLast()
    park.demand?.source.zones = [OrderShare(0, share: 1), OrderShare(1, share: 3)]
    park.demand?.source.origin = .nearest
    park.warehouses[0].position = Position(x: 2_500, y: 0)
    let load = try #require(OfferedLoad(park))
    let work = load.resources.map { $0.offered[0] / $0.secondsPerOrder * 3600 }
    // Three an hour, one in four to the east.
    #expect(abs(work[0] - 0.75) < 1e-9 && abs(work[2] - 2.25) < 1e-9)
    #expect(abs(work[4] - 0.75) < 1e-9 && abs(work[5] - 2.25) < 1e-9)
  }

  /// Where drones go to the nearest pad they are one pool, whose orders are those of all warehouses.
  @Test func dronesThatMayMoveAreOnePool() throws {
    var park = together()
    park.returnRule = .nearestFreePad
    let load = try #require(OfferedLoad(park))
    let drones = load.resources.filter { $0.name.hasPrefix("drones") }
    #expect(drones.map(\.name) == ["drones"])
    #expect(drones[0].capacity[0] == 8)
  }

  @Test func theCostIsThatOfBoth() {
    let cost = RunCost(together(), telemetry: .none)
    let parts = [alone(true, rate: 3), alone(false, rate: 5)].map {
      RunCost($0, telemetry: .none)
    }
    #expect(abs(cost.orders - parts[0].orders - parts[1].orders) < 1e-9)
    #expect(abs(cost.events - parts[0].events - parts[1].events) < 1e-6)
  }

  /// A warehouse without drones has orders that end at its dock, and no drones' work.
  @Test func aWarehouseWithoutDronesHasNone() throws {
    var park = together()
    park.fleets.removeLast()
    let load = try #require(OfferedLoad(park))
    #expect(load.resources.filter { $0.name.hasPrefix("drones") }.map(\.name) == ["drones of east"])
    let need = try #require(park.demand.flatMap { MissionNeed(park, $0) })
    // Of the orders that are flown all can be: those of the other warehouse are no part of them.
    #expect(need.undeliverableShare == 0)
  }
}

/// Pairs one after the other.
private func + <One, Other>(
  left: Zip2Sequence<[One], [Other]>,
  right: Zip2Sequence<[One], [Other]>
) -> [(One, Other)] { Array(left) + Array(right) }
