import Foundation
import ScenarioFiles
import TestSupport
import Testing

struct ScenarioDifferenceTests {
  private func day(_ settings: [String] = []) throws -> Scenario {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    return try ScenarioFile.load(path, settings: settings)
  }

  @Test func everyValueHasItsOrigin() throws {
    let scenario = try day(["fleet.m100.count=12", "warehouses.main.x_m=0"])
    let origin = { (path: String) in scenario.leaves.first { $0.path == path }?.origin ?? "" }
    #expect(origin("fleet.m100.count") == "--set fleet.m100.count=12")
    #expect(origin("charging.depot.transfer_s") == "default")
    #expect(origin("fleet.m100.cruise_speed_mps") == "default")
    #expect(origin("study.horizon_h").hasSuffix("day.json:4"))
    // Of an array the line on which it begins.
    #expect(origin("demand.orders.orders_per_hour").hasSuffix("day.json:12"))
  }

  @Test func theSameScenarioWrittenOtherwiseDoesNotDiffer() throws {
    let day = try day()
    let text = SourceText(name: "explicit", text: day.resolved.prettyText)
    let again = try ScenarioFile.read(text)
    #expect(ScenarioDifference(day, again).isEmpty)
    #expect(again.digest == day.digest)
  }

  @Test func changedAddedAndRemovedValuesAreFound() throws {
    let hill = #"zones.hill={"x_m":1,"y_m":2,"radius_m":3}"#
    let settings = ["fleet.m100.count=12", "telemetry=null", hill]
    let difference = ScenarioDifference(try day(), try day(settings))
    #expect(difference.changed.map(\.first.path) == ["fleet.m100.count"])
    #expect(difference.changed.map(\.second.text) == ["12"])
    #expect(Set(difference.onlyInFirst.map(\.keys[0])) == ["telemetry"])
    #expect(
      difference.onlyInSecond.map(\.path) == [
        "zones.hill.x_m", "zones.hill.y_m", "zones.hill.radius_m",
      ]
    )
  }

  @Test("Scenarios differ by values just when they differ by digest")
  func noDifferenceIsOverlooked() throws {
    let settings = [
      ["warehouses=null"], ["warehouses.main.picking=null"], ["fleet=null", "initial.fleet=null"],
      ["fleet={}", "initial.fleet=null"], ["charging=null"], ["name=x"],
      ["demand.orders.orders_per_hour=[0,0,0,0,0,0,0,0,0,0,0,0,9,0,0,0,0,0,0,0,0,0,0,0]"],
      ["fleet.m100.pads=[\"east\"]"], ["charging.depot.chargers.standard.efficiency=0.9"],
      ["study.warm_up_h=0"],
    ]
    let scenarios = try settings.map { try day($0) } + [try day()]
    for first in scenarios {
      for second in scenarios {
        let isSame = first.digest == second.digest
        #expect(ScenarioDifference(first, second).isEmpty == isSame)
      }
    }
  }

  @Test func anObjectWithoutMembersIsNotMissingWhereTheOtherHasSome() throws {
    let difference = ScenarioDifference(try day(["warehouses=null"]), try day())
    #expect(difference.onlyInFirst.isEmpty)
    #expect(difference.onlyInSecond.allSatisfy { $0.path.hasPrefix("warehouses.main.") })
  }
}
