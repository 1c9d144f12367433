import Foundation
import GRDB

extension StoreConnection {
  /// Acts while no other program writes to a file that is to be replaced, whose journal would else be
  /// applied to the new one if that program were killed.
  ///
  /// - Parameters:
  ///   - target: The file; it need not be there.
  ///   - path: What errors call it.
  ///   - seconds: How long to wait for a program that writes to it [s].
  ///   - body: Replaces it.
  /// - Throws: `StoreError.busy`, or what the body throws.
  static func holding(
    _ target: String,
    of path: String,
    waiting seconds: Double,
    _ body: () throws -> Void
  ) throws {
    guard FileManager.default.fileExists(atPath: target) else { return try body() }
    var hasActed = false
    do {
      let old = try StoreConnection(path: target, results: path, purpose: .appending)
      defer { try? old.close() }
      try old.execute(wait(seconds))
      try old.access { database in
        try database.inTransaction(.immediate) {
          hasActed = true
          try body()
          return .rollback
        }
      }
    } catch let error as StoreError {
      if case .busy = error { throw error }
      guard !hasActed else { throw error }
      // A file that is damaged is replaced all the same; nobody can be writing to it.
      try? FileManager.default.removeItem(atPath: target + "-journal")
      try body()
    }
  }
}
