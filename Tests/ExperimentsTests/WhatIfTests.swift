import Experiments
import Foundation
import ScenarioFiles
import TestSupport
import Testing

struct WhatIfTests {
  /// Drones go to charge below the target unless a scenario says otherwise; then a lower target is a change too.
  @Test func aLowerTargetIsTriedWhereTheStartFollowsIt() throws {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let free = "fleet.m100.recharge.start_below_state_of_charge=null"
    let scenario = try ScenarioFile.load(path, settings: [free])
    let targets = WhatIf.all(for: scenario).map(\.setting).filter { $0.contains("target_state") }
    #expect(
      targets == [0.8, 0.9].map { "fleet.m100.recharge.target_state_of_charge=\($0)" }
    )
    for target in targets { _ = try ScenarioFile.load(path, settings: [free, target]) }
    let said = try ScenarioFile.load(
      path,
      settings: ["fleet.m100.recharge.start_below_state_of_charge=0.85"]
    )
    #expect(
      WhatIf.all(for: said).map(\.setting).filter { $0.contains("target_state") }
        == ["fleet.m100.recharge.target_state_of_charge=0.9"]
    )
  }

  /// One more of each thing that orders and drones wait for, of every place, by a key that may be set so.
  @Test func everyThingThatIsScarceIsTriedOnceMore() throws {
    let path = ParkSimProcess.root
      .appendingPathComponent("Scenarios/shangrao/two-warehouses.json").path
    let changes = WhatIf.all(for: try ScenarioFile.load(path)).filter { $0.cost != .free }
    #expect(
      Set(changes.map(\.setting)) == [
        "charging.fast.chargers.fast.count=9", "charging.slow.chargers.slow.count=15",
        "warehouses.general.docks.count=4", "warehouses.cold-store.docks.count=3",
        "pads.general-a.drones_at_once=3", "pads.general-b.drones_at_once=3",
        "pads.cold.drones_at_once=3", "fleet.standard.count=25", "fleet.long-range.count=17",
        "warehouses.general.picking.shifts.early.people=3",
        "warehouses.general.picking.shifts.late.people=3",
        "warehouses.general.packing.shifts.early.people=3",
        "warehouses.general.packing.shifts.late.people=3",
        "warehouses.cold-store.picking.shifts.day.people=2",
        "warehouses.cold-store.packing.shifts.day.people=2",
      ]
    )
    for change in changes {
      let changed = try ScenarioFile.load(path, settings: [change.setting])
      #expect(changed.notes.isEmpty)
    }
  }
}
