import Foundation

/// A file system in memory that is soon full, for tests that run as root.
final class SmallDisk {
  /// Whether this process may make one.
  static let isPossible: Bool = {
    guard geteuid() == 0, let folder = try? TemporaryFolder() else { return false }
    return (try? SmallDisk(in: folder, kilobytes: 64)) != nil
  }()

  private struct NotMounted: Error {}

  private let path: String

  /// Puts the file system over a folder.
  init(in folder: TemporaryFolder, kilobytes: Int) throws {
    path = folder.path
    let options = ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path]
    guard try Self.run("mount", options) == 0 else { throw NotMounted() }
  }

  /// Lets nobody write to it any more.
  func freeze() throws {
    guard try Self.run("mount", ["-o", "remount,ro", path]) == 0 else { throw NotMounted() }
  }

  deinit {
    _ = try? Self.run("umount", [path])
  }

  private static func run(_ command: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
