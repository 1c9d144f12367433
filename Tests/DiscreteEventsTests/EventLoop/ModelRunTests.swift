import DiscreteEvents
import Testing

/// A clock that ticks every second and keeps what it did.
private struct TickingClock: Model {
  var engine = Engine<Int>()
  var log: [Int] = []
  var stopsAt = Int.max

  init(start: SimulationTime = .zero) {
    engine = Engine(start: start)
    engine.schedule(1, after: .seconds(1))
  }

  mutating func handle(_ event: Int) {
    log.append(event)
    if event == stopsAt { engine.stop() }
    engine.schedule(event + 1, after: .seconds(1))
  }
}

/// Remembers each event with the time and the length of the model's log before and after it.
private struct Recorder: EventObserver {
  var before: [[Int]] = []
  var after: [[Int]] = []

  mutating func willHandle(_ event: Int, in model: borrowing TickingClock) {
    before.append([event, Int(model.engine.now.ticks), model.log.count])
  }

  mutating func didHandle(_ event: Int, in model: inout TickingClock) {
    after.append([event, Int(model.engine.now.ticks), model.log.count])
    model.log.removeAll()
  }
}

struct ModelRunTests {
  private var clock = TickingClock()

  @Test mutating func runUntilHandlesTheEventsAtItsEnd() {
    let end = clock.run(until: .seconds(3))
    #expect(end == .reachedLimit)
    #expect(clock.log == [1, 2, 3])
    #expect(clock.engine.now == .seconds(3))
    #expect(clock.engine.handledCount == 3)
    #expect(clock.engine.pendingCount == 1)
  }

  @Test mutating func runUntilMovesTheClockBetweenEvents() {
    clock.run(until: .seconds(2.5))
    #expect(clock.engine.now == .seconds(2.5))
    #expect(clock.engine.nextTime() == .seconds(3))
    clock.run(until: .seconds(2.5))
    #expect(clock.log == [1, 2])
  }

  @Test func runUntilInStagesEqualsOneRun() {
    var staged = TickingClock()
    for tenths in 1...100 { staged.run(until: .seconds(Double(tenths) / 10)) }
    var whole = TickingClock()
    whole.run(until: .seconds(10))
    #expect(staged.log == whole.log)
  }

  @Test mutating func runWithoutEventsReachesItsTime() {
    clock.engine = Engine(start: .seconds(5))
    let end = clock.run(until: .seconds(8))
    #expect(end == .noMoreEvents)
    #expect(clock.engine.now == .seconds(8))
    #expect(clock.run() == .noMoreEvents)
    #expect(clock.engine.now == .seconds(8))
  }

  @Test mutating func stopEndsTheRunAfterTheEvent() {
    clock.stopsAt = 4
    #expect(clock.run(until: .seconds(10)) == .stopped)
    #expect(clock.engine.now == .seconds(4))
    #expect(clock.log == [1, 2, 3, 4])
    #expect(clock.run(until: .seconds(10)) == .reachedLimit)
    #expect(clock.log.count == 10)
  }

  @Test mutating func runByCountHandlesSoMany() {
    #expect(clock.run(maximumEvents: 0) == .reachedLimit)
    #expect(clock.run(maximumEvents: 5) == .reachedLimit)
    #expect(clock.log == [1, 2, 3, 4, 5])
    #expect(clock.engine.now == .seconds(5))
  }

  @Test mutating func runByConditionAsksBeforeEachEvent() {
    let end = clock.run(while: { $0.log.count < 3 })
    #expect(end == .stopped)
    #expect(clock.log == [1, 2, 3])
  }

  @Test mutating func stepAndPeekTellTheNextEvent() throws {
    let peeked = clock.peek()
    #expect(try #require(peeked) == (.seconds(1), 1))
    #expect(clock.log.isEmpty)
    #expect(clock.step() == 1)
    #expect(clock.step() == 2)
    #expect(clock.engine.now == .seconds(2))
    clock.engine = Engine()
    #expect(clock.step() == nil)
    #expect(clock.peek() == nil)
  }

  @Test mutating func observerSeesEveryEventOnceAndMayDrainTheModel() {
    var recorder = Recorder()
    clock.run(until: .seconds(2), observer: &recorder)
    clock.step(observer: &recorder)
    clock.run(maximumEvents: 1, observer: &recorder)
    clock.run(while: { $0.engine.now < .seconds(5) }, observer: &recorder)
    #expect(recorder.before == (1...5).map { [$0, $0 * 1_000_000, 0] })
    #expect(recorder.after == (1...5).map { [$0, $0 * 1_000_000, 1] })
  }

  @Test mutating func aCopyOfAModelGoesItsOwnWay() {
    clock.run(until: .seconds(3))
    var branch = clock
    branch.engine.schedule(100, after: .zero)
    branch.run(until: .seconds(5))
    clock.run(until: .seconds(5))
    #expect(clock.log == [1, 2, 3, 4, 5])
    #expect(branch.log == [1, 2, 3, 100, 4, 101, 5, 102])
  }

  @Test mutating func eventsCanBeCancelledAndMovedThroughTheEngine() {
    let cancelled = clock.engine.schedule(50, at: .seconds(2))
    let moved = clock.engine.schedule(60, at: .seconds(3), priority: 5)
    #expect(clock.engine.cancel(cancelled) == true)
    #expect(clock.engine.reschedule(moved, at: .seconds(1), priority: -1) == true)
    #expect(clock.engine.time(of: moved) == .seconds(1))
    #expect(clock.engine.isPending(moved))
    #expect(!clock.engine.isPending(cancelled))
    clock.run(maximumEvents: 2)
    #expect(clock.log == [60, 1])
  }
}

struct EngineTrapTests {
  @Test func schedulingInThePastTraps() async {
    await #expect(processExitsWith: .failure) {
      var engine = Engine<Int>(start: .seconds(5))
      engine.schedule(1, at: SimulationTime(ticks: 4_999_999))
    }
    await #expect(processExitsWith: .failure) {
      var engine = Engine<Int>()
      engine.schedule(1, after: SimulationTime(ticks: -1))
    }
    await #expect(processExitsWith: .failure) {
      var engine = Engine<Int>(start: .seconds(5))
      let handle = engine.schedule(1, after: .zero)
      engine.reschedule(handle, at: .zero)
    }
  }

  @Test func runningBackwardTraps() async {
    await #expect(processExitsWith: .failure) {
      var clock = TickingClock(start: .seconds(9))
      clock.run(until: .seconds(8))
    }
  }
}
