import GRDB
import LogisticsPark

// What is said of a table of records in SQL, from its columns alone. In all statements the table is `t`,
// and the entity that its column n names is `e<n>`.
extension TableLayout {
  /// Makes the table.
  var creation: String {
    let lines = columns.map { "  \($0.definition),\n" }.joined()
    return """
      CREATE TABLE \(name) (
        run_id INTEGER NOT NULL REFERENCES run,
      \(lines)  PRIMARY KEY (run_id, \(columns[0].name))
      ) STRICT, WITHOUT ROWID;

      """
  }

  /// Makes the view: complete runs only, names instead of identifiers, seconds.
  var viewCreation: String {
    let shown = columns.indices.flatMap { columns[$0].shown("t", entity: "e\($0)") }
    return """
      CREATE VIEW \(view) AS
        SELECT r.run_id, r.scenario, r.variant, r.replication, \(shown.joined(separator: ", "))
        FROM \(name) AS t JOIN v_run AS r USING (run_id)\(entities { "JOIN" });

      """
  }

  /// Moves the rows of an attached part into `main`.
  ///
  /// - Parameters:
  ///   - part: Name under which the part is attached.
  ///   - isShifted: Whether the identifiers of entities are larger in `main`, by the argument. Where they are not,
  ///     and the table of `main` is empty, SQLite moves the rows as they are, without looking into them.
  /// - Returns: The statement.
  func joining(_ part: String, isShifted: Bool = true) -> String {
    guard isShifted else { return "INSERT INTO main.\(name) SELECT * FROM \(part).\(name)" }
    let values = columns.map { $0.isEntity ? "\($0.name) + ?1" : $0.name }
    return """
      INSERT INTO main.\(name) SELECT run_id, \(values.joined(separator: ", ")) FROM \(part).\(name)
      """
  }

  /// Copies the rows of the run `:run` of the file `source` into `main`, as the run `:new`; the new
  /// identifiers of its entities are in `temp.entity_number`.
  var merging: String {
    let values = columns.indices.map {
      columns[$0].isEntity ? "e\($0).new" : "t.\(columns[$0].name)"
    }
    let joins = columns.indices.filter { columns[$0].isEntity }.map { index in
      let join = columns[index].isRequired ? "JOIN" : "LEFT JOIN"
      return " \(join) temp.entity_number AS e\(index) ON e\(index).old = t.\(columns[index].name)"
    }
    return """
      INSERT INTO main.\(name) SELECT :new, \(values.joined(separator: ", "))
      FROM source.\(name) AS t\(joins.joined()) WHERE t.run_id = :run
      """
  }

  /// The rows of a run by number, for its digest.
  var digest: String {
    let values = columns.map(\.name)
    return """
      SELECT \(values.joined(separator: ", ")) FROM \(name) WHERE run_id = ? ORDER BY \(columns[0].name)
      """
  }

  private func entities(_ join: () -> String) -> String {
    columns.indices.filter { columns[$0].isEntity }.map { index in
      let kind = columns[index].isRequired ? join() : "LEFT JOIN"
      return " \(kind) entity AS e\(index) ON e\(index).entity_id = t.\(columns[index].name)"
    }.joined()
  }
}

extension ColumnLayout {
  /// Whether it names an entity.
  var isEntity: Bool {
    if case .entity = kind { true } else { false }
  }

  /// The column in the statement that makes the table.
  var definition: String {
    let type =
      switch kind {
      case .integer, .time, .truth, .entity: "INTEGER"
      case .real: "REAL"
      case .text: "TEXT"
      }
    let rule =
      switch kind {
      case .entity: " REFERENCES entity"
      case .truth: " CHECK (\(name) IN (0, 1))"
      case .integer, .time, .real, .text: ""
      }
    return "\(name) \(type)\(isRequired ? " NOT NULL" : "")\(rule)"
  }

  /// The column as people see it.
  fileprivate func shown(_ table: String, entity: String) -> [String] {
    switch kind {
    case .time: return ["\(table).\(name) / 1e6 AS \(name.dropLast(3))_s"]
    case .entity(let shown):
      let role = String(name.dropLast(3))
      let entityName = "\(entity).name AS \(role)"
      switch shown {
      case .name: return [entityName]
      case .type: return [entityName, "\(entity).type AS \(role)_type"]
      case .kind: return ["\(entity).kind", entityName]
      }
    case .integer, .real, .text, .truth: return ["\(table).\(name)"]
    }
  }
}
