import Foundation

/// Standard output and standard error.
enum Terminal {
  /// Prints a line on standard output.
  static func print(_ text: String) {
    write(Data((text + "\n").utf8), to: FileHandle.standardOutput)
  }

  /// Prints a text that has its own line ends on standard output.
  static func printAsIs(_ text: String) {
    write(Data(text.utf8), to: FileHandle.standardOutput)
  }

  /// Prints a line on standard error.
  static func note(_ text: String) {
    write(Data((text + "\n").utf8), to: FileHandle.standardError)
  }

  /// Writes bytes on standard output.
  static func write(_ bytes: [UInt8]) {
    write(Data(bytes), to: FileHandle.standardOutput)
  }

  /// Shows progress on standard error, over what was shown before; nothing unless a person looks.
  static func progress(_ text: String) {
    guard isInteractive else { return }
    write(Data(("\r\u{1B}[K" + text).utf8), to: FileHandle.standardError)
  }

  /// Whether standard error is a terminal.
  static let isInteractive = isatty(FileHandle.standardError.fileDescriptor) == 1

  /// Writes bytes.
  ///
  /// A reader of standard output that has gone away, as in `parksim ... | head`, ends the process
  /// quietly; output that can not be kept, as on a full disk, is an error. What nobody can hear on
  /// standard error changes nothing: the exit code still tells how it went.
  private static func write(_ data: Data, to handle: FileHandle) {
    do {
      try handle.write(contentsOf: data)
    } catch {
      let isGone = errno == EPIPE
      if handle === FileHandle.standardError { return }
      if !isGone { note("error: the output could not be written; name another place for it") }
      Foundation.exit(isGone ? ExitStatus.done.rawValue : ExitStatus.storage.rawValue)
    }
  }
}
