import Foundation
import ScenarioFiles

/// Standard output and standard error: the one place from which text reaches a terminal.
///
/// Names and lines of files may hold anything, also what moves the cursor or turns the writing
/// direction, so all text is made harmless here.
enum Terminal {
  /// Prints a line on standard output.
  static func print(_ text: String) {
    write(Data((TerminalText.harmless(text) + "\n").utf8), to: FileHandle.standardOutput)
  }

  /// Prints a text that has its own line ends on standard output.
  static func printAsIs(_ text: String) {
    write(Data(TerminalText.harmless(text).utf8), to: FileHandle.standardOutput)
  }

  /// Prints a line on standard error.
  static func note(_ text: String) {
    write(Data((TerminalText.harmless(text) + "\n").utf8), to: FileHandle.standardError)
  }

  /// Writes bytes on standard output, as they are: what a program reads, or text that is harmless.
  static func write(_ bytes: [UInt8]) {
    write(Data(bytes), to: FileHandle.standardOutput)
  }

  /// Shows progress on standard error, over what was shown before; nothing unless a person looks.
  static func progress(_ text: String) { ProgressScreen.standard?.show(text) }

  /// Shows how much is done as a bar with the share, and with words where there is room.
  static func progress(share: Double, _ words: String = "") {
    ProgressScreen.standard?.show(share: share, words)
  }

  /// Whether standard output is a terminal.
  static let showsOutput = isatty(STDOUT_FILENO) == 1

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
