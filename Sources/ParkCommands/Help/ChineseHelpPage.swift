import ScenarioFiles

/// The help of a command in Chinese, laid out as the argument parser lays out the English one.
struct ChineseHelpPage {
  private static let width = 80
  private static let indent = 26

  private let path: String
  private let command: HelpCommand
  private let usage: String

  /// Makes the page of a command.
  ///
  /// - Parameters:
  ///   - path: Path of the command, such as `parksim run`.
  ///   - usage: The line that shows how it is called.
  init?(of path: String, usage: String) {
    guard let command = HelpCommand.at(path) else { return nil }
    (self.path, self.command, self.usage) = (path, command, usage)
  }

  var text: String {
    let words = ChineseHelp.commands[path]
    let discussion = (words?.discussion ?? "").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    .map { $0.hasPrefix(" ") ? String($0) : Self.folded(String($0)).joined(separator: "\n") }
    .joined(separator: "\n")
    let parts =
      [
        Self.folded("概述：" + (words?.abstract ?? command.abstract ?? "")).joined(separator: "\n"),
        discussion, examples, "用法：" + usage,
      ] + sections + [commands, hint]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// Command lines are the same in every language.
  private var examples: String {
    let lines = (command.discussion ?? "").split(separator: "\n").filter {
      $0.hasPrefix("  parksim ")
    }
    return lines.isEmpty ? "" : "示例：\n" + lines.joined(separator: "\n")
  }

  private var sections: [String] {
    let all = command.shownArguments
    let titles = all.compactMap(\.sectionTitle).reduce(into: [String]()) { titles, title in
      if !titles.contains(title) { titles.append(title) }
    }
    let named = titles.map { title in
      (Self.title(of: title), all.filter { $0.sectionTitle == title })
    }
    let rest = all.filter { $0.sectionTitle == nil }
    let groups =
      [("参数：", rest.filter { $0.kind == "positional" })] + named
      + [("选项：", rest.filter { $0.kind != "positional" })]
    return groups.filter { !$0.1.isEmpty }.map { title, arguments in
      ([title] + arguments.flatMap { Self.row($0.synopsis, words(of: $0)) }).joined(separator: "\n")
    }
  }

  /// Titles that group options.
  private static func title(of english: String) -> String {
    ["With --compare": "与 --compare 同用："][english] ?? english + "："
  }

  private func words(of argument: HelpCommand.Argument) -> String {
    var words = ChineseHelp.argument(argument.name, of: path) ?? ""
    let values = argument.allValues.map { "可取：" + $0.joined(separator: "、") }
    let usual = argument.defaultValue.map { "默认：" + $0 }
    let more = [values, usual].compactMap { $0 }
    if !more.isEmpty {
      words =
        (words.hasSuffix("。") ? String(words.dropLast()) : words)
        + "（\(more.joined(separator: "；"))）。"
    }
    return words
  }

  private var commands: String {
    let rows = command.shownCommands.flatMap { one in
      Self.row(one.commandName, ChineseHelp.commands[path + " " + one.commandName]?.abstract ?? "")
    }
    return rows.isEmpty ? "" : (["命令："] + rows).joined(separator: "\n")
  }

  private var hint: String {
    guard !command.shownCommands.isEmpty else { return "" }
    let names = path.split(separator: " ").dropFirst().map { $0 + " " }.joined()
    return "  各命令的帮助：'parksim help \(names)<命令>'。"
  }

  // MARK: - Lines

  /// A name with its words beside it, or below it if it is long.
  private static func row(_ name: String, _ words: String) -> [String] {
    let space = String(repeating: " ", count: indent)
    let lines = folded(words, width: width - indent)
    guard let first = lines.first, !first.isEmpty else { return ["  " + name] }
    let length = 2 + TerminalText.width(of: name)
    guard length < indent else { return ["  " + name] + lines.map { space + $0 } }
    let gap = String(repeating: " ", count: indent - length)
    return ["  " + name + gap + first] + lines.dropFirst().map { space + $0 }
  }

  /// Lines that are no wider than a terminal: Chinese breaks between any two characters, but for marks that stand
  /// at no beginning of a line or at no end.
  static func folded(_ text: String, width: Int = width) -> [String] {
    var (lines, line, used) = ([String](), "", 0)
    for piece in pieces(of: text) {
      let size = TerminalText.width(of: piece)
      if used + size > width, !line.isEmpty, piece != " " {
        lines.append(trimmed(line))
        (line, used) = ("", 0)
      }
      if line.isEmpty, piece == " " { continue }
      line += piece
      used += size
    }
    return lines + [trimmed(line)]
  }

  private static func trimmed(_ line: String) -> String {
    line.hasSuffix(" ") ? String(line.dropLast()) : line
  }

  /// What stays together: a word of letters, a Chinese character, each with the marks beside it.
  private static func pieces(of text: String) -> [String] {
    var (pieces, word) = ([String](), "")
    func isClosing(_ sign: Character) -> Bool { "，。；：、！？）》」』”’…".contains(sign) }
    func isOpening(_ sign: Character) -> Bool { "（《「『“‘".contains(sign) }
    func end() {
      if !word.isEmpty { pieces.append(word) }
      word = ""
    }
    for sign in text {
      if sign == " " {
        end()
        pieces.append(" ")
      } else if isClosing(sign) {
        if word.isEmpty, let last = pieces.popLast(), last != " " { word = last }
        word.append(sign)
        end()
      } else if isOpening(sign) {
        end()
        word.append(sign)
      } else if TerminalText.width(of: String(sign)) > 1 {
        if !(word.count == 1 && word.allSatisfy(isOpening)) { end() }
        word.append(sign)
        end()
      } else {
        word.append(sign)
      }
    }
    end()
    return pieces
  }
}
