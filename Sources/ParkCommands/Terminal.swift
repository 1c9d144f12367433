import Foundation
import ScenarioFiles
import Synchronization
import Wording

/// Standard output and standard error: the one place from which text reaches a terminal.
///
/// Names and lines of files may hold anything, also what moves the cursor or turns the writing
/// direction, so all text for people is made harmless here.
enum Terminal {
  /// What a text for programs is written in.
  enum DataForm {
    /// JSON, whole or a piece of it.
    case json
    /// Anything else, such as comma-separated values, a scenario file or commands of a shell.
    case plain
  }

  /// Readies the standard streams, before anything else is opened.
  static func prepare() {
    // A write for which there is no reader is to fail and not to end the process: what a command does
    // beside its text, such as storing runs, goes on. A handler that does nothing, and not SIG_IGN, since a
    // program that is started gets the default back then (POSIX, execve).
    signal(SIGPIPE) { _ in }
    // Else the next file that is opened, such as a results file, would take the number of a stream that is
    // closed, and the text that is meant for it. A write to this one fails, as to a closed stream.
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// Prints a line on standard output.
  static func print(_ text: String) { printAsIs(text + "\n") }

  /// Prints a line on standard output, in the language that is spoken.
  static func print(_ words: Phrase) { print(words.spoken) }

  /// Prints a text that has its own line ends on standard output.
  static func printAsIs(_ text: String) {
    write(Array(TerminalText.harmless(text).utf8))
  }

  /// Prints a text for programs on standard output, so that it reads back to the same.
  ///
  /// In JSON, what would steer a terminal is written by its number. Any other form is made harmless only
  /// where a person looks at it in a terminal.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - form: What it is written in.
  ///   - end: What follows it.
  static func printData(_ text: String, _ form: DataForm = .json, end: String = "\n") {
    switch form {
    case .json:
      // By its first sign a text is known to be JSON; a piece of it may begin with any other.
      let harmless = TerminalText.harmless("[" + text + end)
      write(Array(harmless.utf8.dropFirst()))
    case .plain:
      let text = text + end
      write(Array((showsOutput ? TerminalText.harmless(text) : text).utf8))
    }
  }

  /// Prints a line on standard error.
  static func note(_ text: String) {
    write(Array((TerminalText.harmless(text) + "\n").utf8), to: STDERR_FILENO)
  }

  /// Prints a line on standard error, in the language that is spoken.
  static func note(_ words: Phrase) { note(words.spoken) }

  /// Tells something beside the answer on standard error.
  static func remark(_ english: String, _ chinese: String) {
    note(Phrase("note: \(english)", "说明：\(chinese)"))
  }

  /// Writes bytes on standard output, as they are: what a program reads, or text that is harmless.
  static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Shows progress on standard error, over what was shown before; nothing unless a person looks.
  static func progress(_ text: String) { ProgressScreen.standard?.show(text) }

  /// Shows how much is done as a bar with the share, and with words where there is room.
  static func progress(share: Double, _ words: String = "") {
    ProgressScreen.standard?.show(share: share, words)
  }

  /// Whether standard output is a terminal.
  static let showsOutput = isatty(STDOUT_FILENO) == 1

  /// Whether a write has found that the reader of standard output has gone away.
  private static let isReaderGone = Atomic<Bool>(false)

  /// Ends the process quietly if the reader of standard output has gone away, as in `parksim ... | head`.
  ///
  /// For commands whose product is their text: nothing else is left to do. To be called now and then while
  /// there is much of it.
  static func endIfReaderIsGone() {
    // A pipe without a reader is in error, whatever is asked for.
    var state = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    let isBroken = poll(&state, 1, 0) == 1 && state.revents & Int16(POLLERR) != 0
    if isBroken || isReaderGone.load(ordering: .relaxed) {
      Foundation.exit(ExitStatus.done.rawValue)
    }
  }

  /// Writes bytes.
  ///
  /// Once the reader of standard output has gone away, further text is dropped, and the command comes to
  /// its end and its exit code; output that can not be kept, as on a full disk, is an error. What nobody
  /// can hear on standard error changes nothing: the exit code still tells how it went.
  private static func write(_ bytes: [UInt8], to stream: Int32) {
    if stream == STDOUT_FILENO, isReaderGone.load(ordering: .relaxed) { return }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(stream, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
        continue
      }
      let why = written < 0 ? errno : EIO
      if why == EINTR { continue }
      if why == EAGAIN {
        // Another program has told the system not to wait for the reader that it shares with this one.
        var state = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
        _ = poll(&state, 1, -1)
        continue
      }
      guard stream == STDOUT_FILENO else { return }
      if why == EPIPE {
        isReaderGone.store(true, ordering: .relaxed)
        return
      }
      note(
        Phrase(
          "error: the output could not be written; name another place for it",
          "错误：无法写出输出；请指定另一个位置"
        )
      )
      Foundation.exit(ExitStatus.storage.rawValue)
    }
  }
}
