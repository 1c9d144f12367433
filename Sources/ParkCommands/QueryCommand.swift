import ArgumentParser
import ResultStore
import ScenarioFiles

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
      let help = try QueryHelp.lines(for: why, sql: sql, tables: file.tables())
      throw CommandError(
        status: .badInput,
        message: ([StoreError.badQuery(path: path, why: why).message] + help)
          .joined(separator: "\n  ")
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
  static func lines(for why: String, sql: String, tables: [TableDescription]) -> [String] {
    let views = tables.filter(\.isView)
    // Views first: what is equally near is more likely a view.
    let names = views.map(\.name) + tables.filter { !$0.isView }.map(\.name)
    if let match = why.firstMatch(of: /no such table: (?:\w+\.)?(.+)/) {
      return suggestion(for: String(match.1), among: names)
        + ["views: " + views.map(\.name).joined(separator: ", ")]
    }
    guard let match = why.firstMatch(of: /no such column: (?:.+\.)?(.+)/) else { return [] }
    // In double quotes SQL has names of columns, and texts in single ones.
    let words = Set(sql.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() })
    let asked = tables.filter { words.contains($0.name) }
    let text =
      sql.contains("\"\(match.1)\"")
      ? ["a text stands in single quotes: '\(TerminalText.visible(String(match.1)))'"] : []
    return text + suggestion(for: String(match.1), among: asked.flatMap(\.columns))
      + asked.map { "columns of \($0.name): " + $0.columns.joined(separator: ", ") }
      + ["views: " + views.map(\.name).joined(separator: ", ")]
  }

  /// What to say of a query that finds nothing and asks for a metric by a misspelt name.
  ///
  /// SQL finds nothing and is content; a student takes nothing for an answer.
  static func note(sql: String, metrics: [String]) -> String? {
    guard sql.lowercased().contains("metric") else { return nil }
    for match in sql.matches(of: /'([^'%]+)'/) where !metrics.contains(String(match.1)) {
      guard let near = NearestName.of(String(match.1), among: metrics) else { continue }
      return
        "note: nothing found, and no metric is named '\(TerminalText.visible(String(match.1)))': "
        + "did you mean '\(near)'?"
    }
    return nil
  }

  private static func suggestion(for name: String, among names: [String]) -> [String] {
    NearestName.of(name, among: names).map { ["did you mean \"\($0)\"?"] } ?? []
  }
}
