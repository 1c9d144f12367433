import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

struct ScenarioNotesTests {
  private static let day = ParkSimProcess.root
    .appendingPathComponent("Scenarios/shangrao/day.json").path

  private func notes(_ settings: String...) throws -> [String] {
    try ScenarioFile.load(Self.day, settings: settings).notes.map(\.english)
  }

  @Test func theReferenceDayGivesNoCause() throws {
    #expect(try notes().isEmpty)
  }

  @Test func shiftsThatOverlapAreNoted() throws {
    #expect(
      try notes("warehouses.main.picking.shifts.late.from=13:30") == [
        "picking: shifts early and late are both there from 13:30 to 14:00, 4 people together"
      ]
    )
  }

  @Test func aShiftOverMidnightOverlapsInTheMorning() throws {
    #expect(
      try notes("warehouses.main.packing.shifts.late.to=06:15") == [
        "packing: shifts early and late are both there from 06:00 to 06:15, 4 people together"
      ]
    )
  }

  @Test func aShiftWithoutPeopleOverlapsNothing() throws {
    let from = "warehouses.main.picking.shifts.late.from=13:30"
    #expect(try notes(from, "warehouses.main.picking.shifts.early.people=0").isEmpty)
  }

  @Test func averagesOverPartsOfADayAreNoted() throws {
    let steady = "study.kind=steady_state"
    let long = ["study.horizon_h=118", "study.warm_up_h=34"]
    #expect(try notes(steady, long[0], long[1]).first?.contains("no whole number of days") == true)
    #expect(try notes(steady, "study.horizon_h=120", "study.warm_up_h=24").isEmpty)
    #expect(try notes("study.horizon_h=118").isEmpty)
  }

  @Test func aPadThatNoFleetUsesIsNoted() throws {
    #expect(
      try notes(#"pads.south={"x_m":1,"y_m":2}"#, #"fleet.m100.pads=["east","west"]"#)
        == ["no fleet flies from pad south"]
    )
  }

  /// What is easily left as it was when a warehouse, fleet, pad or station is added.
  @Test(arguments: [
    (
      [#"fleet.long-range.pads=["general-a"]"#],
      "warehouse cold-store: no drone that delivers flies from a pad of its own, so its orders end when they are packed"
    ),
    (
      ["fleet.standard.pads=null"],
      #"fleet standard: without "pads" its drones are spread over those of all warehouses: cold-store 8, general 16"#
    ),
    (
      [#"charging.fast.pads=["general-a"]"#],
      "pad general-b: no station charges its drones, so they fly on the charge of the start alone"
    ),
    (
      ["charging.slow.pads=null"],
      "station slow: 2024 m from pad general-b, whose drones charge there; the way takes them transfer_s however far it "
        + #"is: a place or "pads" nearer to each other, or a longer transfer_s"#
    ),
    (
      ["charging.slow.pads=null", "charging.slow.transfer_s=0"],
      "station slow: 2024 m from pad general-b, whose drones charge there; the way takes them transfer_s however far it "
        + #"is: a place or "pads" nearer to each other, or a transfer_s"#
    ),
    (
      ["pads.general-a.x_m=1.9", "pads.general-a.y_m=1.9"],
      "pad general-a: 993 m from its warehouse general; orders are on the pad at once, however far it is: x_m and y_m "
        + "are metres"
    ),
    (
      ["demand.fresh.warehouse=general"],
      "warehouse cold-store: no order comes to it: no source names it, and to every customer another one is nearer"
    ),
    (
      ["warehouses.cold-store.x_m=-700", "warehouses.cold-store.y_m=-700"],
      "warehouses cold-store and general: at one place, x_m and y_m; what is for the nearest goes to cold-store"
    ),
  ])
  func whatIsLeftOutOfSeveralPlacesIsNoted(settings: [String], note: String) throws {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/two-warehouses.json")
      .path
    #expect(try ScenarioFile.load(path).notes.isEmpty)
    let notes = try ScenarioFile.load(path, settings: settings).notes.map(\.english)
    #expect(notes.contains(note), "\(notes)")
  }

  /// A charger is strong or weak for the batteries that it charges, not for others of the park.
  @Test func aChargerIsMeasuredOnTheBatteriesItCharges() throws {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/two-warehouses.json")
      .path
    let power = "charging.slow.chargers.slow.session.power_w=300"
    #expect(try ScenarioFile.load(path, settings: [power]).notes.isEmpty)
    let small = "fleet.long-range.battery.capacity_wh=130"
    let notes = try ScenarioFile.load(path, settings: [power, small]).notes.map(\.english)
    #expect(notes.contains { $0.contains("for a battery of 130 Wh") }, "\(notes)")
  }

  @Test func dronesThatCanFlyNothingAreNoted() throws {
    #expect(
      Set(try notes("pads.west.x_m=-4000")) == [
        "fleet m100 on pad west: its 12 drones can fly none of the orders",
        "pad west: 4000 m from its warehouse main; orders are on the pad at once, however far it is: x_m and y_m are "
          + "metres",
      ]
    )
  }

  @Test func zonesOutOfReachAreNamed() throws {
    let far = try notes("zones.campus.x_m=9000")
    #expect(far == ["zone campus: 100 % of its orders are out of every drone's reach, and fail"])
    let heavy = try notes("fleet.m100.maximum_payload_kg=0.3")
    #expect(heavy.count == 1 && heavy[0].hasSuffix("heavier than any drone carries, and fail"))
  }

  @Test func ordersForTheFirstChargeOnlyAreNoted() throws {
    let zone = "zones.campus={\"x_m\":1900,\"y_m\":0,\"radius_m\":0}"
    let settings = [zone, "fleet.m100.recharge.target_state_of_charge=0.8"]
    let found = try ScenarioFile.load(Self.day, settings: settings).notes
    #expect(found.contains { $0.english.contains("on the charge of the start only") })
    #expect(found.contains { $0.chinese.contains("这些订单将一直等待") })
    #expect(try ScenarioFile.load(Self.day, settings: [zone]).notes.isEmpty)
  }

  @Test func aPromiseThatNobodyCanKeepIsNoted() throws {
    let found = try notes("demand.orders.promise_min=1")
    #expect(found.count == 1 && found[0].contains("so no order can be in time"))
  }

  @Test(
    "What is far from the usual is noted, with the usual",
    arguments: [
      (
        "warehouses.main.picking.service.mean_s=2.5",
        "warehouses.main.picking.service: 2.5 s; usual is 10 to 1800 s"
      ),
      (
        "warehouses.main.packing.service.mean_s=7200",
        "warehouses.main.packing.service: 7200 s; usual is 10 to 1800 s"
      ),
      (
        "fleet.m100.battery.capacity_wh=1000", "mass stays 3.715 kg, that of a battery of 129.96 Wh"
      ),
      ("fleet.m100.cruise_speed_mps=2", "fleet.m100.cruise_speed_mps: 2 m/s; usual is 4 to 12 m/s"),
      ("study.horizon_h=1440", "study.horizon_h: 1440 h; usual is 0 to 744 h of a study that ends"),
      (
        "demand.orders.promise_min=3600",
        "demand.orders.promise_min: 3600 min; usual is 1 to 1440 min"
      ),
      (
        "demand.orders.refund.mean_delay_min=1200",
        "mean_delay_min: 1200 min; usual is 1 to 720 min"
      ),
      ("zones.campus.radius_m=0.35", "zones.campus.radius_m: 0.35 m; usual is 20 to"),
      ("flight.cruise_height_m=150", "flight.cruise_height_m: 150 m; usual is 20 to 120 m"),
      (
        "weather.air_density_kgm3=0.5", "weather.air_density_kgm3: 0.5 kg/m^3; usual is 0.9 to 1.45"
      ),
      ("flight.loading_s=3600", "flight.loading_s: 3600 s; usual is 10 to 600 s"),
      ("flight.hand_over_s=0", "flight.hand_over_s: 0 s; usual is 5 to 180 s"),
      ("weather.air_temperature_c=-50", "changes no flight and no charge"),
      ("weather.air_temperature_c=5", "air of 5 degrees is air_density_kgm3 1.27"),
      (
        "charging.depot.chargers.standard.session.power_w=100000",
        "which this would charge at 769.47 C"
      ),
      (
        "charging.depot.chargers.standard.efficiency=0.5",
        "charging.depot.chargers.standard.efficiency: 0.5; usual is 0.75 to 0.97"
      ),
      (
        "safety.reserve.state_of_charge=0", "safety.reserve.state_of_charge: 0; usual is 0.1 to 0.4"
      ),
    ]
  )
  func theUnusualIsNoted(setting: String, note: String) throws {
    let found = try notes(setting)
    #expect(found.contains { $0.contains(note) }, "\(found)")
  }

  /// Kilometres in the place of metres make a park of a few metres.
  @Test func aParkOfAFewMetresIsNoted() throws {
    let found = try notes(
      "zones.campus.x_m=0.5",
      "zones.campus.y_m=0.3",
      "zones.campus.radius_m=0"
    )
    #expect(found.contains { $0.contains("from the nearest pad to the farthest customer") })
  }

  /// Every range that is noted stands with its source in the page on the model.
  @Test func everyUsualValueHasItsSource() throws {
    let page = ParkSimProcess.root.appendingPathComponent("docs/explanation/model.md")
    let rows = try String(contentsOf: page, encoding: .utf8).split(whereSeparator: \.isNewline)
      .drop { !$0.hasPrefix("## Usual values") }.filter { $0.hasPrefix("| `") }
    for key in [
      "study.horizon_h", "demand.orders.promise_min", "demand.orders.refund.mean_delay_min",
      "zones.ID.radius_m", "zones.ID",
      "warehouses.main.picking.service", "warehouses.main.packing.service",
      "fleet.ID.battery.capacity_wh",
      "fleet.ID.cruise_speed_mps", "flight.cruise_height_m", "weather.air_density_kgm3",
      "flight.loading_s", "flight.hand_over_s", "weather.air_temperature_c",
      "charging.depot.chargers.standard.session.power_w",
      "charging.depot.chargers.standard.efficiency", "safety.reserve.state_of_charge",
    ] {
      #expect(rows.contains { $0.contains("`\(key)`") }, "\(key)")
    }
    #expect(rows.count == 16)
  }

  /// The scenarios that are shipped are usual ones.
  @Test(arguments: [
    "shangrao/day", "shangrao/recorded-lunch", "shangrao/two-warehouses",
    "validation/picking-erlang-c",
  ])
  func whatIsShippedIsUsual(name: String) throws {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/\(name).json").path
    #expect(try ScenarioFile.load(path).notes.isEmpty)
  }
}
