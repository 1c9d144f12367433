import ScenarioFiles
import Wording

/// The language in which this process speaks to people: results, notes, errors and help.
///
/// Keys, codes, names of commands, options and metrics, numbers, and all that programs read, are the same in every
/// language.
enum SpokenLanguage {
  /// What `--lang` or the environment asks for.
  @TaskLocal static var current = Language.english

  /// The words of the command line, from which `--lang` is taken wherever it stands.
  ///
  /// By hand, since the option belongs to every command.
  struct WordsOfCommand {
    /// The words without the option.
    private(set) var rest: [String]

    init(_ words: [String]) {
      rest = words
    }

    /// Takes the option out and says which language holds.
    ///
    /// - Throws: ``CommandError`` if there is no such language.
    mutating func takeLanguage(environment: [String: String]) throws -> Language {
      let name = try takeOption()
      if let language = Language.chosen(by: name, environment: environment) { return language }
      throw CommandError(
        status: .badInput,
        "--lang \(name ?? "") is no language that parksim speaks; write --lang en or zh",
        "--lang \(name ?? "")：parksim 没有这种语言；请写 --lang en 或 zh"
      )
    }

    private mutating func takeOption() throws -> String? {
      // What follows -- is no option.
      let end = rest.firstIndex(of: "--") ?? rest.endIndex
      guard
        let index = rest[..<end].firstIndex(where: { $0 == "--lang" || $0.hasPrefix("--lang=") })
      else { return nil }
      let word = rest.remove(at: index)
      if word != "--lang" { return String(word.dropFirst("--lang=".count)) }
      guard index < rest.endIndex else {
        throw CommandError(
          status: .badInput,
          "--lang needs a language: en or zh",
          "--lang 需要语言：en 或 zh"
        )
      }
      return rest.remove(at: index)
    }
  }
}

extension Phrase {
  /// The words in the language in which this process speaks.
  var spoken: String { self[SpokenLanguage.current] }
}
