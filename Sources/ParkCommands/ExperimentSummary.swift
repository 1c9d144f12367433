import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// An experiment as people and programs read it.
enum ExperimentSummary {
  static func table(of design: ExperimentDesign) -> String {
    var table = TextTable(
      [
        (Phrase("variant", "方案").spoken, .left), (Phrase("scenario", "场景").spoken, .left),
        (Phrase("seed", "种子").spoken, .left),
      ]
        + design.factors.map { ($0.name, .right) }
    )
    for (index, variant) in design.variants.enumerated() {
      let mark = index == design.standard ? Phrase(" (standard)", "（基准）").spoken : ""
      table.add(
        [
          TerminalText.visible(variant.name) + mark, String(variant.scenario.digest.prefix(12)),
          seedText(variant.seeds),
        ] + variant.levels.map { TerminalText.visible($0) }
      )
    }
    let count = design.variants.count * design.replications * design.seeds.count
    let isAll = design.precision == nil
    let name = TerminalText.visible(design.name)
    let title = Phrase(
      "\(name): \(NumberText.count(count, "run"))\(isAll ? "" : " in the first stage")",
      "\(name)：\(isAll ? "" : "第一阶段 ")\(count) 次运行"
    )
    return ([title.spoken] + table.lines).joined(separator: "\n")
  }

  private static func seedText(_ seeds: [UInt64]) -> String {
    let shown = seeds.prefix(4).map { "\($0)" }.joined(separator: ", ")
    return seeds.count > 4 ? "\(shown), ... (\(seeds.count))" : shown
  }

  static func json(of design: ExperimentDesign) -> String {
    JSONNode.Value.members([
      ("name", .string(design.name)), ("replications", .integer(design.replications)),
      (
        "variants",
        .list(
          design.variants.enumerated().map { index, variant in
            .members([
              ("name", .string(variant.name)), ("scenario", .string(variant.scenario.digest)),
              ("seeds", .list(variant.seeds.map { .integer(Int($0)) })),
              ("is_standard", .bool(index == design.standard)),
              (
                "levels",
                .members(
                  zip(design.factors, variant.levels).map { ($0.name, .string($1)) }
                )
              ),
            ])
          }
        )
      ),
    ]).node.prettyText
  }

  /// How many runs were made and taken over, and where the results are.
  static func summary(
    of outcome: Experiment.Outcome,
    _ design: ExperimentDesign,
    in file: ResultFile,
    _ shard: Shard?
  ) throws -> String {
    let lines =
      [title(of: outcome, design, shard), runs(of: outcome, in: file)]
      + (precision(of: outcome, design).map { [Phrase("Precision   ", "精度        ") + $0] } ?? [])
      + [
        Phrase("Results     \(file.path)", "结果        \(file.path)"),
        Self.digest(try file.contentDigest()),
        next(after: design, shard, RunCommandLine.word(file.path)),
      ]
    return lines.map(\.spoken).joined(separator: "\n")
  }

  /// The line with a file's digest.
  static func digest(_ digest: String) -> Phrase {
    Phrase(
      "Digest      \(digest) (of all complete runs in the file)",
      "摘要        \(digest)（文件中全部完整运行的）"
    )
  }

  private static func title(
    of outcome: Experiment.Outcome,
    _ design: ExperimentDesign,
    _ shard: Shard?
  ) -> Phrase {
    let (name, seeds) = (TerminalText.visible(design.name), design.seeds.count)
    let variants = design.variants.count
    let several =
      seeds > 1
      ? Phrase(" with each of \(seeds) seeds", "，\(seeds) 个种子各如此") : Phrase(same: "")
    let part = shard.map { Phrase(", shard \($0.text)", "，分片 \($0.text)") } ?? Phrase(same: "")
    return Phrase(
      "\(name): \(NumberText.count(variants, "variant")), "
        + "\(NumberText.count(outcome.replications, "replication")) of each",
      "\(name)：\(variants) 个方案，每个 \(outcome.replications) 次重复"
    ) + several + part
  }

  private static func runs(of outcome: Experiment.Outcome, in file: ResultFile) -> Phrase {
    let title = Phrase("Runs        ", "运行        ")
    let (made, reused) = (outcome.made, outcome.reused)
    if made == 0, reused == 0, outcome.failures.isEmpty {
      return title + Phrase("none: there are more shards than runs", "无：分片数多于运行数")
    }
    if made == 0, outcome.failures.isEmpty {
      return title
        + Phrase(
          "none made: '\(file.path)' holds all \(reused) of them",
          "未新做：'\(file.path)' 中已有全部 \(reused) 次"
        )
    }
    let taken =
      reused > 0 ? Phrase(", \(reused) taken from the file", "，取自文件 \(reused) 次") : Phrase(same: "")
    return title + Phrase("\(NumberText.count(made, "run")) made", "新做 \(made) 次") + taken
  }

  private static func next(
    after design: ExperimentDesign,
    _ shard: Shard?,
    _ file: String
  ) -> Phrase {
    let command =
      shard == nil
      ? "parksim \(design.variants.count == 1 ? "metrics" : "compare") \(file)"
      : "parksim merge Results/all.sqlite \(file) ..."
    return Phrase("Next        ", "下一步      ") + Phrase(same: command)
  }

  private static func precision(
    of outcome: Experiment.Outcome,
    _ design: ExperimentDesign
  ) -> Phrase? {
    guard let precision = design.precision, let farthest = outcome.farthest else { return nil }
    return PrecisionText(farthest, precision, design).words(after: outcome.replications)
  }

  static func json(
    of outcome: Experiment.Outcome,
    _ design: ExperimentDesign,
    in file: ResultFile,
    _ shard: Shard?
  ) throws -> String {
    JSONNode.Value.members([
      ("name", .string(design.name)), ("variants", .integer(design.variants.count)),
      ("replications", .integer(outcome.replications)), ("runs_made", .integer(outcome.made)),
      ("runs_taken_from_file", .integer(outcome.reused)),
      ("runs_failed", .integer(outcome.failures.count)),
      ("shard", shard.map { .string($0.text) } ?? .null),
      ("is_precise", outcome.isPrecise.map { .bool($0) } ?? .null),
      ("widest_half_width", number(outcome.farthest.flatMap { $0.longerArm(level: design.level) })),
      ("missing", outcome.farthest?.code.map { .string($0) } ?? .null),
      (
        "replications_needed",
        outcome.farthest?.replicationsNeeded.map { .integer($0) } ?? .null
      ),
      ("results", .string(file.path)), ("content_digest", .string(try file.contentDigest())),
    ]).node.prettyText
  }

  private static func number(_ value: Double?) -> JSONNode.Value {
    value.map { $0.isFinite ? .double($0) : .null } ?? .null
  }
}
