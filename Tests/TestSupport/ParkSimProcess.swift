package import Foundation

/// The `parksim` program, run from outside as a user would.
package struct ParkSimProcess {
  /// What a run of the program gave.
  package struct Result: Sendable {
    /// Exit code, or 128 plus the signal that ended it.
    package var status: Int32
    /// Standard output.
    package var output: String
    /// Standard error.
    package var errors: String
  }

  /// The program beside the tests.
  package static var executable: URL { executable(named: "parksim") }

  /// A program of ours beside the tests.
  package static func executable(named name: String) -> URL {
    // The test bundle, or the test runner, stands in the folder of the products.
    let candidates = [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0])]
      .flatMap { [$0.deletingLastPathComponent(), $0] }
      .map { $0.appendingPathComponent(name) }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
      ?? URL(fileURLWithPath: ".build/debug/\(name)")
  }

  /// The root of the project's sources.
  package static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs the program and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: Arguments.
  ///   - program: The program, if it is another one of ours.
  ///   - folder: Working folder; the project's root by default.
  ///   - environment: Variables added to those of the tests.
  /// - Returns: Status and what was printed.
  /// - Throws: What the system says if the program can not be started.
  package static func run(
    _ arguments: [String],
    of program: String = "parksim",
    in folder: URL = root,
    environment: [String: String] = [:]
  ) throws -> Result {
    let process = prepared(arguments, of: program, in: folder, environment: environment)
    // Files, not pipes: a pipe that nobody reads in time would stop the program.
    let files = try TemporaryFolder()
    let output = files.file("output")
    let errors = files.file("errors")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Result(
      status: process.terminationStatus + signal,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  /// Starts the program, whose output nobody keeps unless a pipe is given, and does not wait for its
  /// end.
  package static func start(_ arguments: [String], output: Pipe? = nil) throws -> Process {
    let process = prepared(arguments, of: "parksim", in: root, environment: [:])
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func prepared(
    _ arguments: [String],
    of program: String,
    in folder: URL,
    environment: [String: String]
  ) -> Process {
    let process = Process()
    process.executableURL = executable(named: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Tests expect English, whatever their user speaks.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LC_ALL": "C"]) { $1 }.merging(environment) { $1 }
    return process
  }
}

/// A fresh folder that goes when the last reference to it goes.
package final class TemporaryFolder {
  /// Where it is.
  package let url: URL

  /// Makes it.
  package init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("parksim-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// A file in it.
  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Path of a file in it.
  package func path(_ name: String) -> String { file(name).path }
}
