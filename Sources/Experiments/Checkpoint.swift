package import DiscreteEvents
package import LogisticsPark
import ResultStore
package import ScenarioFiles
import Wording

/// A run that was saved, with everything that a run can go on from it by.
package struct Checkpoint: Sendable {
  /// Version of the program that saved it.
  package let program: String
  /// Path of the scenario's file, as it was named when the run began.
  package let scenarioPath: String
  /// What is simulated.
  package let scenario: Scenario
  /// Name of the run in results files.
  package let variant: String
  /// Seed of the study.
  package let seed: UInt64
  /// Number of the replication.
  package let replication: Int
  /// What is kept of the sensors' samples.
  package let telemetry: TelemetryLevel
  /// The run as it stands.
  package let saved: SavedRun

  /// The instant up to which the run is simulated.
  package var time: SimulationTime { saved.time }

  /// The saved run, checked against what it is said to be a run of.
  package let origin: RunOrigin

  /// Simulates a run up to an instant.
  ///
  /// - Parameters:
  ///   - batch: The run: one replication.
  ///   - time: The instant, at most the horizon and not before that of the batch's origin.
  ///   - scenarioPath: Path of the scenario's file.
  ///   - program: Version of this program.
  ///   - progress: Told the share of the whole run that is done.
  /// - Throws: `BreachError` if something that must hold in every run does not.
  package init(
    of batch: Batch,
    at time: SimulationTime,
    scenarioPath: String,
    program: String,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws {
    let replication = batch.replications.lowerBound
    do {
      saved = try batch.parkRun(replication).save(at: time, progress: progress)
    } catch let error as RunBreach {
      throw BreachError(breaches: [error.breach])
    }
    self.program = program
    self.scenarioPath = scenarioPath
    scenario = batch.scenario
    variant = batch.variant
    seed = batch.seed
    self.replication = replication
    telemetry = batch.telemetry
    do {
      origin = try Self.origin(saved, scenario, seed, replication, telemetry)
    } catch let error as SavedRunFlaw {
      throw BreachError(breaches: [AuditBreach("checkpoint", error.message)])
    }
  }

  /// Whether the run from the scenario's start comes to the same state at the same instant.
  ///
  /// A checkpoint follows from scenario, seed and replication, so one that was changed is found by
  /// simulating it anew. That costs what the checkpoint was to save, so it is asked only where a run
  /// that goes on from it breaks a rule: was it the checkpoint, or the program?
  package func isReproduced() throws -> Bool {
    let run = Batch(
      scenario,
      seed: seed,
      replications: replication...replication,
      threads: 1,
      telemetry: telemetry
    ).parkRun(replication)
    let label = SnapshotLabel(model: "comparison")
    let again = try run.save(at: time)
    return try Snapshot.save(Self.ordered(again), as: label)
      == Snapshot.save(Self.ordered(saved), as: label)
  }

  /// The run with its samples by series: their order depends on where a run was saved before.
  private static func ordered(_ run: SavedRun) -> SavedRun {
    var run = run
    run.history.samples.sort { ($0.series, $0.sequence) < ($1.series, $1.sequence) }
    return run
  }

  /// The error to tell of a run that went on from the checkpoint.
  ///
  /// - Parameters:
  ///   - error: What the run has thrown.
  ///   - path: Where the checkpoint stands.
  /// - Returns: That the checkpoint is damaged, if it is at fault for a breach; else the error itself.
  package func blame(for error: any Error, path: String) -> any Error {
    let cause = (error as? BatchError)?.cause ?? error
    guard cause is BreachError else { return error }
    // A run that can not be simulated anew breaks a rule by itself.
    guard let isSame = try? isReproduced(), !isSame else { return error }
    let clock = scenario.configuration.initial.timeOfDay + time
    return CheckpointError.damaged(
      path: path,
      why: Phrase(
        "the run from its start is another one at \(clock)",
        "从头开始的运行在 \(clock) 与之不同"
      )
    )
  }

  /// The run from here on.
  ///
  /// - Parameters:
  ///   - scenario: What holds from here on, if it is not the same as before; differs in live keys only.
  ///   - variant: Name of the run in results files, if it is not the same as before.
  /// - Returns: A batch of the one run.
  package func batch(scenario: Scenario? = nil, variant: String? = nil) -> Batch {
    var batch = Batch(
      scenario ?? self.scenario,
      variant: variant ?? self.variant,
      seed: seed,
      replications: replication...replication,
      threads: 1,
      telemetry: telemetry
    )
    batch.origin = origin
    if batch.scenario.digest != self.scenario.digest {
      batch.fork = RunFork(ticks: time.ticks, parentDigest: self.scenario.digest)
    }
    return batch
  }

  private static func origin(
    _ saved: SavedRun,
    _ scenario: Scenario,
    _ seed: UInt64,
    _ replication: Int,
    _ telemetry: TelemetryLevel
  ) throws -> RunOrigin {
    try RunOrigin(
      saved,
      configuration: scenario.configuration,
      seed: seed,
      replication: replication,
      telemetry: telemetry
    )
  }
}

extension Checkpoint {
  /// Number of the form; it stands in the label's model name.
  package static let form = 6
  /// Begins the model's name in the label of every checkpoint, whatever its form.
  static let kind = "parksim checkpoint "

  /// What a checkpoint's snapshot holds.
  private struct Content: Codable {
    var program: String
    var scenarioPath: String
    var scenario: String
    var variant: String
    var seed: UInt64
    var replication: Int
    var telemetry: String
    var run: SavedRun
  }

  /// The checkpoint as bytes, the same for the same run.
  package func bytes() throws -> [UInt8] {
    try Snapshot.save(
      Content(
        program: program,
        scenarioPath: scenarioPath,
        scenario: scenario.canonicalText,
        variant: variant,
        seed: seed,
        replication: replication,
        telemetry: telemetry.rawValue,
        run: saved
      ),
      as: SnapshotLabel(
        model: Self.kind + "\(Self.form)",
        revision: ModelRevision.current,
        scenarioDigest: Self.digestBytes(scenario.digest)
      )
    )
  }

  /// Reads a checkpoint; bytes from anywhere are safe to read.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - name: Name of their file, for messages.
  /// - Throws: `CheckpointError`; `ScenarioFaults` if the scenario in it is none.
  package init(bytes: [UInt8], name: String) throws {
    let label: SnapshotLabel
    let content: Content
    do {
      label = try Snapshot.label(of: bytes)
      try Self.accept(label, name)
      content = try Snapshot.load(Content.self, from: bytes, as: label)
    } catch let error as SnapshotError {
      throw CheckpointError(error, path: name)
    }
    let scenario = try ScenarioFile.read(
      stored: SourceText(name: "scenario in \(name)", text: content.scenario)
    )
    guard Self.digestBytes(scenario.digest) == label.scenarioDigest,
      scenario.canonicalText == content.scenario,
      let telemetry = TelemetryLevel(rawValue: content.telemetry), content.seed < 1 << 53,
      (1...1_000_000).contains(content.replication)
    else {
      throw CheckpointError.damaged(
        path: name,
        why: Phrase("its parts belong to different runs", "各部分属于不同的运行")
      )
    }
    do {
      origin = try Self.origin(
        content.run,
        scenario,
        content.seed,
        content.replication,
        telemetry
      )
    } catch let error as SavedRunFlaw {
      throw CheckpointError.damaged(path: name, why: Phrase(error.message, "内容与任何运行的状态不符"))
    }
    program = content.program
    scenarioPath = content.scenarioPath
    self.scenario = scenario
    variant = content.variant
    seed = content.seed
    replication = content.replication
    self.telemetry = telemetry
    saved = content.run
  }

  private static func accept(_ label: SnapshotLabel, _ name: String) throws {
    guard label.model.hasPrefix(kind) else {
      throw CheckpointError.notOurs(
        path: name,
        why: Phrase("is a snapshot of '\(label.model)'", "是 '\(label.model)' 的快照")
      )
    }
    guard label.model == kind + "\(form)" else {
      throw CheckpointError.otherForm(
        path: name,
        found: Phrase(same: String(label.model.dropFirst(kind.count))),
        supported: form
      )
    }
    guard label.revision == ModelRevision.current else {
      throw CheckpointError.otherRevision(
        path: name,
        found: label.revision,
        supported: ModelRevision.current
      )
    }
  }

  /// The 32 bytes of a digest in hexadecimal.
  private static func digestBytes(_ text: String) -> [UInt8] {
    let digits = text.utf8.map { $0 < 58 ? $0 &- 48 : $0 &- 87 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
