import DiscreteEvents
import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

struct ScenarioReadingTests {
  private static let shipped = [
    "shangrao/day", "shangrao/recorded-lunch", "shangrao/two-warehouses",
    "validation/charging-machine-repair",
    "validation/orders-poisson",
    "validation/picking-erlang-a", "validation/picking-erlang-c",
    "validation/picking-pollaczek-khinchine", "validation/warehouse-tandem",
    "validation/two-warehouses", "validation/two-kinds-of-chargers", "validation/pads-holding",
    "validation/crew-hand-over",
  ]

  private func path(_ name: String) -> String {
    ParkSimProcess.root.appendingPathComponent("Scenarios/\(name).json").path
  }

  private func faults(_ settings: [String], of name: String = "shangrao/day") -> [ScenarioFault] {
    do {
      _ = try ScenarioFile.load(path(name), settings: settings)
      return []
    } catch {
      return (error as? ScenarioFaults)?.faults ?? []
    }
  }

  @Test(arguments: shipped)
  func everyShippedScenarioIsValid(name: String) throws {
    #expect(throws: Never.self) { try ScenarioFile.load(path(name)) }
  }

  @Test func unitsAreConvertedOnceToSI() throws {
    let park = try ScenarioFile.load(path("shangrao/day")).configuration
    #expect(park.study.horizon == .hours(24))
    #expect(park.fleets[0].type.battery.capacity == 129.96 * 3600)
    #expect(park.demand?.source.promise == .minutes(60))
    #expect(park.demand?.source.refundMeanSeconds == 1200)
    #expect(park.warehouse.picking?.roster.people(at: .hours(7)) == 2)
    #expect(park.pads.map(\.id) == ["east", "west"])
    #expect(park.fleets[0].pads == [0, 1])
  }

  @Test func theOrderOfMembersChangesNothing() throws {
    let text = try String(contentsOfFile: path("shangrao/day"), encoding: .utf8)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let sorted = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    let other = try ScenarioFile.read(SourceText(name: "sorted", bytes: Array(sorted)))
    let original = try ScenarioFile.load(path("shangrao/day"))
    #expect(other.configuration == original.configuration)
    #expect(other.digest == original.digest)
  }

