import ArgumentParser
import ScenarioFiles
import Wording

/// The names of commands on the command line.
enum CommandNames {
  /// Refuses a word that should name a command and does not.
  ///
  /// The argument parser would count it among unexpected arguments, and leave out what there is.
  ///
  /// - Throws: ``CommandError`` with the nearest name and all names.
  static func check(_ words: [String]) throws {
    var command: any ParsableCommand.Type = RootCommand.self
    var path = RootCommand.name
    for word in words {
      let commands = command.configuration.subcommands
      // What follows is for the command, or an option, and the parser knows about both.
      if commands.isEmpty || word.hasPrefix("-") { return }
      // The parser's own command, before the name of another one.
      if word == "help", command == RootCommand.self, path == RootCommand.name {
        path += " help"
        continue
      }
      guard let next = commands.first(where: { $0.name == word }) else {
        throw unknown(
          word,
          after: path,
          among: commands.filter { $0.configuration.shouldDisplay }.map { $0.name }
        )
      }
      command = next
      path += " " + word
    }
  }

  private static func unknown(
    _ word: String,
    after path: String,
    among names: [String]
  )
    -> CommandError
  {
    let near =
      NearestName.of(word, among: names).map {
        Phrase("did you mean \(path) \($0)? ", "是否指 \(path) \($0)？")
      } ?? Phrase(same: "")
    return CommandError(
      status: .badInput,
      "\(path) has no command '\(TerminalText.visible(word))': \(near.english)"
        + "the commands are \(names.joined(separator: ", "))",
      "\(path) 没有命令 '\(TerminalText.visible(word))'：\(near.chinese)命令有 \(names.joined(separator: "、"))"
    )
  }
}

extension ParsableCommand {
  /// The command's name on the command line.
  fileprivate static var name: String { configuration.commandName ?? "" }
}
