import Foundation

/// Looks files through for runs that another one has not.
struct MergeSearch {
  /// What makes two rows the same run, complete or not.
  private struct Key: Hashable {
    var identity: RunIdentity

    init(_ run: StoredRun) {
      identity = run.identity
      // A list of runs has no texts of scenarios.
      identity.scenarioText = nil
    }
  }

  /// Digests of the runs that were there before.
  private var known: Set<String> = []
  private var complete: Set<Key> = []
  private var open: [Key] = []
  /// The runs that have one digest, in several files or twice in one.
  private var candidates: [String: [MergedRun]] = [:]
  /// Complete runs that were there before, or came from several files.
  private(set) var present = 0

  init(known: [StoredRun]) {
    for run in known where run.status == .complete {
      if let digest = run.digest { self.known.insert(digest) }
      complete.insert(Key(run))
    }
  }

  /// Looks through a file, all of it or nothing; what is in it counts only if it can be read to its end.
  mutating func look(through source: ResultFile) throws {
    let runs = try source.runs()
    let attributes = try? FileManager.default.attributesOfItem(atPath: source.path)
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    let bytes = size / max(1, runs.count)
    for run in runs {
      guard run.status == .complete, let digest = run.digest else {
        open.append(Key(run))
        continue
      }
      complete.insert(Key(run))
      let candidate = MergedRun(run, digest: digest, path: source.path, bytes: bytes)
      if known.contains(digest) || candidates[digest] != nil { present += 1 }
      if !known.contains(digest) { candidates[digest, default: []].append(candidate) }
    }
  }

  /// Runs to copy, in the order of their names.
  ///
  /// Of one run in several files the provenance of the one that was made first is kept, whatever the order of
  /// the files.
  mutating func wanted() -> [MergedRun] {
    for digest in candidates.keys { candidates[digest]?.sort { $1.comesBefore($0) } }
    return candidates.keys.compactMap { candidates[$0]?.popLast() }.sorted()
  }

  /// The same run of another file, for one whose rows turned out not to be those of its digest.
  mutating func another(_ run: MergedRun) -> MergedRun? {
    guard let other = candidates[run.digest]?.popLast() else { return nil }
    present -= 1
    return other
  }

  /// Runs that are complete in none of the files.
  var incomplete: Int { open.count { !complete.contains($0) } }
}

/// A complete run of another file.
struct MergedRun: Comparable {
  let number: Int64
  let digest: String
  let path: String
  /// About how many bytes its rows take.
  let bytes: Int
  private let names: [String]
  private let numbers: [Int64]
  private let provenance: [String]

  init(_ run: StoredRun, digest: String, path: String, bytes: Int) {
    self.bytes = bytes
    let identity = run.identity
    number = run.id.number
    self.digest = digest
    self.path = path
    names = [
      identity.scenario, identity.variant, identity.scenarioDigest, identity.telemetry,
      identity.fork?.parentDigest ?? "",
    ]
    numbers = [
      Int64(identity.seed), Int64(identity.replication), Int64(identity.modelRevision),
      identity.fork?.ticks ?? 0,
    ]
    let origin = run.provenance
    provenance = [origin.startedAt, origin.host, origin.command, origin.finishedAt ?? ""]
  }

  /// Whether it was made before the same run of another file.
  func comesBefore(_ other: MergedRun) -> Bool {
    provenance.lexicographicallyPrecedes(other.provenance)
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.names != right.names { return left.names.lexicographicallyPrecedes(right.names) }
    if left.numbers != right.numbers {
      return left.numbers.lexicographicallyPrecedes(right.numbers)
    }
    return left.digest < right.digest
  }

  static func == (left: Self, right: Self) -> Bool { left.digest == right.digest }
}
