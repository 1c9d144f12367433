/// Text for standard output, written in large pieces.
final class BufferedOutput {
  private static let size = 1 << 16
  private let form: Terminal.DataForm?
  private var text = ""

  /// - Parameter form: What a text for programs is written in; nil for one for people.
  init(_ form: Terminal.DataForm? = nil) {
    self.form = form
  }

  /// Adds a text that has its own line ends.
  func add(_ piece: String) {
    text += piece
    if text.utf8.count >= Self.size { flush() }
  }

  /// Writes what has gathered; ends the process if nobody reads it any more.
  func flush() {
    guard !text.isEmpty else { return }
    if let form {
      Terminal.printData(text, form, end: "")
    } else {
      Terminal.printAsIs(text)
    }
    text = ""
    Terminal.endIfReaderIsGone()
  }
}
