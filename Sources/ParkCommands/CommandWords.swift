/// The words of the command line before they are parsed.
enum CommandWords {
  /// The words of this process.
  ///
  /// - Throws: ``CommandError`` if the system does not tell them: without `/proc` a program sees no
  ///   argument, and every command would look like none.
  static func ofProcess(_ words: [String] = CommandLine.arguments) throws -> [String] {
    guard words.isEmpty else { return Array(words.dropFirst()) }
    throw CommandError(
      status: .storage,
      "the system does not tell the words of the command: mount /proc and try again",
      "系统没有给出命令的词：请挂载 /proc 后重试"
    )
  }

  /// The words with a question in SQL told from the options of `query`, also one that begins with a
  /// comment.
  ///
  /// A word with dashes and a blank in it is no option.
  static func arranged(_ words: [String]) -> [String] {
    guard words.first == "query", !words.contains("--") else { return words }
    let isQuestion = { (word: String) in
      word.hasPrefix("--") && word.contains(where: \.isWhitespace)
        && !word.hasPrefix("--format=")
    }
    guard words.contains(where: isQuestion) else { return words }
    return words.filter { !isQuestion($0) } + ["--"] + words.filter(isQuestion)
  }
}
