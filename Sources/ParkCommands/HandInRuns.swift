import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import ResultStore
import ScenarioFiles

/// Runs scenario files as variants of one experiment, before they are compared.
struct HandInRuns {
  /// The scenario files.
  let files: [HandInFiles.File]
  /// Name of the experiment.
  let name: String
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
  /// - Throws: `StoreError`.
  func run() throws -> Outcome {
    let handIns = HandIns(
      files.map { HandIns.File(name: $0.name, path: $0.path) },
      in: SpokenLanguage.current,
      unless: { HandInCost.refusal(of: $0, replications: replications) }
    )
    let design = handIns.design(
      named: name,
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
      Terminal.note("note: another program makes these runs into '\(path)'; waiting for its end")
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
        record: record
      ),
      aside: handIns.aside
    )
  }
}

/// What a hand-in may cost.
enum HandInCost {
  /// Orders of one run beyond which a hand-in is not run.
  private static let mostOrders = 100_000.0

  /// Why a scenario is not run; nil if it is.
  static func refusal(of scenario: Scenario, replications: Int) -> String? {
    let hours = scenario.configuration.study.end.inHours
    let rates = scenario.configuration.ordersByHourOfDay
    let orders =
      rates.reduce(0, +) / 24 * hours + Double(scenario.configuration.initial.backlogOrders)
    guard orders > mostOrders else { return nil }
    return
      "would have about \(NumberText.significant(orders.rounded())) orders in each run, more than "
      + "\(NumberText.fixed(mostOrders, 0)): run it by itself"
  }
}
