import ArgumentParser
import Experiments
import LogisticsPark
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// A batch whose runs go into a results file, and what is said about it.
struct StoredRuns {
  /// The runs.
  let batch: Batch
  /// Path of the scenario, after which the results file is named.
  let scenarioPath: String
  /// What the run goes on from, if it does not begin at its start.
  var parent: Checkpoint?
  /// Where that stands.
  var checkpointPath: String?
  /// Results file; nil for the standard one.
  let out: String?
  /// Whether the results file begins anew.
  let replace: Bool
  /// Whether a program reads what is printed.
  let json: Bool
  /// Which files the scenario may read.
  var scope = FileScope.anywhere
  /// The command, for what it suggests.
  let command: RunCommandLine

  /// Refuses names that are empty, as a variable of the shell that is not set gives them.
  static func validate(out: String?, variant: String?) throws {
    for (option, value) in [("--out", out), ("--variant", variant)] where value?.isEmpty ?? false {
      throw ValidationError(
        "\(option) is empty: give it a name, or leave it out",
        "\(option) 为空：请写明名称，或去掉它"
      )
    }
  }

  func run() throws {
    let path = out ?? ResultPath.standard(for: scenarioPath)
    if out == nil { try ResultPath.makeFolder(of: path) }
    let file = try ResultFile.open(path: path, create: true, replace: replace) {
      Terminal.note(
        Phrase(
          "note: another program makes '\(path)' anew; waiting for its end",
          "说明：另一个程序正在重建 '\(path)'；等待其结束"
        )
      )
    }
    Self.noteUpgrade(of: file)
    try noteRepeats(in: file)
    guard batch.chosenCount > 0 else {
      Terminal.note(
        Phrase(
          "note: there are more shards than replications; this one has no runs",
          "说明：分片数多于重复数；此分片没有运行"
        )
      )
      guard json else { return }
      return printJSON(RunJSON(), path, try file.contentDigest())
    }
    let progress = ProgressLine(replications: batch.chosenCount)
    defer { progress.clear() }
    let (sample, document) = (ReplicationSample(), RunJSON())
    do {
      try batch.run(
        into: file,
        provenance: provenance,
        waiting: JoinWait { note in
          progress.clear()
          Terminal.note(note)
        },
        progress: { progress.show(share: $0) },
        taking: { [json] place, replication in
          if json {
            document.add(replication, at: place)
          } else {
            sample.add(replication, at: place)
          }
        }
      )
    } catch {
      throw parent?.blame(for: error, path: checkpointPath ?? "") ?? error
    }
    progress.clear()
    let digest = try file.contentDigest()
    if json {
      printJSON(document, path, digest)
    } else {
      let summary = RunSummary(
        scenario: batch.scenario,
        command: command,
        runs: sample,
        seed: batch.seed
      )
      Terminal.print(summary.text(path: path, fileDigest: digest))
    }
    if command.isAdvising { try advise() }
  }

  /// How many runs of the scenario and of each change are simulated for advice on a batch.
  static func countOfAdvice(on batch: Batch) -> Int {
    max(WhatIfFindings.fewestRuns, batch.replications.upperBound)
  }

  /// Simulates changes of the scenario on the chances of these runs.
  private func advise() throws {
    let count = Self.countOfAdvice(on: batch)
    let study = WhatIfStudy(
      settings: command.settings,
      chances: (1...count).map { .init(seed: batch.seed, replication: $0) },
      threads: batch.threads
    ) { [scenarioPath, scope] settings in
      try ScenarioFile.load(scenarioPath, settings: settings, within: scope)
    }
    let changes = WhatIf.all(for: batch.scenario)
    let progress = ProgressLine(replications: count * (changes.count + 1))
    defer { progress.clear() }
    let outcomes = try study.run(changes) { progress.show(share: $0) }
    progress.clear()
    Terminal.print("\n" + WhatIfText(WhatIfFindings(outcomes, runs: count), command: command).text)
  }

  private func printJSON(_ document: RunJSON, _ path: String, _ digest: String) {
    document.print(path: path, fileDigest: digest) { Terminal.printData($0, end: "") }
    Terminal.printData("")
  }

  /// How the runs are made; a run that goes on says from where, in words of the shell's comments.
  private var provenance: RunProvenance {
    var provenance = RunProvenance.here()
    if let parent {
      provenance.command += " # goes on from \(parent.clock)"
      if let fork = batch.fork { provenance.command += " of scenario \(fork.parentDigest)" }
    }
    return provenance
  }

  /// Says so if opening a file has upgraded it.
  static func noteUpgrade(of file: ResultFile) {
    guard let version = file.upgradedFrom else { return }
    Terminal.note(
      Phrase(
        "note: '\(file.path)' was upgraded from format \(version) to \(ResultFile.format), with all "
          + "its runs; their digests are new",
        "说明：'\(file.path)' 及其全部运行已从格式 \(version) 升级到 \(ResultFile.format)；摘要随之更新"
      ).spoken
    )
  }

  /// Says so if the file holds runs of a scenario of another name: what is told of the file is told of both.
  private func noteOtherScenarios(in runs: [StoredRun], _ file: ResultFile) {
    let own = batch.scenario.configuration.name
    let others = Set(runs.map(\.identity.scenario)).subtracting([own]).sorted()
    guard let other = others.first else { return }
    let (name, rest) = (VariantNames.quoted(other), others.count - 1)
    Terminal.note(
      Phrase(
        "note: the file holds runs of another scenario too, \(name)\(rest > 0 ? " and \(rest) more" : ""): --out names "
          + "another file, --replace begins this one anew",
        "说明：文件中还有另一场景的运行：\(name)\(rest > 0 ? "（另有 \(rest) 个）" : "")；--out 指定另一个文件，--replace 重新开始此文件"
      ).spoken
    )
  }

  /// Says so if the file holds some of these runs: averages over all runs would count them twice.
  private func noteRepeats(in file: ResultFile) throws {
    let digest = batch.scenario.digest
    let runs = try file.runs()
    noteOtherScenarios(in: runs, file)
    let repeats = runs.filter { run in
      run.status == .complete && run.identity.scenarioDigest == digest
        && run.identity.seed == batch.seed
        && batch.isChosen(run.identity.replication)
        && run.identity.modelRevision == ModelRevision.current && run.identity.fork == batch.fork
    }
    if let first = repeats.first, let last = repeats.last {
      let count = Set(repeats.map(\.identity.replication)).count
      let (one, other) = (first.id.number, last.id.number)
      let isOne = batch.chosenCount == 1
      Terminal.note(
        Phrase(
          "note: the file holds \(isOne ? "this run" : "\(count) of these runs") already "
            + "(\(one == other ? "run \(one)" : "among runs \(one) to \(other)")); a query over all its runs counts "
            + "them more than once (metrics --means and compare do not): another --seed adds other days, "
            + "--replace begins the file anew",
          "说明：文件中已有\(isOne ? "这次运行" : "其中 \(count) 次运行")（\(one == other ? "运行 \(one)" : "在运行 \(one) 至 \(other) 之中")）；"
            + "对全部运行的查询会重复计数（metrics --means 与 compare 不会）：换一个 --seed 可增加别的日子，--replace 重新开始此文件"
        ).spoken
      )
    }
  }
}
