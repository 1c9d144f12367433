import DiscreteEvents
import Testing

/// One clerk, arrivals every 2 s and services of 3 s, so that a line builds up.
private struct Clerk: Model {
  enum Event: CustomStringConvertible {
    case arrival
    case departure(Claim)

    var description: String {
      switch self {
      case .arrival: "arrival"
      case .departure: "departure"
      }
    }
  }

  var engine = Engine<Event>()
  var clerk = Resource(capacity: 1)

  init() {
    engine.schedule(.arrival, at: .zero)
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      serve(clerk.request(at: engine.now))
      engine.schedule(.arrival, after: .seconds(2))
    case .departure(let claim):
      serve(clerk.release(claim, at: engine.now))
    }
  }

  private mutating func serve(_ changes: ResourceChanges) {
    for grant in changes.grants {
      engine.schedule(
        .departure(grant.claim),
        after: .seconds(3),
        priority: EventPriority.completion
      )
    }
  }
}

struct EventTraceTests {
  @Test func everyEventHasALineWithNumberTimeAndText() {
    var model = Clerk()
    var trace = EventTrace<Clerk>()
    model.run(until: .seconds(4), observer: &trace)
    let lines = trace.lines.map { "\($0.number) \($0.time.inSeconds) \($0.event)" }
    #expect(
      lines == ["1 0.0 arrival", "2 2.0 arrival", "3 3.0 departure", "4 4.0 arrival"]
    )
  }

  @Test func linesBeyondTheLimitAreCounted() {
    var model = Clerk()
    var trace = EventTrace<Clerk>(limit: 2)
    model.run(maximumEvents: 10, observer: &trace)
    #expect(trace.lines.count == 2)
    #expect(trace.omittedCount == 8)
  }

  @Test func upcomingEventsAreThoseThatTheRunWillHandleIfNothingIsAdded() {
    var model = Clerk()
    model.run(until: .seconds(2))
    let before = model.engine.pendingCount
    let upcoming = model.engine.upcoming(5)
    #expect(upcoming.map(\.time) == [.seconds(3), .seconds(4)])
    #expect(upcoming.map { "\($0.event)" } == ["departure", "arrival"])
    #expect(upcoming.map(\.priority) == [EventPriority.completion, 0])
    #expect(model.engine.pendingCount == before)
    #expect(model.engine.upcoming(1).count == 1)
    #expect(model.engine.upcoming(0).isEmpty)
  }

  @Test func theHandSimulationTableIsThatOfTheBlackboard() {
    var model = Clerk()
    var table = HandSimulationTable<Clerk>(
      columns: [
        ("line", { "\($0.clerk.lineLength)" }), ("busy", { "\($0.clerk.busyUnits)" }),
      ],
      upcoming: 2
    )
    model.run(until: .seconds(6), observer: &table)
    #expect(
      "\(table)" == """
        no.  clock     event      line  busy  next events
        1    00:00:00  arrival    0     1     arrival at 00:00:02, departure at 00:00:03
        2    00:00:02  arrival    1     1     departure at 00:00:03, arrival at 00:00:04
        3    00:00:03  departure  0     1     arrival at 00:00:04, departure at 00:00:06
        4    00:00:04  arrival    1     1     departure at 00:00:06, arrival at 00:00:06
        5    00:00:06  departure  0     1     arrival at 00:00:06, departure at 00:00:09
        6    00:00:06  arrival    1     1     arrival at 00:00:08, departure at 00:00:09
        """
    )
  }

  @Test func rowsBeyondTheLimitOfTheTableAreCounted() {
    var model = Clerk()
    var table = HandSimulationTable<Clerk>(columns: [], limit: 2)
    model.run(maximumEvents: 2, observer: &table)
    #expect(table.rows.count == 2)
    #expect(table.omittedCount == 0)
    model.run(maximumEvents: 8, observer: &table)
    #expect(table.rows.map(\.first) == ["1", "2"])
    #expect(table.omittedCount == 8)
  }

  @Test func processesShowWhatComesNextAndWhoWaits() throws {
    let simulation = Simulation()
    let teller = simulation.resource("teller", capacity: 1)
    for name in ["Ada", "Ben"] {
      simulation.process(name) { try await teller.use(for: .seconds(5)) }
    }
    simulation.process("Cho", after: .seconds(9)) {}
    try simulation.advance(until: .seconds(1))
    #expect(simulation.upcoming(9).map(\.name) == ["Ada", "Cho"])
    #expect(simulation.upcoming(9).map(\.time) == [.seconds(5), .seconds(9)])
    #expect(simulation.waits.map(\.process) == ["Ada", "Ben"])
    #expect(simulation.waits.map(\.reason) == ["its work at teller", "1 of teller"])
    simulation.end()
  }
}
