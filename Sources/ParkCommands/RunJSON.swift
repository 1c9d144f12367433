import Experiments
import Foundation
import LogisticsPark
import ResultStore

/// What `run --json` prints: one object, keys sorted.
///
/// The replications come in any order and are kept as small as they can be; each is written as text only
/// when it is printed. Used by one thread at a time.
final class RunJSON: @unchecked Sendable {
  private struct Run: Encodable {
    var runId: Int64
    var replication: Int
    var seed: UInt64
    var digest: String
    var fingerprint: String
    var events: Int
    var metrics: [String: Double?]
  }

  /// A replication; the names of its metrics are kept once for all that have the same.
  private struct Entry {
    var run: Int64
    var replication: Int
    var digest: String
    var fingerprint: String
    var events: Int
    var names: Int
    var values: [Double?]
  }

  private var seed: UInt64 = 0
  private var names: [[String]] = []
  private var entries: [Int: Entry] = [:]

  /// Makes it without a run.
  init() {}

  /// Takes the replication at a place in their order, from 0.
  func add(_ replication: StoredReplication, at place: Int) {
    seed = replication.identity.seed
    let given = replication.metrics.map(\.name)
    let index = names.firstIndex(of: given) ?? names.count
    if index == names.count { names.append(given) }
    entries[place] = Entry(
      run: replication.run.number,
      replication: replication.identity.replication,
      digest: replication.digest,
      fingerprint: replication.fingerprint,
      events: replication.eventCount,
      names: index,
      values: replication.metrics.map(\.value)
    )
  }

  /// Hands over the text piece by piece.
  func print(path: String, fileDigest: String, _ write: (String) -> Void) {
    write("{\n  \"content_digest\" : \(JSONText.of(fileDigest)),\n")
    write("  \"results\" : \(JSONText.of(path)),\n  \"runs\" : [\n")
    var separator = ""
    for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let lines = text(of: entry).split(separator: "\n").map { "    " + $0 }
      write(separator + lines.joined(separator: "\n"))
      separator = ",\n"
    }
    write("\n  ]\n}")
  }

  private func text(of entry: Entry) -> String {
    JSONText.of(
      Run(
        runId: entry.run,
        replication: entry.replication,
        seed: seed,
        digest: entry.digest,
        fingerprint: entry.fingerprint,
        events: entry.events,
        metrics: Dictionary(zip(names[entry.names], entry.values)) { first, _ in first }
      )
    )
  }
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
