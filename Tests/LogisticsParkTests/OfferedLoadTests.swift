import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

struct OfferedLoadTests {
  @Test("6 orders an hour of 60 s are 0.1 of a picker, 0.05 of two")
  func loadIsRateTimesServiceOverCapacity() throws {
    let load = try #require(OfferedLoad(.make()))
    let pickers = try #require(load.resources.first { $0.name == "pickers" })
    #expect(abs(pickers.offered[8] - 0.1) < 1e-12)
    #expect(abs(pickers.load(hour: 8) - 0.05) < 1e-12)
    #expect(abs(pickers.dayLoad - 0.05) < 1e-12)
  }

  @Test func aPointZoneGivesTheTimesOfItsOneMission() throws {
    let zone = ZoneConfiguration(id: "z", center: Position(x: 1000, y: 0), radius: 0)
    let configuration = ParkConfiguration.make(zones: [zone])
    let need = try #require(
      configuration.demand.flatMap { MissionNeed(configuration, $0) }
    )
    // 380 s of flight (see MissionTests) and 60 s of loading.
    #expect(abs(need.missionSeconds - 440) < 1e-9)
    #expect(need.undeliverableShare == 0)
  }

  @Test func whatCanNotBeServedIsSaidSo() throws {
    let busy = Array(repeating: 300.0, count: 24)
    let load = try #require(OfferedLoad(.make(ordersPerHour: busy)))
    #expect(load.warnings.contains { $0.contains("pickers") && $0.contains("can not serve") })
    let calm = try #require(OfferedLoad(.make(ordersPerHour: Array(repeating: 1, count: 24))))
    #expect(calm.warnings.isEmpty)
  }

  @Test func peaksAreNamedByTheirHours() throws {
    var rates = Array(repeating: 1.0, count: 24)
    for hour in [11, 12, 19] { rates[hour] = 150 }
    let load = try #require(OfferedLoad(.make(ordersPerHour: rates, drones: 0, charging: nil)))
    let warning = try #require(load.warnings.first { $0.contains("pickers") })
    #expect(warning.contains("11-13 h, 19-20 h"))
  }

  @Test func workWithoutPeopleIsAnInfiniteLoad() throws {
    var configuration = ParkConfiguration.make()
    configuration.warehouse.picking?.roster = Roster([
      Shift(name: "day", start: .hours(8), end: .hours(16), people: 1)
    ])
    let load = try #require(OfferedLoad(configuration))
    #expect(load.resources[0].load(hour: 3) == .infinity)
    #expect(load.resources[0].load(hour: 9) < 1)
  }
}
