import DiscreteEvents
import Testing

private protocol TestEvent: Codable, Hashable, BitwiseCopyable, Sendable {
  static func make(kind: Int, number: Int32) -> Self
  var kind: Int { get }
}

/// Goes the way of `Codable`.
private enum SlowEvent: TestEvent {
  case grow
  case shrink(Int32)
  case move(from: Int16, to: Int32)

  static func make(kind: Int, number: Int32) -> Self {
    [.grow, .shrink(number), .move(from: Int16(truncatingIfNeeded: number), to: number)][kind]
  }

  var kind: Int {
    switch self {
    case .grow: 0
    case .shrink: 1
    case .move: 2
    }
  }
}

/// Goes the fast way.
private struct FastEvent: TestEvent, SnapshotValue {
  var kind: Int
  var number: Int32

  static func make(kind: Int, number: Int32) -> Self { Self(kind: kind, number: number) }

  func save(to writer: inout SnapshotWriter) {
    writer.write(UInt8(kind))
    writer.write(number)
  }
}

extension FastEvent {
  init(from reader: inout SnapshotReader) throws {
    kind = Int(try reader.read(UInt8.self))
    number = try reader.read()
  }
}

/// A model that does everything that can be done with handles, at random, and keeps the handles.
private struct RandomModel<Event: TestEvent>: Model, Codable {
  var engine = Engine<Event>()
  private(set) var handles: [EventHandle] = []
  private var stream: RandomStream
  private let growth: Double
  private let grid: Double

  init(seed: UInt64) {
    var directory = StreamDirectory(seed: seed, replication: 1)
    stream = directory.stream("model")
    growth = 0.8 + 0.5 * stream.uniform()
    // A coarse grid makes many events coincide.
    grid = stream.uniform() < 0.5 ? 1 : 1_000_000
    for _ in 0...Int(stream.uniform() * 60) { scheduleOne() }
  }

  private mutating func scheduleOne() {
    let delay = SimulationTime(ticks: Int64((stream.uniform() * 5).rounded() * grid))
    let event = Event.make(kind: Int(stream.uniform() * 3), number: Int32(handles.count))
    let priority = Int16(stream.uniform() * 3) - 1
    handles.append(engine.schedule(event, after: delay, priority: priority))
  }

  private mutating func randomHandle() -> EventHandle {
    handles[Int(stream.uniform() * Double(handles.count))]
  }

  mutating func handle(_ event: Event) {
    var expected = growth
    while stream.uniform() < expected / 2 {
      scheduleOne()
      expected -= 0.4
    }
    scheduleOne()
    switch event.kind {
    case 1: engine.cancel(randomHandle())
    case 2: engine.reschedule(randomHandle(), at: engine.now + SimulationTime(ticks: Int64(grid)))
    default: break
    }
    if engine.pendingCount > 150 {
      for _ in 0..<100 { engine.cancel(randomHandle()) }
    }
  }
}

struct ModelSnapshotTests {
  private let label = SnapshotLabel(model: "random")

  /// Runs on, and returns the trace.
  private func trace<Event: TestEvent>(
    _ model: inout RandomModel<Event>,
    events: Int
  ) -> [EventTrace<RandomModel<Event>>.Line] {
    var trace = EventTrace<RandomModel<Event>>()
    model.run(maximumEvents: events, observer: &trace)
    return trace.lines
  }

  private func check<Event: TestEvent>(_ type: Event.Type, seed: UInt64) throws {
    var model = RandomModel<Event>(seed: seed)
    var directory = StreamDirectory(seed: seed, replication: 2)
    var stream = directory.stream("instant")
    _ = trace(&model, events: Int(stream.uniform() * 150))
    let bytes = try Snapshot.save(model, as: label)
    var copied = model
    var loaded = try Snapshot.load(RandomModel<Event>.self, from: bytes, as: label)
    try #expect(Snapshot.save(loaded, as: label) == bytes, "seed \(seed)")
    let rest = trace(&model, events: 80)
    #expect(trace(&copied, events: 80) == rest, "seed \(seed)")
    #expect(trace(&loaded, events: 80) == rest, "seed \(seed)")
    #expect(copied.handles == model.handles, "seed \(seed)")
    #expect(loaded.handles == model.handles, "seed \(seed)")
    try #expect(
      Snapshot.save(loaded, as: label) == Snapshot.save(model, as: label),
      "seed \(seed)"
    )
  }

  @Test("300 random models go on alike: uninterrupted, copied, saved and loaded; through Codable")
  func codableModelsGoOnAlike() throws {
    for seed in 1...300 as ClosedRange<UInt64> { try check(SlowEvent.self, seed: seed) }
  }

  @Test("300 random models go on alike: uninterrupted, copied, saved and loaded; the fast way")
  func fastModelsGoOnAlike() throws {
    for seed in 1...300 as ClosedRange<UInt64> { try check(FastEvent.self, seed: seed) }
  }
}
