import Foundation
import ScenarioFiles
import Wording

/// The last line of a terminal on standard error, which shows progress and is written over.
///
/// It is written on a change, a few times a second, and never waited for: a terminal that does not
/// read, as after Ctrl-S or over a bad line, delays neither a run nor Ctrl-C. May be used from several
/// threads.
final class ProgressScreen: @unchecked Sendable {
  /// The screen of standard error; nil unless a person looks and the terminal can write over a line.
  static let standard = ProgressScreen()

  /// Least time between two changes that are shown.
  private static let pause = Duration.milliseconds(200)
  private static let longestBar = 40

  private let terminal: TerminalDescriptor
  private let lock = NSLock()
  private var shown = ""
  private var lastTime: ContinuousClock.Instant?

  private init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let name = environment["TERM"] ?? ""
    guard !name.isEmpty, name != "dumb", let terminal = TerminalDescriptor.ofErrors else {
      return nil
    }
    self.terminal = terminal
  }

  /// Shows a text, cut to the terminal's width; an empty one clears the line.
  func show(_ text: String) { show { _ in text } }

  /// Shows a bar, as long as there is room for, the share, and the words if there is room.
  func show(share: Double, _ words: String) {
    show { Self.line(share: share, words, columns: $0) }
  }

  /// The line for a share of the work that is done.
  ///
  /// - Parameters:
  ///   - share: The share, 0 to 1.
  ///   - words: What follows it.
  ///   - columns: Width of the terminal.
  /// - Returns: The line, shorter than the terminal is wide.
  static func line(share: Double, _ words: String, columns: Int) -> String {
    let percent = NumberText.percent(share)
    let text = words.isEmpty ? percent : percent + " " + words
    let room = columns - 1 - TerminalText.width(of: text) - 3
    guard room >= 5 else { return cut(text, to: columns - 1) }
    let length = min(room, longestBar)
    let done = Int((min(max(share, 0), 1) * Double(length)).rounded(.down))
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: length - done)
    return "[\(bar)] \(text)"
  }

  /// The longest beginning of a text that takes so many columns.
  static func cut(_ text: String, to columns: Int) -> String {
    var rest = columns
    return String(
      text.prefix { character in
        rest -= TerminalText.width(of: String(character))
        return rest >= 0
      }
    )
  }

  private func show(_ text: (_ columns: Int) -> String) {
    lock.withLock {
      let now = ContinuousClock.now
      let columns = terminal.columns
      let line = Self.cut(TerminalText.visible(text(columns)), to: columns - 1)
      let isSoon = lastTime.map { now - $0 < Self.pause } ?? false
      guard line != shown, line.isEmpty || !isSoon else { return }
      // What the terminal does not take now is shown with the next change.
      guard terminal.write("\r\u{1B}[K" + line) else { return }
      shown = line
      lastTime = line.isEmpty ? nil : now
    }
  }
}

/// A terminal behind standard error, opened once more so that to write to it never waits.
struct TerminalDescriptor: Sendable {
  /// The one of this process; nil if standard error is no terminal.
  static let ofErrors = TerminalDescriptor()

  let number: Int32

  private init?() {
    var name = [CChar](repeating: 0, count: 256)
    guard isatty(STDERR_FILENO) == 1, ttyname_r(STDERR_FILENO, &name, name.count) == 0 else {
      return nil
    }
    number = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    if number < 0 { return nil }
  }

  /// Width, at least 10; 80 where the terminal does not know it.
  var columns: Int {
    var size = winsize()
    guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return max(10, Int(size.ws_col))
  }

  /// Writes a text unless the terminal does not take it now; gives whether it was written.
  func write(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Foundation.write(number, bytes, bytes.count) == bytes.count
  }
}
