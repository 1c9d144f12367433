import Foundation

/// Standard output and standard error.
enum Terminal {
  /// Prints a line on standard output.
  static func print(_ text: String) {
    write(text + "\n", to: FileHandle.standardOutput)
  }

  /// Prints a line on standard error.
  static func note(_ text: String) {
    write(text + "\n", to: FileHandle.standardError)
  }

  /// Shows progress on standard error, over what was shown before; nothing unless a person looks.
  static func progress(_ text: String) {
    guard isInteractive else { return }
    write("\r\u{1B}[K" + text, to: FileHandle.standardError)
  }

  /// Whether standard error is a terminal.
  static let isInteractive = isatty(FileHandle.standardError.fileDescriptor) == 1

  /// Writes bytes; a reader that has gone away is not our fault, and not an error.
  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
