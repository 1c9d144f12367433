import Experiments
import Foundation
import ResultStore
import ScenarioFiles

/// Files that are compared, found by the paths that were named: results files, and scenario files that are
/// to be run.
struct HandInFiles {
  /// A file.
  struct File: Equatable {
    /// Name by which it is shown.
    var name: String
    /// Where it is.
    var path: String
  }

  /// Results files.
  private(set) var results: [File] = []
  /// Scenario files.
  private(set) var scenarios: [File] = []
  /// What was found in a folder and can not be read.
  private(set) var aside: [SetAside] = []
  /// Files of folders that are not looked at, as they do not end as scenarios and results do.
  private(set) var others: [String] = []
  /// Folders that were named.
  private(set) var folders: [String] = []
  /// Whether a folder was named, or a scenario file: then each file is a variant.
  private(set) var areHandIns = false

  /// Looks at paths.
  ///
  /// Of a folder all files that end with .json, .sqlite or .db, and those of the folders below it, are taken,
  /// in the order of their names.
  ///
  /// - Parameters:
  ///   - paths: Files and folders.
  ///   - own: A results file that is ours to write, which is no hand-in.
  /// - Throws: ``CommandError`` for a folder without such files.
  init(_ paths: [String], but own: String?) throws {
    var all: [String] = []
    for path in paths {
      guard Self.isFolder(path) else {
        all.append(path)
        continue
      }
      areHandIns = true
      folders.append(path)
      let ours = own.map(Self.identity)
      let folder = HandInFolder(path)
      aside += folder.aside
      others += folder.others
      let found = folder.files.filter { Self.identity(path + "/" + $0) != ours }
      guard !found.isEmpty || !folder.aside.isEmpty else {
        throw CommandError(
          status: .badInput,
          "'\(path)' has no scenario or results files (.json, .sqlite): name another folder",
          "'\(path)' 中没有场景文件或结果文件（.json、.sqlite）：请指定另一个文件夹"
        )
      }
      all += found.map { (path.hasSuffix("/") ? path : path + "/") + $0 }
    }
    // The base may lie in a folder that is named as well.
    var seen: Set<String> = []
    all = all.filter { seen.insert(Self.identity($0)).inserted }
    let names = Self.names(of: all, in: folders)
    for (path, name) in zip(all, names) {
      let file = File(name: name, path: path)
      if Self.isScenario(path) {
        scenarios.append(file)
        areHandIns = true
      } else {
        results.append(file)
      }
    }
  }

  private static func identity(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Whether a file is to be read as a scenario: by its name, as a broken one is still meant for one.
  private static func isScenario(_ path: String) -> Bool { path.lowercased().hasSuffix(".json") }

  /// Shortest names that tell the files apart, from the folders where they were found.
  ///
  /// Only those of one name have their endings, so that what others hand in changes nobody else's.
  private static func names(of paths: [String], in folders: [String]) -> [String] {
    let short = paths.map { path -> String in
      let folder = folders.map { $0.hasSuffix("/") ? $0 : $0 + "/" }.first { path.hasPrefix($0) }
      return folder.map { String(path.dropFirst($0.count)) }
        ?? URL(fileURLWithPath: path).lastPathComponent
    }
    let stems = short.map { ($0 as NSString).deletingPathExtension }
    let counts = Dictionary(grouping: stems) { $0 }.mapValues(\.count)
    let long = zip(stems, short).map { counts[$0] == 1 ? $0 : $1 }
    // A base of the same name elsewhere makes a path of its own name, and of no other's.
    let again = Dictionary(grouping: long) { $0 }.mapValues(\.count)
    let told = zip(long, paths).map { again[$0] == 1 ? $0 : $1 }
    return Set(told).count == told.count ? told : paths
  }
}
