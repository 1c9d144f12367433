import ArgumentParser
import ResultStore
import ScenarioFiles
import Wording

/// `parksim runs`: lists the runs of a results file.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs of a results file, also those that are not complete.",
    discussion: """
      --check finds runs whose rows are not those that were stored: values changed by hand, and damage
      that the database does not notice; and runs that should be the same and are not.

      Examples:
        parksim runs Results/day.sqlite
        parksim runs Results/day.sqlite --check
      """
  )

  @Argument(help: "Results file.")
  var file: String

  @Flag(help: "Compute the digest of each complete run anew; exit code 1 if one is another.")
  var check = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let file = try ResultFile.openForReading(path: file)
    let runs = try file.runs()
    let digest = try file.contentDigest()
    let damages = check ? try runs.map { try file.damage(of: $0) } : []
    let contradictions = check ? try Contradiction.all(of: runs, in: file) : nil
    if json {
      Terminal.printData(Self.json(runs, digest, damages, contradictions))
    } else {
      Terminal.print(Self.table(runs, digest))
    }
    let found =
      damages.compactMap(\.self).map { Phrase("damaged: ", "已损坏：") + $0 }
      + (contradictions ?? []).map { Phrase("contradictory: ", "相互矛盾：") + Contradiction.words($0) }
    for line in found { Terminal.note(line) }
    if check, !json, found.isEmpty {
      Terminal.print(Phrase("All complete runs are as they were stored.", "全部完整运行与存入时一致。"))
    }
    if !found.isEmpty { throw CommandError(silently: .checkFailed) }
  }

  private static func table(_ runs: [StoredRun], _ digest: String) -> String {
    var table = TextTable([
      (Phrase("run", "运行").spoken, .right), (Phrase("status", "状态").spoken, .left),
      (Phrase("scenario", "场景").spoken, .left), (Phrase("variant", "方案").spoken, .left),
      (Phrase("replication", "重复").spoken, .right), (Phrase("seed", "种子").spoken, .right),
      (Phrase("telemetry", "遥测").spoken, .left), (Phrase("started", "开始时间").spoken, .left),
      (Phrase("digest", "摘要").spoken, .left),
    ])
    for run in runs {
      table.add([
        "\(run.id.number)", status(run), Self.name(run.identity.scenario),
        Self.name(run.identity.variant),
        "\(run.identity.replication)", "\(run.identity.seed)", run.identity.telemetry,
        run.provenance.startedAt, String((run.digest ?? "").prefix(16)),
      ])
    }
    return table.text + "\n\n"
      + Phrase("Content digest of the complete runs: \(digest)", "完整运行的内容摘要：\(digest)").spoken
  }

  /// A name that fits its column; one of thousands of signs would be in each line of the table.
  private static func name(_ text: String) -> String {
    RowText.plain(TerminalText.shortened(text))
  }

  private static func status(_ run: StoredRun) -> String {
    switch run.status {
    case .complete: Phrase("complete", "完整").spoken
    case .started: Phrase("not complete", "未完成").spoken
    case .failed: Phrase("failed", "失败").spoken
    }
  }

  private struct Document: Encodable {
    struct Run: Encodable {
      var runId: Int64
      var status: String
      var scenario: String
      var variant: String
      var replication: Int
      var seed: UInt64
      var telemetry: String
      var modelRevision: Int
      var forkedAtUs: Int64?
      var parentDigest: String?
      var events: Int?
      var fingerprint: String?
      var digest: String?
      var reason: String?
      var startedAt: String
      /// Nil unless it was looked at.
      var isSound: Bool?
    }

    var contentDigest: String
    var runs: [Run]
    /// Numbers of runs that can not all be right; nil unless it was looked for.
    var contradictions: [[Int64]]?
  }

  private static func json(
    _ runs: [StoredRun],
    _ digest: String,
    _ damages: [Phrase?],
    _ contradictions: [[Int64]]?
  ) -> String {
    JSONText.of(
      Document(
        contentDigest: digest,
        runs: runs.enumerated().map { index, run in
          Document.Run(
            runId: run.id.number,
            status: run.status.rawValue,
            scenario: run.identity.scenario,
            variant: run.identity.variant,
            replication: run.identity.replication,
            seed: run.identity.seed,
            telemetry: run.identity.telemetry,
            modelRevision: run.identity.modelRevision,
            forkedAtUs: run.identity.fork?.ticks,
            parentDigest: run.identity.fork?.parentDigest,
            events: run.eventCount,
            fingerprint: run.fingerprint,
            digest: run.digest,
            reason: run.reason,
            startedAt: run.provenance.startedAt,
            isSound: damages.indices.contains(index) && run.status == .complete
              ? damages[index] == nil : nil
          )
        },
        contradictions: contradictions
      )
    )
  }
}
