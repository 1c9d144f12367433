import ArgumentParser
import ResultStore
import ScenarioFiles
import Wording

/// `parksim query`: asks a results file a question in SQL.
struct QueryCommand: ParsableCommand {
  /// Rows that `--format table` looks at to find the widths of its columns.
  static let measuredRows = 1000

  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask a results file a question in SQL, and print the rows.",
    discussion: """
      The views that people ask begin with v_: v_run, v_metric, v_entity_metric, v_order, v_flight,
      v_charge_session, v_visit, v_queue, v_sample; docs/reference/results-file.md has all and their columns. The
      file is only read (in WAL mode SQLite adds to it what lies beside it). Numbers are printed so that they read back to the same bits.

      table: aligned; columns are as wide as the first \(measuredRows) rows need.
      csv: RFC 4180; NULL is an empty field, an empty text is "".
      json: one array with an object for each row.

      Example:
        parksim query Results/day.sqlite "select name, value, unit from v_metric" --format csv
      """
  )

  @Argument(help: "Results file.")
  var file: String

  @Argument(help: "One statement that begins with SELECT, WITH, VALUES or EXPLAIN.")
  var sql: String

  @Option(help: "How to print the rows: table, csv or json.")
  var format = QueryFormat.table

  func run() throws {
    let file = try ResultFile.openForReading(path: file)
    let output = format.output()
    do {
      try file.read(sql, into: output)
    } catch StoreError.badQuery(let path, let why) {
      let help = try QueryHelp.lines(for: why.english, sql: sql, tables: file.tables())
      let lines = [StoreError.badQuery(path: path, why: why).words] + help
      throw CommandError(
        status: .badInput,
        lines.map(\.english).joined(separator: "\n  "),
        lines.map(\.chinese).joined(separator: "\n  ")
      )
    }
    output.finish()
    if !output.hasValues, let note = QueryHelp.note(sql: sql, metrics: try metricNames(file)) {
      Terminal.note(note)
    }
  }

  private func metricNames(_ file: ResultFile) throws -> [String] {
    try file.definitions().map(\.name)
  }
}

/// A way out of a query that SQLite does not understand.
enum QueryHelp {
  /// Lines of help for an unknown table or column; none for other errors.
  static func lines(for why: String, sql: String, tables: [TableDescription]) -> [Phrase] {
    let views = tables.filter(\.isView)
    // Views first: what is equally near is more likely a view.
    let names = views.map(\.name) + tables.filter { !$0.isView }.map(\.name)
    let list = views.map(\.name).joined(separator: ", ")
    let known = Phrase("views: \(list)", "视图：\(list)")
    if let match = why.firstMatch(of: /no such table: (?:\w+\.)?(.+)/) {
      return suggestion(for: String(match.1), among: names) + [known]
    }
    guard let match = why.firstMatch(of: /no such column: (?:.+\.)?(.+)/) else { return [] }
    // In double quotes SQL has names of columns, and texts in single ones.
    let words = Set(sql.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() })
    let asked = tables.filter { words.contains($0.name) }
    let quoted = TerminalText.visible(String(match.1))
    let text =
      sql.contains("\"\(match.1)\"")
      ? [Phrase("a text stands in single quotes: '\(quoted)'", "文本要用单引号：'\(quoted)'")] : []
    let columns = asked.map { table in
      let list = table.columns.joined(separator: ", ")
      return Phrase("columns of \(table.name): \(list)", "\(table.name) 的列：\(list)")
    }
    return text + suggestion(for: String(match.1), among: asked.flatMap(\.columns)) + columns
      + [known]
  }

  /// What to say of a query that finds nothing and asks for a metric by a misspelt name.
  ///
  /// SQL finds nothing and is content; a student takes nothing for an answer.
  static func note(sql: String, metrics: [String]) -> Phrase? {
    guard sql.lowercased().contains("metric") else { return nil }
    for match in sql.matches(of: /'([^'%]+)'/) where !metrics.contains(String(match.1)) {
      guard let near = NearestName.of(String(match.1), among: metrics) else { continue }
      let name = TerminalText.visible(String(match.1))
      return Phrase(
        "note: nothing found, and no metric is named '\(name)': did you mean '\(near)'?",
        "说明：没有找到，也没有名为 '\(name)' 的指标：是否指 '\(near)'？"
      )
    }
    return nil
  }

  private static func suggestion(for name: String, among names: [String]) -> [Phrase] {
    NearestName.of(name, among: names).map {
      [Phrase("did you mean \"\($0)\"?", "是否指 \"\($0)\"？")]
    } ?? []
  }
}
