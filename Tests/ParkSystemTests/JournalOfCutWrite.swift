import Foundation
import GRDB

/// What a program leaves beside a database that is killed at the last moment of a write.
enum JournalOfCutWrite {
  /// Writes to a database and leaves the journal that would undo it.
  static func leave(beside path: String) throws {
    let journal = URL(fileURLWithPath: path + "-journal")
    let queue = try DatabaseQueue(path: path)
    let undo = try queue.writeWithoutTransaction { database in
      // Else the journal says only at the end how many pages it has.
      try database.execute(sql: "PRAGMA synchronous = OFF")
      try database.execute(sql: "BEGIN IMMEDIATE; UPDATE run SET variant = 'other'")
      let undo = try Data(contentsOf: journal)
      try database.execute(sql: "COMMIT")
      return undo
    }
    try queue.close()
    try undo.write(to: journal)
  }
}
