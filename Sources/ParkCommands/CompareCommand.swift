import ArgumentParser
import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// Forms in which a comparison is printed.
enum ComparisonForm: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// One object with everything.
  case json
  /// A row for each metric and variant.
  case csv
}

/// `parksim compare`: says what differs between variants, and how sure that is.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say in what variants differ, which is better, and how sure that is.",
    discussion: """
      Of a file with an experiment its variants are compared with its standard on its primary metrics;
      else every variant in the files with the first one. Runs with the same seed and number belong
      together (common random numbers) and are compared in pairs. All verdicts are read together, so
      that of nearly normal runs at most 5 % of such studies have a false one. Without an experiment the metrics are
      lead_time_s, on_time_share, backlog_orders and energy_grid_kwh.

      Of a folder, or where scenario files are named, each file is a variant: results files as they are,
      scenario files are run first, with the same seed and replications. What can not be compared with
      the others is named with the reason, and costs the others nothing: a file that can not be read or
      has faults, no complete run, edited numbers, another study, other orders. Exit code 0 also then; 2
      if fewer than two variants are left, or with --goal none, or none of those that are named.

      Examples:
        parksim compare Results/bays.sqlite
        parksim compare Results/bays.sqlite --variant bays-08 --variant bays-12 --metric lead_time_s
        parksim compare Results/bays.sqlite --format csv
        parksim compare Results/bays.sqlite --goal "on_time_share >= 0.95"
        parksim compare Scenarios/class --base Scenarios/shangrao/day.json --out Results/class.sqlite
      """
  )

  @Argument(help: "Results files, scenario files, or folders of them.")
  var files: [String]

  @OptionGroup var asked: ComparisonArguments

  @Option(
    name: .customLong("variant"),
    help:
      "A variant to compare, the standard first if no --base is named; may be repeated. All by default."
  )
  var variants: [String] = []

  @Option(help: "Scenario or results file that the others are compared with; the first by default.")
  var base: String?

  @Option(
    parsing: .unconditional,
    help: "Runs of each scenario file, 1 to 100000; 10 by default."
  )
  var replications: Int?

  @Option(parsing: .unconditional, help: "Seed of the runs of scenario files; 1 by default.")
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: "Runs at the same time, 1 to 1024; the machine's cores by default."
  )
  var jobs: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of each scenario file, such as study.orders_from_h=11; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @OptionGroup var limits: LimitArguments

  @Option(help: "Results file for runs of scenario files; Results/compared.sqlite by default.")
  var out: String?

  @Flag(help: "Take numbers as they stand, without looking whether they were edited.")
  var unchecked = false

  @Flag(help: "A table for each metric, also for many variants.")
  var full = false

  @Option(help: "text, json or csv.")
  var format = ComparisonForm.text

  @Flag(help: "Print one JSON object on standard output, as --format json does.")
  var json = false

  func validate() throws {
    if files.isEmpty {
      throw ValidationError(
        "name a results file, a scenario file or a folder",
        "请指定结果文件、场景文件或文件夹"
      )
    }
    if let replications, !(1...100_000).contains(replications) {
      throw ValidationError(
        "--replications must be 1 to 100000, got \(replications)",
        "--replications 须为 1 到 100000，此处为 \(replications)"
      )
    }
    if let seed, seed >= 1 << 53 {
      throw ValidationError(
        "--seed must be 0 to 9007199254740991, got \(seed)",
        "--seed 须为 0 到 9007199254740991，此处为 \(seed)"
      )
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError(
        "--jobs must be 1 to 1024, got \(jobs)",
        "--jobs 须为 1 到 1024，此处为 \(jobs)"
      )
    }
    if base == "" {
      throw ValidationError(
        "--base must name a scenario or results file",
        "--base 须指定场景文件或结果文件"
      )
    }
    try StoredRuns.validate(out: out, variant: nil)
  }

  private static let standardPath = "Results/compared.sqlite"
  private static let usualReplications = 10

  func run() throws {
    let own = out ?? Self.standardPath
    let paths = (base.map { [$0] } ?? []) + files.filter { $0 != base }
    let found = try HandInFiles(paths, but: own)
    try refuseMissingBase(found)
    if found.scenarios.isEmpty, found.aside.isEmpty { try refuseOptionsOfRuns() }
    if !found.others.isEmpty {
      Terminal.note(
        Phrase(
          "note: not looked at, as they begin with a point or do not end with "
            + "\(HandInName.endings.joined(separator: ", ")): "
            + VariantNames.list(found.others),
          "说明：以下文件未查看，因为以点开头或扩展名不是 \(HandInName.endings.joined(separator: "、"))：\(VariantNames.list(found.others))"
        )
      )
    }
    var request = ComparisonRequest()
    request.experiment = asked.experiment
    request.variants = variants
    request.metrics = asked.metrics
    request.checksDigests = !unchecked
    request.goal = asked.wantedGoal
    request.isFileByFile = found.areHandIns
    request.hasSettings = !settings.isEmpty
    let all = found.scenarios + found.results
    request.standard = try base.map { base in
      guard let file = all.first(where: { $0.path == base }) else {
        throw CommandError(
          status: .badInput,
          "--base must name a file, and '\(base)' is a folder",
          "--base 须指定文件，而 '\(base)' 是文件夹"
        )
      }
      return file.name
    }
    let opened = try ComparedFiles(found.results, areHandIns: found.areHandIns)
    let made = try runs(
      of: found.scenarios,
      in: found.folders,
      beside: opened.files.map(\.name),
      standard: request.standard
    )
    // What was run is compared with as many runs of what was handed in.
    let handedIn = opened.files.map { file in
      var file = file
      if made?.file != nil { file.lastReplication = replications ?? Self.usualReplications }
      return file
    }
    let files = (made?.file.map { [$0] } ?? []) + handedIn
    let aside = found.aside + (made?.aside ?? []) + opened.aside
    let broken = aside.first { $0.name == request.standard }
    if let broken {
      throw CommandError(
        status: .badInput,
        "the base can not be compared with: \(broken.words.english)",
        "无法与基准比较：\(broken.words.chinese)"
      )
    }
    let input = try ComparisonInput.read(files, request, aside: aside)
    let isCompact = input.systems.count > CompactComparisonText.most && !full
    let form = json ? .json : format
    let comparison = Comparison(
      input,
      level: asked.level ?? input.level ?? 0.95,
      drifts: try LeadTimeDrift.all(of: input, in: files.map(\.file)),
      showsGain: form != .text || !isCompact
    )
    print(comparison, form, isCompact: isCompact, files.map(\.file.path), found.others)
    if form == .text, let made = made?.file {
      Terminal.print("\n" + (try place(of: made, beside: opened.files.map(\.file.path))))
    }
  }

  /// Where the runs are that were made, and how all are ranked.
  private func place(of made: ComparedFile, beside others: [String]) throws -> String {
    let file = RunCommandLine.word(made.file.path)
    var words = Phrase(
      "Results     \(file), with the runs of the scenario files",
      "结果        \(file)，含场景文件的运行"
    )
    let own = Dictionary(
      made.record?.variants.map { ([$0.name, $0.scenario], $0.seeds) } ?? []
    ) { first, _ in first }
    let strangers = try made.file.runs().count { run in
      let identity = run.identity
      let seeds = own[[identity.variant, identity.scenarioDigest]] ?? []
      return run.status == .complete
        && !(seeds.contains(identity.seed) && identity.replication <= made.lastReplication ?? .max)
    }
    if strangers > 0 {
      words =
        words
        + Phrase(
          "; and \(strangers) more that were there before: rank leaves them out, a query over all runs counts them",
          "；另有先前的 \(strangers) 次：rank 不计入，对全部运行的查询会计入"
        )
    }
    let isRanked = (made.lastReplication ?? .max) >= Comparison.fewestOfAVerdict
    guard variants.isEmpty, !others.isEmpty, isRanked else { return words.spoken }
    let command =
      "parksim rank " + ([made.file.path] + others).map(RunCommandLine.word).joined(separator: " ")
      + " --metric NAME"
    return (words + Phrase("; to rank all: \(command)", "；全部排序：\(command)")).spoken
  }

  /// A base that is not there may be one of the files that were named, by its name alone.
  private func refuseMissingBase(_ found: HandInFiles) throws {
    guard let base, !FileManager.default.fileExists(atPath: base) else { return }
    let near = (found.scenarios + found.results).first { file in
      let place = URL(fileURLWithPath: file.path)
      let names = [place.lastPathComponent, place.deletingPathExtension().lastPathComponent]
      return file.path != base && names.contains(base)
    }
    guard let near else { return }
    throw CommandError(
      status: .badInput,
      "--base: there is no file '\(TerminalText.visible(base))': write --base "
        + RunCommandLine.word(near.path),
      "--base：没有文件 '\(TerminalText.visible(base))'：请写 --base \(RunCommandLine.word(near.path))"
    )
  }

  private func refuseOptionsOfRuns() throws {
    let given = [
      ("--replications", replications != nil), ("--seed", seed != nil), ("--jobs", jobs != nil),
      ("--out", out != nil), ("--limit", !limits.settings.isEmpty), ("--set", !settings.isEmpty),
    ]
    guard let option = given.first(where: \.1)?.0 else { return }
    throw CommandError(
      status: .badInput,
      "\(option) is for scenario files, which are run, and none was named: leave it out",
      "\(option) 用于要运行的场景文件，而此处没有场景文件：请去掉"
    )
  }

  private func runs(
    of scenarios: [HandInFiles.File],
    in folders: [String],
    beside results: [String],
    standard: String?
  ) throws -> HandInRuns.Outcome? {
    guard !scenarios.isEmpty else { return nil }
    let known = MetricCatalogue.judged.map(\.name)
    let named = asked.metrics + (asked.wantedGoal.map { [$0.metric] } ?? [])
    if let name = named.first(where: { MetricCatalogue.definition(of: $0) == nil }) {
      throw CommandError(
        status: .badInput,
        ComparisonInput.Trouble.unknownMetric(name, known: known).words
      )
    }
    let path = out ?? Self.standardPath
    if out == nil { try ResultPath.makeFolder(of: path) }
    return try HandInRuns(
      files: scenarios,
      settings: settings,
      scope: scopes(in: folders),
      limits: limits.limits,
      name: URL(fileURLWithPath: files[0]).deletingPathExtension().lastPathComponent,
      results: results,
      standard: standard,
      replications: replications ?? Self.usualReplications,
      seed: seed ?? 1,
      threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      metrics: asked.metrics,
      path: path
    ).run()
  }

  /// A hand-in may read files of its own folder and of a folder that was named, the base, and what that one
  /// extends or names; nothing that lies beside them, and nothing of another hand-in elsewhere.
  ///
  /// Without a base the file that is named first is the one that the others are compared with. It may be a
  /// hand-in itself, so what it extends or names counts only if it lies in its own folder.
  private func scopes(in folders: [String]) -> (HandInFiles.File) -> FileScope {
    let folder = { (path: String) in
      URL(fileURLWithPath: path).deletingLastPathComponent().path
    }
    var based: [String] = []
    if let base {
      based = (try? ScenarioFile.load(base))?.files ?? []
    } else if files[0].lowercased().hasSuffix(".json") {
      let scope = FileScope.folders([folder(files[0])])
      based = (try? ScenarioFile.load(files[0], within: scope))?.files ?? [files[0]]
    }
    return { [based] in .folders(folders + [folder($0.path)], files: based) }
  }

  private func print(
    _ comparison: Comparison,
    _ form: ComparisonForm,
    isCompact: Bool,
    _ files: [String],
    _ others: [String]
  ) {
    switch form {
    case .text:
      Terminal.print(
        isCompact ? CompactComparisonText(comparison).text : ComparisonText(comparison).text
      )
    case .json: Terminal.printData(ComparisonData(comparison, files: files, others: others).json)
    case .csv:
      Terminal.printData(ComparisonData(comparison, files: files, others: others).csv, .plain)
      for line in SetAsideText.lines(comparison.input.aside) { Terminal.note(line) }
      for line in ComparisonText.goal(of: comparison) { Terminal.note(line) }
      for line in ComparisonText.warnings(of: comparison) { Terminal.note(line) }
    }
  }
}
