import ArgumentParser
import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import ResultStore
import ScenarioFiles
import Wording

/// `parksim run`: simulates a scenario and stores the results.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Simulate a scenario and write the results to a SQLite file.",
    discussion: """
      The same scenario and seed give the same results everywhere; replication k draws other
      chances than replication 1, in the same way everywhere.

      A run can be saved at an instant and go on from there: the results are those of a run without
      a break. What was saved can also be forked: see parksim fork --help.

      Examples:
        parksim run Scenarios/shangrao/day.json --seed 7 --replications 10 --out Results/day.sqlite
        parksim run Scenarios/shangrao/day.json --set charging.depot.chargers.standard.count=7 --advise --out Results/day.sqlite
        parksim run Scenarios/shangrao/day.json --until 20:05 --save Results/day-2005.checkpoint
        parksim run --resume Results/day-2005.checkpoint --out Results/day.sqlite
      """
  )

  @Argument(help: "Scenario file (JSON); none with --resume.")
  var scenario: String?

  // Unconditional: else -3 were an option of its own, and its message that a value is missing.
  @Option(
    parsing: .unconditional,
    help: "Seed of the study, 0 to 9007199254740991; 1 by default."
  )
  var seed: UInt64?

  @Option(parsing: .unconditional, help: "Number of replications, 1 to 1000000; 1 by default.")
  var replications: Int?

  @Option(
    parsing: .unconditional,
    help: "Replications that run at the same time, 1 to 1024; the machine's cores by default."
  )
  var jobs: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of the scenario, such as fleet.m100.count=40; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @Option(
    help: ArgumentHelp("Run only a share of the replications, such as 3/40.", valueName: "i/N")
  )
  var shard: Shard?

  @Option(help: "Name of the runs in the results file; base, or the settings, by default.")
  var variant: String?

  @Option(help: "Results file; Results/<scenario's file name>.sqlite by default.")
  var out: String?

  @Flag(help: "Start the results file anew instead of adding to it.")
  var replace = false

  @Option(
    help: "Sensor samples: none, summary (the default), or full (every sample is stored)."
  )
  var telemetry: TelemetryLevel?

  @Option(help: "Instant up to which to run, such as 20:05, 1d 08:00:30 or 44.5h; with --save.")
  var until: String?

  @Option(help: "File to save the run in, as it stands at --until; it enters no results file yet.")
  var save: String?

  @Option(help: "File in which a run was saved; the run goes on from there.")
  var resume: String?

  @Flag(
    help: "Also simulate one setting changed, or one unit more, at a time, on the same orders."
  )
  var advise = false

  @OptionGroup var confinement: ScenarioConfinement

  @OptionGroup var limits: LimitArguments

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if let seed, seed >= 1 << 53 {
      throw ValidationError(
        "--seed must be 0 to 9007199254740991, got \(seed)",
        "--seed 须为 0 到 9007199254740991，此处为 \(seed)"
      )
    }
    if let replications, !(1...1_000_000).contains(replications) {
      throw ValidationError(
        "--replications must be 1 to 1000000, got \(replications)",
        "--replications 须为 1 到 1000000，此处为 \(replications)"
      )
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError(
        "--jobs must be 1 to 1024, got \(jobs)",
        "--jobs 须为 1 到 1024，此处为 \(jobs)"
      )
    }
    try StoredRuns.validate(out: out, variant: variant)
    try validateAdvice()
    try validateStart()
    try validateSaving()
  }

  func run() throws {
    let parent = try resume.map { try CheckpointFile.read($0) }
    var batch = try parent.map { $0.batch(variant: variant) } ?? newRuns()
    batch.limits = limits.limits
    let path = parent?.scenarioPath ?? scenario ?? ""
    try CostGate.check(cost(of: batch), limits.limits)
    if let save { return try saveRun(batch, from: parent, scenarioPath: path, to: save) }
    try StoredRuns(
      batch: batch,
      scenarioPath: path,
      parent: parent,
      checkpointPath: resume,
      out: out,
      replace: replace,
      json: json,
      scope: confinement.scope(of: path),
      command: commandLine(path)
    ).run()
  }

  /// What the runs cost, with those of the changes that are tried.
  private func cost(of batch: Batch) -> CommandCost {
    var cost = batch.cost
    guard advise else { return cost }
    let changes = WhatIf.all(for: batch.scenario).count
    let run = RunCost(batch.scenario.configuration, telemetry: .none)
    cost.add(run, runs: StoredRuns.countOfAdvice(on: batch) * (changes + 1), isStored: false)
    return cost
  }

  /// The command, for what it suggests.
  private func commandLine(_ path: String) -> RunCommandLine {
    var options: [String] = []
    if let seed { options += ["--seed", "\(seed)"] }
    if let replications { options += ["--replications", "\(replications)"] }
    if let telemetry { options += ["--telemetry", telemetry.rawValue] }
    if confinement.confined { options.append("--confined") }
    for limit in limits.settings { options += ["--limit", limit] }
    if let out { options += ["--out", out] }
    return RunCommandLine(
      scenario: path,
      settings: settings,
      options: options,
      variant: variant,
      isSaved: resume != nil,
      isAdvising: advise
    )
  }

  private func newRuns() throws -> Batch {
    var batch = Batch(
      try ScenarioFile.load(
        scenario ?? "",
        settings: settings,
        within: confinement.scope(of: scenario ?? "")
      ),
      variant: variant ?? (settings.isEmpty ? "base" : settings.joined(separator: " ")),
      seed: seed ?? 1,
      replications: 1...(replications ?? 1),
      threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      telemetry: telemetry ?? .summary
    )
    batch.shard = shard
    return batch
  }
}

