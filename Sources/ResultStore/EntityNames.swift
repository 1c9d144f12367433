import GRDB

/// What the entities of a run are called, by their identifiers in a file.
struct EntityNames {
  /// An entity.
  struct Entity {
    /// Kind, such as `drone`.
    let kind: String
    /// Name.
    let name: String
  }

  /// Least identifier of those that stand by position.
  private let first: Int64
  /// By position from the first: a run's identifiers stand together but for some gaps, and each row of a record
  /// asks for some.
  private let row: [Entity?]
  /// By identifier, those of a file in which they do not stand together.
  private let scattered: [Int64: Entity]

  /// Reads the names of a run's entities.
  ///
  /// - Throws: `DatabaseError`.
  init(of run: RunID, in database: Database) throws {
    var found: [(id: Int64, entity: Entity)] = []
    let statement = try database.makeStatement(
      sql: "SELECT entity_id, kind, name FROM entity WHERE run_id = ? ORDER BY entity_id"
    )
    try statement.setArguments([run.number])
    try statement.forEachRow { row in
      guard let id = row.integer(0), let kind = row.text(1), let name = row.text(2) else { return }
      found.append((id, Entity(kind: kind, name: name)))
    }
    first = found.first?.id ?? 0
    let (span, overflow) = (found.last?.id ?? 0).subtractingReportingOverflow(first)
    guard !overflow, span <= 64 * Int64(found.count) else {
      row = []
      scattered = Dictionary(found.map { ($0.id, $0.entity) }) { $1 }
      return
    }
    var row: [Entity?] = Array(repeating: nil, count: Int(span) + 1)
    for (id, entity) in found { row[Int(id - first)] = entity }
    self.row = row
    scattered = [:]
  }

  /// An entity; nil if the run has none with this identifier.
  subscript(id: Int64) -> Entity? {
    let (place, overflow) = id.subtractingReportingOverflow(first)
    if !overflow, place >= 0, place < row.count { return row[Int(place)] }
    return scattered.isEmpty ? nil : scattered[id]
  }
}
