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
      throw ValidationError(
        "--replications must be 1 to 100000, got \(replications)",
        "--replications 须为 1 到 100000，此处为 \(replications)"
      )
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError(
        "--jobs must be 1 to 1024, got \(jobs)",
        "--jobs 须为 1 到 1024，此处为 \(jobs)"
      )
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
        "--replications \(design.replications) is more than \"most_replications\", \(most), of "
          + "the precision: make that larger in \(experiment)",
        "--replications \(design.replications) 超过精度要求中的 \"most_replications\" \(most)：请在 \(experiment) 中增大"
      )
    }
    if shard != nil { try ShardText.refusePrecision(design) }
    let path = out ?? ResultPath.standard(for: experiment)
    let telemetry = TelemetryLevel(rawValue: design.telemetry) ?? .none
    let held = try replace ? nil : CompleteRuns.held(by: path, telemetry: telemetry)
    try CostGate.check(prepared(design).cost(without: held), limits.limits)
    if out == nil { try ResultPath.makeFolder(of: path) }
    let file = try ResultFile.open(path: path, create: true, replace: replace) {
      Terminal.note(
        Phrase(
          "note: another program makes '\(path)' anew; waiting for its end",
          "说明：另一个程序正在重建 '\(path)'；等待其结束"
        )
      )
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
      let more =
        rest > 0 ? Phrase(" (and \(rest) more failed)", "（另有 \(rest) 次失败）") : Phrase(same: "")
      throw CommandError(
        status: ExitStatus(of: failure),
        (failure.words + more).followed(
          by: "; the same command runs what is missing again",
          "；同一命令会补做缺少的运行"
        )
      )
    }
  }

  /// What the scenarios have that is often a slip, each note once with the variants of which it is true.
  private func noteSlips(in design: ExperimentDesign) {
    var found: [(note: Phrase, variants: [String])] = []
    for variant in design.variants {
      for note in variant.scenario.notes {
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
      let names = VariantNames.list(variants)
      let whose = isOfAll ? Phrase(same: "") : Phrase("\(names): ", "\(names)：")
      Terminal.note(Phrase("note: ", "说明：") + whose + note)
    }
    if found.count > most {
      Terminal.note(
        Phrase(
          "note: \(found.count - most) more: parksim scenario check tells them",
          "说明：另有 \(found.count - most) 条，见 parksim scenario check"
        )
      )
    }
  }

  /// Two variants with one scenario are allowed, to see what chance does, and yet often a slip.
  private func noteTwins(in design: ExperimentDesign) {
    var names: [String: String] = [:]
    for variant in design.variants {
      let digest = variant.scenario.digest
      if let twin = names[digest] {
        Terminal.note(
          Phrase(
            "note: '\(TerminalText.visible(variant.name))' and '\(TerminalText.visible(twin))' are the same "
              + "scenario",
            "说明：'\(TerminalText.visible(variant.name))' 与 '\(TerminalText.visible(twin))' 是同一场景"
          )
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
        Phrase(
          "note: another program makes these runs into '\(file.path)'; waiting for its end",
          "说明：另一个程序正在向 '\(file.path)' 写入这些运行；等待其结束"
        )
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
    let words = Phrase("of \(NumberText.count(runs, "run"))", "共 \(runs) 次运行") + left
    Terminal.progress(share: share, words.spoken)
  }

  /// Clears the line.
  func clear() { Terminal.progress("") }

  /// In words; nothing before there is something to go by.
  private static func left(after time: Duration, share: Double) -> Phrase {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    guard share > 0.01, seconds > 1 else { return Phrase(same: "") }
    let rest = NumberText.duration(seconds: seconds * (1 - share) / share)
    return Phrase(", \(rest.english) left", "，还需 \(rest.chinese)")
  }
}
