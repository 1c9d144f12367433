import Foundation
import TestSupport
import Testing

/// Shards, wherever they are run, are the whole.
struct ShardTests {
  /// The second one waits, and is then answered from the file.
  @Test func twoProgramsDoNotMakeTheSameRuns() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("results.sqlite")
    let arguments = [
      "experiment", "Scenarios/experiments/bays.json", "--replications", "4", "--out", path,
    ]
    // The file is there before both begin, as one that is new is made by only one of them.
    #expect(
      try ParkSimProcess.run(arguments.replacing(["4"], with: ["1"], maxReplacements: 1)).status
        == 0
    )
    let others = try (0..<2).map { _ in try ParkSimProcess.start(arguments) }
    let own = try ParkSimProcess.run(arguments + ["--json"])
    for other in others { other.waitUntilExit() }
    #expect(own.status == 0 && others.allSatisfy { $0.terminationStatus == 0 })
    let counted = try ParkSimProcess.run([
      "query", path, "SELECT count(*) FROM run", "--format", "csv",
    ])
    #expect(counted.output.contains("\r\n12\r\n"), "\(counted)")
  }

  private let folder: TemporaryFolder
  private static let experiment = "Scenarios/experiments/bays.json"

  init() throws {
    folder = try TemporaryFolder()
  }

  private func digest(_ arguments: [String]) throws -> String {
    let result = try ParkSimProcess.run(arguments + ["--json"])
    try #require(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return try #require(object?["content_digest"] as? String)
  }

  private func command(_ name: String, shard: String? = nil) -> [String] {
    ["experiment", Self.experiment, "--replications", "4", "--out", folder.path(name)]
      + (shard.map { ["--shard", $0] } ?? [])
  }

  /// 1, 4 and 40 shards of 12 runs, merged forwards and backwards.
  @Test(arguments: [1, 4, 40])
  func shardsMergeToTheWhole(count: Int) throws {
    let whole = try digest(command("whole.sqlite"))
    var files: [String] = []
    for number in 1...count {
      let result = try ParkSimProcess.run(command("\(number).sqlite", shard: "\(number)/\(count)"))
      #expect(result.status == 0, "\(result.errors)")
      files.append(folder.path("\(number).sqlite"))
    }
    #expect(try digest(["merge", folder.path("a.sqlite")] + files) == whole)
    #expect(try digest(["merge", folder.path("b.sqlite")] + files.reversed()) == whole)
    #expect(try digest(["merge", folder.path("a.sqlite")] + files) == whole)
  }

  @Test func replicationsOfAScenarioHaveShardsToo() throws {
    let run = ["run", "Scenarios/shangrao/day.json", "--replications", "3", "--telemetry", "none"]
    let whole = try digest(run + ["--out", folder.path("whole.sqlite")])
    let files = (1...2).map { folder.path("\($0).sqlite") }
    for (index, file) in files.enumerated() {
      let result = try ParkSimProcess.run(run + ["--shard", "\(index + 1)/2", "--out", file])
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try digest(["merge", folder.path("all.sqlite")] + files) == whole)
    let empty = try ParkSimProcess.run(run + ["--shard", "4/4", "--out", folder.path("4.sqlite")])
    #expect(empty.status == 0)
    #expect(empty.errors.contains("more shards than replications"))
    #expect(try digest(["merge", folder.path("all.sqlite"), folder.path("4.sqlite")]) == whole)
  }

  /// Every run once, by commands that a shell takes as they are.
  @Test func aPlanNamesEveryRunOnce() throws {
    let result = try ParkSimProcess.run(["plan", Self.experiment, "--shards", "7"])
    #expect(result.status == 0)
    let lines = result.output.split(whereSeparator: \.isNewline)
    #expect(lines.count == 7)
    var runs: [String] = []
    for line in lines {
      let shard = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      )
      for run in try #require(shard["runs"] as? [[String: Any]]) {
        runs.append("\(run["variant"] ?? "") \(run["replication"] ?? "")")
      }
    }
    #expect(runs.count == 60 && Set(runs).count == 60)
    let commands = try ParkSimProcess.run(
      [
        "plan", Self.experiment, "--shards", "2", "--format", "commands", "--folder",
        "a folder's",
      ]
    ).output
    #expect(
      commands.contains(
        "parksim experiment Scenarios/experiments/bays.json --shard 2/2 --jobs 1 "
          + #"--out 'a folder'\''s/bays-2-of-2.sqlite'"#
      )
    )
  }

  @Test func aShardMustBeOneOfTheShards() throws {
    for shard in ["0/4", "5/4", "1", "a/b", "1/0"] {
      let result = try ParkSimProcess.run(command("x.sqlite", shard: shard))
      #expect(result.status == 2, "\(shard)")
    }
  }
}
