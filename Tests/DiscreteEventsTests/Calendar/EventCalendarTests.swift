import Testing

@testable import DiscreteEvents

struct EventCalendarTests {
  var calendar = EventCalendar<Int>()

  mutating func popAll() -> [Int] {
    var events: [Int] = []
    while let next = calendar.popNext() { events.append(next.event) }
    return events
  }

  @Test mutating func eventsComeInOrderOfTime() {
    calendar.schedule(3, at: .seconds(3))
    calendar.schedule(1, at: .seconds(1))
    calendar.schedule(2, at: .seconds(2))
    #expect(calendar.count == 3)
    #expect(calendar.nextTime() == .seconds(1))
    #expect(popAll() == [1, 2, 3])
    #expect(calendar.isEmpty)
    #expect(calendar.popNext() == nil)
    #expect(calendar.nextTime() == nil)
  }

  @Test mutating func equalTimesRunInInsertionOrder() {
    for event in 0..<5 { calendar.schedule(event, at: .seconds(1)) }
    #expect(popAll() == [0, 1, 2, 3, 4])
  }

  @Test mutating func lowerPriorityNumbersComeFirstAtEqualTimes() {
    calendar.schedule(0, at: .seconds(1), priority: 0)
    calendar.schedule(1, at: .seconds(1), priority: .max)
    calendar.schedule(2, at: .seconds(1), priority: -1)
    calendar.schedule(3, at: .seconds(1), priority: .min)
    calendar.schedule(4, at: .seconds(1), priority: 0)
    calendar.schedule(5, at: .zero, priority: .max)
    #expect(popAll() == [5, 3, 2, 0, 4, 1])
  }

  @Test mutating func poppedEventsTellTimeAndPriority() throws {
    calendar.schedule(7, at: .seconds(2), priority: -5)
    let peeked = calendar.peekNext()
    #expect(try #require(peeked) == (.seconds(2), -5, 7))
    let next = calendar.popNext()
    #expect(try #require(next) == (.seconds(2), -5, 7))
  }

  @Test mutating func nothingIsPoppedBeyondTheLimit() {
    calendar.schedule(1, at: .seconds(1))
    calendar.schedule(2, at: .seconds(2))
    #expect(calendar.popNext(through: SimulationTime(ticks: 999_999)) == nil)
    #expect(calendar.popNext(through: .seconds(1))?.event == 1)
    #expect(calendar.popNext(through: .seconds(1)) == nil)
    #expect(calendar.count == 1)
  }

  @Test mutating func cancelledEventsDoNotHappen() {
    let handles = (0..<4).map { calendar.schedule($0, at: .seconds($0)) }
    #expect(calendar.cancel(handles[0]) == true)
    #expect(calendar.cancel(handles[2]) == true)
    #expect(calendar.cancel(handles[2]) == false)
    #expect(calendar.count == 2)
    #expect(calendar.nextTime() == .seconds(1))
    #expect(popAll() == [1, 3])
  }

  @Test mutating func rescheduledEventsCountAsNewAmongTies() {
    let first = calendar.schedule(1, at: .seconds(5))
    calendar.schedule(2, at: .seconds(5))
    #expect(calendar.reschedule(first, at: .seconds(5)) == true)
    #expect(calendar.isPending(first))
    #expect(calendar.count == 2)
    #expect(popAll() == [2, 1])
    #expect(!calendar.isPending(first))
  }

  @Test mutating func rescheduledEventsKeepTheirPriorityUnlessGivenOne() {
    let first = calendar.schedule(1, at: .seconds(9), priority: 1)
    let second = calendar.schedule(2, at: .seconds(9), priority: 1)
    calendar.schedule(3, at: .seconds(4), priority: 0)
    calendar.reschedule(first, at: .seconds(4))
    calendar.reschedule(second, at: .seconds(4), priority: -1)
    #expect(popAll() == [2, 3, 1])
  }

