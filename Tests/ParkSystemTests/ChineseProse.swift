import TestSupport

/// What a command says under `--lang zh`, and whether it is Chinese.
enum ChineseProse {
  /// Runs a command in Chinese.
  static func run(_ arguments: [String]) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(arguments + ["--lang", "zh"])
  }

  /// Names in files of ours, which are data as any name.
  private static let names = [
    "Drones, bays and who flies", "Shangrao: a general and a cold-store warehouse",
    "Shangrao: a recorded lunch",
  ]

  /// Words of English that stand beside each other; names, keys, paths and commands are none.
  static func sentences(in text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      // A command is the same in every language, and stands at the end of a line or before its colon.
      var words = String(line).replacing(/parksim [^：。，]*/, with: "")
        .replacing(/--entity: .*/, with: "")
      for name in names { words = words.replacing(name, with: "") }
      // Lists of keys and names have commas between all of their words.
      return words.matches(of: /(?:\b[a-z]+[;:]? ){2,}[a-z]+\b/).map { String($0.output) }
    }
  }

  /// The numbers of a text, sorted, as the order of words is another one in another language.
  static func numbers(in text: String) -> [String] {
    text.matches(of: /[0-9]+\.[0-9]+|[0-9]{2,}/).map { String($0.output) }.sorted()
  }

  /// Columns of a terminal that a text takes.
  static func width(of text: some StringProtocol) -> Int {
    // Quotation marks and dashes are narrow in a terminal.
    text.unicodeScalars.reduce(0) { sum, scalar in
      sum + (scalar.value < 0x1100 || (0x2000...0x2E7F).contains(scalar.value) ? 1 : 2)
    }
  }

  /// Whether there is Chinese in a text.
  static func isThere(in text: String) -> Bool { text.contains(/[\u{4E00}-\u{9FFF}]{2}/) }
}
