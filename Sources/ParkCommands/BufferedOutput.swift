/// Text for standard output, written in large pieces.
final class BufferedOutput {
  private static let size = 1 << 16
  private var text = ""

  /// Adds a text that has its own line ends.
  func add(_ piece: String) {
    text += piece
    if text.utf8.count >= Self.size { flush() }
  }

  /// Writes what has gathered.
  func flush() {
    guard !text.isEmpty else { return }
    Terminal.printAsIs(text)
    text = ""
  }
}
