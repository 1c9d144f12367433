import DiscreteEvents
import LogisticsPark
import ScenarioFiles

/// Traces of a park as people and programs read them: people by the clock, programs in seconds since
/// the start of the run.
struct TraceText {
  /// Time of day at which the run begins.
  let timeOfDay: SimulationTime

  /// Titles and alignments of the columns: three for a list, more for a table.
  private func columns(of step: ParkTraceStep?, asTable: Bool) -> [(String, TextTable.Alignment)] {
    let columns: [(String, TextTable.Alignment)] = [
      ("no.", .right), ("clock", .left), ("event", .left),
    ]
    guard asTable else { return columns }
    let titles = step?.after.counts.map(\.title) ?? []
    return columns + titles.map { ($0, .right) } + [("next", .left)]
  }

  private func cells(of step: ParkTraceStep, asTable: Bool) -> [String] {
    let cells = ["\(step.number)", clock(step.time), TerminalText.visible(step.event)]
    guard asTable else { return cells }
    let counts = step.after.counts.map { "\($0.count)" }
    let next = step.next.map { "\($0.event) at \(clock($0.time))" } ?? "nothing"
    return cells + counts + [TerminalText.visible(next)]
  }

  /// Prints events in columns, in memory that does not grow with their number: the park is simulated
  /// twice, for the widths and for the lines.
  ///
  /// - Parameters:
  ///   - asTable: Whether each event has a row that says how the park stands after it.
  ///   - steps: Hands over the events, the same each time; gives how many were left out.
  ///   - write: Takes the text piece by piece.
  /// - Returns: How many events were left out.
  func print(
    asTable: Bool,
    _ steps: (@escaping (ParkTraceStep) -> Void) -> Int,
    _ write: @escaping (String) -> Void
  ) -> Int {
    var first: ParkTraceStep?
    var widths: [Int] = []
    _ = steps { step in
      if first == nil {
        first = step
        widths = columns(of: step, asTable: asTable).map { TerminalText.width(of: $0.0) }
      }
      for (column, cell) in cells(of: step, asTable: asTable).enumerated() {
        widths[column] = max(widths[column], TerminalText.width(of: cell))
      }
    }
    let header = columns(of: first, asTable: asTable)
    if first == nil { widths = header.map { TerminalText.width(of: $0.0) } }
    let layout = TextTable.Layout(alignments: header.map(\.1), widths: widths)
    write(layout.line(header.map(\.0)) + "\n")
    return steps { step in write(layout.line(cells(of: step, asTable: asTable)) + "\n") }
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

  /// Prints events as one object, in memory that does not grow with their number.
  ///
  /// - Parameters:
  ///   - steps: Hands over the events, the same each time; gives how many were left out.
  ///   - write: Takes the text piece by piece.
  static func printJSON(
    _ steps: (@escaping (ParkTraceStep) -> Void) -> Int,
    _ write: @escaping (String) -> Void
  ) {
    let omitted = steps { _ in }
    write("{\n  \"omitted\" : \(omitted),\n  \"steps\" : [\n")
    var separator = ""
    _ = steps { step in
      let document = Step(
        number: step.number,
        timeS: step.time.inSeconds,
        event: step.event,
        after: counts(step.after)
      )
      let lines = JSONText.of(document).split(separator: "\n").map { "    " + $0 }
      write(separator + lines.joined(separator: "\n"))
      separator = ",\n"
    }
    write("\n  ]\n}\n")
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
