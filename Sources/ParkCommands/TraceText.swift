import DiscreteEvents
import LogisticsPark

/// Traces of a park as people and programs read them: people by the clock, programs in seconds since
/// the start of the run.
struct TraceText {
  /// Time of day at which the run begins.
  let timeOfDay: SimulationTime

  func list(_ steps: [ParkTraceStep]) -> String {
    var table = TextTable([("no.", .right), ("clock", .left), ("event", .left)])
    for step in steps { table.add(["\(step.number)", clock(step.time), step.event]) }
    return table.text
  }

  private func clock(_ time: SimulationTime) -> String { ClockText.text(time, from: timeOfDay) }

  func table(_ steps: [ParkTraceStep]) -> String {
    let titles = steps.first?.after.counts.map(\.title) ?? []
    var table = TextTable(
      [("no.", .right), ("clock", .left), ("event", .left)]
        + titles.map { ($0, .right) } + [("next", .left)]
    )
    for step in steps {
      let counts = step.after.counts.map { "\($0.count)" }
      let next = step.next.map { "\($0.event) at \(clock($0.time))" } ?? "nothing"
      table.add(["\(step.number)", clock(step.time), step.event] + counts + [next])
    }
    return table.text
  }

  func text(_ outlook: ParkOutlook) -> String {
    let counts = outlook.glance.counts.map { "\($0.title) \($0.count)" }.joined(separator: ", ")
    var waits = TextTable([("who waits", .left), ("for what", .left), ("since", .left)])
    for wait in outlook.waits {
      waits.add([wait.who, wait.what, wait.since.map(clock) ?? ""])
    }
    var next = TextTable([("clock", .left), ("next events", .left)])
    for event in outlook.upcoming { next.add([clock(event.time), event.event]) }
    return [
      "At \(clock(outlook.time)): \(counts)",
      "",
      outlook.waits.isEmpty ? "Nobody waits." : waits.text,
      "",
      outlook.upcoming.isEmpty ? "Nothing is going to happen." : next.text,
    ].joined(separator: "\n")
  }
}

extension TraceText {
  private struct Step: Encodable {
    var number: Int
    var timeS: Double
    var event: String
    var after: [String: Int]
  }

  private struct Trace: Encodable {
    var steps: [Step]
    var omitted: Int
  }

  private struct Outlook: Encodable {
    struct Wait: Encodable {
      var who: String
      var what: String
      var sinceS: Double?
    }

    struct Next: Encodable {
      var timeS: Double
      var event: String
    }

    var timeS: Double
    var counts: [String: Int]
    var waits: [Wait]
    var next: [Next]
  }

  static func json(_ steps: [ParkTraceStep], omitted: Int) -> String {
    JSONText.of(
      Trace(
        steps: steps.map {
          Step(
            number: $0.number,
            timeS: $0.time.inSeconds,
            event: $0.event,
            after: counts($0.after)
          )
        },
        omitted: omitted
      )
    )
  }

  static func json(_ outlook: ParkOutlook) -> String {
    JSONText.of(
      Outlook(
        timeS: outlook.time.inSeconds,
        counts: counts(outlook.glance),
        waits: outlook.waits.map {
          Outlook.Wait(who: $0.who, what: $0.what, sinceS: $0.since?.inSeconds)
        },
        next: outlook.upcoming.map { Outlook.Next(timeS: $0.time.inSeconds, event: $0.event) }
      )
    )
  }

  private static func counts(_ glance: ParkGlance) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: glance.counts.map { ($0.title.replacing(" ", with: "_"), $0.count) }
    )
  }
}
