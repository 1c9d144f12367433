import Foundation
import ScenarioFiles
import TestSupport
import Testing

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
      try notes("warehouse.picking.shifts.late.from=13:30") == [
        "picking: shifts early and late are both there from 13:30 to 14:00, 4 people together"
      ]
    )
  }

  @Test func aShiftOverMidnightOverlapsInTheMorning() throws {
    #expect(
      try notes("warehouse.packing.shifts.late.to=06:15") == [
        "packing: shifts early and late are both there from 06:00 to 06:15, 4 people together"
      ]
    )
  }

  @Test func aShiftWithoutPeopleOverlapsNothing() throws {
    let from = "warehouse.picking.shifts.late.from=13:30"
    #expect(try notes(from, "warehouse.picking.shifts.early.people=0").isEmpty)
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
}
