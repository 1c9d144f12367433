import Foundation

/// A finished part that could not join: `<results file>.kept-<run>-<content digest>`.
///
/// Only a part whose rows are all on the disk gets such a name. The next program that opens the
/// results file for writing enters it.
struct KeptPart {
  /// The run.
  let run: RunID
  /// Content digest of its rows.
  let digest: String
  /// Where it stands.
  let path: String

  /// Names the kept part of a run.
  init(of run: RunID, digest: String, results: String) {
    self.run = run
    self.digest = digest
    path = "\(results).kept-\(run.number)-\(digest)"
  }

  /// All kept parts of a results file, by the numbers of their runs.
  static func all(of results: String) -> [KeptPart] {
    let file = URL(fileURLWithPath: results)
    let folder = file.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      guard name.hasPrefix(file.lastPathComponent),
        let found = name.dropFirst(file.lastPathComponent.count)
          .wholeMatch(of: #/\.kept-([0-9]{1,18})-([0-9a-f]{64})/#),
        let run = Int64(found.1)
      else { return nil }
      return KeptPart(of: RunID(run), digest: String(found.2), results: results)
    }
    .sorted { $0.run < $1.run }
  }

  /// When its rows were complete, in UTC, ISO 8601.
  var finishedAt: String? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date)?.formatted(.iso8601)
  }

  /// Whether its rows are those that its name promises.
  func isSound(results: String) -> Bool {
    guard let connection = try? StoreConnection(path: path, results: results, purpose: .reading)
    else { return false }
    defer { try? connection.close() }
    return (try? connection.access { try ContentDigest.ofRun(run, in: $0) }) == digest
  }

  /// Removes it; not being there is what is wanted.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
