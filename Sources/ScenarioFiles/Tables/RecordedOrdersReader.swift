import DiscreteEvents
import LogisticsPark

/// Reads a table of recorded orders: a line with the names of the columns, then a row an order.
///
/// All faults are found in one pass; a row with a fault is left out of what is returned, which is
/// then not used.
struct RecordedOrdersReader {
  typealias Column = RecordedOrderColumn

  private(set) var csv: CSVReader
  private let zones: [String]
  private let zoneIndex: [String: Int]
  private let report: (any FaultKind, Int) -> Void

  private var orders: [RecordedOrder] = []
  private var texts: [String] = []
  private var faultCount = 0
  /// Number of columns, known or not.
  var fieldCount = 0
  /// Positions of the columns among the fields; nil for one that is not there.
  var positions: [Int?] = Array(repeating: nil, count: Column.allCases.count)
  private var previous: Double?

  /// Prepares to read a table.
  ///
  /// - Parameters:
  ///   - csv: The text.
  ///   - zones: Ids of the zones, sorted.
  ///   - report: Takes a fault and the byte at which it is.
  init(_ csv: CSVReader, zones: [String], report: @escaping (any FaultKind, Int) -> Void) {
    self.csv = csv
    self.zones = zones
    zoneIndex = Dictionary(zones.enumerated().map { ($1, $0) }) { first, _ in first }
    self.report = report
  }

  /// Reads the table; nil if it has any fault.
  func read() -> RecordedOrders? {
    var reader = self
    return reader.readAll()
  }

  private mutating func readAll() -> RecordedOrders? {
    let hasHeader = nextRecord()
    // Of a first line with a fault of its own nothing is known, and a second one is no header.
    guard !isFaulty else { return nil }
    guard hasHeader else {
      fault(.empty, at: csv.bytes.count)
      return nil
    }
    guard readHeader() else { return nil }
    var rowCount = 0
    while nextRecord() {
      rowCount += 1
      guard rowCount <= RecordedOrders.rowLimit else {
        fault(.tooManyRows(limit: RecordedOrders.rowLimit), at: csv.start)
        return nil
      }
      readRow()
    }
    if rowCount == 0, !isFaulty { fault(.noRows, at: csv.bytes.count) }
    guard !isFaulty else { return nil }
    let rows = canonicalText
    guard rows.utf8.count <= RecordedOrders.byteLimit else {
      fault(.tooLarge(limit: RecordedOrders.byteLimit), at: 0)
      return nil
    }
    return RecordedOrders(orders: orders, rows: rows, zones: zones)
  }

  private var isFaulty: Bool { faultCount > 0 }

  /// Reads the next record whose quotes are sound; false at the end.
  private mutating func nextRecord() -> Bool {
    while true {
      do {
        return try csv.next()
      } catch {
        fault(error.kind, at: error.offset)
      }
    }
  }

  mutating func fault(_ kind: TableFault, at offset: Int) {
    faultCount += 1
    report(kind, offset)
  }
}

// MARK: - Rows

extension RecordedOrdersReader {
  private mutating func readRow() {
    guard csv.fieldCount == fieldCount else {
      return fault(.wrongFieldCount(found: csv.fieldCount, wanted: fieldCount), at: csv.start)
    }
    let created = number(.created)
    let zone = zone()
    let weight = number(.weight)
    let (x, y) = (number(.x), number(.y))
    let promise = number(.promise)
    checkPoint()
    if let created { checkOrder(created) }
    guard !isFaulty, let created, let zone else { return }
    orders.append(
      RecordedOrder(
        createdAt: .seconds(created),
        zone: zone,
        weight: weight,
        destination: x.flatMap { x in y.map { Position(x: x, y: $0) } },
        promise: promise.map { .minutes($0) }
      )
    )
    texts.append(rowText(created, zone, [weight, x, y, promise]))
  }

  /// The field of a column in the current row; nil if it is empty or not there.
  private func field(_ column: Column) -> CSVField? {
    guard let position = positions[column.rawValue] else { return nil }
    let field = csv.fields[position]
    return field.bytes.isEmpty ? nil : field
  }

  private mutating func number(_ column: Column) -> Double? {
    guard let field = field(column) else {
      reportIfRequired(column)
      return nil
    }
    let text = csv.text(field)
    let isGrammatical = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || ".-+eE".utf8.contains($0)
    }
    // Only a fault needs the words: to put them together takes longer than to read the number.
    let words = { column.format.value.words }
    guard isGrammatical, let value = Double(text), value.isFinite else {
      fault(
        .notANumber(text, column: column.format.key, wanted: words()),
        at: field.bytes.lowerBound
      )
      return nil
    }
    guard column.interval?.contains(value) ?? true else {
      fault(
        .outOfRange(
          TerminalText.shortened(text),
          column: column.format.key,
          wanted: words()
        ),
        at: field.bytes.lowerBound
      )
      return nil
    }
    return value
  }

  private mutating func zone() -> Int? {
    guard let field = field(.zone) else {
      reportIfRequired(.zone)
      return nil
    }
    // Of zones that can not be read their own fault says enough.
    if zones.isEmpty { return nil }
    let name = csv.text(field)
    if let index = zoneIndex[name] { return index }
    // A bound on the work, for tables with a million unknown zones.
    let isShown = faultCount < FaultCollector.limit
    let near = isShown ? NearestName.of(name, among: zones) : nil
    fault(.unknownZone(name, near: near, known: zones), at: field.bytes.lowerBound)
    return nil
  }

  private mutating func reportIfRequired(_ column: Column) {
    // A column that is not there at all has been reported once.
    guard column.isRequired, let position = positions[column.rawValue] else { return }
    let format = column.format
    let offset = csv.fields[position].bytes.lowerBound
    fault(.emptyField(column: format.key, wanted: format.value.words), at: offset)
  }

  private mutating func checkPoint() {
    let (x, y) = (field(.x), field(.y))
    guard positions[Column.x.rawValue] != nil, positions[Column.y.rawValue] != nil,
      (x == nil) != (y == nil), let given = x ?? y
    else { return }
    let (name, partner) = x == nil ? (Column.y, Column.x) : (.x, .y)
    fault(
      .fieldAlone(name.format.key, partner: partner.format.key),
      at: given.bytes.lowerBound
    )
  }

  private mutating func checkOrder(_ created: Double) {
    if let previous, created < previous, let field = field(.created) {
      let text = { ECMAScriptNumber.text(of: $0) }
      fault(.goesBack(time: text(created), previous: text(previous)), at: field.bytes.lowerBound)
    }
    previous = created
  }
}

// MARK: - The table in one line

extension RecordedOrdersReader {
  /// A row with a field for every column.
  private func rowText(_ created: Double, _ zone: Int, _ others: [Double?]) -> String {
    let texts = others.map { $0.map { ECMAScriptNumber.text(of: $0) } ?? "" }
    return ([ECMAScriptNumber.text(of: created), zones[zone]] + texts).joined(separator: ",")
  }

  private var canonicalText: String {
    ([Column.names.joined(separator: ",")] + texts).joined(separator: ";")
  }
}
