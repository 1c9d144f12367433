import ArgumentParser
import Wording

/// What the argument parser says, in the language that is spoken.
///
/// It knows English only. Its texts have few forms, which are those of the version in `Package.resolved`; a test
/// meets each of them.
enum ParserWords {
  /// What to tell about an error of the parser, or the help that was asked for.
  static func message(for error: any Error) -> String {
    let english = RootCommand.fullMessage(for: error)
    return SpokenLanguage.current == .chinese ? chinese(english) : english
  }

  /// The same in Chinese.
  static func chinese(_ text: String) -> String {
    if let usage = text.firstMatch(of: /(?m)^USAGE: (.*(?:\n {7,}\S.*)*)/) {
      let path = path(of: String(usage.1))
      if let page = ChineseHelpPage(of: path, usage: placeholders(String(usage.1))) {
        return page.text
      }
    }
    guard text.hasPrefix("Error: ") else { return text }
    let path = text.firstMatch(of: /See '(parksim[^']*) --help'/).map { String($0.1) } ?? "parksim"
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
      line(String($0), of: path)
    }.joined(separator: "\n")
  }

  /// A line of an error with its usage.
  private static func line(_ line: String, of path: String) -> String {
    if let match = line.wholeMatch(of: /Error: (.*)/) { return "错误：" + fault(String(match.1)) }
    if let match = line.wholeMatch(of: /Help:  (.*?)  .*/) {
      let synopsis = String(match.1)
      let name = synopsis.hasPrefix("-") ? synopsis.prefix { $0 != " " } : synopsis[...]
      return "帮助：\(synopsis)  " + (ChineseHelp.argument(String(name), of: path) ?? "")
    }
    if let match = line.wholeMatch(of: /Usage: (.*)/) {
      return "用法：" + placeholders(String(match.1))
    }
    if let match = line.wholeMatch(of: /[ ]+See '(.*)' for more information\./) {
      return "  详见 '\(match.1)'。"
    }
    if let match = line.wholeMatch(of: /[ ]+or: (.*)/) { return "   或：" + fault(String(match.1)) }
    return line
  }

  /// The names at the beginning of a line that shows how a command is called.
  private static func path(of usage: String) -> String {
    usage.split(whereSeparator: \.isWhitespace)
      .prefix { !$0.hasPrefix("<") && !$0.hasPrefix("[") && !$0.hasPrefix("-") }
      .joined(separator: " ")
  }

  /// Words of the parser for whatever may stand at a place.
  private static func placeholders(_ usage: String) -> String {
    usage.replacing("<options>", with: "<选项>").replacing("<subcommand>", with: "<命令>")
  }

  /// What is wrong with the words of a command.
  private static func fault(_ text: String) -> String {
    if let match = text.wholeMatch(of: /Unknown option '(.*?)'(?:\. Did you mean '(.*)'\?)?/) {
      return "没有选项 '\(match.1)'" + (match.2.map { "。是否指 '\($0)'？" } ?? "")
    }
    if let match = text.wholeMatch(of: /Unexpected argument '(.*)'/) { return "多余的参数 '\(match.1)'" }
    if let match = text.wholeMatch(of: /(\d+) unexpected arguments: (.*)/) {
      return "多余的参数 \(match.1) 个：\(match.2.replacing(", ", with: "、"))"
    }
    if let match = text.wholeMatch(of: /Missing expected argument '(.*)'/) {
      return "缺少参数 '\(match.1)'"
    }
    if let match = text.wholeMatch(of: /Missing one of: (.*)/) { return "缺少以下之一：\(match.1)" }
    if let match = text.wholeMatch(of: /Missing value for '(.*?)'(?: in '(.*)')?/) {
      return "'\(match.1)' 缺少值" + (match.2.map { "（在 '\($0)' 中）" } ?? "")
    }
    if let match = text.wholeMatch(
      of: /The option '(.*)' does not take any value, but '(.*)' was specified\./
    ) {
      return "选项 '\(match.1)' 不带值，而此处写了 '\(match.2)'"
    }
    if let match = text.wholeMatch(
      of: /The value '(.*)' is invalid for '(.*?)'(?:\. Please provide one of (.*)\.)?/
    ) {
      let values = match.3.map { list in
        let all = list.replacing(" and ", with: "、").replacing(" or ", with: "、")
        return "，须为 \(all.replacing(", ", with: "、")) 之一"
      }
      return "值 '\(match.1)' 对 '\(match.2)' 无效" + (values ?? "")
    }
    if let match = text.wholeMatch(
      of: /The value '(.*)' is invalid for '(.*?)'\. Please provide one of the following:/
    ) {
      return "值 '\(match.1)' 对 '\(match.2)' 无效，须为以下之一："
    }
    if let match = text.wholeMatch(
      of: /Value to be set with flag (.*) had already been set with flag (.*)/
    ) {
      return "\(match.1) 要设的值已由 \(match.2) 设定"
    }
    return text
  }
}
