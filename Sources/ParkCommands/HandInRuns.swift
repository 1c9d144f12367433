import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// Runs scenario files as variants of one experiment, before they are compared.
struct HandInRuns {
  /// The scenario files.
  let files: [HandInFiles.File]
  /// What is changed in each of them.
  let settings: [String]
  /// Which files each of them may read.
  let scope: (HandInFiles.File) -> FileScope
  /// What each of them, and all together, may cost.
  let limits: CostLimits
  /// Name of the experiment.
  let name: String
  /// Names of results that are compared beside them.
  let results: [String]
  /// Name of the variant that the others are compared with, if one was chosen.
  let standard: String?
  /// Runs of each.
  let replications: Int
  /// Seed of the study.
  let seed: UInt64
  /// Runs at the same time.
  let threads: Int
  /// Metrics on which they are judged; the usual ones if empty.
  let metrics: [String]
  /// Results file that takes the runs.
  let path: String

  /// As the experiment runs them.
  private static let telemetry = TelemetryLevel.none

  /// What the runs came to.
  struct Outcome {
    /// The results file with the experiment; nil if nothing was run.
    var file: ComparedFile?
    /// Files that were not run.
    var aside: [SetAside]
  }

  /// Runs what the results file does not hold yet.
  ///
  /// A run that fails is kept as such in the file, so that its variant is set aside with the reason.
  ///
  /// - Throws: `StoreError`; `CommandError` if all runs together would cost too much.
  func run() throws -> Outcome {
    var cost = CommandCost()
    var largest: (name: String, seconds: Double)?
    let held = try CompleteRuns.held(by: path, telemetry: Self.telemetry)
    let handIns = HandIns(
      files.map { HandIns.File(name: $0.name, path: $0.path, within: scope($0)) },
      settings: settings,
      unless: { name, scenario in
        let there = held?.count(of: name, scenario: scenario.digest) {
          $0 == seed && $1 <= replications
        }
        let missing = replications - (there ?? 0)
        let run = RunCost(scenario.configuration, telemetry: Self.telemetry)
        let excesses = limits.excesses(of: CommandCost(run, runs: missing))
        guard excesses.isEmpty else { return CostText.reason(excesses) }
        cost.add(run, runs: missing)
        let seconds = CommandCost(run, runs: missing).processorSeconds
        if seconds > largest?.seconds ?? 0 { largest = (name, seconds) }
        return nil
      }
    )
    try CostGate.check(cost, limits)
    if cost.isNoteworthy, let largest, largest.seconds * 2 > cost.processorSeconds {
      Terminal.note(
        Phrase(
          "note: most of it for \(VariantNames.quoted(largest.name))",
          "说明：其中大部分用于 \(VariantNames.quoted(largest.name))"
        )
      )
    }
    let design = handIns.design(
      named: name,
      beside: results,
      standard: standard,
      replications: replications,
      seed: seed,
      metrics: metrics
    )
    guard let design else { return Outcome(aside: handIns.aside) }
    let file = try ResultFile.open(path: path, create: true)
    StoredRuns.noteUpgrade(of: file)
    let experiment = Experiment(design, threads: threads)
    let line = TimedProgress()
    defer { line.clear() }
    ExperimentLock.hold(path, for: experiment.text, shard: "") {
      Terminal.note(
        Phrase(
          "note: another program makes these runs into '\(path)'; waiting for its end",
          "说明：另一个程序正在向 '\(path)' 写入这些运行；等待其结束"
        )
      )
    }
    _ = try experiment.run(
      into: file,
      provenance: .here(),
      waiting: JoinWait { note in
        line.clear()
        Terminal.note(note)
      },
      progress: { line.show(share: $0.share, of: $0.runs) }
    )
    let record = ExperimentRecord(design.text)
    return Outcome(
      file: ComparedFile(
        name: name,
        file: try ResultFile.openForReading(path: path),
        record: record,
        lastReplication: replications
      ),
      aside: handIns.aside
    )
  }
}

extension CompleteRuns {
  /// The runs that a results file holds; nil where there is none, or one of an earlier format.
  ///
  /// - Throws: `StoreError` for a file that can not take runs either.
  static func held(by path: String, telemetry: TelemetryLevel) throws -> CompleteRuns? {
    let file: ResultFile
    do {
      file = try ResultFile.openForReading(path: path)
    } catch StoreError.missing, StoreError.otherVersion {
      return nil
    } catch {
      // An empty file is one that is there to be filled.
      guard ResultFile.isThere(path) else { return nil }
      throw error
    }
    return try CompleteRuns(telemetry: telemetry.rawValue, in: file)
  }
}
