import ArgumentParser
import DiscreteEvents
import LogisticsPark
import ScenarioFiles
import Wording

/// `parksim trace`: shows what happens in a run, event by event.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show a run event by event, or who waits for what at an instant.",
    discussion: """
      Without --at the events of a period are listed; with --table each one has a row that says how
      the park stands after it, as in a simulation by hand: an order is `with drone` from loading to
      delivery, and a drone is `away` from loading until it has landed. With --at the park is shown
      at an instant: who waits for what since when, and the next events. Nothing is stored.

      Times are what the clock shows: a run that begins at 10:30 (initial.time_of_day) is at 11:00
      after half an hour, and 1d 11:00 is on the next day. --json gives seconds since the start.

      Example:
        parksim trace Scenarios/shangrao/day.json --from 09:00 --to 09:05
        parksim trace Scenarios/shangrao/day.json --table --limit 30
        parksim trace Scenarios/shangrao/day.json --at 20:05
      """
  )

  @Argument(help: "Scenario file (JSON).")
  var scenario: String

  @Option(parsing: .unconditional, help: "Seed of the study, 0 to 9007199254740991.")
  var seed: UInt64 = 1

  @Option(parsing: .unconditional, help: "Number of the replication, 1 to 1000000.")
  var replication: Int = 1

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of the scenario, such as fleet.m100.count=12; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @OptionGroup var confinement: ScenarioConfinement

  @Option(help: "First instant, such as 20:05, 1d 08:00:30 or 44.5h; the start by default.")
  var from: String?

  @Option(help: "Last instant; the end by default.")
  var to: String?

  @Option(help: "Instant at which to look at the park.")
  var at: String?

  @Option(parsing: .unconditional, help: "Most events to show, from 1.")
  var limit: Int = 100

  @Flag(help: "Show after each event how many orders and drones are where.")
  var table = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard seed < 1 << 53 else {
      throw ValidationError(
        "--seed must be 0 to 9007199254740991, got \(seed)",
        "--seed 须为 0 到 9007199254740991，此处为 \(seed)"
      )
    }
    guard replication >= 1, replication <= 1_000_000 else {
      throw ValidationError(
        "--replication must be 1 to 1000000, got \(replication)",
        "--replication 须为 1 到 1000000，此处为 \(replication)"
      )
    }
    guard (1...1_000_000).contains(limit) else {
      throw ValidationError(
        "--limit must be 1 to 1000000, got \(limit)",
        "--limit 须为 1 到 1000000，此处为 \(limit)"
      )
    }
    for (name, text) in [("from", from), ("to", to), ("at", at)] {
      guard let text, ClockText.time(text) == nil else { continue }
      throw ValidationError(
        "--\(name) must be a time such as \(ClockText.examples), got \(text)",
        "--\(name) 须为时刻，如 \(ClockText.examples)，此处为 \(text)"
      )
    }
    if at != nil, from != nil || to != nil || table {
      throw ValidationError(
        "--at shows one instant: leave out --from, --to and --table",
        "--at 显示一个时刻：请去掉 --from、--to 和 --table"
      )
    }
    if let start = time(from), let end = time(to), start > end {
      throw ValidationError(
        "--from (\(start)) is after --to (\(end))",
        "--from（\(start)）晚于 --to（\(end)）"
      )
    }
  }

  func run() throws {
    let loaded = try ScenarioFile.load(
      scenario,
      settings: settings,
      within: confinement.scope(of: scenario)
    )
    let configuration = loaded.configuration
    let tracer = ParkTracer(configuration, seed: seed, replication: replication)
    let start = configuration.initial.timeOfDay
    let horizon = configuration.study.end
    try checkTimes(start: start, end: start + horizon)
    let words = TraceText(timeOfDay: start)
    if let instant = time(at) {
      let outlook = tracer.outlook(at: instant - start, upcoming: limit)
      json ? Terminal.printData(TraceText.json(outlook)) : Terminal.print(words.text(outlook))
      return
    }
    let steps = { (take: @escaping (ParkTraceStep) -> Void) in
      tracer.forEachStep(
        from: time(from).map { $0 - start } ?? .zero,
        to: time(to).map { $0 - start } ?? horizon,
        limit: limit,
        take
      )
    }
    let output = BufferedOutput(json ? .json : nil)
    defer { output.flush() }
    guard !json else { return TraceText.printJSON(steps) { output.add($0) } }
    let omitted = words.print(asTable: table, steps) { output.add($0) }
    output.flush()
    if omitted > 0 {
      Terminal.note(
        Phrase(
          "note: \(NumberText.count(omitted, "more event")); --from, --to and --limit choose others",
          "说明：另有 \(omitted) 个事件；用 --from、--to 和 --limit 选择其他事件"
        )
      )
    }
  }

  /// Refuses instants outside the run, all by the clock.
  private func checkTimes(start: SimulationTime, end: SimulationTime) throws {
    for (name, text) in [("from", from), ("at", at), ("to", to)] {
      guard let time = time(text) else { continue }
      if time < start {
        throw CommandError(
          status: .badInput,
          "--\(name) (\(time)) is before \(scenario) begins (\(start))"
            + (time + .days(1) > end ? "" : "; on the next day it is 1d \(time)"),
          "--\(name)（\(time)）早于 \(scenario) 的开始（\(start)）"
            + (time + .days(1) > end ? "" : "；次日的这一时刻写作 1d \(time)")
        )
      }
      if time > end, name != "to" {
        throw CommandError(
          status: .badInput,
          "--\(name) (\(time)) is after the end of \(scenario) (\(end))",
          "--\(name)（\(time)）晚于 \(scenario) 的结束（\(end)）"
        )
      }
    }
  }

  private func time(_ text: String?) -> SimulationTime? {
    text.flatMap { ClockText.time($0) }
  }
}
