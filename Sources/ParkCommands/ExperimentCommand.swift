import ArgumentParser
import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// `parksim experiment`: runs the variants of a scenario.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Run the variants of a scenario, as often as an experiment file asks.",
    discussion: """
      Runs that the results file holds already are not made again: an experiment that was interrupted
      goes on, and a repeated one is answered from the file. All faults are found before the first
      run. docs/how-to/experiments.md tells how an experiment is written.

      Examples:
        parksim experiment Scenarios/experiments/bays.json
        parksim compare Results/bays.sqlite
        parksim experiment Scenarios/experiments/drones-and-bays.json
      """
  )

  @Argument(help: "Experiment file (JSON).")
  var experiment: String

  @Option(
    parsing: .unconditional,
    help: "Replications of each variant with each seed, 1 to 100000; as the file says by default."
  )
  var replications: Int?

  @Option(
    parsing: .unconditional,
    help: "Runs at the same time, 1 to 1024; the machine's cores by default."
  )
  var jobs: Int?

  @Option(help: ArgumentHelp("Make only a share of the runs, such as 3/40.", valueName: "i/N"))
  var shard: Shard?

  @Option(help: "Results file; Results/<experiment's file name>.sqlite by default.")
  var out: String?

  @Flag(help: "Start the results file anew instead of adding to it.")
  var replace = false

  @OptionGroup var limits: LimitArguments

  @Flag(help: "Show the variants without running them.")
  var list = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if let replications, !(1...100_000).contains(replications) {
      throw ValidationError("--replications must be 1 to 100000, got \(replications)")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be 1 to 1024, got \(jobs)")
    }
    try StoredRuns.validate(out: out, variant: nil)
  }

  func run() throws {
    let design = try ExperimentFile.load(experiment, replications: replications)
    noteTwins(in: design)
    noteSlips(in: design)
    if list {
      return json
        ? Terminal.printData(ExperimentSummary.json(of: design))
        : Terminal.print(ExperimentSummary.table(of: design))
    }
    if let most = design.precision?.mostReplications, design.replications > most {
      throw CommandError(
        status: .badInput,
        message:
          "--replications \(design.replications) is more than \"most_replications\", \(most), of "
          + "the precision: make that larger in \(experiment)"
      )
    }
    if shard != nil { try ShardText.refusePrecision(design) }
    let path = out ?? ResultPath.standard(for: experiment)
    let telemetry = TelemetryLevel(rawValue: design.telemetry) ?? .none
    let held = try replace ? nil : CompleteRuns.held(by: path, telemetry: telemetry)
    try CostGate.check(prepared(design).cost(without: held), limits.limits)
    if out == nil { try ResultPath.makeFolder(of: path) }
    let file = try ResultFile.open(path: path, create: true, replace: replace) {
      Terminal.note("note: another program makes '\(path)' anew; waiting for its end")
    }
    StoredRuns.noteUpgrade(of: file)
    let outcome = try run(design, into: file)
    if json {
      Terminal.printData(try ExperimentSummary.json(of: outcome, design, in: file, shard))
    } else {
      Terminal.print(try ExperimentSummary.summary(of: outcome, design, in: file, shard))
    }
    if let failure = outcome.failures.first {
      let rest = outcome.failures.count - 1
      let more = rest > 0 ? " (and \(rest) more failed)" : ""
      throw CommandError(
        status: ExitStatus(of: failure),
        message: "\(failure.message)\(more); the same command runs what is missing again"
      )
    }
  }

  /// What the scenarios have that is often a slip, each note once with the variants of which it is true.
  private func noteSlips(in design: ExperimentDesign) {
    var found: [(note: String, variants: [String])] = []
    for variant in design.variants {
      for note in variant.scenario.notes.map(\.english) {
        if let place = found.firstIndex(where: { $0.note == note }) {
          found[place].variants.append(variant.name)
        } else {
          found.append((note, [variant.name]))
        }
      }
    }
    let most = 5
    for (note, variants) in found.prefix(most) {
      let isOfAll = variants.count == design.variants.count
      Terminal.note("note: \(isOfAll ? "" : VariantNames.list(variants) + ": ")\(note)")
    }
    if found.count > most {
      Terminal.note("note: \(found.count - most) more: parksim scenario check tells them")
    }
  }

  /// Two variants with one scenario are allowed, to see what chance does, and yet often a slip.
  private func noteTwins(in design: ExperimentDesign) {
    var names: [String: String] = [:]
    for variant in design.variants {
      let digest = variant.scenario.digest
      if let twin = names[digest] {
        Terminal.note(
          "note: '\(TerminalText.visible(variant.name))' and '\(TerminalText.visible(twin))' are the same "
            + "scenario"
        )
      } else {
        names[digest] = variant.name
      }
    }
  }

  private func prepared(_ design: ExperimentDesign) -> Experiment {
    var experiment = Experiment(
      design,
      threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      shard: shard
    )
    experiment.limits = limits.limits
    return experiment
  }

  private func run(
    _ design: ExperimentDesign,
    into file: ResultFile
  ) throws -> Experiment.Outcome {
    let line = TimedProgress()
    defer { line.clear() }
    let experiment = prepared(design)
    ExperimentLock.hold(file.path, for: experiment.text, shard: shard?.text ?? "") {
      Terminal.note(
        "note: another program makes these runs into '\(file.path)'; waiting for its end"
      )
    }
    return try experiment.run(
      into: file,
      provenance: .here(),
      waiting: JoinWait { note in
        line.clear()
        Terminal.note(note)
      },
      progress: { line.show(share: $0.share, of: $0.runs) }
    )
  }
}

