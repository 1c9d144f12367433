import ArgumentParser
import ResultStore

/// `parksim runs`: lists the runs of a results file.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs of a results file, also those that are not complete.",
    discussion: """
      Example:
        parksim runs Results/day.sqlite
      """
  )

  @Argument(help: "Results file.")
  var file: String

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let file = try ResultFile.openForReading(path: file)
    let runs = try file.runs()
    let digest = try file.contentDigest()
    Terminal.print(json ? Self.json(runs, digest) : Self.table(runs, digest))
  }

  private static func table(_ runs: [StoredRun], _ digest: String) -> String {
    var table = TextTable([
      ("run", .right), ("status", .left), ("scenario", .left), ("variant", .left),
      ("replication", .right), ("seed", .right), ("telemetry", .left), ("started", .left),
      ("digest", .left),
    ])
    for run in runs {
      table.add([
        "\(run.id.number)", status(run), RowText.plain(run.identity.scenario),
        RowText.plain(run.identity.variant),
        "\(run.identity.replication)", "\(run.identity.seed)", run.identity.telemetry,
        run.provenance.startedAt, String((run.digest ?? "").prefix(16)),
      ])
    }
    return table.text + "\n\nContent digest of the complete runs: \(digest)"
  }

  private static func status(_ run: StoredRun) -> String {
    switch run.status {
    case .complete: "complete"
    case .started: "not complete"
    case .failed: "failed"
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
    }

    var contentDigest: String
    var runs: [Run]
  }

  private static func json(_ runs: [StoredRun], _ digest: String) -> String {
    JSONText.of(
      Document(
        contentDigest: digest,
        runs: runs.map { run in
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
            startedAt: run.provenance.startedAt
          )
        }
      )
    )
  }
}
