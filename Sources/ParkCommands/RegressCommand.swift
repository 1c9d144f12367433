import ArgumentParser
import Experiments
import Foundation
import LogisticsPark
import ResultStore
import ScenarioFiles
import Wording

/// `parksim regress`: compares runs with the committed baselines.
struct RegressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regress",
    abstract: "Run the baselines' scenarios again and say what differs; exit 1 if that matters.",
    discussion: """
      A baseline holds the events of a run, its metrics, and all metrics over many replications. If the
      events are not the same, each replication is paired with its own one in the baseline, and the mean
      difference of every metric must be shown to lie within a margin, 0.75 % unless the file says
      otherwise. What differs is named: keys of the scenario, the first event, metrics.

      After a change that is meant to alter results, look at the differences, then accept them with a
      reason. docs/how-to/regression.md tells more.

      Examples:
        parksim regress
        parksim regress --strict --junit Results/regress.xml
        parksim regress --set dispatch.policy=nearest
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

  @Flag(help: "Let nothing pass but the same events, metrics, content digest and scenario.")
  var strict = false

  @Flag(
    help: ArgumentHelp(
      "Chances are drawn anew on purpose: compare means as independent ones, with wider margins."
    )
  )
  var redrawn = false

  @Option(parsing: .unconditional, help: "Run with another seed; implies --redrawn.")
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
      throw ValidationError(
        "--accept and --add need --reason \"why the new results are right\"",
        "--accept 与 --add 需要 --reason \"新结果正确的理由\""
      )
    }
    let changes = !settings.isEmpty || otherSeed != nil || against != nil
    if accept || add != nil, changes {
      throw ValidationError(
        "--accept and --add do not go with --set, --other-seed or --against: they adopt what the "
          + "scenario files give",
        "--accept 与 --add 不能与 --set、--other-seed 或 --against 同用：它们采纳场景文件给出的结果"
      )
    }
    if strict, redrawn || otherSeed != nil {
      throw ValidationError(
        "--strict does not go with --redrawn or --other-seed: other chances never give the same events",
        "--strict 不能与 --redrawn 或 --other-seed 同用：换了随机数，事件不会相同"
      )
    }
    if replications != nil, add == nil {
      throw ValidationError(
        "--replications is for a new baseline: give it with --add",
        "--replications 用于新的基线：请与 --add 同用"
      )
    }
    if let replications, !(2...10_000).contains(replications) {
      throw ValidationError(
        "--replications must be 2 to 10000, got \(replications)",
        "--replications 须为 2 到 10000，此处为 \(replications)"
      )
    }
    for (name, seed) in [("--seed", seed), ("--other-seed", otherSeed ?? 0)]
    where seed >= 1 << 53 {
      throw ValidationError(
        "\(name) must be 0 to 9007199254740991, got \(seed)",
        "\(name) 须为 0 到 9007199254740991，此处为 \(seed)"
      )
    }
  }

  func run() throws {
    if let add { return try addBaseline(of: add) }
    var outcomes: [RegressionOutcome] = []
    var trouble: (any Error)?
    defer { Terminal.progress("") }
    do {
      for path in try paths() { outcomes.append(try outcome(of: path)) }
    } catch {
      // What was found so far is reported all the same.
      trouble = error
      outcomes.append(.unjudged(path: baselines, RegressionTrouble(error)))
    }
    if let junit { try write(Data(JUnitText.text(of: outcomes).utf8), to: junit) }
    if let trouble { throw trouble }
    let worst = outcomes.compactMap(\.status).max { $0.rawValue < $1.rawValue }
    if let worst, !(accept && worst == .checkFailed) {
      throw CommandError(silently: worst)
    }
  }

  /// How one baseline fares; one that can not be judged is told of and does not end the others.
  ///
  /// - Throws: `CommandError` if a new baseline can not be written.
  private func outcome(of path: String) throws -> RegressionOutcome {
    do {
      let judged = try judge(path)
      Terminal.progress("")
      Terminal.print(RegressionText(judged).text)
      guard accept else { return .judged(judged) }
      if judged.regression.isExact {
        Terminal.print(
          Phrase(
            "  nothing to accept: the baseline stays as it is",
            "  没有可采纳的：基线保持不变"
          )
        )
      } else {
        try adopt(judged)
      }
      return .judged(judged)
    } catch let error as BaselineTrouble {
      if accept, let origin = error.origin {
        try adopt(origin, at: path)
        return .adopted(path: path)
      }
      return unjudged(path, CommandError(status: .badInput, error.words))
    } catch let error as CommandError where error.status == .storage && accept {
      throw error
    } catch {
      return unjudged(path, error)
    }
  }

  private func unjudged(_ path: String, _ error: any Error) -> RegressionOutcome {
    Terminal.progress("")
    let trouble = RegressionTrouble(error)
    Terminal.print(Phrase("FAILED   \(path)", "失败     \(path)"))
    Terminal.note(trouble.message)
    return .unjudged(path: path, trouble)
  }

  private func judge(_ path: String) throws -> JudgedBaseline {
    let own = try read(path)
    let scenario = try ScenarioFile.load(own.scenario, settings: settings)
    let runner = RegressionRunner(
      scenario,
      seed: otherSeed ?? own.seed,
      threads: ProcessInfo.processInfo.activeProcessorCount
    )
    let isRedrawn = redrawn || otherSeed.map { $0 != own.seed } ?? false
    let other = try against.map {
      try OtherProgram($0, scenario: own.scenario, settings: settings, of: own)
    }
    let baseline = try other?.baseline(like: own) ?? own
    let run = try runner.run(baseline.replication)
    let regression = try Regression(
      run,
      of: scenario,
      beside: baseline,
      areRedrawn: isRedrawn,
      digest: strict
        ? try runner.contentDigest(baseline.replication, provenance: provenance) : nil,
      firstEvent: { try other?.firstDifference(from: scenario, seed: runner.seed) },
      means: other.map { other in { try other.means(like: baseline, all: isRedrawn) } },
      replicate: { numbers in
        try runner.replicates(numbers) {
          Terminal.progress(RegressionText.progress($0).spoken)
        }
      }
    )
    return JudgedBaseline(
      path: path,
      baseline: baseline,
      regression: regression,
      isStrict: strict,
      timeOfDay: scenario.configuration.initial.timeOfDay
    )
  }

  private var provenance: RunProvenance {
    RunProvenance(
      version: ParkSim.version,
      host: "",
      startedAt: "",
      command: "regress"
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
        "'\(path)' is there already, with tolerances that may have been set by hand: adopt new "
          + "results with parksim regress \(RunCommandLine.word(path)) --accept --reason TEXT, or remove it "
          + "first",
        "'\(path)' 已存在，其容差可能是手工设定的：请用 parksim regress \(RunCommandLine.word(path)) --accept --reason TEXT 采纳新结果，或先将其删除"
      )
    }
    let baseline = try make(scenario, seed: seed, replication: 1, replications)
    try? FileManager.default.createDirectory(
      atPath: baselines,
      withIntermediateDirectories: true
    )
    try write(baseline, to: path)
    Terminal.print(Phrase("added    \(path)", "已添加   \(path)"))
  }

  /// The baseline as it would be made now; tolerances and margins that somebody has set stay.
  private func adopt(_ outcome: JudgedBaseline) throws {
    let old = outcome.baseline
    var new = try make(
      old.scenario,
      seed: old.seed,
      replication: old.replication,
      old.replications
    )
    (new.tolerance, new.margin) = (old.tolerance, old.margin)
    for index in new.metrics.indices {
      let name = new.metrics[index].name
      new.metrics[index].tolerance = old.metrics.first { $0.name == name }?.tolerance
    }
    for index in new.means.indices {
      let name = new.means[index].name
      new.means[index].margin = old.means.first { $0.name == name }?.margin
    }
    try write(new, to: outcome.path)
    Terminal.print(Phrase("accepted \(outcome.path)", "已采纳   \(outcome.path)"))
  }

  /// A baseline of another format, made anew from its scenario and seed.
  private func adopt(_ origin: Baseline.Origin, at path: String) throws {
    let new = try make(
      origin.scenario,
      seed: origin.seed,
      replication: origin.replication,
      origin.replications
    )
    try write(new, to: path)
    Terminal.print(
      Phrase(
        "accepted \(path), made anew in format \(Baseline.currentFormat)",
        "已采纳   \(path)，按格式 \(Baseline.currentFormat) 重建"
      )
    )
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
      reason: reason ?? "",
      provenance: provenance
    ) {
      Terminal.progress(RegressionText.progress($0).spoken)
    }
  }

  private func paths() throws -> [String] {
    if !files.isEmpty { return files }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: baselines)) ?? []
    let found = names.filter { $0.hasSuffix(".json") }.sorted().map { "\(baselines)/\($0)" }
    guard !found.isEmpty else {
      throw CommandError(
        status: .badInput,
        "no baselines in \(baselines): call from the project's folder or name files",
        "\(baselines) 中没有基线：请在项目文件夹中调用，或写明文件"
      )
    }
    return found
  }

  private func read(_ path: String) throws -> Baseline {
    let isFile = FileLink.kind(of: path) == .file
    guard isFile, let data = FileManager.default.contents(atPath: path) else {
      let why =
        FileManager.default.fileExists(atPath: path)
        ? Phrase(
          "it can not be read: check that it is a file and its permissions",
          "无法读取：请检查它是否为文件及其权限"
        )
        : Phrase(
          "there is no such baseline: check the path, or make one with --add SCENARIO --reason TEXT",
          "没有此基线：请检查路径，或用 --add SCENARIO --reason TEXT 建立"
        )
      throw CommandError(status: .badInput, Phrase("'\(path)': ", "'\(path)'：") + why)
    }
    do {
      return try Baseline.read(from: data)
    } catch {
      throw BaselineTrouble(path: path, trouble: error)
    }
  }

  private func write(_ baseline: Baseline, to path: String) throws {
    try write(try baseline.fileData(), to: path)
  }

  private func write(_ data: Data, to path: String) throws {
    do {
      try WholeFile.replace(path, with: Array(data))
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(
        status: .storage,
        Phrase("can not write \(path): ", "无法写入 \(path)：") + trouble.words
      )
    }
  }
}

/// A file that is no baseline of this version.
private struct BaselineTrouble: Error {
  let path: String
  let trouble: Baseline.Trouble

  /// What a baseline of this version can be made from in its place.
  var origin: Baseline.Origin? {
    if case .otherFormat(_, let origin) = trouble { origin } else { nil }
  }

  var words: Phrase {
    switch trouble {
    case .malformed:
      Phrase(
        "\(path) is not a baseline: restore it, or remove it and make it anew with --add",
        "\(path) 不是基线：请恢复它，或删除后用 --add 重建"
      )
    case .otherFormat(let format, let origin):
      Phrase(
        "\(path) has format \(format), this version reads format \(Baseline.currentFormat): "
          + (origin == nil
            ? "remove it and make it anew with --add"
            : "make it anew with --accept --reason TEXT"),
        "\(path) 的格式为 \(format)，本版本读取格式 \(Baseline.currentFormat)："
          + (origin == nil ? "请删除后用 --add 重建" : "请用 --accept --reason TEXT 重建")
      )
    }
  }
}
