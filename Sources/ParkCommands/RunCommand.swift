import ArgumentParser
import Experiments
import Foundation
import LogisticsPark
import ResultStore
import ScenarioFiles

/// `parksim run`: simulates a scenario and stores the results.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Simulate a scenario and write the results to a SQLite file.",
    discussion: """
      The same scenario and seed give the same results everywhere; replication k draws other
      chances than replication 1, in the same way everywhere.

      Example:
        parksim run Scenarios/shangrao/day.json --seed 7 --replications 10 --out Results/day.sqlite
      """
  )

  @Argument(help: "Scenario file (JSON).")
  var scenario: String

  @Option(help: "Seed of the study, 0 to 9007199254740991.")
  var seed: UInt64 = 1

  @Option(help: "Number of replications.")
  var replications: Int = 1

  @Option(help: "Replications that run at the same time; the machine's cores by default.")
  var jobs: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of the scenario, such as fleet.m100.count=40; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @Option(help: "Name of the runs in the results file; base, or the settings, by default.")
  var variant: String?

  @Option(help: "Results file; Results/<scenario's file name>.sqlite by default.")
  var out: String?

  @Flag(help: "Start the results file anew instead of adding to it.")
  var replace = false

  @Option(help: "Sensor samples: none, summary, or full (every sample is stored).")
  var telemetry: TelemetryLevel = .summary

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard seed < 1 << 53 else {
      throw ValidationError("--seed must be 0 to 9007199254740991, got \(seed)")
    }
    guard (1...1_000_000).contains(replications) else {
      throw ValidationError("--replications must be 1 to 1000000, got \(replications)")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be 1 to 1024, got \(jobs)")
    }
  }

  func run() throws {
    let scenario = try ScenarioFile.load(scenario, settings: settings)
    let path = out ?? ResultPath.standard(for: self.scenario)
    if out == nil { try ResultPath.makeFolder(of: path) }
    let file = try ResultFile.open(path: path, create: true, replace: replace)
    let batch = Batch(
      scenario,
      variant: variant ?? (settings.isEmpty ? "base" : settings.joined(separator: " ")),
      seed: seed,
      replications: 1...replications,
      threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      telemetry: telemetry
    )
    try noteRepeats(of: scenario, in: file)
    let progress = ProgressLine(replications: replications)
    defer { progress.clear() }
    let runs = try batch.run(
      into: file,
      provenance: .here(),
      progress: { progress.show(share: $0) }
    )
    progress.clear()
    let digest = try file.contentDigest()
    if json {
      Terminal.print(RunJSON(runs: runs, path: path, fileDigest: digest).text)
    } else {
      let summary = RunSummary(
        scenario: scenario.configuration,
        path: self.scenario,
        runs: runs,
        seed: seed
      )
      Terminal.print(summary.text(path: path, fileDigest: digest))
    }
  }
}

extension RunCommand {
  /// Says so if the file holds some of these runs: averages over all runs would count them twice.
  private func noteRepeats(of scenario: Scenario, in file: ResultFile) throws {
    let repeats = try file.runs().filter { run in
      run.status == .complete && run.identity.scenarioDigest == scenario.digest
        && run.identity.seed == seed && run.identity.replication <= replications
        && run.identity.modelRevision == ModelRevision.current
    }
    if let first = repeats.first {
      Terminal.note(
        "note: the file holds \(repeats.count == 1 ? "this run" : "\(repeats.count) of these runs") "
          + "already (run \(first.id.number)); averages over all its runs count them twice"
      )
    }
  }
}

extension TelemetryLevel: ExpressibleByArgument {}

/// Where results go.
enum ResultPath {
  /// `Results/<name>.sqlite` for `.../<name>.json`.
  static func standard(for scenario: String) -> String {
    let name = URL(fileURLWithPath: scenario).deletingPathExtension().lastPathComponent
    return "Results/\(name).sqlite"
  }

  /// Makes the folder of a path if it is missing.
  static func makeFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandError(
        status: .storage,
        message: "can not make the folder \(folder.path): name another place with --out"
      )
    }
  }
}

/// Progress of a batch on one line of the terminal.
final class ProgressLine: Sendable {
  private let replications: Int

  init(replications: Int) {
    self.replications = replications
  }

  func show(share: Double) {
    let done = Int((share * 40).rounded(.down))
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: 40 - done)
    let what = replications == 1 ? "" : "  \(replications) replications"
    Terminal.progress("[\(bar)] \(NumberText.percent(share))\(what)")
  }

  func clear() {
    Terminal.progress("")
  }
}

extension RunProvenance {
  /// Provenance of a run that this process starts now.
  static func here() -> RunProvenance {
    RunProvenance(
      version: ParkSim.version,
      host: ProcessInfo.processInfo.hostName,
      startedAt: Date.now.formatted(.iso8601),
      command: CommandLine.arguments.joined(separator: " ")
    )
  }
}
