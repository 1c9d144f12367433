import Foundation
import Testing

/// A folder of its own for one test, removed with the object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "parksim-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Makes one whose results file is a copy of a fixture.
  ///
  /// `Fixtures/README.md` says how the files were made.
  convenience init(withFixture name: String) throws {
    try self.init()
    try FileManager.default.copyItem(
      at: Self.fixture(name),
      to: URL(fileURLWithPath: results)
    )
  }

  /// A file or folder of the fixtures.
  static func fixture(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
      .appendingPathComponent(name)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Path of the results file in it.
  var results: String { path + "/results.sqlite" }

  /// Names of the files in it, sorted.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
