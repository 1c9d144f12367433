import ArgumentParser
import Foundation

/// A command as the argument parser describes it.
struct HelpCommand: Decodable {
  /// An argument of a command.
  struct Argument: Decodable {
    /// A name, such as `seed` of `--seed`.
    struct Name: Decodable {
      var kind: String
      var name: String

      /// As it is written.
      var text: String { (kind == "short" ? "-" : "--") + name }
    }

    /// `positional`, `option` or `flag`.
    var kind: String
    var names: [Name]?
    var preferredName: Name?
    var valueName: String
    var shouldDisplay: Bool
    var defaultValue: String?
    var allValues: [String]?
    var sectionTitle: String?

    /// The name by which its words are looked up: `--seed` or `<file>`.
    var name: String { preferredName?.text ?? "<\(valueName)>" }

    /// As the help shows it, such as `-h, --help` or `--seed <seed>`.
    var synopsis: String {
      guard let names, !names.isEmpty else { return name }
      let all = names.map(\.text).joined(separator: ", ")
      return kind == "option" ? all + " <\(valueName)>" : all
    }
  }

  var commandName: String
  var abstract: String?
  var discussion: String?
  var shouldDisplay: Bool
  var arguments: [Argument]?
  var subcommands: [HelpCommand]?

  /// Arguments that the help shows.
  var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
  /// Commands that the help shows.
  var shownCommands: [HelpCommand] { (subcommands ?? []).filter(\.shouldDisplay) }

  /// The root of all commands; nil if the parser's description can not be read.
  static let root: HelpCommand? = {
    struct Document: Decodable { var command: HelpCommand }
    let text = RootCommand._dumpHelp()
    return try? JSONDecoder().decode(Document.self, from: Data(text.utf8)).command
  }()

  /// The command of a path, such as `parksim scenario load`.
  static func at(_ path: String) -> HelpCommand? {
    let names = path.split(separator: " ").dropFirst()
    return names.reduce(root) { command, name in
      command?.subcommands?.first { $0.commandName == name }
    }
  }

  /// The command and all commands below it that people call, with their paths.
  func all(path: String) -> [(path: String, command: HelpCommand)] {
    [(path, self)]
      + (subcommands ?? []).filter { $0.shouldDisplay || $0.commandName == "help" }
      .flatMap { $0.all(path: path + " " + $0.commandName) }
  }
}
