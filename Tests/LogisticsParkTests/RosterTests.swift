import DiscreteEvents
import LogisticsPark
import Testing

struct RosterTests {
  private let roster = Roster([
    Shift(name: "early", start: .hours(6), end: .hours(14), people: 2),
    Shift(name: "late", start: .hours(14), end: .hours(22), people: 3),
    Shift(name: "night", start: .hours(21), end: .hours(2), people: 1),
  ])

  @Test(
    arguments: [
      (hour: 0.0, people: 1), (hour: 1.99, people: 1), (hour: 2, people: 0), (hour: 6, people: 2),
      (hour: 13.99, people: 2), (hour: 14, people: 3), (hour: 21, people: 4), (hour: 22, people: 1),
      (hour: 24, people: 1), (hour: 30, people: 2),
    ]
  )
  func peopleFollowTheShifts(hour: Double, people: Int) {
    #expect(roster.people(at: .hours(hour)) == people)
  }

  @Test func changesFollowOneAnotherAroundTheClock() {
    var time = SimulationTime.zero
    var hours: [Double] = []
    for _ in 0..<7 {
      guard let next = roster.nextChange(after: time) else { break }
      hours.append(next.inHours)
      time = next
    }
    #expect(hours == [2, 6, 14, 21, 22, 26, 30])
  }

  @Test func whoComesWhenOthersGoIsAChange() {
    let relay = Roster([
      Shift(name: "b", start: .hours(14), end: .hours(6), people: 2),
      Shift(name: "a", start: .hours(6), end: .hours(14), people: 2),
    ])
    #expect(relay.steps.map(\.people) == [2])
    #expect(relay.nextChange(after: .hours(7)) == .hours(14) && relay.changesADay == 2)
    #expect(relay.starting(at: .hours(10)).nextChange(after: .zero) == .hours(4))
  }

  @Test func aConstantRosterNeverChanges() {
    let always = Roster([Shift(name: "a", start: .zero, end: .days(1), people: 3)])
    #expect(always.nextChange(after: .hours(5)) == nil)
    #expect(always.people(at: .days(3.5)) == 3)
  }

  @Test func averagesAreWeightedByTime() {
    #expect(roster.averagePeople(from: .hours(21), to: .hours(22)) == 4)
    #expect(roster.averagePeople(from: .hours(1), to: .hours(3)) == 0.5)
    // 2 h of 1, 8 h of 2, 7 h of 3, 1 h of 4, 2 h of 1.
    #expect(abs(roster.averagePeople(from: .zero, to: .hours(24)) - 45.0 / 24) < 1e-12)
  }
}