/// Progress of many runs on one line of the terminal, with the time that is left.
final class TimedProgress: @unchecked Sendable {
  private let lock = NSLock()
  private var start = ContinuousClock.now
  private var runs = 0

  /// Shows how far a round of runs is.
  func show(share: Double, of runs: Int) {
    let left = lock.withLock {
      if runs != self.runs { (self.runs, start) = (runs, .now) }
      return Self.left(after: ContinuousClock.now - start, share: share)
    }
    Terminal.progress(share: share, "of \(NumberText.count(runs, "run"))\(left)")
  }

  /// Clears the line.
  func clear() { Terminal.progress("") }

  /// In words; nothing before there is something to go by.
  private static func left(after time: Duration, share: Double) -> String {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    guard share > 0.01, seconds > 1 else { return "" }
    return ", \(NumberText.time(seconds: seconds * (1 - share) / share)) left"
  }
}

/// An experiment as people and programs read it.
enum ExperimentSummary {
  static func table(of design: ExperimentDesign) -> String {
    var table = TextTable(
      [("variant", .left), ("scenario", .left), ("seed", .left)]
        + design.factors.map { ($0.name, .right) }
    )
    for (index, variant) in design.variants.enumerated() {
      let mark = index == design.standard ? " (standard)" : ""
      table.add(
        [
          TerminalText.visible(variant.name) + mark, String(variant.scenario.digest.prefix(12)),
          seedText(variant.seeds),
        ] + variant.levels.map { TerminalText.visible($0) }
      )
    }
    let count = design.variants.count * design.replications * design.seeds.count
    let first = design.precision == nil ? "" : " in the first stage"
    return
      (["\(TerminalText.visible(design.name)): \(NumberText.count(count, "run"))\(first)"]
      + table.lines)
      .joined(separator: "\n")
  }

  private static func seedText(_ seeds: [UInt64]) -> String {
    let shown = seeds.prefix(4).map { "\($0)" }.joined(separator: ", ")
    return seeds.count > 4 ? "\(shown), ... (\(seeds.count))" : shown
  }

