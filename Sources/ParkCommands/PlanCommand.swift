import ArgumentParser
import Experiments
import Foundation
import ScenarioFiles

extension Shard: ExpressibleByArgument {
  /// Reads `3/40`.
  package init?(argument: String) { self.init(argument) }
}

/// `parksim plan`: cuts an experiment into shards.
struct PlanCommand: ParsableCommand {
  /// What is printed of each shard.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case json
    case commands
  }

  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Cut an experiment into shards that can be run anywhere, in any order.",
    discussion: """
      A line for each shard: an object with its runs and the command that makes them, or the command
      alone. parksim merge joins their results files; the content digest is that of an experiment run
      in one piece. docs/how-to/clusters.md has a Slurm script and a line for GNU parallel.

      Examples:
        parksim plan Scenarios/experiments/bays.json --shards 4
        parksim plan Scenarios/experiments/bays.json --shards 4 --format commands
      """
  )

  @Argument(help: "Experiment file (JSON).")
  var experiment: String

  @Option(parsing: .unconditional, help: "Number of shards, 1 to 10000.")
  var shards: Int

  @Option(
    parsing: .unconditional,
    help: "Replications of each variant with each seed, 1 to 100000; as the file says by default."
  )
  var replications: Int?

  @Option(
    help: "Folder of the shards' results files, which must be there; Results/shards by default."
  )
  var folder = "Results/shards"

  @Option(help: "json or commands.")
  var format = Form.json

  func validate() throws {
    if !(1...10_000).contains(shards) {
      throw ValidationError(
        "--shards must be 1 to 10000, got \(shards)",
        "--shards 须为 1 到 10000，此处为 \(shards)"
      )
    }
    if let replications, !(1...100_000).contains(replications) {
      throw ValidationError(
        "--replications must be 1 to 100000, got \(replications)",
        "--replications 须为 1 到 100000，此处为 \(replications)"
      )
    }
    if folder.isEmpty {
      throw ValidationError(
        "--folder is empty: give it a name",
        "--folder 为空：请写明名称"
      )
    }
  }

  func run() throws {
    let design = try ExperimentFile.load(experiment, replications: replications)
    try ShardText.refusePrecision(design)
    let digests = design.variants.map(\.scenario.digest)
    let name = URL(fileURLWithPath: experiment).deletingPathExtension().lastPathComponent
    for number in 1...shards {
      guard let shard = Shard(number, of: shards) else { continue }
      let runs = Experiment(design, threads: 1, shard: shard).runs(upTo: design.replications)
      var command = ["parksim", "experiment", experiment, "--shard", shard.text]
      if let replications { command += ["--replications", "\(replications)"] }
      command += ["--jobs", "1", "--out", "\(folder)/\(name)-\(number)-of-\(shards).sqlite"]
      switch format {
      case .json:
        Terminal.printData(ShardText.json(shard, runs, design, digests, command: command))
      case .commands:
        Terminal.printData(command.map(RunCommandLine.word).joined(separator: " "), .plain)
      }
      Terminal.endIfReaderIsGone()
    }
  }
}

/// Shards as programs read them.
enum ShardText {
  /// A precision is looked for with all runs at hand.
  static func refusePrecision(_ design: ExperimentDesign) throws {
    guard design.precision != nil else { return }
    throw CommandError(
      status: .badInput,
      "an experiment with a precision to reach can not be cut into shards: take \"precision\" "
        + "out and say how many replications are run",
      "要达到精度的实验不能分片：请去掉 \"precision\"，并写明重复次数"
    )
  }

  /// One object on one line.
  static func json(
    _ shard: Shard,
    _ runs: [Experiment.Run],
    _ design: ExperimentDesign,
    _ digests: [String],
    command: [String]
  ) -> String {
    let made = runs.map { run in
      let variant = design.variants[run.variant]
      return JSONNode.Value.members([
        ("variant", .string(variant.name)), ("replication", .integer(run.replication)),
        ("seed", .integer(Int(variant.seeds[run.seed]))),
        ("scenario", .string(digests[run.variant])),
      ])
    }
    return JSONNode.Value.members([
      ("shard", .string(shard.text)), ("runs", .list(made)),
      ("command", .list(command.map { .string($0) })),
    ]).node.canonicalText
  }
}