  @Test(
    "What does not go together is refused at its place",
    arguments: [
      (setting: "study.horizon_h=0", code: "E0204", pointer: "/study/horizon_h"),
      (setting: "study.warm_up_h=2", code: "E0301", pointer: "/study/warm_up_h"),
      (setting: "study.orders_from_h=24", code: "E0301", pointer: "/study/orders_from_h"),
      (setting: "study.orders_until_h=0", code: "E0301", pointer: "/study/orders_until_h"),
      (setting: "study.drain_h=-1", code: "E0204", pointer: "/study/drain_h"),
      (
        setting: "demand.orders.weight_kg.low=0.9", code: "E0301",
        pointer: "/demand/orders/weight_kg"
      ),
      (
        setting: "demand.orders.orders_per_hour=[1,2]", code: "E0207",
        pointer: "/demand/orders/orders_per_hour"
      ),
      (setting: "zones={}", code: "E0207", pointer: "/zones"),
      (
        setting: "demand.orders.zones.campus=0", code: "E0204",
        pointer: "/demand/orders/zones/campus"
      ),
      (
        setting: "warehouses.main.picking.shifts.early.from=25:00", code: "E0209",
        pointer: "/warehouses/main/picking/shifts/early/from"
      ),
      (
        setting: "warehouses.main.picking.shifts.early.to=06:00", code: "E0301",
        pointer: "/warehouses/main/picking/shifts/early/to"
      ),
      (
        setting: "warehouses.main.packing.service.distribution=gaussian", code: "E0205",
        pointer: "/warehouses/main/packing/service/distribution"
      ),
      (setting: "fleet.m100.type=m600", code: "E0205", pointer: "/fleet/m100/type"),
      (setting: "fleet.m100.count=2.5", code: "E0206", pointer: "/fleet/m100/count"),
      (setting: "fleet.m100.pads=[\"nord\"]", code: "E0302", pointer: "/fleet/m100/pads/0"),
      (
        setting: "fleet.m100.recharge.target_state_of_charge=1", code: "E0204",
        pointer: "/fleet/m100/recharge/target_state_of_charge"
      ),
      (
        setting: "fleet.m100.recharge.start_below_state_of_charge=0.97", code: "E0301",
        pointer: "/fleet/m100/recharge/start_below_state_of_charge"
      ),
      (
        setting: "charging.depot.chargers.standard.session.power_w=null", code: "E0202",
        pointer: "/charging/depot/chargers/standard/session/power_w"
      ),
      (setting: "safety.reserve.state_of_charge=0.94", code: "E0301", pointer: "/safety"),
      (setting: "dispatch.policy=nearst", code: "E0205", pointer: "/dispatch/policy"),
      (
        setting: "telemetry.sensors.state_of_charge.period_s=0", code: "E0204",
        pointer: "/telemetry/sensors/state_of_charge/period_s"
      ),
      (setting: "study.horizon_h=900000", code: "E0204", pointer: "/telemetry"),
      (setting: "fleet.m100.cuont=3", code: "E0201", pointer: "/fleet/m100/cuont"),
      (setting: "demand=null", code: "E0301", pointer: ""),
      (
        setting: "demand.orders.orders_per_hour=null", code: "E0202",
        pointer: "/demand/orders/orders_per_hour"
      ),
      (setting: "demand.orders.zones.mall=2", code: "E0302", pointer: "/demand/orders/zones/mall"),
      (setting: "demand.orders.warehouse=west", code: "E0302", pointer: "/demand/orders/warehouse"),
      (setting: "warehouses.west={}", code: "E0301", pointer: "/demand/orders"),
      (setting: "pads.east.drones_at_once=0", code: "E0204", pointer: "/pads/east/drones_at_once"),
      (setting: "charging.bays=3", code: "E0201", pointer: "/charging/bays"),
      (setting: "dispatch.return=home", code: "E0205", pointer: "/dispatch/return"),
      (
        setting: "demand.orders.rows=created_s,zone;1,campus", code: "E0201",
        pointer: "/demand/orders/rows"
      ),
      (
        setting: "demand.orders.kind=recorded", code: "E0201",
        pointer: "/demand/orders/orders_per_hour"
      ),
      (setting: "initial.time_of_day=24:00", code: "E0301", pointer: "/initial/time_of_day"),
      (setting: "initial.time_of_day=8:00", code: "E0209", pointer: "/initial/time_of_day"),
      (
        setting: "initial.demand.orders.backlog_orders=-1", code: "E0204",
        pointer: "/initial/demand/orders/backlog_orders"
      ),
      (
        setting: "initial.fleet.m10.state_of_charge=1", code: "E0302", pointer: "/initial/fleet/m10"
      ),
      (
        setting: "initial.fleet.m100.state_of_charge=2", code: "E0204",
        pointer: "/initial/fleet/m100/state_of_charge"
      ),
      (
        setting: "fleet.m100.initial_state_of_charge=1", code: "E0201",
        pointer: "/fleet/m100/initial_state_of_charge"
      ),
      (setting: "format=4", code: "E0204", pointer: "/format"),
    ]
  )
  func contradictionsAreRefused(setting: String, code: String, pointer: String) {
    let found = faults([setting])
    #expect(found.contains { $0.code == code && $0.place.pointer == pointer }, "\(found)")
  }

