import DiscreteEvents

/// What the columns of a results file that name an entity may name.
package enum EntityKind: Int, CaseIterable, Sendable {
  case drone
  case zone
  case source
  case goods
  case warehouse
  case fleet
  case pad
  case station
  /// Kind of charger of a station.
  case charger

  /// Name in the table of entities.
  package var name: String {
    switch self {
    case .drone: "drone"
    case .zone: "zone"
    case .source: "source"
    case .goods: "goods"
    case .warehouse: "warehouse"
    case .fleet: "fleet"
    case .pad: "pad"
    case .station: "station"
    case .charger: "charger"
    }
  }
}

/// What a column of a table holds, without its values.
package struct ColumnLayout: Hashable, Sendable {
  /// What its values are.
  package enum Kind: Hashable, Sendable {
    /// Whole numbers.
    case integer
    /// Numbers.
    case real
    /// Texts.
    case text
    /// 1 for true and 0 for false.
    case truth
    /// Instants [us]; the name ends with `_us`.
    case time
    /// Entities; the name ends with `_id`, and people see the name, and where `shown` says more, that too.
    case entity(shown: EntityColumns)
  }

  /// What people see of an entity beside its name.
  package enum EntityColumns: Hashable, Sendable {
    /// Nothing.
    case name
    /// Of what type it is.
    case type
    /// Of what kind it is.
    case kind
  }

  /// Name in the table.
  package let name: String
  /// What its values are.
  package let kind: Kind
  /// Whether every row has a value.
  package let isRequired: Bool
  /// Format of results files from which on there is one.
  package let since: Int

  /// Describes a column.
  package init(_ name: String, _ kind: Kind, isRequired: Bool, since: Int = 1) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.since = since
  }
}

/// What a table of records is: a row for each record of a run, numbered from 1.
///
/// Everything that is said of it in SQL follows from this.
package struct TableLayout: Hashable, Sendable {
  /// Name of the table.
  package let name: String
  /// Name of the view for people.
  package let view: String
  /// Columns after the run; the first one is the number of the record.
  package let columns: [ColumnLayout]
  /// Format of results files from which on there is one.
  package let since: Int

  /// Describes a table.
  package init(_ name: String, view: String, since: Int = 1, _ columns: [ColumnLayout]) {
    self.name = name
    self.view = view
    self.since = since
    self.columns = columns
  }

  /// The table as a format of results files had it.
  package func asOf(_ form: Int) -> TableLayout {
    TableLayout(name, view: view, since: since, columns.filter { $0.since <= form })
  }
}

/// A value in a column.
package enum ColumnValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// A whole number, or an instant [us].
  case integer(Int64)
  /// A number.
  case real(Double)
  /// A text.
  case text(String)
  /// An entity, by its kind and its position among those of the kind.
  case entity(EntityKind, Int)
}

/// A column of a kind of record: its layout, and its value for a record.
package struct RecordColumn<Record>: Sendable {
  /// What it is.
  package let layout: ColumnLayout
  /// Its value.
  package let value: @Sendable (Record) -> ColumnValue

  private init(
    _ name: String,
    _ kind: ColumnLayout.Kind,
    isRequired: Bool = true,
    _ value: @escaping @Sendable (Record) -> ColumnValue
  ) {
    self.init(ColumnLayout(name, kind, isRequired: isRequired), value)
  }

  private init(
    _ layout: ColumnLayout,
    _ value: @escaping @Sendable (Record) -> ColumnValue
  ) {
    self.layout = layout
    self.value = value
  }

  /// The column, which came with a format of results files and may be missing in upgraded rows.
  func since(_ form: Int) -> Self {
    Self(ColumnLayout(layout.name, layout.kind, isRequired: false, since: form), value)
  }

  /// Whole numbers.
  static func integer(_ name: String, _ value: @escaping @Sendable (Record) -> Int64) -> Self {
    Self(name, .integer) { .integer(value($0)) }
  }

  /// Numbers.
  static func real(_ name: String, _ value: @escaping @Sendable (Record) -> Double) -> Self {
    Self(name, .real) { .real(value($0)) }
  }

  /// Instants.
  static func time(_ name: String, _ value: @escaping @Sendable (Record) -> SimulationTime) -> Self
  {
    Self(name, .time) { .integer(value($0).ticks) }
  }

  /// Instants that may be missing.
  static func time(
    ifAny name: String,
    _ value: @escaping @Sendable (Record) -> SimulationTime?
  ) -> Self {
    Self(name, .time, isRequired: false) { value($0).map { .integer($0.ticks) } ?? .null }
  }

  /// Words.
  static func word(_ name: String, _ value: @escaping @Sendable (Record) -> String) -> Self {
    Self(name, .text) { .text(value($0)) }
  }

  /// Words that may be missing.
  static func word(ifAny name: String, _ value: @escaping @Sendable (Record) -> String?) -> Self {
    Self(name, .text, isRequired: false) { value($0).map { .text($0) } ?? .null }
  }

  /// Entities of one kind, by position.
  static func entity(
    _ name: String,
    _ kind: EntityKind,
    shown: ColumnLayout.EntityColumns = .name,
    _ value: @escaping @Sendable (Record) -> Int
  ) -> Self {
    Self(name, .entity(shown: shown)) { .entity(kind, value($0)) }
  }

  /// Entities of several kinds.
  static func entity(
    _ name: String,
    _ kinds: [EntityKind],
    shown: ColumnLayout.EntityColumns,
    _ value: @escaping @Sendable (Record) -> ParkPart
  ) -> Self {
    Self(name, .entity(shown: shown)) {
      let part = value($0)
      precondition(kinds.contains(part.kind), "the column \(name) names no \(part.kind.name)")
      return .entity(part.kind, part.index)
    }
  }

  /// Entities of one kind that may be missing, by position.
  static func entity(
    ifAny name: String,
    _ kind: EntityKind,
    _ value: @escaping @Sendable (Record) -> Int?
  ) -> Self {
    Self(name, .entity(shown: .name), isRequired: false) {
      value($0).map { .entity(kind, $0) } ?? .null
    }
  }
}

