import Foundation

/// Names of part files: `<results file>.part-<run>-<process>@<host>`.
///
/// The host is in the name because on a network file system another machine's processes can not be
/// asked for.
package enum PartName {
  private static let journal = "-journal"
  /// Ends the name of an earlier export while the new one takes its place.
  static let aside = "-old"

  /// Name of this process's part file for a run.
  package static func path(of run: RunID, results: String) -> String {
    let process = ProcessInfo.processInfo.processIdentifier
    return "\(results).part-\(run.number)-\(process)@\(host)"
  }

  /// Removes part files of processes of this machine that are gone.
  ///
  /// A process that is not found may run in another container, so its lock is looked for too.
  /// One that can not be removed only takes up space, so that is no error.
  ///
  /// - Parameters:
  ///   - results: The file that they are parts of.
  ///   - ofUser: Whether only what belongs to this user is looked at, as in a folder that all share.
  package static func removeOrphans(of results: String, ofUser: Bool = false) {
    let file = URL(fileURLWithPath: results)
    let folder = file.deletingLastPathComponent().path
    let prefix = file.lastPathComponent + ".part-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) {
      var suffix = name.dropFirst(prefix.count)
      // A draft of a whole file has a journal of its own, and a folder steps aside for its draft.
      for ending in [journal, aside] where suffix.hasSuffix(ending) {
        suffix = suffix.dropLast(ending.count)
      }
      let part = folder + "/" + prefix + suffix
      let path = folder + "/" + name
      guard isOrphan(suffix), !ofUser || isOfUser(path), !PartLock.isHeld(part) else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// Runs whose part files stand beside a results file and whose process is there, or may be.
  static func runsUnderWay(of results: String) -> Set<RunID> {
    let file = URL(fileURLWithPath: results)
    let folder = file.deletingLastPathComponent().path
    let prefix = file.lastPathComponent + ".part-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let runs = names.filter { $0.hasPrefix(prefix) && $0.contains("@") }.compactMap {
      name -> RunID? in
      let suffix = name.dropFirst(prefix.count)
      guard !suffix.hasSuffix(journal), !suffix.hasSuffix(aside),
        let run = Int64(suffix.prefix { $0 != "-" }), run > 0,
        !isOrphan(suffix) || PartLock.isHeld(folder + "/" + name)
      else { return nil }
      return RunID(run)
    }
    return Set(runs)
  }

  /// Brings back what stepped aside for an export that was cut off before it took the place.
  ///
  /// - Parameter results: The place, at which nothing stands then.
  static func bringBack(_ results: String) {
    guard !FileManager.default.fileExists(atPath: results) else { return }
    let file = URL(fileURLWithPath: results)
    let folder = file.deletingLastPathComponent().path
    let prefix = file.lastPathComponent + ".part-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasPrefix(prefix) && name.hasSuffix(aside) {
      let suffix = name.dropFirst(prefix.count).dropLast(aside.count)
      guard isOrphan(suffix), !PartLock.isHeld(folder + "/" + prefix + suffix),
        rename(folder + "/" + name, results) == 0
      else { continue }
      return
    }
  }

  private static func isOfUser(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_uid == geteuid()
  }

  private static var host: String {
    String(ProcessInfo.processInfo.hostName.filter { $0 != "/" && $0 != "@" })
  }

  /// Judges `<run>-<process>@<host>`.
  private static func isOrphan(_ suffix: Substring) -> Bool {
    let parts = suffix.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1] == host, numbers.count == 2, Int64(numbers[0]) != nil,
      let process = Int32(numbers[1]), process > 0
    else { return false }
    // Signal 0 is not sent; it asks whether the process is there.
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
