import ArgumentParser
import Experiments
import Foundation
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// `parksim report`: makes a page of a run or of several.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Make a page of a run, of several, or of a comparison: what happened, what is better, pictures, tables.",
    discussion: """
      The page is one HTML file that loads nothing and works without a network, in English and Chinese
      (--lang zh opens it in Chinese). Of a scenario that was run several times all replications are shown:
      means with 95 % intervals.

      With --advise the page also says what would help: changes of the scenario, those that cost nothing first,
      are simulated on the same orders, as parksim run --advise does, and shown with what they bring.

      With --compare the page says which variant is best on each metric, by how much against the standard,
      and how sure that is, as parksim compare does: means, box plots, quantiles and paired differences with
      their intervals, the ranking, what the variants change, and what to check before you report. All
      variants of the files are compared, with the standard of the experiment or the first --variant.

      Examples:
        parksim report Results/day.sqlite
        parksim report Results/day.sqlite --variant base --advise
        parksim report Results/day.sqlite --run 1 --out Results/first.html
        parksim report Results/day.sqlite --out Results/day-zh.html --lang zh
        parksim report Results/bays.sqlite --compare
        parksim report Results/bays.sqlite Results/more-bays.sqlite --compare --metric lead_time_s
      """
  )

  @Argument(help: "Results file; with --compare several.")
  var files: [String]

  @Option(
    name: .customLong("run"),
    parsing: .unconditional,
    help: "Number of the run, from 1; without it all replications of the last variant."
  )
  var runNumber: Int64?

  @Option(
    name: .customLong("variant"),
    help:
      "Name of the variant whose runs are shown; with --compare one of those to compare, the standard first, and may be repeated."
  )
  var variants: [String] = []

  @Flag(help: "Compare the variants of the files.")
  var compare = false

  @Flag(help: "Simulate changes of the scenario and show what would help.")
  var advise = false

  @OptionGroup(title: "With --compare") var comparison: ComparisonArguments

  @Option(name: .customLong("out"), help: "Page to make; beside the results file by default.")
  var out: String?

  @Flag(help: "Show runs also if their rows do not give the digests that they state.")
  var unchecked = false

  func validate() throws {
    if files.isEmpty {
      throw ValidationError(
        "name a results file",
        "请指定结果文件"
      )
    }
    if compare {
      if runNumber != nil {
        throw ValidationError(
          "--run names one run: leave it out, or --compare",
          "--run 指定一次运行：请去掉它或 --compare"
        )
      }
      if advise {
        throw ValidationError(
          "--advise is of the runs of one variant: leave it out, or --compare",
          "--advise 针对一个方案的运行：请去掉它或 --compare"
        )
      }
      return
    }
    if let option = comparison.given {
      throw ValidationError(
        "\(option) is of a comparison: say --compare as well, or leave it out",
        "\(option) 用于比较：请同时写 --compare，或去掉它"
      )
    }
    if files.count > 1 {
      throw ValidationError(
        "a report is of one file; --compare compares the variants of several",
        "一份报告只针对一个文件；--compare 比较多个文件的方案"
      )
    }
    if variants.count > 1 {
      throw ValidationError(
        "a report is of one --variant; --compare compares several",
        "一份报告只针对一个 --variant；--compare 比较多个"
      )
    }
    if runNumber != nil, !variants.isEmpty {
      throw ValidationError(
        "--run names one run: leave out --variant, or --run",
        "--run 指定一次运行：请去掉 --variant 或 --run"
      )
    }
    if let out, !["html", "htm"].contains(out.split(separator: ".").last.map { $0.lowercased() }) {
      throw ValidationError(
        "'\(out)': the name of a page ends with .html; a browser prints it as PDF",
        "'\(out)'：网页文件名以 .html 结尾；浏览器可将其打印为 PDF"
      )
    }
  }

  func run() throws {
    let page = compare ? try comparisonPage() : try runPage()
    let path = out ?? Self.page(for: files[0], ending: compare ? "-compared.html" : ".html")
    do {
      try WholeFile.replace(path, with: Array(page.utf8))
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(
        status: .storage,
        Phrase("'\(path)': ", "'\(path)'：") + trouble.words
      )
    }
    Terminal.print(Phrase("\(path): open it in a browser", "\(path)：请在浏览器中打开"))
  }

  /// The page of runs of one variant.
  private func runPage() throws -> String {
    let file = try ResultFile.openForReading(path: files[0])
    let choice: ReportedRuns.Choice =
      runNumber.map { .run($0) } ?? variants.first.map { .variant($0) } ?? .last
    let reported = try ReportedRuns(choice, of: file)
    if !unchecked { try DigestCheck.require(of: reported.runs, in: file) }
    try noteOtherVariants(than: reported, in: file)
    let advice = advise ? try self.advice(on: reported) : nil
    return try Report(of: reported, advice: advice, isChecked: !unchecked)
      .page(in: SpokenLanguage.current)
  }

  /// Says of which of several variants the page is, where nobody has asked for one.
  private func noteOtherVariants(than reported: ReportedRuns, in file: ResultFile) throws {
    guard runNumber == nil, variants.isEmpty else { return }
    let count = try VariantRuns.all(of: file).count
    guard count > 1 else { return }
    let name = VariantNames.quoted(reported.runs[0].identity.variant)
    Terminal.note(
      Phrase(
        "note: the page is of \(name), which ran last of \(count) variants of the file; --variant names another, "
          + "--compare compares them",
        "说明：网页针对 \(name)，它是文件中 \(count) 个方案里最后运行的；--variant 指定另一个，--compare 比较它们"
      )
    )
  }

  /// Simulates changes of the scenario on the chances of the runs.
  private func advice(on reported: ReportedRuns) throws -> WhatIfFindings {
    guard reported.canBeMadeAgain else {
      throw CommandError(
        status: .badInput,
        "--advise simulates a scenario from its start, and these runs go on from a saved one",
        "--advise 从头模拟场景，而这些运行是从保存的运行继续的"
      )
    }
    // Those of the runs that are shown, and of further replications where they are few.
    var chances = reported.runs.map {
      WhatIfStudy.Chance(seed: $0.identity.seed, replication: $0.identity.replication)
    }
    var next = 1
    while chances.count < WhatIfFindings.fewestRuns {
      let chance = WhatIfStudy.Chance(seed: chances[0].seed, replication: next)
      if !chances.contains(chance) { chances.append(chance) }
      next += 1
    }
    let count = chances.count
    let source = SourceText(name: "stored scenario", text: reported.scenario.canonicalText)
    let study = WhatIfStudy(
      chances: chances,
      threads: ProcessInfo.processInfo.activeProcessorCount
    ) { settings in
      try ScenarioFile.read(resolved: source, settings: settings)
    }
    let changes = WhatIf.all(for: reported.scenario)
    let progress = ProgressLine(replications: count * (changes.count + 1))
    defer { progress.clear() }
    let outcomes = try study.run(changes) { progress.show(share: $0) }
    return WhatIfFindings(outcomes, runs: count)
  }

  /// The page of a comparison.
  private func comparisonPage() throws -> String {
    var request = ComparisonRequest()
    request.experiment = comparison.experiment
    request.variants = variants
    request.metrics = comparison.metrics
    request.goal = comparison.wantedGoal
    request.checksDigests = !unchecked
    let (input, drifts, read) = try ComparisonInput.read(files, request)
    let found = Comparison(
      input,
      level: comparison.level ?? input.level ?? 0.95,
      drifts: drifts
    )
    return try ComparisonReport(found, files: read).page(in: SpokenLanguage.current)
  }

  private static func page(for file: String, ending: String) -> String {
    let name = file.hasSuffix(".sqlite") ? String(file.dropLast(".sqlite".count)) : file
    return name + ending
  }
}