  static func json(of design: ExperimentDesign) -> String {
    JSONNode.Value.members([
      ("name", .string(design.name)), ("replications", .integer(design.replications)),
      (
        "variants",
        .list(
          design.variants.enumerated().map { index, variant in
            .members([
              ("name", .string(variant.name)), ("scenario", .string(variant.scenario.digest)),
              ("seeds", .list(variant.seeds.map { .integer(Int($0)) })),
              ("is_standard", .bool(index == design.standard)),
              (
                "levels",
                .members(
                  zip(design.factors, variant.levels).map { ($0.name, .string($1)) }
                )
              ),
            ])
          }
        )
      ),
    ]).node.prettyText
  }

  /// How many runs were made and taken over, and where the results are.
  static func summary(
    of outcome: Experiment.Outcome,
    _ design: ExperimentDesign,
    in file: ResultFile,
    _ shard: Shard?
  ) throws -> String {
    let variants = design.variants.count
    var lines = [
      "\(TerminalText.visible(design.name)): \(variants) \(variants == 1 ? "variant" : "variants"), "
        + "\(outcome.replications) \(outcome.replications == 1 ? "replication" : "replications") of each"
        + (design.seeds.count > 1 ? " with each of \(design.seeds.count) seeds" : "")
        + (shard.map { ", shard \($0.text)" } ?? "")
    ]
    let made = NumberText.count(outcome.made, "run") + " made"
    if outcome.made == 0, outcome.reused == 0, outcome.failures.isEmpty {
      lines.append("Runs        none: there are more shards than runs")
    } else if outcome.made == 0, outcome.failures.isEmpty {
      lines.append("Runs        none made: '\(file.path)' holds all \(outcome.reused) of them")
    } else {
      let taken = outcome.reused > 0 ? ", \(outcome.reused) taken from the file" : ""
      lines.append("Runs        \(made)\(taken)")
    }
    if let precision = self.precision(of: outcome, design) {
      lines.append("Precision   \(precision)")
    }
    let word = RunCommandLine.word(file.path)
    lines.append("Results     \(file.path)")
    lines.append("Digest      \(try file.contentDigest()) (of all complete runs in the file)")
    lines.append(
      shard == nil
        ? "Next        parksim \(variants == 1 ? "metrics" : "compare") \(word)"
        : "Next        parksim merge Results/all.sqlite \(word) ..."
    )
    return lines.joined(separator: "\n")
  }

  private static func precision(
    of outcome: Experiment.Outcome,
    _ design: ExperimentDesign
  ) -> String? {
    guard let precision = design.precision, let farthest = outcome.farthest else { return nil }
    return PrecisionText(farthest, precision, design).text(after: outcome.replications)
  }

  static func json(
    of outcome: Experiment.Outcome,
    _ design: ExperimentDesign,
    in file: ResultFile,
    _ shard: Shard?
  ) throws -> String {
    JSONNode.Value.members([
      ("name", .string(design.name)), ("variants", .integer(design.variants.count)),
      ("replications", .integer(outcome.replications)), ("runs_made", .integer(outcome.made)),
      ("runs_taken_from_file", .integer(outcome.reused)),
      ("runs_failed", .integer(outcome.failures.count)),
      ("shard", shard.map { .string($0.text) } ?? .null),
      ("is_precise", outcome.isPrecise.map { .bool($0) } ?? .null),
      ("widest_half_width", number(outcome.farthest.flatMap { $0.longerArm(level: design.level) })),
      ("missing", outcome.farthest?.code.map { .string($0) } ?? .null),
      (
        "replications_needed",
        outcome.farthest?.replicationsNeeded.map { .integer($0) } ?? .null
      ),
      ("results", .string(file.path)), ("content_digest", .string(try file.contentDigest())),
    ]).node.prettyText
  }

  private static func number(_ value: Double?) -> JSONNode.Value {
    value.map { $0.isFinite ? .double($0) : .null } ?? .null
  }
}
