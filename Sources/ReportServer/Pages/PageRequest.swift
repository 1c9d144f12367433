import ResultStore
import ScenarioFiles
import Wording

/// A request for a page that there is, whose query was understood.
struct PageRequest: Sendable {
  /// The pages.
  enum Page: String, CaseIterable {
    case files = "/"
    case runs = "/runs"
    case report = "/report"
    case compare = "/compare"
    case progress = "/progress"

    /// Names that its query may have.
    var names: Set<String> {
      switch self {
      case .files: ["scenario", "variant", "status", "text", "lang"]
      case .runs: ["file", "scenario", "variant", "status", "text", "from", "lang"]
      case .report, .compare: ["file", "run", "variant", "lang"]
      case .progress: ["file", "lang"]
      }
    }
  }

  /// The page.
  let page: Page
  /// Whether a program asks, which gets JSON.
  let isForProgram: Bool
  /// What is known of the request.
  let context: PageContext

  private var query: Query { context.query }

  /// Understands a request.
  ///
  /// - Parameter head: A head that was found to be good.
  /// - Throws: `Refusal`.
  init(_ head: RequestHead) throws {
    let halves = head.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path = String(halves[0])
    let isData = path.hasSuffix(".json")
    if isData { path = String(path.dropLast(".json".count)) }
    // The list is the one page whose path has no name.
    if isData, path == "/" || path == "/index" { path = path == "/" ? "" : "/" }
    // Paths are compared as they came: none is decoded, joined or shortened.
    guard let page = Page(rawValue: path) else { throw Refusal.noSuchPage }
    guard let query = Query(encoded: halves.dropFirst().first ?? "") else {
      throw Refusal.badQuery(Phrase("The query is no text.", "查询不是文本。"))
    }
    self.page = page
    isForProgram = isData || Self.wantsData(head)
    let chosen = try Self.language(query)
    context = PageContext(
      language: chosen ?? Self.preferredLanguage(head),
      chosenLanguage: chosen,
      path: path,
      query: query
    )
    if let item = query.items.first(where: { !page.names.contains($0.name) }) {
      throw Refusal.badQuery(
        Phrase("'\(item.name)' is nothing to ask this page for.", "此页面没有“\(item.name)”这一查询项。")
      )
    }
  }

  /// Whether a program asks: it takes JSON and no HTML.
  static func wantsData(_ head: RequestHead) -> Bool {
    let types = head.values(of: "accept").joined(separator: ",").lowercased()
    return types.contains("application/json") && !types.contains("text/html")
  }

  /// The language of the answer to a request that was not understood: what can be understood of it holds.
  static func language(of head: RequestHead) -> Language {
    let query = head.target.firstIndex(of: "?").map { head.target[head.target.index(after: $0)...] }
    let chosen = query.flatMap { Query(encoded: $0) }?.values("lang").last
    return chosen.flatMap { Language.chosen(by: $0, environment: [:]) } ?? preferredLanguage(head)
  }

  /// The language that the header fields ask for.
  private static func preferredLanguage(_ head: RequestHead) -> Language {
    LanguageChoice.preferred(by: head.values(of: "accept-language").joined(separator: ","))
  }

  /// The names of the files that are asked for, each once.
  ///
  /// - Parameter most: How many there may be.
  /// - Returns: The names.
  /// - Throws: `Refusal` if there is none, or more.
  func files(most: Int) throws -> [String] {
    var seen: Set<String> = []
    let names = query.values("file").filter { seen.insert($0).inserted }
    guard !names.isEmpty else {
      throw Refusal.badQuery(Phrase("Choose a results file.", "请选择一个结果文件。"))
    }
    guard names.count <= most else {
      throw Refusal.badQuery(Phrase("At most \(most) files at a time.", "一次最多 \(most) 个文件。"))
    }
    return names
  }

  /// The runs that are asked for, each once.
  ///
  /// - Throws: `Refusal` if one is no number.
  func runs() throws -> [RunID] {
    var seen: Set<RunID> = []
    return try query.values("run").map { try Self.run($0) }.filter { seen.insert($0).inserted }
  }

  /// The run from which on runs are listed.
  ///
  /// - Throws: `Refusal` if it is no number.
  func firstRun() throws -> RunID {
    try query.values("from").last.map { try Self.run($0) } ?? RunID(1)
  }

  /// The variants that are asked for.
  var variants: [String] { query.values("variant") }

  /// What of the files or runs is wanted; an empty field of a form is none.
  ///
  /// - Throws: `Refusal` if there is no such status.
  func filter() throws -> RunFilter {
    let value = { (name: String) in query.values(name).last.flatMap { $0.isEmpty ? nil : $0 } }
    let status = try value("status").map { name in
      guard let status = RunStatus(rawValue: name) else {
        throw Refusal.badQuery(
          Phrase(
            "'\(name)' is no status: complete, started or failed.",
            "“\(name)”不是状态：complete、started 或 failed。"
          )
        )
      }
      return status
    }
    return RunFilter(
      scenario: value("scenario"),
      variant: value("variant"),
      status: status,
      text: value("text") ?? ""
    )
  }

  private static func run(_ text: String) throws -> RunID {
    guard let number = Int64(text), number > 0 else {
      throw Refusal.badQuery(Phrase("'\(text)' is no number of a run.", "“\(text)”不是运行编号。"))
    }
    return RunID(number)
  }

  private static func language(_ query: Query) throws -> Language? {
    guard let name = query.values("lang").last else { return nil }
    guard let language = Language.chosen(by: name, environment: [:]) else {
      throw Refusal.badQuery(
        Phrase(
          "'\(name)' is no language of these pages: en or zh-Hans.",
          "“\(name)”不是页面语言：en 或 zh-Hans。"
        )
      )
    }
    return language
  }
}
