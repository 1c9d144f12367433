import Wording

// The first line.
extension RecordedOrdersReader {
  /// Finds the columns; false if nothing can be read on with.
  mutating func readHeader() -> Bool {
    guard csv.fieldCount <= CSVReader.fieldLimit else {
      fault(.tooManyColumns(found: csv.fieldCount, limit: CSVReader.fieldLimit), at: csv.start)
      return false
    }
    let names = csv.fields.map { csv.text($0) }
    fieldCount = names.count
    if let sign = foreignSeparator(names) {
      fault(.wrongSeparator(sign), at: csv.start)
      return false
    }
    let nearest = names.map { NearestName.of($0, among: Column.names) }
    guard nearest.contains(where: { $0 != nil }) else {
      fault(.noHeader(columns: Column.names), at: csv.start)
      return false
    }
    let given = Set(names)
    for (index, name) in names.enumerated() {
      takeColumn(name, nearest[index], at: index, given: given)
    }
    checkColumns()
    return true
  }

  private func foreignSeparator(_ names: [String]) -> Phrase? {
    guard names.count == 1, let only = names.first else { return nil }
    if only.contains(";") { return Phrase("semicolons", "分号") }
    if only.contains("\t") { return Phrase("tabs", "制表符") }
    return only.contains("，") ? Phrase("full-width commas", "全角逗号") : nil
  }

  private mutating func takeColumn(
    _ name: String,
    _ near: String?,
    at index: Int,
    given: Set<String>
  ) {
    let offset = csv.fields[index].bytes.lowerBound
    if let column = Column.names.firstIndex(of: name) {
      guard positions[column] == nil else { return fault(.columnTwice(name), at: offset) }
      positions[column] = index
      return
    }
    let meant = near.flatMap { given.contains($0) ? nil : $0 }
    fault(.unknownColumn(name, near: meant, columns: Column.names), at: offset)
    // What was meant is read on with, so that its rows show their faults too.
    if let column = Column.names.firstIndex(where: { $0 == meant }), positions[column] == nil {
      positions[column] = index
    }
  }

  private mutating func checkColumns() {
    for column in Column.allCases where column.isRequired && positions[column.rawValue] == nil {
      let format = column.format
      fault(.missingColumn(format.key, wanted: format.value.words), at: csv.start)
    }
    switch (positions[Column.x.rawValue], positions[Column.y.rawValue]) {
    case (let x?, nil): reportAlone(.x, .y, at: x)
    case (nil, let y?): reportAlone(.y, .x, at: y)
    default: break
    }
  }

  private mutating func reportAlone(_ column: Column, _ partner: Column, at index: Int) {
    fault(
      .columnAlone(column.format.key, partner: partner.format.key),
      at: csv.fields[index].bytes.lowerBound
    )
  }
}
