import DiscreteEvents
import Experiments
import LogisticsPark
import ScenarioFiles

/// What is said about a checkpoint that was saved.
enum CheckpointText {
  static func of(_ checkpoint: Checkpoint, _ path: String) -> String {
    let events = checkpoint.saved.park.engine.handledCount
    let word = RunCommandLine.word(path)
    return """
      \(checkpoint.scenario.configuration.name): saved at \(checkpoint.clock), seed \
      \(checkpoint.seed)
      Events      \(events) so far
      Checkpoint  \(path)
      Next        parksim run --resume \(word), or parksim fork \(word) --set key=value
      """
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
