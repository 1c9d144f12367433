import ScenarioFiles
import Wording

/// The language in which this process explains faults and formats to people.
///
/// In Chinese are the faults and notes of scenarios, experiments and tables, `explain`, `schema`, and what
/// `scenario new`, `check`, `show` and `diff` print, charts and pages, and what `run`, `metrics` and `compare` say of
/// results. Other results, help and the errors of other kinds are in English only, since names of metrics, columns and options are English words that scripts rely on: one
/// vocabulary for a class.
///
/// Keys, codes and numbers, and all that programs read, are the same in every language.
enum SpokenLanguage {
  /// What `--lang` or the environment asks for.
  @TaskLocal static var current = Language.english

  /// The words of the command line, from which `--lang` is taken wherever it stands.
  ///
  /// By hand, since the option belongs to every command.
  struct WordsOfCommand {
    /// The words without the option.
    private(set) var rest: [String]
    /// Whether the option was there.
    private(set) var isAskedFor = false

    init(_ words: [String]) {
      rest = words
    }

    /// Takes the option out and says which language holds.
    ///
    /// - Throws: ``CommandError`` if there is no such language.
    mutating func takeLanguage(environment: [String: String]) throws -> Language {
      let name = try takeOption()
      isAskedFor = name != nil
      if let language = Language.chosen(by: name, environment: environment) { return language }
      throw CommandError(
        status: .badInput,
        message: "--lang \(name ?? "") is no language that parksim speaks; write --lang en or zh"
      )
    }

    /// What somebody is told who asks for Chinese where the answer is English; nil where it is not.
    func note(in language: Language) -> String? {
      guard isAskedFor, language == .chinese else { return nil }
      let words = rest.prefix { !$0.hasPrefix("-") }
      let isHelp =
        rest.isEmpty || rest.contains("--help") || rest.contains("-h") || words.first == "help"
      let isTold = Self.bilingual.contains { words.starts(with: $0) }
      guard isHelp || !isTold else { return nil }
      return
        "说明：此处的输出和帮助只有英文；--lang zh 用于场景的错误与说明、scenario check、explain、schema、run、metrics、compare、plot 和 report。"
    }

    /// Commands whose answer itself is there in both languages.
    private static let bilingual = [
      ["explain"], ["schema"], ["scenario", "new"], ["scenario", "check"], ["scenario", "show"],
      ["scenario", "diff"], ["plot"], ["report"], ["metrics"], ["compare"], ["run"],
    ]

    private mutating func takeOption() throws -> String? {
      // What follows -- is no option.
      let end = rest.firstIndex(of: "--") ?? rest.endIndex
      guard
        let index = rest[..<end].firstIndex(where: { $0 == "--lang" || $0.hasPrefix("--lang=") })
      else { return nil }
      let word = rest.remove(at: index)
      if word != "--lang" { return String(word.dropFirst("--lang=".count)) }
      guard index < rest.endIndex else {
        throw CommandError(status: .badInput, message: "--lang needs a language: en or zh")
      }
      return rest.remove(at: index)
    }
  }
}

extension Phrase {
  /// The words in the language in which this process speaks.
  var spoken: String { self[SpokenLanguage.current] }
}
