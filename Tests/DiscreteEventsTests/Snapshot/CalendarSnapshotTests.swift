import Foundation
import Testing

@testable import DiscreteEvents

/// An event that goes the way of `Codable`; `Int32` goes the fast way.
private enum Step: Codable, Hashable {
  case walk
  case jump(height: Int32)
}

struct CalendarSnapshotTests {
  private let label = SnapshotLabel(model: "calendar")

  private func reloaded<State: Codable>(_ state: State) throws -> State {
    try Snapshot.load(State.self, from: try Snapshot.save(state, as: label), as: label)
  }

  private func drained<Event>(_ calendar: EventCalendar<Event>) -> [(SimulationTime, Int16, Event)]
  {
    var calendar = calendar
    var events: [(SimulationTime, Int16, Event)] = []
    while let next = calendar.popNext() { events.append(next) }
    return events
  }

  @Test func handlesStayValidAndStaleOnesStayRefused() throws {
    var calendar = EventCalendar<Int32>()
    let handles = (0..<10).map { calendar.schedule(Int32($0), at: .seconds(10 - $0)) }
    calendar.cancel(handles[4])
    calendar.cancel(handles[7])
    _ = calendar.popNext()
    var loaded = try reloaded(calendar)
    for handle in handles {
      #expect(loaded.isPending(handle) == calendar.isPending(handle))
      #expect(loaded.time(of: handle) == calendar.time(of: handle))
    }
    for (number, handle) in handles.enumerated() {
      #expect(
        loaded.reschedule(handle, at: .seconds(number), priority: 3)
          == calendar.reschedule(handle, at: .seconds(number), priority: 3)
      )
    }
    // The slots of the three that are gone are used again in the same order, then new ones.
    for number in 20..<26 as Range<Int32> {
      #expect(loaded.schedule(number, at: .zero) == calendar.schedule(number, at: .zero))
    }
    for handle in [handles[4], handles[7], handles[9]] {
      #expect(!loaded.isPending(handle))
      #expect(loaded.cancel(handle) == false)
    }
    let (left, right) = (drained(loaded), drained(calendar))
    #expect(left.elementsEqual(right) { $0 == $1 })
  }

  @Test("All kinds of places to be: bottom, rungs, top, stale; 20,000 events in five segments")
  func aLargeCalendarComesBack() throws {
    var directory = StreamDirectory(seed: 81, replication: 1)
    var stream = directory.stream("times")
    var calendar = EventCalendar<Step>()
    var handles: [EventHandle] = []
    for number in 0..<20_000 as Range<Int32> {
      let step = number % 3 == 0 ? Step.walk : .jump(height: number)
      let time = SimulationTime(ticks: Int64(stream.uniform() * 3_000))
      handles.append(calendar.schedule(step, at: time, priority: Int16(number % 5) - 2))
    }
    for _ in 0..<2_000 { _ = calendar.popNext() }
    for index in stride(from: 0, to: handles.count, by: 11) { calendar.cancel(handles[index]) }
    for index in stride(from: 0, to: handles.count, by: 7) {
      calendar.reschedule(handles[index], at: SimulationTime(ticks: Int64(index)))
    }
    let bytes = try Snapshot.save(calendar, as: label)
    var loaded = try Snapshot.load(EventCalendar<Step>.self, from: bytes, as: label)
    #expect(try Snapshot.save(loaded, as: label) == bytes)
    #expect(loaded.count == calendar.count)
    #expect(handles.allSatisfy { loaded.isPending($0) == calendar.isPending($0) })
    for number in 0..<3_000 as Range<Int32> {
      let step = Step.jump(height: number)
      #expect(loaded.schedule(step, at: .zero) == calendar.schedule(step, at: .zero))
    }
    let (left, right) = (drained(loaded), drained(calendar))
    #expect(left.elementsEqual(right) { $0 == $1 })
  }

  @Test func anEmptyCalendarComesBackWithItsSlots() throws {
    var empty = try reloaded(EventCalendar<Step>())
    #expect(empty.isEmpty)
    #expect(empty.schedule(.walk, at: .zero) == EventHandle(slot: 0, generation: 1))
    var used = EventCalendar<Step>()
    let gone = used.schedule(.walk, at: .zero)
    _ = used.popNext()
    var loaded = try reloaded(used)
    #expect(loaded.isEmpty)
    #expect(!loaded.isPending(gone))
    #expect(loaded.nextTime() == nil)
    #expect(loaded.schedule(.walk, at: .zero) == used.schedule(.walk, at: .zero))
  }

  @Test func eventsOfNoSizeComeBack() throws {
    enum Tick: Codable { case tick }
    var calendar = EventCalendar<Tick>()
    let handles = (0..<5).map { calendar.schedule(.tick, at: .seconds($0)) }
    calendar.cancel(handles[2])
    let loaded = try reloaded(calendar)
    #expect(handles.map(loaded.isPending) == [true, true, false, true, true])
    #expect(drained(loaded).map(\.0) == drained(calendar).map(\.0))
  }

  @Test func aSlotWhoseGenerationsAreUsedUpStaysOutOfUse() throws {
    var image = CalendarImage<Int32>()
    image.generations = [.max - 1, 1]
    image.times = [5, 6]
    image.priorities = [0, 0]
    image.insertions = [0, 1]
    image.events = [50, 60]
    image.nextInsertion = 2
    #expect(image.flaw == nil)
    var calendar = EventCalendar(image)
    #expect(calendar.popNext()?.event == 50)
    var loaded = try reloaded(calendar)
    #expect(loaded.schedule(70, at: .zero) == EventHandle(slot: 2, generation: 1))
    #expect(calendar.schedule(70, at: .zero) == EventHandle(slot: 2, generation: 1))
    _ = loaded.popNext()
    _ = loaded.popNext()
    // None is pending, one slot is used up.
    loaded = try reloaded(loaded)
    #expect(loaded.isEmpty)
  }

  @Test("A calendar saved now and one loaded earlier on give the same bytes")
  func bytesDoNotTellWhetherTheRunWasInterrupted() throws {
    var calendar = EventCalendar<Step>()
    for number in 0..<50 as Range<Int32> {
      calendar.schedule(.jump(height: number), at: .seconds(Int(number * 7 % 50)))
    }
    for _ in 0..<20 { _ = calendar.popNext() }
    var loaded = try reloaded(calendar)
    for _ in 0..<30 {
      #expect(try Snapshot.save(calendar, as: label) == Snapshot.save(loaded, as: label))
      _ = calendar.popNext()
      _ = loaded.popNext()
    }
    #expect(loaded.isEmpty)
    #expect(try Snapshot.save(calendar, as: label) == Snapshot.save(loaded, as: label))
  }

  @Test func otherCodersWorkToo() throws {
    var engine = Engine<Step>(start: .seconds(3))
    let handle = engine.schedule(.jump(height: 4), after: .seconds(2), priority: -7)
    engine.schedule(.walk, after: .seconds(1))
    let json = try JSONEncoder().encode(engine)
    var loaded = try JSONDecoder().decode(Engine<Step>.self, from: json)
    #expect(loaded.now == .seconds(3))
    #expect(loaded.time(of: handle) == .seconds(5))
    #expect(loaded.schedule(.walk, after: .zero) == engine.schedule(.walk, after: .zero))
    let (left, right) = (drained(loaded.calendar), drained(engine.calendar))
    #expect(left.elementsEqual(right) { $0 == $1 })
    let text = try #require(String(data: json, encoding: .utf8))
    let broken = Data(
      text.replacingOccurrences(of: "\"times\":[5000000", with: "\"times\":[1").utf8
    )
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Engine<Step>.self, from: broken)
    }
  }

  @Test func anEngineKeepsClockCountsLimitAndStop() throws {
    struct Idle: Model, Codable {
      var engine = Engine<Int32>()
      mutating func handle(_ event: Int32) { if event == 3 { engine.stop() } }
    }
    var idle = Idle()
    idle.engine.eventsPerInstantLimit = 5
    for event in 0..<10 as Range<Int32> { idle.engine.schedule(event, at: .seconds(1)) }
    idle.run(maximumEvents: 3)
    idle.step()
    var loaded = try reloaded(idle)
    #expect(loaded.engine.now == .seconds(1))
    #expect(loaded.engine.handledCount == 4)
    #expect(loaded.engine.eventsWithoutClockMoving == 3)
    for _ in 0..<4 {
      #expect(loaded.run() == idle.run())
      #expect(loaded.engine.handledCount == idle.engine.handledCount)
    }
    #expect(idle.engine.pendingCount == 0)
  }

  @Test(
    "Images that no calendar can have are refused",
    arguments: [
      "generation 0", "free slot out of range", "free twice", "free but used up", "too few times",
      "too many events", "insertion twice", "insertion in the future", "insertion beyond 48 bits",
    ]
  )
  func flawedImagesAreRefused(flaw: String) throws {
    var calendar = EventCalendar<Int32>()
    for number in 0..<5 as Range<Int32> { calendar.schedule(number, at: .seconds(Int(number))) }
    _ = calendar.popNext()
    _ = calendar.popNext()
    var image = CalendarImage(of: calendar)
    #expect(image.flaw == nil)
    switch flaw {
    case "generation 0": image.generations[2] = 0
    case "free slot out of range": image.freeSlots[0] = 5
    case "free twice": image.freeSlots[0] = image.freeSlots[1]
    case "free but used up": image.generations[Int(image.freeSlots[0])] = .max
    case "too few times": image.times.removeLast()
    case "too many events": image.events.append(1)
    case "insertion twice": image.insertions[0] = image.insertions[1]
    case "insertion in the future": image.insertions[0] = image.nextInsertion
    default: image.nextInsertion = 1 << 48
    }
    let found = try #require(image.flaw)
    var writer = SnapshotWriter(bytes: [])
    writer.write(image)
    var reader = SnapshotReader(bytes: writer.bytes, range: 0..<writer.bytes.count)
    #expect(throws: SnapshotError.invalidValue(path: "", reason: found)) {
      try EventCalendar<Int32>(from: &reader)
    }
  }

  @Test func anEventBeforeTheClockIsRefused() throws {
    var engine = Engine<Int32>(start: .seconds(1))
    engine.schedule(1, after: .zero)
    engine.currentTime = .seconds(2)
    let bytes = try Snapshot.save(engine, as: label)
    #expect(throws: SnapshotError.self) {
      try Snapshot.load(Engine<Int32>.self, from: bytes, as: label)
    }
  }
}
