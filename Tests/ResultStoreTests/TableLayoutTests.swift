import GRDB
import LogisticsPark
import Testing

@testable import ResultStore

/// All that is said of a table in SQL follows from its columns.
struct TableLayoutTests {
  private let layout = TableLayout(
    "stays",
    view: "v_stay",
    [
      ColumnLayout("stay_number", .integer, isRequired: true),
      ColumnLayout("place_id", .entity(shown: .kind), isRequired: true),
      ColumnLayout("drone_id", .entity(shown: .type), isRequired: false),
      ColumnLayout("asked_us", .time, isRequired: true),
      ColumnLayout("power_w", .real, isRequired: false),
      ColumnLayout("cause", .text, isRequired: false),
      ColumnLayout("is_last", .truth, isRequired: true),
    ]
  )

  @Test func theTableIsMade() {
    #expect(
      layout.creation == """
        CREATE TABLE stays (
          run_id INTEGER NOT NULL REFERENCES run,
          stay_number INTEGER NOT NULL,
          place_id INTEGER NOT NULL REFERENCES entity,
          drone_id INTEGER REFERENCES entity,
          asked_us INTEGER NOT NULL,
          power_w REAL,
          cause TEXT,
          is_last INTEGER NOT NULL CHECK (is_last IN (0, 1)),
          PRIMARY KEY (run_id, stay_number)
        ) STRICT, WITHOUT ROWID;

        """
    )
  }

  @Test func peopleSeeNamesAndSeconds() {
    #expect(
      layout.viewCreation == """
        CREATE VIEW v_stay AS
          SELECT r.run_id, r.scenario, r.variant, r.replication, t.stay_number, e1.kind, \
        e1.name AS place, e2.name AS drone, e2.type AS drone_type, t.asked_us / 1e6 AS asked_s, \
        t.power_w, t.cause, t.is_last
          FROM stays AS t JOIN v_run AS r USING (run_id) \
        JOIN entity AS e1 ON e1.entity_id = t.place_id \
        LEFT JOIN entity AS e2 ON e2.entity_id = t.drone_id;

        """
    )
  }

  @Test func rowsMoveWithTheirEntities() {
    #expect(
      layout.joining("part0") == """
        INSERT INTO main.stays SELECT run_id, stay_number, place_id + ?1, drone_id + ?1, asked_us, \
        power_w, cause, is_last FROM part0.stays
        """
    )
    #expect(
      layout.joining("part0", isShifted: false)
        == "INSERT INTO main.stays SELECT * FROM part0.stays"
    )
    #expect(
      layout.merging == """
        INSERT INTO main.stays SELECT :new, t.stay_number, e1.new, e2.new, t.asked_us, t.power_w, \
        t.cause, t.is_last
        FROM source.stays AS t JOIN temp.entity_number AS e1 ON e1.old = t.place_id \
        LEFT JOIN temp.entity_number AS e2 ON e2.old = t.drone_id WHERE t.run_id = :run
        """
    )
  }

  @Test(
    "A statement of each kind runs on tables of this layout, in a part file and in a results file"
  )
  func theStatementsRun() throws {
    let queue = try DatabaseQueue()
    try queue.write { database in
      try database.execute(sql: Schema.creation + layout.creation + layout.viewCreation)
      _ = try database.makeStatement(sql: layout.digest)
      _ = try database.makeStatement(sql: layout.joining("main"))
      _ = try database.makeStatement(sql: layout.joining("main", isShifted: false))
      _ = try Row.fetchAll(database, sql: "SELECT * FROM v_stay")
    }
    let part = try DatabaseQueue()
    try part.write { database in
      try database.execute(sql: Schema.creationInPart + layout.creation)
      _ = try database.makeStatement(sql: layout.digest)
    }
  }

  @Test("Kinds of entities do not share identifiers")
  func identifiersOfEntitiesDiffer() {
    var seen: Set<Int64> = []
    for kind in EntityKind.allCases {
      for position in 0..<50 { #expect(seen.insert(kind.localEntity(position)).inserted) }
    }
    #expect(seen.min() == 1)
  }
}
