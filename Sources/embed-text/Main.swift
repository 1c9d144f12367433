import Foundation

/// Writes files into a Swift source as texts: `embed-text OUTPUT FILE...`.
@main
enum EmbedText {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else {
      FileHandle.standardError.write(Data("usage: embed-text OUTPUT FILE...\n".utf8))
      exit(2)
    }
    let files = try arguments.dropFirst().map { path in
      (
        name: URL(fileURLWithPath: path).lastPathComponent,
        text: try String(contentsOfFile: path, encoding: .utf8)
      )
    }
    let source = """
      // Made from the files of a page; change those.

      /// Files of a page, by name.
      enum PageText {
        static let files: [(name: String, text: String)] = [
      \(files.map { "(\(literal($0.name)), \(literal($0.text)))," }.joined(separator: "\n"))
        ]
      }

      """
    try source.write(toFile: output, atomically: true, encoding: .utf8)
  }

  /// A literal of any text: with more number signs than stand anywhere in it.
  private static func literal(_ text: String) -> String {
    var (run, longest) = (0, 0)
    for character in text.utf8 {
      run = character == UInt8(ascii: "#") ? run + 1 : 0
      longest = max(longest, run)
    }
    let signs = String(repeating: "#", count: longest + 1)
    return "\(signs)\"\"\"\n\(text)\n\"\"\"\(signs)"
  }
}
