import DiscreteEvents
import Testing

/// Patterns of scheduling that strain a ladder of buckets.
struct EventCalendarPatternTests {
  /// Numbers 0 to 9,999 in a fixed disorder.
  static let shuffled = (0..<10_000).map { $0 * 7_919 % 10_000 }

  private func popAll(_ calendar: inout EventCalendar<Int>) -> [Int] {
    var events: [Int] = []
    while let next = calendar.popNext() { events.append(next.event) }
    return events
  }

  @Test func tenThousandEqualTimesRunInInsertionOrder() {
    var calendar = EventCalendar<Int>()
    for event in 0..<10_000 { calendar.schedule(event, at: .seconds(1)) }
    #expect(popAll(&calendar) == Array(0..<10_000))
  }

  @Test func aStormOfEventsAtOneInstantStaysInOrder() {
    var calendar = EventCalendar<Int>()
    for event in 0..<5_000 { calendar.schedule(event, at: .seconds(1)) }
    var expected = 0
    while let next = calendar.popNext() {
      #expect(next.event == expected)
      expected += 1
      if expected <= 20_000 { calendar.schedule(4_999 + expected, at: .seconds(1)) }
    }
    #expect(expected == 25_000)
  }

  @Test func laterEventsDoNotSlipInAmongEqualTimes() {
    var calendar = EventCalendar<Int>()
    for event in 0..<2_000 {
      calendar.schedule(event, at: .seconds(1), priority: Int16(event - 1_000))
    }
    for event in 0..<2_000 { calendar.schedule(5_000 + event, at: .seconds(1_000 + event)) }
    // So many are popped that the others lie cut by their keys.
    for event in 0..<100 { #expect(calendar.popNext()?.event == event) }
    calendar.schedule(4_000, at: .seconds(1.5))
    calendar.schedule(3_000, at: .seconds(1.25), priority: 7)
    calendar.schedule(2_500, at: .seconds(1.125), priority: -7)
    #expect(popAll(&calendar) == Array(100..<2_000) + [2_500, 3_000, 4_000] + Array(5_000..<7_000))
  }

  @Test func equalTimesWithManyPrioritiesComeByPriority() {
    var calendar = EventCalendar<Int>()
    for value in Self.shuffled {
      calendar.schedule(value, at: .seconds(1), priority: Int16(value * 6 - 30_000))
    }
    #expect(popAll(&calendar) == Array(0..<10_000))
  }

  @Test func timesAtBothEndsOfTheClockAreKept() {
    var calendar = EventCalendar<Int>()
    for value in Self.shuffled {
      let distance = Int64(value / 2)
      let ticks = value % 2 == 0 ? Int64.max - distance : Int64.min + distance
      calendar.schedule(value, at: SimulationTime(ticks: ticks))
    }
    calendar.schedule(-1, at: .zero)
    let events = popAll(&calendar)
    let odd = (0..<5_000).map { $0 * 2 + 1 }
    let even = (0..<5_000).reversed().map { $0 * 2 }
    #expect(events == odd + [-1] + even)
  }

  @Test func distantFutureTakesMoreEventsWhileItIsPopped() {
    var calendar = EventCalendar<Int>()
    for event in 0..<1_000 { calendar.schedule(event, at: .distantFuture) }
    for event in 0..<500 {
      #expect(calendar.popNext()?.event == event)
      calendar.schedule(1_000 + event, at: .distantFuture)
    }
    calendar.schedule(-1, at: .distantFuture, priority: -1)
    #expect(popAll(&calendar) == [-1] + Array(500..<1_500))
  }

  @Test func everEarlierEventsComeFirst() {
    var calendar = EventCalendar<Int>()
    for value in Self.shuffled { calendar.schedule(value, at: .seconds(1_000_000 + value)) }
    #expect(calendar.popNext()?.event == 0)
    for value in 1...10_000 { calendar.schedule(-value, at: .seconds(1_000_000 - value)) }
    #expect(popAll(&calendar) == Array(-10_000..<0) + Array(1..<10_000))
  }

  @Test func timesSpreadOverPowersOfTwoAreSorted() {
    var calendar = EventCalendar<Int>()
    var times: [Int64] = []
    for exponent in 0..<55 {
      for step in 0..<100 { times.append((1 << exponent) + Int64(step) * (1 << exponent) / 100) }
    }
    for index in times.indices {
      let time = times[index * 7_919 % times.count]
      calendar.schedule(0, at: SimulationTime(ticks: time))
    }
    var popped: [Int64] = []
    while let next = calendar.popNext() { popped.append(next.time.ticks) }
    #expect(popped == times.sorted())
  }

  @Test func everythingCancelledLeavesAnEmptyCalendar() {
    var calendar = EventCalendar<Int>()
    for round in 0..<3 {
      let handles = Self.shuffled.map { calendar.schedule($0, at: .seconds($0)) }
      if round == 1 { #expect(calendar.popNext()?.event == 0) }
      var cancelled = 0
      for handle in handles where calendar.cancel(handle) { cancelled += 1 }
      #expect(cancelled == (round == 1 ? 9_999 : 10_000))
      #expect(calendar.isEmpty)
      #expect(calendar.popNext() == nil)
    }
    calendar.schedule(5, at: .seconds(5))
    #expect(popAll(&calendar) == [5])
  }

  @Test func aFewSurvivorsOfManyAreFound() {
    var calendar = EventCalendar<Int>()
    let handles = Self.shuffled.map { calendar.schedule($0, at: .seconds($0)) }
    // So many are popped that the others lie in buckets.
    for event in 0..<3_000 { #expect(calendar.popNext()?.event == event) }
    for (event, handle) in zip(Self.shuffled, handles) where event % 500 != 0 {
      calendar.cancel(handle)
    }
    #expect(calendar.count == 14)
    // Events scheduled now must find their places among the few.
    let late = Self.shuffled.filter { $0 > 3_000 && $0 % 100 == 50 }
    for event in late { calendar.schedule(event, at: .seconds(event)) }
    let survivors = (6..<20).map { $0 * 500 }
    #expect(popAll(&calendar) == (late + survivors).sorted())
  }

  @Test func cancelledTimersDoNotPileUp() {
    var calendar = EventCalendar<Int>()
    var handles = (0..<1_000).map { calendar.schedule($0, at: .seconds(1_000 + $0)) }
    for step in 0..<20_000 {
      let place = step * 7_919 % 1_000
      calendar.cancel(handles[place])
      handles[place] = calendar.schedule(step, at: .seconds(1_000 + step * 31 % 5_000))
      if step % 3 == 0 {
        calendar.reschedule(handles[step * 31 % 1_000], at: .seconds(2_000 + step))
      }
    }
    #expect(calendar.count == 1_000)
    // An eighth of the events, a few besides, and no event twice.
    #expect(calendar.storedEntryCount <= 1_000 + 125 + 33)
  }
}
