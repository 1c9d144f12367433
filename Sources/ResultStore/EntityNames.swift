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

  private let entities: [Int64: Entity]

  /// Reads the names of a run's entities.
  ///
  /// - Throws: `DatabaseError`.
  init(of run: RunID, in database: Database) throws {
    var entities: [Int64: Entity] = [:]
    let statement = try database.makeStatement(
      sql: "SELECT entity_id, kind, name FROM entity WHERE run_id = ?"
    )
    try statement.setArguments([run.number])
    try statement.forEachRow { row in
      guard let id = row.integer(0), let kind = row.text(1), let name = row.text(2) else { return }
      entities[id] = Entity(kind: kind, name: name)
    }
    self.entities = entities
  }

  /// An entity; nil if the run has none with this identifier.
  subscript(id: Int64) -> Entity? { entities[id] }
}
