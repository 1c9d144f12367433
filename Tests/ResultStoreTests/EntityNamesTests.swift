import GRDB
import Testing

@testable import ResultStore

struct EntityNamesTests {
  /// Identifiers that stand together, with gaps, and those of a file from elsewhere.
  @Test(
    arguments: [[1, 2, 3], [7, 9, 40], [1, 1_000_000_000], [.min, 0, .max], []] as [[Int64]]
  )
  func entitiesAreFoundByTheirIdentifiers(ids: [Int64]) throws {
    let database = try DatabaseQueue()
    let names = try database.write { database in
      try database.execute(sql: "CREATE TABLE entity (entity_id, run_id, kind, name)")
      for id in ids {
        try database.execute(
          sql: "INSERT INTO entity VALUES (?, 1, 'drone', ?), (?, 2, 'pad', 'another')",
          arguments: [id, "n\(id)", id]
        )
      }
      return try EntityNames(of: RunID(1), in: database)
    }
    for id in ids {
      #expect(names[id]?.name == "n\(id)")
      #expect(names[id]?.kind == "drone")
      var encoded: [UInt8] = []
      #expect(names.withEncoded(id, withKind: true) { encoded += $0 })
      #expect(encoded == DigestStream.encoded("drone") + DigestStream.encoded("n\(id)"))
      #expect(names.withEncoded(id, withKind: false) { encoded = Array($0) })
      #expect(encoded == DigestStream.encoded("n\(id)"))
    }
    let others: [Int64] = [.min + 1, -1, 4, 8, 999_999_999, .max - 1]
    for id in others where !ids.contains(id) { #expect(names[id] == nil) }
  }
}