extension RunCommand {
  /// What-ifs are of a scenario from its start, and for people.
  private func validateAdvice() throws {
    guard advise else { return }
    let others = [
      ("--json", json), ("--shard", shard != nil), ("--save", save != nil),
      ("--resume", resume != nil),
    ]
    for (name, isGiven) in others where isGiven {
      throw ValidationError(
        "--advise simulates changes of a whole scenario: leave out \(name)",
        "--advise 模拟整个场景的更改：请去掉 \(name)"
      )
    }
    if let scenario, FileLink.kind(of: scenario) == .stream {
      throw ValidationError(
        "--advise reads the scenario again for each change: name a file, and no pipe",
        "--advise 对每项更改都重新读取场景：请指定文件，而不是管道"
      )
    }
  }
}

// MARK: - Checkpoints

extension RunCommand {
  /// A run begins with a scenario or goes on from a checkpoint, which says all that makes the run.
  private func validateStart() throws {
    guard resume != nil else {
      guard scenario == nil else { return }
      throw ValidationError(
        "name a scenario file, or a saved run with --resume FILE",
        "请指定场景文件，或用 --resume FILE 指定保存的运行"
      )
    }
    if let scenario {
      throw ValidationError(
        "--resume goes on with the saved scenario: leave out \(scenario)",
        "--resume 继续已保存的场景：请去掉 \(scenario)"
      )
    }
    if !settings.isEmpty {
      throw ValidationError(
        "--resume goes on with the saved scenario: parksim fork FILE --set key=value changes a key",
        "--resume 继续已保存的场景：要更改键请用 parksim fork FILE --set key=value"
      )
    }
    let given = [
      ("--seed", seed != nil), ("--replications", replications != nil),
      ("--telemetry", telemetry != nil), ("--jobs", jobs != nil),
      ("--shard", shard != nil),
    ]
    for (name, isGiven) in given where isGiven {
      throw ValidationError(
        "--resume goes on with the one saved run as it was: leave out \(name)",
        "--resume 原样继续保存的那次运行：请去掉 \(name)"
      )
    }
  }

  private func validateSaving() throws {
    guard let save else {
      guard let until else { return }
      throw ValidationError(
        "--until \(until) needs --save FILE; without it a run would end before its results are "
          + "known (study.horizon_h makes a run shorter, parksim trace --at \(until) looks at it)",
        "--until \(until) 需要 --save FILE；否则运行会在得出结果之前结束（study.horizon_h 可缩短运行，parksim trace --at \(until) 可查看该时刻）"
      )
    }
    if save.isEmpty {
      throw ValidationError(
        "--save is empty: give it the name of a file",
        "--save 为空：请写明文件名"
      )
    }
    guard let until else {
      throw ValidationError(
        "--save \(save) needs --until, such as 20:05",
        "--save \(save) 需要 --until，如 20:05"
      )
    }
    guard ClockText.time(until) != nil else {
      throw ValidationError(
        "--until must be a time such as \(ClockText.examples), got \(until)",
        "--until 须为时刻，如 \(ClockText.examples)，此处为 \(until)"
      )
    }
    if shard != nil {
      throw ValidationError(
        "--save keeps one run in its file, so it does not go with --shard",
        "--save 在文件中保存一次运行，因此不能与 --shard 同用"
      )
    }
    if let replications, replications > 1 {
      throw ValidationError(
        "--save keeps one run in its file, so it does not go with --replications \(replications): "
          + "save each run by itself, with a seed of its own",
        "--save 在文件中保存一次运行，因此不能与 --replications \(replications) 同用：请用各自的种子分别保存"
      )
    }
    if out != nil || replace {
      throw ValidationError(
        "a run that is saved enters a results file when it is resumed: give --out and --replace then",
        "保存的运行在继续时才写入结果文件：届时再写 --out 和 --replace"
      )
    }
  }

  private func saveRun(
    _ batch: Batch,
    from parent: Checkpoint?,
    scenarioPath: String,
    to path: String
  ) throws {
    let configuration = batch.scenario.configuration
    let beginning = configuration.initial.timeOfDay
    let clock = until.flatMap { ClockText.time($0) } ?? .zero
    let end = beginning + configuration.study.horizon
    let start = beginning + (batch.origin?.saved.time ?? .zero)
    guard (start...end).contains(clock) else {
      let why =
        clock < start
        ? Phrase(
          "before \(start), where the run begins or was saved",
          "早于 \(start)，即运行开始或保存的时刻"
        )
        : Phrase(
          "after \(end): a run can be saved up to its horizon",
          "晚于 \(end)：运行只能保存到其时长为止"
        )
      throw CommandError(
        status: .badInput,
        Phrase("--until (\(clock)) is ", "--until（\(clock)）") + why
      )
    }
    try CheckpointFile.checkMayWrite(path)
    let progress = ProgressLine(replications: 1)
    defer { progress.clear() }
    let checkpoint: Checkpoint
    do {
      checkpoint = try Checkpoint(
        of: batch,
        at: clock - beginning,
        scenarioPath: scenarioPath,
        program: ParkSim.version
      ) { progress.show(share: $0) }
    } catch {
      throw parent?.blame(for: error, path: resume ?? "") ?? error
    }
    try CheckpointFile.write(checkpoint, to: path)
    progress.clear()
    json
      ? Terminal.printData(CheckpointText.json(checkpoint, path))
      : Terminal.print(CheckpointText.of(checkpoint, path))
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
        "can not make the folder \(folder.path): name another place with --out",
        "无法创建文件夹 \(folder.path)：请用 --out 指定另一个位置"
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
    let words = Phrase("of \(replications) replications", "共 \(replications) 次重复")
    Terminal.progress(share: share, replications == 1 ? "" : words.spoken)
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
