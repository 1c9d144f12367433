import Testing
import Wording

@testable import ScenarioFiles

/// What people write by mistake, and whether the way out that they are told is one.
struct WaysOutTests {
  private static let day = ScenarioTemplate.day.text(in: .english)
  private static let full = ScenarioTemplate.full.text(in: .english)

  private func faults(_ text: String, _ settings: [String] = []) -> [ScenarioFault] {
    do {
      _ = try ScenarioFile.read(SourceText(name: "day.json", text: text), settings: settings)
      return []
    } catch let faults as ScenarioFaults {
      return faults.faults
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  @Test(
    "A setting at the wrong place is told the right one",
    arguments: [
      (setting: "charging.bays=10", help: "it is now charging.depot.chargers.standard.count"),
      ("warehouse.picking.service.mean_s=10", "it is now warehouses.main"),
      ("demand.scale=2", "it is now demand.orders.scale"),
      ("fleet.count=3", "it is a key of an entry: write fleet.m100.count"),
      ("efficiency=0.8", "write --set charging.depot.chargers.standard.efficiency=0.8"),
      ("policy=nearest", "write --set dispatch.policy=\"nearest\""),
      ("pads.x_m=3", "it is a key of an entry: write pads.home.x_m"),
      (
        "zones=3",
        "for example \"zones\": { \"a1\": { \"x_m\": 0, \"y_m\": 0, \"radius_m\": 400 } }"
      ),
      ("fleet.drones.count=30", "; or write \"m100\" for \"drones\", if that entry is meant"),
      ("fleet.big=3", "for example \"big\": { \"type\": \"m100\", \"count\": 24 }"),
    ]
  )
  func aSettingIsToldItsPlace(setting: String, help: String) {
    let found = faults(Self.day, [setting])
    #expect(found.contains { $0.help?.contains(help) ?? false }, "\(found)")
  }

  @Test(
    "A value written another way is told how JSON has it",
    arguments: [
      (setting: "charging.depot.chargers.standard.efficiency=0,9", help: "\"efficiency\": 0.9"),
      ("charging.depot.chargers.standard.efficiency=90%", "\"efficiency\": 0.9"),
      ("charging.depot.chargers.standard.efficiency=９０％", "\"efficiency\": 0.9"),
      ("charging.depot.chargers.standard.efficiency=90", "0.9 is 90 %"),
      ("charging.depot.chargers.standard.count=1,000", "\"count\": 1000"),
      ("study.horizon_h=24h", "\"horizon_h\": 24"),
      ("study.horizon_h=24 h", "\"horizon_h\": 24"),
      ("study.horizon_h=90min", "\"horizon_h\": 1.5"),
      ("demand.orders.promise_min=1h", "\"promise_min\": 60"),
      ("demand.orders.promise_min=1小时", "\"promise_min\": 60"),
      ("charging.depot.chargers.standard.session.power_w=1MW", "\"power_w\": 180"),
      ("study.horizon_h=3weeks", "\"horizon_h\": 24"),
      ("charging.depot.chargers.standard.session.power_w=180W", "\"power_w\": 180"),
      ("charging.depot.chargers.standard.session.power_w=0.18", "0.18 kW is 180 W: write 180"),
      ("weather.air_density_kgm3=1200", "1200 g/m^3 is 1.2 kg/m^3: write 1.2"),
      ("weather.air_temperature_c=293.15", "293.15 K is 20 degrees Celsius: write 20"),
      ("flight.loading_s=60000", "60000 ms is 60 s: write 60"),
      ("flight.loading_s=-60", "write 60, without the minus sign"),
      ("flight.loading_s=4000", "the largest is 3600"),
      ("demand.orders.orders_per_hour[3]=-1", "write 1, without the minus sign"),
      ("warehouses.main.picking.shifts.day.people=-2", "write 2, without the minus sign"),
      ("charging.depot.chargers.standard.count=20000000", "write 1 or more"),
      ("warehouses.main.picking.shifts.day.people=200000", "the largest is 100000"),
      ("warehouses.main.picking.shifts.day.from=24:30", "write \"from\": \"00:30\""),
      ("warehouses.main.picking.shifts.day.from=06：30", "write \"from\": \"06:30\""),
      ("warehouses.main.picking.shifts.day.from=１８：３０", "write \"from\": \"18:30\""),
      ("warehouses.main.picking.shifts.day.from=6:30:00", "write \"from\": \"06:30\""),
      ("warehouses.main.picking.shifts.day.from=6点", "write \"from\": \"06:00\""),
      ("warehouses.main.picking.shifts.day.from=6.5", "for example \"from\": \"06:30\""),
      ("warehouses.main.picking.shifts.day.from=6", "for example \"from\": \"06:00\""),
      ("demand.orders.promise_s=3600", "write \"promise_min\": 60; "),
      ("study.horizon_min=1440", "write \"horizon_h\": 24; "),
      ("charging.depot.chargers.standard.session.power_kw=0.18", "write \"power_w\": 180; "),
      ("warehouses.main.picking.service.mean_min=2.5", "write \"mean_s\": 150; "),
      ("fleet.m100.cruise_speed_kmh=36", "write \"cruise_speed_mps\": 10; "),
      ("zones.town.radius_km=0.4", "write \"radius_m\": 400; "),
      // No number of the format: the name alone.
      ("charging.depot.chargers.standard.session.power_kw=fast", "write \"power_w\"; "),
      ("flight.cruise_height_m=6000", "the largest is"),
      ("demand.orders.orders_per_hour[24]=80", "elements are numbered from 0 to 23"),
      ("demand.orders.orders_per_hour[3]=null", "write another value"),
      ("demand.orders.orders_per_hour[x]=80", "write --set fleet.m100.count=40"),
    ]
  )
  func aValueIsToldItsForm(setting: String, help: String) throws {
    let found = try #require(faults(Self.day, [setting]).first)
    #expect(found.help?.contains(help) ?? false, "\(found.help ?? "nothing")")
    #expect(!(found.words(in: .chinese).help ?? "").isEmpty)
  }

  /// In a file the key that is missing and the one that is unknown are one fault.
  @Test func aKeyInAnotherUnitIsToldWithItsNumber() throws {
    let text = Self.day.replacing(/"promise_min": [0-9.]+/, with: "\"promise_s\": 2700")
    let found = faults(text)
    #expect(found.count == 1)
    #expect(found.first?.help == "write \"promise_min\": 45 in its place")
    #expect(found.first?.words(in: .chinese).help == "应改写为 \"promise_min\": 45")
  }

  @Test func aSpeedInKilometresAnHourIsTold() throws {
    let found = try #require(faults(Self.day, ["fleet.m100.cruise_speed_mps=36"]).first)
    #expect(found.help == "36 km/h is 10 m/s: write 10")
    #expect(found.words(in: .chinese).help == "36 km/h 等于 10 m/s：应写成 10")
  }

  /// Found by `EdgeScenarioTests`: the run ended in a trap when the first drone came back.
  @Test func aPatrolThatComesBackToNoChargerIsRefused() throws {
    let text = ScenarioTemplate.twoWarehouses.text(in: .english)
    let settings = ["fleet.far.patrol.mean_s=600", "charging.west.pads=[\"home\"]"]
    let found = faults(text, settings)
    let fault = try #require(found.first(where: { $0.place.pointer == "/fleet/far/pads" }))
    #expect(fault.message.contains("no station charges the drones of pad \"west\""))
    #expect(fault.words(in: .chinese).message.contains("\"west\""))
  }

  @Test func anEmptyListThatStandsForAllIsTold() throws {
    let text = ScenarioTemplate.twoWarehouses.text(in: .english)
    let found = try #require(faults(text, ["charging.west.pads=[]"]).first)
    #expect(found.help?.hasSuffix("; or leave the key out, for all of them") ?? false)
    #expect(found.words(in: .chinese).help?.contains("也可不写此键") ?? false)
  }

  @Test(
    "What JSON does not have behind a number is named",
    arguments: [
      (text: #"{ "charging": { "efficiency": 0,9 } }"#, help: "write 0.9, not 0,9"),
      (#"{ "charging": { "efficiency": 0,95, "count": 8 } }"#, "write 0.95, not 0,95"),
      (#"{ "study": { "horizon_h": 10,000 } }"#, "write 10000, not 10,000"),
      (#"{ "study": { "horizon_h": 1,5 } }"#, "write 1.5, not 1,5"),
      (#"{ "charging": { "efficiency": 90% } }"#, "write 0.9: a share of 1, not 90 per cent"),
      (#"{ "charging": { "efficiency": 90％ } }"#, "write 0.9: a share of 1, not 90 per cent"),
      (#"{ "fleet": { "m100": { "cruise_speed_mps": 10 m/s } } }"#, "write 10 alone"),
    ]
  )
  func whatFollowsANumberIsNamed(text: String, help: String) throws {
    let found = try #require(faults(text).first)
    #expect(found.help?.contains(help) ?? false, "\(found.help ?? "nothing")")
    #expect(!(found.words(in: .chinese).help ?? "").isEmpty)
  }

  /// The paths of all single values of a scenario with every key.
  private static let numbers: [(path: String, text: String)] = {
    let scenario = try? ScenarioFile.read(SourceText(name: "full.json", text: full))
    return (scenario?.leaves ?? []).map { ($0.path, $0.text) }
  }()

  @Test("Every wrong value of every key is told a way out, which holds where it names a number")
  func everyKeyTellsAWayOut() throws {
    #expect(Self.numbers.count > 40)
    let wrong = [
      "-7.5", "1e300", "\"x\"", "90%", "0,9", "[true]", "true", "{\"a\":1}", "\"\"", "7.5",
    ]
    for (path, text) in Self.numbers where path != "name" && path != "format" {
      for value in wrong where value != text {
        for fault in faults(Self.full, ["\(path)=\(value)"]) {
          #expect(fault.help != nil, "\(path)=\(value): \(fault.message)")
          #expect(fault.words(in: .chinese).help != nil, "\(path)=\(value)")
          guard fault.code == FaultCode.outOfRange.rawValue,
            let number = fault.help?.firstMatch(of: /(?:write|largest is|smallest is) (-?[0-9.]+)/)
          else { continue }
          let again = faults(Self.full, ["\(path)=\(number.1)"])
          #expect(
            !again.contains { $0.code == fault.code && $0.place.pointer == fault.place.pointer },
            "\(path)=\(value): \(fault.help ?? "")"
          )
        }
      }
    }
  }

  @Test("What is proposed for a missing key is allowed there", arguments: [day, full])
  func theExampleOfAMissingKeyIsAllowed(text: String) throws {
    let scenario = try ScenarioFile.read(SourceText(name: "day.json", text: text))
    var paths: Set<[String]> = []
    for leaf in scenario.leaves {
      for count in 1...leaf.keys.count { paths.insert(Array(leaf.keys.prefix(count))) }
    }
    var proposed = 0
    for path in paths.sorted(by: { $0.lexicographicallyPrecedes($1) }) where path != ["format"] {
      let name = path.joined(separator: ".")
      for fault in faults(text, ["\(name)=null"]) where fault.code == FaultCode.missingKey.rawValue
      {
        guard fault.place.pointer == "/" + path.joined(separator: "/"),
          let example = fault.help?.firstMatch(of: /for example "[a-z_]+": (.+)$/)
        else { continue }
        proposed += 1
        let again = faults(text, ["\(name)=\(example.1)"])
        #expect(
          !again.contains { $0.place.pointer.hasPrefix(fault.place.pointer) },
          "\(name)=\(example.1): \(again.map(\.message))"
        )
      }
    }
    #expect(proposed > 12, "\(proposed)")
  }
}

/// Keys for what this model has not.
struct UnmodelledSubjectTests {
  private func fault(_ setting: String) throws -> ScenarioFault {
    let text = ScenarioTemplate.day.text(in: .english)
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.read(SourceText(name: "day.json", text: text), settings: [setting])
    }
    let faults = try #require(thrown)
    return try #require(faults.faults.first)
  }

  @Test(
    "A key for what is not modelled is told so, and what there is",
    arguments: [
      (setting: "weather.wind_mps=3", there: "air_density_kgm3"),
      ("flight.wind_speed_mps=3", "air_temperature_c"),
      ("no_fly_zones.a={}", "cruise_height_m"), ("noFlyZones={}", "cruise_height_m"),
      ("charging.tariff=1", "energy_grid_kwh"), ("electricity_price=1", "energy_grid_kwh"),
      ("vehicles.van.count=2", "\"fleet\""), ("trucks=2", "\"fleet\""),
      ("demand.orders.live_rooms={}", "\"scale\""), ("battery_swap=true", "\"chargers\""),
      ("fleet.m100.failure_rate=0.1", "never fail"), ("warehouses.main.doors=2", "\"pads\""),
      ("天气=1", "air_density_kgm3"), ("禁飞区=1", "cruise_height_m"),
      ("电价=1", "energy_grid_kwh"),
    ]
  )
  func whatIsNotModelledIsToldSo(setting: String, there: String) throws {
    let fault = try fault(setting)
    #expect(fault.code == FaultCode.unknownKey.rawValue)
    #expect(fault.message.contains("this model has no "))
    let help = try #require(fault.help)
    #expect(help.contains(there) && !help.contains("write \""), "\(help)")
    let chinese = fault.words(in: .chinese)
    #expect(chinese.message.contains("模型中没有"))
    #expect((chinese.help ?? "").contains(there) || there == "never fail")
  }

  @Test(
    "What goes by another name is told that name",
    arguments: [
      (setting: "drones=3", there: "\"fleet\""), ("stations.a={}", "\"chargers\""),
      ("充电站={}", "\"chargers\""), ("仓库={}", "\"warehouses\""),
      ("pickers=3", "\"people\""), ("customers={}", "\"zones\""), ("无人机=3", "\"fleet\""),
    ]
  )
  func otherNamesAreTold(setting: String, there: String) throws {
    let fault = try fault(setting)
    #expect(fault.message.contains("by this name"))
    #expect((fault.help ?? "").contains(there))
  }

  /// Every key, and every key with one letter lost, doubled or changed, gets help with its spelling.
  @Test func noKeyOfTheFormatAndNoSlipOfOneIsTakenForASubject() {
    var keys: Set<String> = []
    func gather(_ format: ObjectFormat) {
      for field in format.allFields {
        keys.insert(field.key)
        switch field.value {
        case .object(let format), .collection(let format, _): gather(format)
        default: break
        }
      }
    }
    gather(ScenarioFormat.object)
    gather(ExperimentFormat.object)
    #expect(keys.count > 60)
    for key in keys {
      #expect(UnmodelledSubject.of(key)?.isModelled ?? true, "\(key)")
      let letters = Array(key)
      for index in letters.indices {
        var slips = [letters, letters, letters]
        slips[0].remove(at: index)
        slips[1].insert(letters[index], at: index)
        slips[2][index] = letters[index] == "x" ? "y" : "x"
        for slip in slips.map({ String($0) }) where slip != "rain_h" {
          // Help with the spelling goes before what there is under another name.
          let subject = UnmodelledSubject.of(slip)
          let isNear = NearestName.of(slip, among: [key]) == key
          #expect(subject == nil || subject?.isModelled == true && isNear, "\(slip)")
        }
      }
    }
  }

  @Test func aMissingKeyIsNotTakenForOne() throws {
    // "stations" is near to nothing, but a required key beside it may be missing.
    let fault = try fault("charging.depot={\"stations\":2}")
    #expect(
      fault.code == FaultCode.unknownKey.rawValue || fault.code == FaultCode.missingKey.rawValue
    )
    #expect(!fault.message.contains("\"stations\" is not known here; "))
  }
}
