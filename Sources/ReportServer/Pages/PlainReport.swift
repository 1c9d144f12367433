import LogisticsPark
import ResultStore
import ScenarioFiles

/// A report as a table of metrics, a column for each run.
package enum PlainReport {
  /// Runs beside each other.
  static let mostRuns = 12

  /// The page of a report.
  ///
  /// - Parameter subject: What is asked for; of several runs the first ones are shown.
  /// - Returns: HTML.
  /// - Throws: `StoreError`.
  package static func page(of subject: ReportSubject) throws -> [UInt8] {
    var columns: [Column] = []
    for file in [subject.file] + subject.compare {
      columns += try Self.columns(of: file, subject, most: mostRuns - columns.count)
    }
    let names = columns.first.map { $0.metrics.map(\.name) } ?? []
    let context = PageContext(
      language: subject.language,
      chosenLanguage: subject.language,
      path: "/report",
      query: Query([Query.Item(name: "file", value: subject.file.name)])
    )
    return PageFrame.page(
      "\(context.words("Metrics", "指标")): \(subject.file.name)",
      context,
      """
      <table>
      <tr><th></th>\(Markup(columns.map { "<th class=\"n\"><bdi>\($0.title)</bdi></th>" }))<th></th></tr>
      \(Markup(names.map { row($0, columns) }))
      </table>
      """
    )
  }

  private struct Column {
    var title: String
    var metrics: [MetricValue]
    var units: [String: String]
  }

  private static func columns(
    of file: ServedFile,
    _ subject: ReportSubject,
    most: Int
  ) throws -> [Column] {
    let results = try ResultFile.openForLooking(path: file.path)
    let runs = try results.runs(RunFilter(status: .complete), from: RunID(1), most: .max).filter {
      subject.runs.isEmpty || subject.runs.contains($0.id)
    }
    return try runs.prefix(max(0, most)).map { run in
      let definitions = try results.definitions(of: run.id)
      return Column(
        title: "\(file.name) \(run.id.number): \(run.identity.scenario), \(run.identity.variant)",
        metrics: try results.metrics(of: run.id),
        units: Dictionary(definitions.map { ($0.name, $0.unit) }) { first, _ in first }
      )
    }
  }

  private static func row(_ name: String, _ columns: [Column]) -> Markup {
    let cells = columns.map { column -> Markup in
      let value = column.metrics.first { $0.name == name }?.value
      return "<td class=\"n\">\(value.map { "\($0)" } ?? "-")</td>"
    }
    return "<tr><td>\(name)</td>\(Markup(cells))<td>\(columns.first?.units[name] ?? "")</td></tr>"
  }
}
