import Testing

@testable import DiscreteEvents

/// A station that, once jammed, asks and asks again without the clock moving.
private struct JammedStation: Model {
  enum Event {
    case open
    case poll
    case retry
    case attempt(Int)
    case tick
  }

  var engine = Engine<Event>()
  var polls = 0
  /// Events at the instant before it is over; nil for a storm that never ends.
  var pollsBeforeRelief: Int?
  var counts = false
  var stops = false

  init(limit: Int = 1_000) {
    engine.eventsPerInstantLimit = limit
    engine.schedule(.open, at: .hours(8))
    engine.schedule(.tick, at: .hours(9))
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .open: engine.schedule(.poll, after: .zero)
    case .poll:
      polls += 1
      if stops { engine.stop() }
      guard polls != pollsBeforeRelief else { return }
      engine.schedule(counts ? .attempt(polls) : .retry, after: .zero)
    case .retry, .attempt: engine.schedule(.poll, after: .zero)
    case .tick: break
    }
  }
}

struct EventStormTests {
  private var station = JammedStation()

  @Test mutating func aStormEndsEveryKindOfRun() {
    var byCount = station
    var byCondition = station
    var byTime = station
    #expect(station.run() == .eventStorm)
    #expect(byTime.run(until: .hours(10)) == .eventStorm)
    #expect(byCount.run(maximumEvents: 5_000) == .eventStorm)
    #expect(byCondition.run(while: { _ in true }) == .eventStorm)
    for ended in [station, byTime, byCount, byCondition] {
      #expect(ended.engine.now == .hours(8))
      // The event that moved the clock, and a thousand without the clock moving.
      #expect(ended.engine.handledCount == 1_001)
      #expect(ended.engine.eventsWithoutClockMoving == 1_000)
    }
  }

  @Test mutating func aFurtherRunGoesOnForAsManyAgain() {
    #expect(station.run() == .eventStorm)
    #expect(station.run() == .eventStorm)
    #expect(station.engine.eventsWithoutClockMoving == 2_000)
    station.pollsBeforeRelief = station.polls + 400
    #expect(station.run(until: .hours(8.5)) == .reachedLimit)
    #expect(station.engine.now == .hours(8.5))
    #expect(station.engine.eventsWithoutClockMoving == 0)
  }

  @Test mutating func aBurstBelowTheLimitIsNoStorm() {
    // 500 polls and 499 retries: 999 events, and the next one moves the clock.
    station.pollsBeforeRelief = 500
    #expect(station.run() == .noMoreEvents)
    #expect(station.engine.now == .hours(9))
  }

  @Test mutating func theLimitCanBeRaisedOrLifted() {
    station.pollsBeforeRelief = 5_000
    station.engine.eventsPerInstantLimit = .max
    #expect(station.run() == .noMoreEvents)
    #expect(Engine<Int>().eventsPerInstantLimit == 1_000_000)
  }

  @Test mutating func eventsOfManyShortRunsCountTogether() {
    var ends: [RunEnd] = []
    for _ in 0..<100 { ends.append(station.run(maximumEvents: 11)) }
    #expect(ends.firstIndex(of: .eventStorm) == 90)
    #expect(station.engine.eventsWithoutClockMoving == 100 * 11 - 1)
  }

  @Test mutating func stepGoesOnAndTheNextRunEnds() {
    for _ in 0..<1_500 { station.step() }
    #expect(station.engine.eventsWithoutClockMoving == 1_499)
    let handled = station.engine.handledCount
    #expect(station.run() == .eventStorm)
    #expect(station.engine.handledCount == handled)
  }

  @Test mutating func stoppingAtTheLastEventComesFirst() {
    station.run(maximumEvents: 1_000)
    // The event that reaches the limit is a retry; with one event less it is a poll, which stops.
    station.engine.eventsPerInstantLimit = 1_001
    station.stops = true
    station.run(maximumEvents: 1)
    #expect(station.run() == .stopped)
    #expect(station.engine.eventsWithoutClockMoving == 1_001)
    station.stops = false
    #expect(station.run() == .eventStorm)
    #expect(station.engine.eventsWithoutClockMoving == 2_002)
  }

  @Test mutating func theReportNamesTheSmallestCycle() {
    station.run()
    let before = station.engine.handledCount
    let storm = station.eventStorm()
    #expect(station.engine.handledCount == before)
    #expect(storm.time == .hours(8))
    #expect(storm.recurrence == .same)
    #expect(storm.cycle.map { "\($0)" } == ["poll", "retry"])
    let text =
      "event storm at 08:00:00: 1,000 events without the clock moving; these repeat: poll, retry"
    #expect("\(storm)" == text)
  }

  @Test mutating func risingValuesAreNamedByTheirCases() {
    station.counts = true
    station.run()
    let storm = station.eventStorm()
    #expect(storm.recurrence == .sameCases)
    #expect(storm.cycle.count == 2)
    #expect("\(storm)".hasSuffix("these repeat with other values: poll, attempt"))
  }

  @Test mutating func aBurstThatEndsHasNoPeriod() {
    station.pollsBeforeRelief = 600
    #expect(station.run() == .eventStorm)
    let storm = station.eventStorm()
    #expect(storm.recurrence == .none)
    #expect("\(storm)".hasSuffix("no period found; these follow: poll, retry"))
  }

  @Test mutating func nothingLeftAtTheInstantIsSaid() {
    // The last poll is event 999 without the clock moving.
    station.engine.eventsPerInstantLimit = 999
    station.pollsBeforeRelief = 500
    #expect(station.run() == .eventStorm)
    #expect("\(station.eventStorm())".hasSuffix("no more are due at that instant"))
    #expect(station.run() == .noMoreEvents)
  }

  @Test(
    "The smallest period is found, whatever it begins with",
    arguments: [
      (row: "aaaaaaaa", period: 1), (row: "abababab", period: 2), (row: "aabaabaa", period: 3),
      (row: "abcdabcd", period: 4), (row: "abcdabce", period: nil), (row: "ab", period: nil),
      (row: "aa", period: 1), (row: "a", period: nil), (row: "", period: nil),
    ] as [(row: String, period: Int?)]
  )
  func smallestPeriod(row: String, period: Int?) {
    #expect(EventCycle.smallestPeriod(of: row.map(String.init)) == period)
  }

  @Test func aLimitOfNothingTraps() async {
    await #expect(processExitsWith: .failure) {
      var engine = Engine<Int>()
      engine.eventsPerInstantLimit = 0
    }
  }
}
