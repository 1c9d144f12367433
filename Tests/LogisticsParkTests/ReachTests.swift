import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Reach is that of the charge and the pads that drones really have.
struct ReachTests {
  private func need(_ park: ParkConfiguration) throws -> MissionNeed {
    try #require(park.demand.flatMap { MissionNeed(park, $0) })
  }

  private func zone(_ x: Double) -> ZoneConfiguration {
    ZoneConfiguration(id: "z", center: Position(x: x, y: 0), radius: 0)
  }

  /// Six drones start at 0.95 and charge to 0.8; the zone can be flown with the former alone.
  private var starting: ParkConfiguration {
    .make(
      ordersPerHour: Array(repeating: 2, count: 24),
      weight: WeightConfiguration(low: 0.1, mode: 0.15, high: 0.2),
      zones: [zone(2_200)],
      drones: 6,
      charging: .make(startBelow: 0.5, target: 0.8)
    )
  }

  @Test func ordersThatOnlyTheFirstChargeReachesAreCountedAsSuch() throws {
    let need = try need(starting)
    #expect(need.onFirstChargeOnlyShare > 0.999 && need.undeliverableShare == 0)
    #expect(need.zones[0].onFirstChargeOnly > 0.999 && need.zones[0].beyond == 0)
    let load = try #require(OfferedLoad(starting))
    #expect(load.warnings.contains { $0.contains("charge of the start") })
    #expect((load.forecast.flownOnFirstCharge - 6).magnitude < 1e-9)
    #expect((load.forecast.stranded - 42).magnitude < 1e-6)
    // What was foreseen is what happens: each drone delivers once, and the rest waits.
    let result = try ParkSimulation(starting, seed: 1, replication: 1, telemetry: .none)
      .run(IgnoringListener())
    let metrics = Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0.value) })
    #expect(metrics["orders_delivered"] == 6)
    #expect(try #require(metrics["orders_open_at_end"] ?? nil) > 20)
  }

  @Test func withAFullerTargetTheSameOrdersAreWithinReach() throws {
    var park = starting
    park.simpleCharging?.target = 0.95
    #expect(try need(park).onFirstChargeOnlyShare == 0)
    #expect(try #require(OfferedLoad(park)).warnings.isEmpty)
  }

  /// Of drones on two pads those on the far one can fly nothing, and are no capacity.
  @Test func dronesThatCanFlyNoOrderAreNoCapacity() throws {
    var park = ParkConfiguration.make(drones: 10)
    park.pads.append(PadConfiguration(id: "far", position: Position(x: -4_000, y: 0)))
    park.fleets[0].pads = [0, 1]
    let need = try need(park)
    #expect(need.drones == 5)
    let idle = try #require(need.idle.first)
    #expect(need.idle.count == 1)
    #expect(idle.fleet == "m100" && idle.pad == "far" && idle.drones == 5)
    let load = try #require(OfferedLoad(park))
    #expect(load.resources.first { $0.name == "drones" }?.capacity[12] == 5)
    #expect(try self.need(.make(drones: 10)).idle.isEmpty)
  }

  /// A drone goes to a bay after as many missions as its charge above the threshold holds.
  @Test func sessionsAreSharedByTheMissionsBetweenThem() throws {
    let park = ParkConfiguration.make(
      zones: [zone(500)],
      charging: .make(session: .exponential(meanSeconds: 1200), startBelow: 0.5)
    )
    let need = try need(park)
    let energy = need.missionEnergy / DroneType.matrice100.battery.capacity
    let missions = ((0.95 - 0.5) / energy).rounded(.up)
    #expect(missions >= 2)
    #expect((need.chargeSeconds - 1200 / missions).magnitude < 1e-9)
    #expect(need.ordersOnACharge == missions * 4)
  }

  @Test(
    "What is at fault is named",
    arguments: [
      (height: 60.0, hover: 30.0, weight: 0.1, x: 9_000.0, reserve: 0.2, cause: 0),
      (height: 60, hover: 30, weight: 0.5, x: 2_500, reserve: 0.2, cause: 1),
      (height: 1000, hover: 30, weight: 0.1, x: 300, reserve: 0.2, cause: 2),
      (height: 60, hover: 3600, weight: 0.1, x: 300, reserve: 0.2, cause: 3),
      (height: 60, hover: 30, weight: 0.1, x: 300, reserve: 0.94, cause: 4),
    ]
  )
  func theCauseIsNamed(
    height: Double,
    hover: Double,
    weight: Double,
    x: Double,
    reserve: Double,
    cause: Int
  ) throws {
    var park = ParkConfiguration.make(zones: [zone(x)], reserve: reserve)
    park.flight.cruiseHeight = height
    park.flight.handOverTime = .seconds(hover)
    let shortfall = try #require(ReachShortfall(park, lightest: weight))
    let causes: [ReachShortfall.Cause] = [.distance, .weight, .height, .handOver, .battery]
    #expect(shortfall.cause == causes[cause], "\(shortfall)")
    #expect(shortfall.zone == "z" && shortfall.pad == "home" && shortfall.distance == x)
    #expect(shortfall.reach <= shortfall.distance && shortfall.emptyReach >= shortfall.reach)
  }

  /// The pad beside the zone has no drones, so the way begins at the other.
  @Test func theWayBeginsAtAPadThatTheFleetUses() throws {
    var park = ParkConfiguration.make(zones: [zone(8_000)])
    park.pads.append(PadConfiguration(id: "beside", position: Position(x: 7_900, y: 0)))
    let shortfall = try #require(ReachShortfall(park, lightest: 0.1))
    #expect(shortfall.pad == "home" && shortfall.distance == 8_000)
  }

  @Test func anOrderThatCanBeFlownHasNoShortfall() {
    #expect(ReachShortfall(.make(), lightest: 0.1) == nil)
  }
}
