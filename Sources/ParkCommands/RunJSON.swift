import Experiments
import Foundation
import LogisticsPark
import ResultStore

/// What `run --json` prints.
struct RunJSON {
  private struct Run: Encodable {
    var runId: Int64
    var replication: Int
    var seed: UInt64
    var digest: String
    var fingerprint: String
    var events: Int
    var metrics: [String: Double?]
  }

  private struct Document: Encodable {
    var results: String
    var contentDigest: String
    var runs: [Run]
  }

  private let document: Document

  init(runs: [StoredReplication], path: String, fileDigest: String) {
    document = Document(
      results: path,
      contentDigest: fileDigest,
      runs: runs.map { run in
        Run(
          runId: run.run.number,
          replication: run.identity.replication,
          seed: run.identity.seed,
          digest: run.digest,
          fingerprint: run.fingerprint,
          events: run.eventCount,
          metrics: Dictionary(run.metrics.map { ($0.name, $0.value) }) { first, _ in
            first
          }
        )
      }
    )
  }

  /// One object, keys sorted.
  var text: String { JSONText.of(document) }
}

/// JSON for standard output.
enum JSONText {
  /// The text of a value, keys in snake case and sorted; JSON has no infinity, so it is a string.
  static func of(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf",
      negativeInfinity: "-inf",
      nan: "nan"
    )
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a value of numbers and strings is always JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