  @Test func aSteadyStateHasNeitherADrainNorAWindowOfItsOwn() {
    let found = faults([
      "study.kind=steady_state", "study.drain_h=2", "study.orders_from_h=3",
      "study.warm_up_h=4", "study.orders_until_h=4",
    ])
    #expect(
      Set(found.map(\.place.pointer)) == [
        "/study/drain_h", "/study/orders_from_h", "/study/orders_until_h",
      ]
    )
    let window = faults([
      "study.kind=steady_state", "study.warm_up_h=4", "study.orders_until_h=4",
    ])
    #expect(window.map(\.place.pointer) == ["/study/orders_until_h"])
  }

  @Test func nobodyOnAnyShiftIsRefused() {
    let nobody = ["early", "late"].map { "warehouses.main.picking.shifts.\($0).people=0" }
    #expect(faults(nobody).map(\.place.pointer) == ["/warehouses/main/picking/shifts"])
  }

  @Test func moreOrdersThanNumbersForThemAreRefused() {
    let rates = Array(repeating: "1000000", count: 24).joined(separator: ",")
    let found = faults(["demand.orders.orders_per_hour=[\(rates)]", "study.horizon_h=200"])
    #expect(found.map(\.place.pointer) == ["/demand"])
  }

  @Test func aBacklogOfWhatIsNotDescribedIsRefused() {
    let found = faults(["demand=null", "initial.demand.orders.backlog_orders=3"])
    #expect(found.contains { $0.place.pointer == "/initial/demand/orders" }, "\(found)")
  }

  @Test func aMovedKeyIsToldItsNewPlace() {
    let found = faults(["fleet.m100.initial_state_of_charge=1"])
    #expect(found.map(\.help) == ["it is now initial.fleet.m100.state_of_charge"])
  }

  @Test func initialConditionsAreRead() throws {
    let settings = [
      "initial.time_of_day=08:15", "initial.demand.orders.backlog_orders=7",
      "initial.fleet.m100.state_of_charge=0.4",
    ]
    let park = try ScenarioFile.load(path("shangrao/day"), settings: settings).configuration
    #expect(park.initial == InitialConditions(timeOfDay: .minutes(495)))
    #expect(park.demand?.backlogOrders == 7)
    #expect(park.fleets.map(\.initialStateOfCharge) == [0.4])
  }

  @Test func aFleetWithoutInitialConditionsHasTheDefaults() throws {
    let scenario = try ScenarioFile.load(path("shangrao/day"))
    let other = try ScenarioFile.load(path("shangrao/day"), settings: ["initial=null"])
    #expect(other.digest == scenario.digest)
    #expect(other.canonicalText.contains(#""fleet":{"m100":{"state_of_charge":0.95}}"#))
  }

  @Test func aPatrolWithoutBaysIsRefused() {
    let found = faults(["charging=null"], of: "validation/charging-machine-repair")
    #expect(found.map(\.code) == ["E0301"])
  }

  @Test func aFileWithoutEndIsRefused() {
    let thrown = #expect(throws: ScenarioFaults.self) { try ScenarioFile.load("/dev/zero") }
    #expect(thrown?.faults.map(\.code) == ["E0401"])
  }

  @Test func missingFilesAndFoldersAreNamedAsSuch() {
    for path in ["/nowhere/day.json", "/proc"] {
      #expect(throws: ScenarioFaults.self) { try ScenarioFile.load(path) }
    }
  }

  /// All keys of a JSON object, by path.
  private func paths(of value: Any, prefix: [String] = []) -> [[String]] {
    guard let object = value as? [String: Any] else { return [] }
    return object.keys.sorted().flatMap { key in
      [prefix + [key]] + paths(of: object[key] ?? 0, prefix: prefix + [key])
    }
  }

  @Test("Whatever one key is set to, the scenario is valid or its faults are named")
  func noSingleKeyCanCrashTheReader() throws {
    let text = try String(contentsOfFile: path("shangrao/day"), encoding: .utf8)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let values = [
      "null", "true", "\"x\"", "[]", "{}", "0", "-1", "1", "0.5", "1e-9", "1e9", "1e300",
    ]
    var refused = 0
    for keys in paths(of: object) {
      for value in values {
        let setting = keys.joined(separator: ".") + "=" + value
        do {
          let scenario = try ScenarioFile.load(path("shangrao/day"), settings: [setting])
          // What is accepted can be planned, and so be simulated.
          _ = OfferedLoad(scenario.configuration)?.warnings
        } catch let faults as ScenarioFaults {
          refused += 1
          #expect(!faults.faults.isEmpty, "\(setting)")
        }
      }
    }
    #expect(refused > 300)
  }

  @Test func aParkWithoutADroneForItsOrdersIsRefused() {
    #expect(faults(["fleet.m100.count=0"]).map(\.place.pointer) == ["/fleet"])
  }

  @Test func aReserveAboveTheChargingTargetIsNamedAsTheCause() {
    let found = faults(["safety.reserve.state_of_charge=0.96"])
    #expect(found.map(\.place.pointer) == ["/safety"])
  }

  @Test func aWrongTypeOfDroneHidesNoOtherFaultOfItsFleet() {
    let found = faults([#"fleet.m100={"type":"m200","count":3.5,"pads":["q"]}"#])
    #expect(found.map(\.code).sorted() == ["E0205", "E0206", "E0302"])
  }

  @Test func aWrongDistributionBringsNoFollowUpFaults() {
    let found = faults(["warehouses.main.picking.service.distribution=normal"])
    #expect(found.map(\.code) == ["E0205"])
  }

  @Test("A value that is no JSON is its only fault, whatever it belongs to")
  func aValueWithASyntaxFaultBringsNoFollowUpFaults() throws {
    let source = try ScenarioFile.text(of: path("shangrao/day"))
    let leaves = try JSONNode(parsing: source).leafSpans
    #expect(leaves.count > 60)
    for bytes in leaves {
      var text = source.bytes
      text.replaceSubrange(bytes, with: Array("0.z5".utf8))
      let broken = SourceText(name: "broken", bytes: text)
      let thrown = #expect(throws: ScenarioFaults.self) { try ScenarioFile.read(broken) }
      let place = broken.place(at: bytes.lowerBound, pointer: "")
      #expect(thrown?.faults.map(\.place.line) == [place.line])
      #expect(thrown?.faults.allSatisfy { $0.code.hasPrefix("E01") } == true)
    }
  }
}

extension JSONNode {
  /// The bytes of every value that holds no other.
  fileprivate var leafSpans: [Range<Int>] {
    let inner = members.map { $0.map(\.value) } ?? elements
    return inner.map { $0.flatMap(\.leafSpans) } ?? [span.bytes]
  }
}
