import GRDB
package import Wording

/// Why a results file could not be read or written, with a way out.
///
/// After any of these the runs that were complete before are still in the results file.
package enum StoreError: Error, Equatable, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// The name is empty, as a variable of the shell that is not set gives it.
  case noName
  /// The file is not a results file of this program; it was left untouched.
  case notOurs(path: String, why: Phrase)
  /// The file was written in another version of the format; it was left untouched.
  case otherVersion(path: String, found: Int, supported: Int)
  /// The file or its folder can not be opened.
  case cannotOpen(path: String, why: Phrase)
  /// The file or its folder does not allow writing.
  case readOnly(path: String)
  /// The disk, or a quota, is full; `results` names the results file whose runs are intact.
  case full(path: String, results: String)
  /// Another process kept the file locked for longer than the busy timeout.
  case busy(path: String)
  /// Another process kept the file locked, so a finished run waits in `part` beside it.
  case kept(path: String, run: RunID, part: String)
  /// The operating system reported an error while reading or writing.
  case inputOutput(path: String, why: Phrase)
  /// A write to the file was interrupted, and what is left of it can not be undone here.
  case interrupted(path: String)
  /// The file is damaged.
  case corrupt(path: String, why: Phrase)
  /// The file was replaced, or its run was closed, by another command meanwhile; nil if no run is
  /// known for which that matters.
  case replaced(path: String, run: RunID?)
  /// Something that the same command wrote earlier stands at the place.
  case alreadyThere(path: String)
  /// A table that is read from text is damaged; `line` counts from 1.
  case badTable(path: String, line: Int?, why: Phrase)
  /// A query that a user wrote is wrong, or would change the file.
  case badQuery(path: String, why: Phrase)
  /// Any other answer of the database.
  case failed(path: String, why: Phrase)

  /// One line for people: the file, what happened, and what to do.
  package var message: String { words.english }

  /// A path as a word of a shell's command.
  static func word(_ path: String) -> String {
    let plain = path.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || "0123456789/._-+=:@%,".unicodeScalars.contains(scalar)
    }
    if plain { return path }
    let escaped = path.map { "\\\"$`".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    return "\"\(escaped)\""
  }

  /// Whether the user's input is at fault (exit code 2) and not the disk (exit code 74).
  package var isInputFault: Bool {
    switch self {
    case .missing, .noName, .notOurs, .otherVersion, .alreadyThere, .badTable, .badQuery: true
    case .cannotOpen, .readOnly, .full, .busy, .kept, .inputOutput, .interrupted, .corrupt,
      .replaced, .failed:
      false
    }
  }

  /// Translates an answer of the database.
  ///
  /// - Parameters:
  ///   - error: What the database answered.
  ///   - path: File that was being read or written.
  ///   - results: Results file that this happened for.
  init(_ error: DatabaseError, path: String, results: String) {
    let why = DatabaseWords.of(error)
    if error.extendedResultCode == .SQLITE_READONLY_DBMOVED {
      self = .replaced(path: path, run: nil)
      return
    }
    if error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
      self = .interrupted(path: path)
      return
    }
    self =
      switch error.resultCode {
      case .SQLITE_FULL: .full(path: path, results: results)
      case .SQLITE_IOERR: .inputOutput(path: path, why: why)
      case .SQLITE_CANTOPEN: .cannotOpen(path: path, why: why)
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
      case .SQLITE_NOTADB:
        .notOurs(path: path, why: Phrase("is not an SQLite database", "不是 SQLite 数据库"))
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      // A number of rows has come to its end, or a key is none.
      case .SQLITE_CORRUPT, .SQLITE_MISMATCH: .corrupt(path: path, why: why)
      default: .failed(path: path, why: why)
      }
  }
}
