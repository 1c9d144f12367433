import ArgumentParser
import Experiments
import Foundation
import LogisticsPark
import ScenarioFiles

/// `parksim regress`: compares runs with the committed baselines.
struct RegressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regress",
    abstract: "Run the baselines' scenarios again and say what differs; exit 1 if that matters.",
    discussion: """
      A baseline holds the events of a run, its metrics with tolerances, and means over many
      replications. A run is judged on three rungs: the same events; else every metric within its
      tolerance; else means that are equivalent over the replications (two one-sided tests, 5 %). Where
      events differ, the first one that does is named with both versions.

      After a change that is meant to alter results, look at the differences, then accept them with a
      reason. docs/how-to/regression.md tells more.

      Examples:
        parksim regress
        parksim regress --set dispatch.policy=nearest
        parksim regress Results/baselines/shangrao-day-seed1.json --other-seed 2
        parksim regress --accept --reason "Drones now land at the nearest pad"
      """
  )

  @Argument(help: "Baseline files; all in the baselines folder by default.")
  var files: [String] = []

  @Option(help: "Folder with the baselines.")
  var baselines = "Results/baselines"

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of the scenario, to see what it alters; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Run with another seed, so that only the third rung can hold."
  )
  var otherSeed: UInt64?

  @Option(help: "Another parksim to compare with, in place of what the baselines hold.")
  var against: String?

  @Option(help: "File to write the outcome to as JUnit XML.")
  var junit: String?

  @Option(help: "Make a new baseline for a scenario file, with --reason.")
  var add: String?

  @Flag(help: "Adopt what differs as the new baseline, with --reason.")
  var accept = false

  @Option(help: "Why the new results are right.")
  var reason: String?

  @Option(parsing: .unconditional, help: "Seed of a new baseline, 0 to 9007199254740991.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: "Replications behind the means of a new baseline, 2 to 10000; by its length by default."
  )
  var replications: Int?

  func validate() throws {
    if accept || add != nil, (reason ?? "").isEmpty {
      throw ValidationError("--accept and --add need --reason \"why the new results are right\"")
    }
    let changes = !settings.isEmpty || otherSeed != nil || against != nil
    if accept || add != nil, changes {
      throw ValidationError(
        "--accept and --add do not go with --set, --other-seed or --against: they adopt what the "
          + "scenario files give"
      )
    }
    if replications != nil, add == nil {
      throw ValidationError("--replications is for a new baseline: give it with --add")
    }
    if let replications, !(2...10_000).contains(replications) {
      throw ValidationError("--replications must be 2 to 10000, got \(replications)")
    }
    for (name, seed) in [("--seed", seed), ("--other-seed", otherSeed ?? 0)]
    where seed >= 1 << 53 {
      throw ValidationError("\(name) must be 0 to 9007199254740991, got \(seed)")
    }
  }

  func run() throws {
    if let add { return try addBaseline(of: add) }
    var outcomes: [RegressionOutcome] = []
    defer { Terminal.progress("") }
    for path in try paths() {
      let outcome = try judge(path)
      Terminal.progress("")
      Terminal.print(RegressionText(outcome).text)
      outcomes.append(outcome)
      guard accept else { continue }
      if outcome.regression.rung == .same {
        Terminal.print("  nothing to accept: the baseline stays as it is")
      } else {
        try adopt(outcome)
      }
    }
    if let junit { try write(Data(JUnitText.text(of: outcomes).utf8), to: junit) }
    let failures = outcomes.count { $0.regression.rung == .differs }
    if failures > 0, !accept { throw CommandError(status: .checkFailed, message: "") }
  }

  private func judge(_ path: String) throws -> RegressionOutcome {
    let own = try read(path)
    let scenario = try ScenarioFile.load(own.scenario, settings: settings)
    let runner = RegressionRunner(
      scenario,
      seed: otherSeed ?? own.seed,
      threads: ProcessInfo.processInfo.activeProcessorCount
    )
    let other = try against.map {
      try OtherProgram($0, scenario: own.scenario, settings: settings, of: own)
    }
    let baseline = try other?.baseline(like: own) ?? own
    let run = try runner.run(baseline.replication)
    let regression = try Regression(
      run,
      scenarioDigest: scenario.digest,
      beside: baseline,
      firstEvent: { try other?.firstDifference(from: scenario, seed: runner.seed) },
      means: other.map { other in { try other.means(like: baseline) } },
      moments: { names in
        try runner.moments(of: names, over: baseline.replications) {
          Terminal.progress("\(NumberText.percent($0)) of the replications for the means")
        }
      }
    )
    return RegressionOutcome(
      path: path,
      baseline: baseline,
      regression: regression,
      timeOfDay: scenario.configuration.initial.timeOfDay
    )
  }

  // MARK: - Baselines

  private func addBaseline(of scenario: String) throws {
    let name = URL(fileURLWithPath: scenario).deletingPathExtension().lastPathComponent
    let folder = URL(fileURLWithPath: scenario).deletingLastPathComponent().lastPathComponent
    let path = "\(baselines)/\(folder)-\(name)-seed\(seed).json"
    if FileManager.default.fileExists(atPath: path) {
      throw CommandError(
        status: .badInput,
        message:
          "'\(path)' is there already, with tolerances that may have been set by hand: adopt new "
          + "results with parksim regress \(path) --accept --reason TEXT, or remove it first"
      )
    }
    let baseline = try make(scenario, seed: seed, replication: 1, replications)
    try? FileManager.default.createDirectory(
      atPath: baselines,
      withIntermediateDirectories: true
    )
    try write(baseline, to: path)
    Terminal.print("added    \(path)")
  }

  /// The baseline as it would be made now; tolerances and margins that somebody has set stay.
  private func adopt(_ outcome: RegressionOutcome) throws {
    let old = outcome.baseline
    var new = try make(
      old.scenario,
      seed: old.seed,
      replication: old.replication,
      old.replications
    )
    new.tolerance = old.tolerance
    for index in new.metrics.indices {
      let name = new.metrics[index].name
      new.metrics[index].tolerance = old.metrics.first { $0.name == name }?.tolerance
    }
    for index in new.means.indices {
      let name = new.means[index].name
      guard let margin = old.means.first(where: { $0.name == name })?.margin else { continue }
      new.means[index].margin = margin
    }
    try write(new, to: outcome.path)
    Terminal.print("accepted \(outcome.path)")
  }

  private func make(
    _ scenario: String,
    seed: UInt64,
    replication: Int,
    _ replications: Int?
  ) throws -> Baseline {
    let runner = RegressionRunner(
      try ScenarioFile.load(scenario),
      seed: seed,
      threads: ProcessInfo.processInfo.activeProcessorCount
    )
    defer { Terminal.progress("") }
    return try Baseline.make(
      path: scenario,
      runner,
      replication: replication,
      replications: replications,
      reason: reason ?? ""
    ) {
      Terminal.progress("\(NumberText.percent($0)) of the replications for the means")
    }
  }

  private func paths() throws -> [String] {
    if !files.isEmpty { return files }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: baselines)) ?? []
    let found = names.filter { $0.hasSuffix(".json") }.sorted().map { "\(baselines)/\($0)" }
    guard !found.isEmpty else {
      throw CommandError(
        status: .badInput,
        message: "no baselines in \(baselines): call from the project's folder or name files"
      )
    }
    return found
  }

  private func read(_ path: String) throws -> Baseline {
    guard let data = FileManager.default.contents(atPath: path) else {
      let why =
        FileManager.default.fileExists(atPath: path)
        ? "it can not be read: check that it is a file and its permissions"
        : "there is no such baseline: check the path, or make one with --add SCENARIO --reason TEXT"
      throw CommandError(status: .badInput, message: "'\(path)': \(why)")
    }
    do {
      return try Baseline.read(from: data)
    } catch {
      let why =
        switch error {
        case .malformed: "is not a baseline: restore it, or make it anew with --add"
        case .otherFormat(let format):
          "has format \(format), this version reads format \(Baseline.currentFormat): make it anew "
            + "with --add"
        }
      throw CommandError(status: .badInput, message: "\(path) \(why)")
    }
  }

  private func write(_ baseline: Baseline, to path: String) throws {
    try write(try baseline.fileData(), to: path)
  }

  private func write(_ data: Data, to path: String) throws {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandError(status: .storage, message: "can not write \(path)")
    }
  }
}
