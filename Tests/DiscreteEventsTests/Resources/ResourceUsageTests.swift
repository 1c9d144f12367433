import DiscreteEvents
import Foundation
import Testing

struct ResourceUsageTests {
  @Test("Three jobs of ten seconds wait 0, 10 and 20 s, which makes three observations")
  func waitsAreCounted() {
    var machine = Resource(capacity: 1)
    for job in 1...3 { _ = machine.ask(job) }
    for job in 1...3 { _ = machine.end(job, at: 10 * job) }
    let usage = machine.usage(until: .seconds(30))
    #expect(usage.requests == 3)
    #expect(usage.grants == 3)
    #expect(usage.meanWait == 10)
    #expect(usage.longestWait == .seconds(20))
    #expect(usage.longestLine == 2)
    #expect(usage.meanLineLength == 1)
    #expect(usage.meanBusyUnits == 1)
    #expect(usage.utilization == 1)
  }

  @Test("Eight customers of a textbook's table: mean wait 3.5 s, busy 24 of the first 31 s")
  func eightCustomers() {
    let arrivals = [3, 11, 13, 14, 17, 19, 21, 27]
    let services = [4, 4, 4, 3, 2, 4, 3, 2]
    let departures = [7, 15, 19, 22, 24, 28, 31, 33]
    var server = Resource(capacity: 1)
    var waits = Array(repeating: -1, count: 8)
    for second in 0...33 {
      var grants: [Grant] = []
      if let customer = departures.firstIndex(of: second) {
        grants += server.end(customer, at: second).grants
      }
      if let customer = arrivals.firstIndex(of: second) {
        grants += server.ask(customer, at: second).grants
      }
      for grant in grants {
        #expect(second + services[grant.token] == departures[grant.token])
        waits[grant.token] = Int(grant.waited.ticks / 1_000_000)
      }
      if second == 31 { #expect(server.usage(until: .seconds(31)).meanBusyUnits == 24.0 / 31) }
    }
    #expect(waits == [0, 0, 2, 5, 5, 5, 7, 4])
    let usage = server.usage(until: .seconds(33))
    #expect(usage.meanWait == 3.5)
    #expect(usage.grants == 8)
    #expect(usage.meanBusyUnits == 26.0 / 33)
  }

  @Test func utilizationReckonsWithTheCapacityOfEachPeriod() {
    var clerks = Resource(capacity: 2)
    _ = clerks.ask(1)
    _ = clerks.set(4, .finish, at: 10)
    _ = clerks.ask(2, units: 3, at: 10)
    let usage = clerks.usage(until: .seconds(20))
    // 1 of 2 for 10 s, then 4 of 4 for 10 s.
    #expect(usage.utilization == 50.0 / 60)
    #expect(usage.meanBusyUnits == 2.5)
  }

  @Test("Units held above the capacity count as there: utilization is not above 1")
  func utilizationStaysWithinOne() {
    var clerks = Resource(capacity: 2)
    _ = clerks.ask(1, units: 2)
    _ = clerks.set(0, .finish, at: 10)
    #expect(clerks.usage(until: .seconds(20)).utilization == 1)
    _ = clerks.end(1, at: 20)
    // Nobody works and nobody is there.
    #expect(clerks.usage(until: .seconds(40)).utilization == 1)
    #expect(clerks.usage(until: .seconds(40)).meanBusyUnits == 1)
  }

  @Test func anEmptyPeriodHasNoMeans() {
    let usage = Resource(capacity: 1, start: .seconds(3)).usage(until: .seconds(3))
    #expect(usage.start == .seconds(3))
    #expect(usage.meanBusyUnits == nil)
    #expect(usage.meanLineLength == nil)
    #expect(usage.utilization == nil)
    #expect(usage.meanWait == nil)
    #expect(Resource(capacity: 0).usage(until: .seconds(3)).utilization == nil)
  }

  @Test func askingForStatisticsChangesNothing() {
    var machine = Resource(capacity: 1)
    _ = machine.ask(1, at: 1)
    let before = machine
    #expect(machine.usage(until: .seconds(9)) == machine.usage(until: .seconds(9)))
    #expect(machine == before)
  }

  @Test("Integrals do not depend on how many calls led to them")
  func integralsAreExact() {
    var often = Resource(capacity: 3)
    var once = often
    _ = often.ask(1, units: 2)
    _ = once.ask(1, units: 2)
    for tick in 1...1_000 {
      _ = often.setCapacity(3, at: SimulationTime(ticks: Int64(tick) * 7_919))
    }
    let end = SimulationTime(ticks: 7_919_001)
    #expect(often.usage(until: end).utilization == once.usage(until: end).utilization)
    #expect(often.usage(until: end).meanBusyUnits == 2)
  }

  @Test func refusalsRenegesAndPreemptionsAreCounted() {
    var machine = Resource(capacity: 1, waitingRoom: 1)
    _ = machine.ask(1, priority: 5)
    let second = machine.ask(2, priority: 5).claim
    _ = machine.ask(3)
    _ = machine.renege(second, at: .seconds(1))
    _ = machine.ask(4, preempts: true, at: 2)
    _ = machine.end(4, at: 3)
    let usage = machine.usage(until: .seconds(4))
    #expect(usage.requests == 4)
    #expect(usage.refusals == 1)
    #expect(usage.reneges == 1)
    #expect(usage.preemptions == 1)
    // One claim was granted twice.
    #expect(usage.grants == 3)
    #expect(usage.meanWait == 1.0 / 3)
  }

  @Test("Who preempts stands in the line at no time: one waits, not two")
  func theLongestLineIsThatWhichLasts() {
    var machine = Resource(capacity: 1)
    _ = machine.ask(1, priority: 5)
    _ = machine.ask(2, preempts: true, at: 1)
    #expect(machine.usage(until: .seconds(2)).longestLine == 1)
    // Nor does one who is preempted and granted again in one call.
    var team = Resource(capacity: 4, lineRule: .firstFit)
    _ = team.ask(1, units: 3, priority: 1)
    _ = team.ask(2, units: 1, priority: 2)
    _ = team.ask(3, units: 3, preempts: true)
    #expect(team.usage(until: .seconds(2)).longestLine == 1)
    // Nor one who is refused.
    var full = Resource(capacity: 0, waitingRoom: 0)
    _ = full.ask(1)
    #expect(full.usage(until: .seconds(1)).longestLine == 0)
    // Nor one who comes at the instant at which the unit is given back.
    var clerk = Resource(capacity: 1)
    _ = clerk.ask(1)
    _ = clerk.ask(2, at: 5)
    _ = clerk.end(1, at: 5)
    #expect(clerk.usage(until: .seconds(9)).longestLine == 0)
  }

  @Test func aRestartForgetsThePastButNotTheClaims() {
    var machine = Resource(capacity: 1)
    for job in 1...3 { _ = machine.ask(job) }
    machine.restartUsage(at: .seconds(4))
    #expect(machine.usage(until: .seconds(4)).longestLine == 0)
    _ = machine.end(1, at: 6)
    let usage = machine.usage(until: .seconds(8))
    #expect(usage.longestLine == 2)
    #expect(usage.start == .seconds(4))
    #expect(usage.requests == 0)
    #expect(usage.grants == 1)
    // The whole wait counts, also the part before the restart.
    #expect(usage.meanWait == 6)
    #expect(usage.meanLineLength == 1.5)
    #expect(usage.utilization == 1)
  }

  @Test("A resource of 10^12 units over 200,000 years keeps its integral to the tick")
  func hugeIntegralsAreKept() throws {
    var plant = Resource(capacity: 1_000_000_000_000)
    _ = plant.request(units: 999_999_999_999, at: .zero)
    let end = SimulationTime.days(73_000_000)
    _ = plant.setCapacity(1_000_000_000_000, at: end)
    let read = try JSONDecoder().decode(Resource.self, from: JSONEncoder().encode(plant))
    #expect(read == plant)
    #expect(read.usage(until: end).meanBusyUnits == 999_999_999_999)
  }

  @Test(
    "Two periods that follow one another are one: integrals and counts add up, maxima are the larger"
  )
  func periodsAreJoined() {
    var whole = Resource(capacity: 2)
    var parted = whole
    let change = { (clerks: inout Resource, second: Int) in
      _ = clerks.ask(second, at: second)
      if second % 3 == 0 { _ = clerks.end(second / 3, at: second) }
      if second == 7 { _ = clerks.set(0, .finish, at: second) }
      if second == 11 { _ = clerks.set(3, .finish, at: second) }
    }
    for second in 1...12 { change(&whole, second) }
    for second in 1...8 { change(&parted, second) }
    let first = parted.usage(until: .seconds(8))
    parted.restartUsage(at: .seconds(8))
    for second in 9...12 { change(&parted, second) }
    let second = parted.usage(until: .seconds(20))
    #expect(first.joined(with: second) == whole.usage(until: .seconds(20)))
    #expect(first.excessIntegral > 0 && second.grants > 0)
  }
}
