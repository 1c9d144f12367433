import DiscreteEvents
import LogisticsPark
import ScenarioFiles
import Wording

/// Traces of a park as people and programs read them: people by the clock, programs in seconds since
/// the start of the run.
struct TraceText {
  /// Time of day at which the run begins.
  let timeOfDay: SimulationTime

  /// Titles and alignments of the columns: three for a list, more for a table.
  private func columns(of step: ParkTraceStep?, asTable: Bool) -> [(String, TextTable.Alignment)] {
    let columns: [(String, TextTable.Alignment)] = [
      (Phrase("no.", "序号").spoken, .right), (Phrase("clock", "时刻").spoken, .left),
      (Phrase("event", "事件").spoken, .left),
    ]
    guard asTable else { return columns }
    let titles = step?.after.counts.map(\.title.spoken) ?? []
    return columns + titles.map { ($0, .right) } + [(Phrase("next", "下一事件").spoken, .left)]
  }

  private func cells(of step: ParkTraceStep, asTable: Bool) -> [String] {
    let cells = ["\(step.number)", clock(step.time), TerminalText.visible(step.event.spoken)]
    guard asTable else { return cells }
    let counts = step.after.counts.map { "\($0.count)" }
    return cells + counts + [TerminalText.visible(next(after: step))]
  }

  /// What comes next, and when.
  private func next(after step: ParkTraceStep) -> String {
    guard let next = step.next else { return Phrase("nothing", "没有").spoken }
    let time = clock(next.time)
    return Phrase("\(next.event.english) at \(time)", "\(time) \(next.event.chinese)").spoken
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

  func text(_ outlook: ParkOutlook) -> String {
    let counts = outlook.glance.counts.map { $0.title.followed(by: " \($0.count)", " \($0.count)") }
    var waits = TextTable([
      (Phrase("who waits", "谁在等").spoken, .left), (Phrase("for what", "等什么").spoken, .left),
      (Phrase("since", "自").spoken, .left),
    ])
    for wait in outlook.waits {
      waits.add([wait.who.spoken, wait.what.spoken, wait.since.map(clock) ?? ""])
    }
    var next = TextTable([
      (Phrase("clock", "时刻").spoken, .left), (Phrase("next events", "接下来的事件").spoken, .left),
    ])
    for event in outlook.upcoming { next.add([clock(event.time), event.event.spoken]) }
    let time = clock(outlook.time)
    return [
      Phrase(
        "At \(time): \(counts.map(\.english).joined(separator: ", "))",
        "\(time)：\(counts.map(\.chinese).joined(separator: "，"))"
      ).spoken,
      "",
      outlook.waits.isEmpty ? Phrase("Nobody waits.", "没有谁在等待。").spoken : waits.text,
      "",
      outlook.upcoming.isEmpty
        ? Phrase("Nothing is going to happen.", "不会再发生什么。").spoken : next.text,
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
        event: step.event.english,
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
          Outlook.Wait(who: $0.who.english, what: $0.what.english, sinceS: $0.since?.inSeconds)
        },
        next: outlook.upcoming.map {
          Outlook.Next(timeS: $0.time.inSeconds, event: $0.event.english)
        }
      )
    )
  }

  private static func counts(_ glance: ParkGlance) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: glance.counts.map {
        ($0.title.english.replacing(" ", with: "_"), $0.count)
      }
    )
  }
}
