import DiscreteEvents
import Experiments
import LogisticsPark
import ScenarioFiles
import Wording

/// What is said about a checkpoint that was saved.
enum CheckpointText {
  static func of(_ checkpoint: Checkpoint, _ path: String) -> String {
    let events = checkpoint.saved.park.engine.handledCount
    let word = RunCommandLine.word(path)
    let name = checkpoint.scenario.configuration.name
    let (resume, fork) = ("parksim run --resume \(word)", "parksim fork \(word) --set key=value")
    return Phrase(
      """
      \(name): saved at \(checkpoint.clock), seed \(checkpoint.seed)
      Events      \(events) so far
      Checkpoint  \(path)
      Next        \(resume), or \(fork)
      """,
      """
      \(name)：保存于 \(checkpoint.clock)，种子 \(checkpoint.seed)
      事件        至此 \(events) 个
      检查点      \(path)
      下一步      \(resume)，或 \(fork)
      """
    ).spoken
  }

  private struct Document: Encodable {
    var checkpoint: String
    var scenario: String
    var scenarioDigest: String
    var variant: String
    var seed: UInt64
    var replication: Int
    var telemetry: String
    var timeS: Double
    var events: Int
  }

  static func json(_ checkpoint: Checkpoint, _ path: String) -> String {
    JSONText.of(
      Document(
        checkpoint: path,
        scenario: checkpoint.scenario.configuration.name,
        scenarioDigest: checkpoint.scenario.digest,
        variant: checkpoint.variant,
        seed: checkpoint.seed,
        replication: checkpoint.replication,
        telemetry: checkpoint.telemetry.rawValue,
        timeS: checkpoint.time.inSeconds,
        events: checkpoint.saved.park.engine.handledCount
      )
    )
  }
}

extension Checkpoint {
  /// What the clock shows at the instant at which the run was saved.
  var clock: String {
    ClockText.text(saved.time, from: scenario.configuration.initial.timeOfDay)
  }
}
