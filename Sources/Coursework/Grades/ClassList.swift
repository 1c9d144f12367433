package import ScenarioFiles
import Wording

/// The students of a course, by a table in CSV that the course's site gives or somebody has written.
///
/// The first line names the columns: `id`, which must be there, `name`, `email`, `canvas_id`, `login` and `section`, in any
/// order, in upper or lower case. Other columns are passed over, as lists of a site have many; one that is nearly a
/// name of ours is a fault. A byte-order mark and ends of lines of every system are taken, spaces around a field belong to none.
package struct ClassList: Sendable {
  /// A column.
  enum Column: String, CaseIterable {
    case id
    case name
    case email
    case canvasID = "canvas_id"
    case login
    case section

    /// Whether no two students may have the same: a table would give one the marks of the other.
    var isOfOne: Bool { self != .name && self != .section }
  }

  /// The students, sorted by id.
  package let students: [Student]
  private let places: [String: Int]

  /// Most students of a list.
  static let rowLimit = 10_000
  /// Largest list [bytes].
  static let byteLimit = 2 << 20

  /// The student with an id.
  package subscript(id: String) -> Student? { places[id].map { students[$0] } }

  /// Reads a list.
  ///
  /// - Parameter source: The table.
  /// - Throws: `ScenarioFaults`: all that is wrong, each with its line.
  package init(_ source: SourceText) throws(ScenarioFaults) {
    let faults = FaultCollector()
    var reader = ClassListReader(source, faults: faults)
    reader.read()
    try faults.throwIfAny()
    students = reader.students.sorted { $0.id < $1.id }
    places = Dictionary(students.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }
}

/// Reads the rows of a class list and reports all its faults.
private struct ClassListReader {
  typealias Column = ClassList.Column

  private(set) var students: [Student] = []
  private let source: SourceText
  private let faults: FaultCollector
  private var csv: CSVReader
  /// Position of a column among the fields.
  private var positions: [Column: Int] = [:]
  private var fieldCount = 0
  /// Where the student begins that has a value in a column of which each is of one student.
  private var starts: [Column: [String: Int]] = [:]

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(_ source: SourceText, faults: FaultCollector) {
    self.source = source
    self.faults = faults
    csv = CSVReader(source.bytes, from: source.bytes.starts(with: Self.mark) ? Self.mark.count : 0)
  }

  mutating func read() {
    guard source.bytes.count <= ClassList.byteLimit else {
      return fault(.tooLarge(limit: ClassList.byteLimit), at: 0)
    }
    if let fault = source.encodingFault { return faults.report(fault) }
    let hasHeader = nextRecord()
    guard faults.total == 0 else { return }
    guard hasHeader else { return fault(.empty, at: source.bytes.count) }
    readHeader()
    guard positions[.id] != nil else { return }
    var count = 0
    while nextRecord() {
      guard csv.fields.contains(where: { !$0.bytes.isEmpty }) else { continue }
      count += 1
      guard count <= ClassList.rowLimit else {
        return fault(.tooManyRows(limit: ClassList.rowLimit), at: csv.start)
      }
      readRow()
    }
    if count == 0, faults.total == 0 { fault(.noRows, at: source.bytes.count) }
  }

  /// Reads the next record whose quotes are sound; false at the end.
  private mutating func nextRecord() -> Bool {
    while true {
      do {
        return try csv.next()
      } catch {
        faults.report(error.fault(in: source))
      }
    }
  }

  private func fault(_ kind: ClassListFault, at offset: Int) {
    faults.report(
      ScenarioFault(kind, at: SourceSpan(source: source, bytes: offset..<offset), pointer: "")
    )
  }

  /// Names of columns as Chinese lists have them.
  private static let chineseNames: [String: Column] = [
    "学号": .id, "姓名": .name, "邮箱": .email, "电子邮箱": .email, "班级": .section,
  ]

  private mutating func readHeader() {
    fieldCount = csv.fieldCount
    let names = csv.fields.map { field -> String in
      let name = Self.trimmed(csv.text(field)).lowercased()
      return Self.chineseNames[name]?.rawValue ?? name
    }
    let known = Column.allCases.map(\.rawValue)
    if let sign = foreignSeparator(names) { return fault(.wrongSeparator(sign), at: csv.start) }
    guard names.contains(where: { NearestName.of($0, among: known) != nil }) else {
      return fault(.noHeader, at: csv.start)
    }
    for (index, name) in names.enumerated() {
      let offset = csv.fields[index].bytes.lowerBound
      if let column = Column(rawValue: name) {
        if positions[column] != nil { fault(.columnTwice(name), at: offset) }
        positions[column] = index
      } else if let near = NearestName.of(name, among: known), !names.contains(near) {
        fault(.unknownColumn(name, near: near), at: offset)
        // What was meant is read on with, so that its rows show their faults too.
        if let column = Column(rawValue: near) { positions[column] = index }
      }
    }
    if positions[.id] == nil { fault(.noID, at: csv.start) }
  }

  private func foreignSeparator(_ names: [String]) -> Phrase? {
    guard names.count == 1, let only = names.first else { return nil }
    if only.contains(";") { return Phrase("semicolons", "分号") }
    if only.contains("\t") { return Phrase("tabs", "制表符") }
    return only.contains("，") ? Phrase("full-width commas", "全角逗号") : nil
  }

  private mutating func readRow() {
    guard csv.fieldCount == fieldCount else {
      return fault(.wrongFieldCount(found: csv.fieldCount, wanted: fieldCount), at: csv.start)
    }
    for column in Column.allCases where column.isOfOne { checkOnce(column) }
    let student = Student(
      id: text(.id),
      name: text(.name),
      email: text(.email),
      canvasID: text(.canvasID),
      login: text(.login),
      section: text(.section)
    )
    checkID(student.id)
    students.append(student)
  }

  /// The field of a column in the current row; empty where there is none.
  private func text(_ column: Column) -> String {
    guard let position = positions[column], position < csv.fields.count else { return "" }
    return Self.trimmed(csv.text(csv.fields[position]))
  }

  private func checkID(_ id: String) {
    let offset = positions[.id].map { csv.fields[$0].bytes.lowerBound } ?? csv.start
    if id.isEmpty { return fault(.emptyID, at: offset) }
    // Who has another one could hand in nothing that is read.
    if !Submission.isName(id) { fault(.unusableID(TerminalText.visible(id)), at: offset) }
  }

  private mutating func checkOnce(_ column: Column) {
    let value = text(column)
    guard !value.isEmpty, let position = positions[column] else { return }
    // Folders and addresses are the same in upper and in lower case on many systems.
    let sign = value.lowercased()
    if let start = starts[column]?[sign] {
      let first = source.place(at: start, pointer: "").line
      let offset = csv.fields[position].bytes.lowerBound
      fault(
        .twice(column: column.rawValue, value: TerminalText.visible(value), line: first),
        at: offset
      )
    } else {
      starts[column, default: [:]][sign] = csv.start
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }
}