/// A kind of record: where a park's records of it are, and its columns, once.
package struct RecordTable<Record: Sendable>: AnyRecordTable {
  /// What the table is.
  package let layout: TableLayout
  private let records: any WritableKeyPath<ParkRecords, [Record]> & Sendable
  private let rules: RecordRules<Record>
  /// Values of the columns, in their order.
  private let values: [@Sendable (Record) -> ColumnValue]
  /// The record of a row.
  private let record: @Sendable (any RowReader) throws -> Record

  /// Describes a kind of record; the first column is its number within the run.
  init(
    _ name: String,
    view: String,
    since: Int = 1,
    _ records: any WritableKeyPath<ParkRecords, [Record]> & Sendable,
    _ rules: RecordRules<Record>,
    _ columns: [RecordColumn<Record>],
    record: @escaping @Sendable (any RowReader) throws -> Record
  ) {
    layout = TableLayout(name, view: view, since: since, columns.map(\.layout))
    self.records = records
    self.rules = rules
    values = columns.map(\.value)
    self.record = record
  }

  package func count(in records: ParkRecords) -> Int { records[keyPath: self.records].count }

  package func append(_ others: ParkRecords, to records: inout ParkRecords) {
    records[keyPath: self.records].append(contentsOf: others[keyPath: self.records])
  }

  package func addOpen(of park: Park, to records: inout ParkRecords) {
    records[keyPath: self.records].append(contentsOf: rules.open(park))
  }

  package func append(_ row: any RowReader, to records: inout ParkRecords) throws {
    records[keyPath: self.records].append(try record(row))
  }

  package func addStays(_ records: ParkRecords, to times: inout PresenceTimes) {
    for record in records[keyPath: self.records] { rules.stays(record, &times) }
  }

  package func check(_ run: SavedRunCheck) throws {
    let left = run.saved.history.records[keyPath: records]
    for record in left { try rules.check(record, run) }
    let numbers = left.map(rules.number) + rules.openNumbers(run.state)
    try run.require(
      numbers.sorted().elementsEqual(numbers.indices.lazy.map { $0 + 1 })
        && rules.given(run.state) == numbers.count,
      "\(rules.name) are missing, or are not numbered from 1 to \(numbers.count)"
    )
  }

  package func write(_ records: ParkRecords, to writer: some RowWriter) throws {
    let records = records[keyPath: self.records]
    // Numbers first: a comparison that fetches two records would cost more than writing them.
    let order = records.indices.map { (number: rules.number(records[$0]), place: $0) }
      .sorted { $0.number < $1.number }
    writer.begin(rows: records.count)
    var row = Array(repeating: ColumnValue.null, count: values.count)
    try values.withUnsafeBufferPointer { values in
      try row.withUnsafeMutableBufferPointer { row in
        for entry in order {
          let record = records[entry.place]
          for column in 0..<row.count { row[column] = values[column](record) }
          try writer.put(UnsafeBufferPointer(row))
        }
      }
    }
  }
}

/// A kind of record, whatever it is.
package protocol AnyRecordTable: Sendable {
  /// What the table is.
  var layout: TableLayout { get }
  /// Number of records of this kind.
  func count(in records: ParkRecords) -> Int
  /// Adds records of this kind behind others.
  func append(_ others: ParkRecords, to records: inout ParkRecords)
  /// Adds the record of a row that was read back.
  func append(_ row: any RowReader, to records: inout ParkRecords) throws
  /// Adds the records of this kind that are open at the end of a run.
  func addOpen(of park: Park, to records: inout ParkRecords)
  /// Adds where the visitors of records of this kind stayed.
  func addStays(_ records: ParkRecords, to times: inout PresenceTimes)
  /// Checks the records of this kind in a saved run.
  func check(_ run: SavedRunCheck) throws
  /// Writes the records of this kind in the order of their numbers.
  func write(_ records: ParkRecords, to writer: some RowWriter) throws
}

/// Takes rows.
package protocol RowWriter {
  /// So many rows will come.
  func begin(rows: Int)
  /// Takes the next row, whose values are there until the call returns.
  func put(_ row: UnsafeBufferPointer<ColumnValue>) throws
}
