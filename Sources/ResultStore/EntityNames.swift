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

  /// Where the texts of an entity stand among the encoded ones: from its kind over its name to the next.
  private struct Place: BitwiseCopyable {
    let kind: Int32
    let name: Int32
    let end: Int32
  }

  /// Least identifier of those that stand by position.
  private let first: Int64
  /// Positions by identifier from the first, -1 for none: a run's identifiers stand together but for some gaps, and
  /// each row of a record asks for some.
  private let row: [Int32]
  /// Positions by identifier, of a file in which they do not stand together.
  private let scattered: [Int64: Int32]
  private let entities: [Entity]
  private let places: [Place]
  /// Kinds and names as a digest has them, each worked out once for all rows that name it.
  private let encoded: [UInt8]

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
    entities = found.map(\.entity)
    var encoded: [UInt8] = []
    places = entities.map { entity in
      let kind = Int32(encoded.count)
      encoded += DigestStream.encoded(entity.kind)
      let name = Int32(encoded.count)
      encoded += DigestStream.encoded(entity.name)
      return Place(kind: kind, name: name, end: Int32(encoded.count))
    }
    self.encoded = encoded
    first = found.first?.id ?? 0
    let (span, overflow) = (found.last?.id ?? 0).subtractingReportingOverflow(first)
    guard !overflow, span <= 64 * Int64(found.count) else {
      row = []
      scattered = Dictionary(zip(found.map(\.id), 0...)) { $1 }
      return
    }
    var row: [Int32] = Array(repeating: -1, count: Int(span) + 1)
    for (position, entry) in found.enumerated() { row[Int(entry.id - first)] = Int32(position) }
    self.row = row
    scattered = [:]
  }

  /// An entity; nil if the run has none with this identifier.
  subscript(id: Int64) -> Entity? { position(of: id).map { entities[$0] } }

  /// Hands on the name of an entity, and where it is shown its kind before it, as a digest has them.
  ///
  /// - Parameters:
  ///   - id: Identifier of the entity.
  ///   - hasKind: Whether the kind is shown.
  ///   - body: Takes the bytes.
  /// - Returns: False if the run has no such entity.
  func withEncoded(
    _ id: Int64,
    withKind hasKind: Bool,
    _ body: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    guard let position = position(of: id) else { return false }
    let place = places[position]
    let bytes = Int(hasKind ? place.kind : place.name)..<Int(place.end)
    encoded.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[bytes])) }
    return true
  }

  private func position(of id: Int64) -> Int? {
    let (place, overflow) = id.subtractingReportingOverflow(first)
    if !overflow, place >= 0, place < row.count {
      let position = row[Int(place)]
      return position < 0 ? nil : Int(position)
    }
    return scattered.isEmpty ? nil : scattered[id].map { Int($0) }
  }
}
