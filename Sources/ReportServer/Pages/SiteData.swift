import Foundation
import LogisticsPark
import ResultStore
import ScenarioFiles
import Wording

/// What programs get in place of pages.
enum SiteData {
  /// A list of files.
  struct Files: Encodable {
    /// The files by name.
    var files: [File]
    /// Whether the folder has more than are listed.
    var isCut: Bool
  }

  /// A file.
  struct File: Encodable {
    var name: String
    var size: Int64
    var complete: Int
    var started: Int
    var failed: Int
    var scenarios: [String]
    var variants: [String]
    /// Why it can not be read; nil if it can.
    var fault: String?

    init(_ overview: FileOverview) {
      name = overview.file.name
      size = overview.file.size
      complete = overview.count(.complete)
      started = overview.count(.started)
      failed = overview.count(.failed)
      scenarios = overview.scenarios
      variants = overview.variants
      fault = overview.fault?.words.english
    }
  }

  /// A list of runs.
  struct Runs: Encodable {
    var file: String
    var runs: [Run]
    /// Number of the first run that is not listed; nil if all are.
    var next: Int64?
  }

  /// A run.
  struct Run: Encodable {
    var runId: Int64
    var status: String
    var scenario: String
    var variant: String
    var replication: Int
    var seed: UInt64
    var startedAt: String
    var digest: String?
    var reason: String?
    /// Values by name; nil in a list of runs.
    var metrics: [String: Double?]?

    init(_ run: StoredRun, metrics: [MetricValue]? = nil) {
      runId = run.id.number
      status = run.status.rawValue
      scenario = run.identity.scenario
      variant = run.identity.variant
      replication = run.identity.replication
      seed = run.identity.seed
      startedAt = run.provenance.startedAt
      digest = run.digest
      reason = run.reason
      self.metrics = metrics.map { metrics in
        Dictionary(metrics.map { ($0.name, $0.value) }) { first, _ in first }
      }
    }
  }

  /// Runs of some files with their metrics.
  struct Report: Encodable {
    var files: [Runs]
  }

  /// How far an experiment is.
  struct Progress: Encodable {
    struct Variant: Encodable {
      var scenario: String
      var variant: String
      var complete: Int
      var started: Int
      var failed: Int
    }

    var file: String
    var experiment: String?
    var complete: Int
    var started: Int
    var failed: Int
    var underWay: Int
    var firstStart: String?
    var lastEnd: String?
    var variants: [Variant]

    init(_ progress: ReportServer.Progress, of file: String) {
      self.file = file
      experiment = progress.experiment
      (complete, started, failed) = progress.totals
      underWay = progress.underWay
      firstStart = progress.firstStart
      lastEnd = progress.lastEnd
      variants = progress.variants.map {
        Variant(
          scenario: $0.scenario,
          variant: $0.variant,
          complete: $0.complete,
          started: $0.started,
          failed: $0.failed
        )
      }
    }
  }

  /// A refusal.
  struct Fault: Encodable {
    var status: Int
    var error: String
  }

  /// The answer that holds a value, keys in snake case and sorted.
  static func answer(_ value: some Encodable, status: Int = 200) -> Answer {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf",
      negativeInfinity: "-inf",
      nan: "nan"
    )
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a value of numbers and strings is always JSON")
    }
    return Answer(.json, Array(data) + [UInt8(ascii: "\n")], status: status)
  }
}
