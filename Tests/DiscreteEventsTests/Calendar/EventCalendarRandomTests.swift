import DiscreteEvents
import Testing

/// Random operations on a calendar and on an obviously right one at once.
struct EventCalendarRandomTests {
  /// How the times of new events lie.
  enum Spread: CaseIterable {
    case exponential
    case crowded
    case instant
    case wide
    case backward
  }

  struct Case: CustomTestStringConvertible {
    var spread: Spread
    var population: Int
    var seed: Int

    var testDescription: String { "\(spread), \(population) pending, seed \(seed)" }
  }

  static let cases = Spread.allCases.enumerated().flatMap { index, spread in
    [0, 5, 60, 130, 800, 5_000].map { Case(spread: spread, population: $0, seed: 100 + index) }
  }

  @Test(arguments: cases)
  func agreesWithASortedArray(_ run: Case) throws {
    var pair = CalendarPair(run)
    for step in 0..<6_000 + 2 * run.population {
      try pair.doRandomOperation(step)
    }
    try pair.shrink()
    for step in 0..<1_000 {
      try pair.doRandomOperation(step)
    }
    try pair.popEverything()
  }
}

/// A calendar under test beside the reference, driven by the same random operations.
private struct CalendarPair {
  var calendar = EventCalendar<Int>()
  var reference = ReferenceCalendar()
  var random: TestRandom
  let run: EventCalendarRandomTests.Case
  var now = SimulationTime.zero
  var gone: [EventHandle] = [.none]

  init(_ run: EventCalendarRandomTests.Case) {
    self.run = run
    random = TestRandom(seed: run.seed)
  }

  var label: Comment { "\(run.testDescription)" }

  mutating func doRandomOperation(_ step: Int) throws {
    // Below the population more is scheduled than removed, above it less.
    let growth = reference.entries.count < run.population ? 70 : 35
    let choice = Int.random(in: 0..<100, using: &random)
    if choice < growth {
      schedule(step)
    } else if choice < 80 {
      try pop()
    } else if choice < 88 {
      cancel()
    } else if choice < 96 {
      reschedule()
    } else {
      checkGoneHandle()
    }
    try #require(calendar.count == reference.entries.count, label)
  }

  mutating func randomTime() -> SimulationTime {
    let span: Int64 = 1_000_000
    let uniform = Int64.random(in: 0..<span, using: &random)
    switch run.spread {
    case .exponential:
      let zeros = min(random.next().leadingZeroBitCount, 30)
      return now + SimulationTime(ticks: uniform * Int64(zeros + 1))
    case .crowded: return now + SimulationTime(ticks: uniform % 40)
    case .instant: return now
    case .wide: return SimulationTime(ticks: Int64.random(in: .min ... .max, using: &random))
    case .backward: return now - SimulationTime(ticks: uniform % 1_000)
    }
  }

  mutating func randomPriority() -> Int16 {
    Bool.random(using: &random) ? 0 : Int16.random(in: -2...2, using: &random)
  }

  mutating func schedule(_ event: Int) {
    let time = randomTime()
    let priority = randomPriority()
    let handle = calendar.schedule(event, at: time, priority: priority)
    reference.schedule(event, at: time, priority: priority, handle: handle)
  }

  mutating func pop() throws {
    if Bool.random(using: &random) {
      try #require(calendar.nextTime() == reference.entries.last?.time, label)
    }
    let next = calendar.popNext()
    let expected = reference.popNext()
    try #require(next?.event == expected?.event, label)
    try #require(next?.time == expected?.time, label)
    try #require(next?.priority == expected?.priority, label)
    if let expected {
      gone.append(expected.handle)
      now = expected.time
    }
  }

  mutating func cancel() {
    guard !reference.entries.isEmpty else { return }
    let index = Int.random(in: reference.entries.indices, using: &random)
    let removed = reference.remove(at: index)
    gone.append(removed.handle)
    #expect(calendar.cancel(removed.handle) == true, label)
  }

  mutating func reschedule() {
    guard !reference.entries.isEmpty else { return }
    let index = Int.random(in: reference.entries.indices, using: &random)
    let time = randomTime()
    let priority = Bool.random(using: &random) ? nil : randomPriority()
    let moved = reference.remove(at: index)
    #expect(calendar.time(of: moved.handle) == moved.time, label)
    #expect(calendar.reschedule(moved.handle, at: time, priority: priority) == true, label)
    reference.schedule(
      moved.event,
      at: time,
      priority: priority ?? moved.priority,
      handle: moved.handle
    )
  }

  mutating func checkGoneHandle() {
    guard let handle = gone.randomElement(using: &random) else { return }
    #expect(!calendar.isPending(handle), label)
    #expect(calendar.cancel(handle) == false, label)
  }

  /// Cancels most of what is pending, so that sweeps leave little of the structure.
  mutating func shrink() throws {
    while reference.entries.count > 20 {
      let choice = Int.random(in: 0..<100, using: &random)
      if choice < 75 {
        cancel()
      } else if choice < 90 {
        schedule(choice)
      } else {
        try pop()
      }
      try #require(calendar.count == reference.entries.count, label)
    }
  }

  mutating func popEverything() throws {
    while let expected = reference.popNext() {
      let next = calendar.popNext()
      try #require(next?.event == expected.event, label)
    }
    #expect(calendar.isEmpty, label)
    #expect(calendar.popNext() == nil, label)
  }
}