  @Test mutating func handlesOfGoneEventsAreRefused() {
    let popped = calendar.schedule(1, at: .seconds(1))
    _ = calendar.popNext()
    let cancelled = calendar.schedule(2, at: .seconds(2))
    calendar.cancel(cancelled)
    let pending = calendar.schedule(3, at: .seconds(3))
    for handle in [popped, cancelled, .none] {
      #expect(!calendar.isPending(handle))
      #expect(calendar.time(of: handle) == nil)
      #expect(calendar.cancel(handle) == false)
      #expect(calendar.reschedule(handle, at: .seconds(9)) == false)
    }
    #expect(calendar.time(of: pending) == .seconds(3))
    #expect(popAll() == [3])
  }

  @Test mutating func theHandleOfAPoppedEventIsRefusedBeforeItsPlaceIsUsedAgain() {
    let first = calendar.schedule(1, at: .seconds(1))
    let second = calendar.schedule(2, at: .seconds(2))
    _ = calendar.popNext()
    var copy = self
    #expect(!calendar.isPending(first))
    #expect(calendar.time(of: first) == nil)
    #expect(calendar.cancel(first) == false)
    #expect(calendar.reschedule(first, at: .seconds(9)) == false)
    #expect(calendar.cancel(second) == true)
    #expect(calendar.isEmpty)
    #expect(popAll() == [])
    // The copy is as it was and uses the place for an event of its own.
    #expect(copy.calendar.isPending(second))
    let third = copy.calendar.schedule(3, at: .seconds(3))
    #expect(!copy.calendar.isPending(first))
    #expect(copy.calendar.time(of: third) == .seconds(3))
    #expect(copy.popAll() == [2, 3])
  }

  @Test("The place that was left last is used first, whether its event was popped or cancelled")
  mutating func placesAreUsedAgainInOrder() {
    let handles = (0..<5).map { calendar.schedule($0, at: .seconds($0)) }
    _ = calendar.popNext()
    calendar.cancel(handles[3])
    _ = calendar.popNext()
    _ = calendar.popNext()
    calendar.cancel(handles[4])
    let again = (5..<11).map { calendar.schedule($0, at: .seconds(5)) }
    #expect(
      again == [
        EventHandle(slot: 4, generation: 2), EventHandle(slot: 2, generation: 2),
        EventHandle(slot: 1, generation: 2), EventHandle(slot: 3, generation: 2),
        EventHandle(slot: 0, generation: 2), EventHandle(slot: 5, generation: 1),
      ]
    )
    #expect(popAll() == [5, 6, 7, 8, 9, 10])
  }

  @Test mutating func timeOfAHandleFollowsRescheduling() {
    let handle = calendar.schedule(1, at: .seconds(1))
    calendar.reschedule(handle, at: .seconds(8))
    #expect(calendar.time(of: handle) == .seconds(8))
    #expect(calendar.nextTime() == .seconds(8))
  }

  @Test mutating func copiesAreIndependent() {
    let handles = (0..<1_000).map { calendar.schedule($0, at: .seconds($0 * 7 % 1_000)) }
    for _ in 0..<100 { _ = calendar.popNext() }
    var copy = self
    #expect(copy.calendar.cancel(handles[999]) == true)
    copy.calendar.schedule(-1, at: .zero)
    for _ in 0..<500 { _ = copy.calendar.popNext() }
    #expect(calendar.isPending(handles[999]))
    #expect(popAll() == (100..<1_000).map { $0 * 143 % 1_000 })
    #expect(copy.calendar.count == 1_000 - 100 - 500)
  }

  @Test("An event moved 65,536 times, when versions come round, does not happen at its first time")
  mutating func versionsThatComeRoundAreSafe() {
    // With so many events pending no sweep for its own sake comes between.
    for event in 0..<560_000 { calendar.schedule(event, at: .hours(1)) }
    let handle = calendar.schedule(-1, at: .seconds(1))
    for step in 1...65_536 {
      calendar.reschedule(handle, at: .hours(2) + SimulationTime(ticks: Int64(step)))
    }
    #expect(calendar.nextTime() == .hours(1))
    #expect(calendar.count == 560_001)
  }
}
