/// One field of a CSV record, by the bytes that hold its text.
package struct CSVField {
  /// Bytes of the text, without the quotes around it.
  package fileprivate(set) var bytes: Range<Int>
  /// True if doubled quotes stand in it.
  fileprivate var hasDoubledQuotes = false
}

/// Reads CSV (RFC 4180) record by record.
///
/// A record ends at a line feed or a carriage return, or at a sign of the caller's choice. Empty
/// lines are passed over. Spaces belong to their fields.
package struct CSVReader {
  /// What is wrong with the quotes of a record, and at which byte.
  package struct QuoteFault: Error {
    var kind: TableFault
    var offset: Int

    /// The fault in the text that was read.
    package func fault(in source: SourceText) -> ScenarioFault {
      ScenarioFault(kind, at: SourceSpan(source: source, bytes: offset..<offset), pointer: "")
    }
  }

  let bytes: [UInt8]
  private let terminator: UInt8
  private(set) var position: Int
  /// Fields of the record that ``next()`` has read, as far as `fieldLimit`.
  package private(set) var fields: [CSVField] = []
  /// Number of its fields, those beyond the limit too.
  package private(set) var fieldCount = 0
  /// Most fields of a record that are kept: a line of commas alone would else take 24 times its bytes.
  package static let fieldLimit = 1_000

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  /// Prepares to read bytes from an offset on.
  package init(_ bytes: [UInt8], from offset: Int = 0, terminator: UInt8 = UInt8(ascii: "\n")) {
    self.bytes = bytes
    self.terminator = terminator
    position = offset
  }

  /// The byte at which the record begins that ``next()`` has read.
  package private(set) var start = 0

  /// Reads a record into ``fields``; false at the end of the text.
  ///
  /// - Throws: The first fault of its quotes; the next call reads on after the record.
  package mutating func next() throws(QuoteFault) -> Bool {
    while position < bytes.count, isEnd(bytes[position]) { position += 1 }
    guard position < bytes.count else { return false }
    start = position
    fields.removeAll(keepingCapacity: true)
    fieldCount = 0
    while true {
      let field = try field()
      fieldCount += 1
      if fieldCount <= Self.fieldLimit { fields.append(field) }
      guard position < bytes.count, bytes[position] == Self.comma else { return true }
      position += 1
    }
  }

  /// The text of a field.
  package func text(_ field: CSVField) -> String {
    let text = String(decoding: bytes[field.bytes], as: UTF8.self)
    return field.hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == terminator || byte == 0x0A || byte == 0x0D
  }

  private mutating func field() throws(QuoteFault) -> CSVField {
    let start = position
    if position < bytes.count, bytes[position] == Self.quote { return try quotedField() }
    while position < bytes.count, bytes[position] != Self.comma, !isEnd(bytes[position]) {
      if bytes[position] == Self.quote { throw stray(at: position) }
      position += 1
    }
    return CSVField(bytes: start..<position)
  }

  private mutating func quotedField() throws(QuoteFault) -> CSVField {
    let opening = position
    var field = CSVField(bytes: opening..<opening)
    position += 1
    while position < bytes.count {
      guard bytes[position] == Self.quote else {
        position += 1
        continue
      }
      if position + 1 < bytes.count, bytes[position + 1] == Self.quote {
        field.hasDoubledQuotes = true
        position += 2
        continue
      }
      field.bytes = (opening + 1)..<position
      position += 1
      if position < bytes.count, bytes[position] != Self.comma, !isEnd(bytes[position]) {
        throw stray(at: position)
      }
      return field
    }
    throw QuoteFault(kind: .unclosedQuote, offset: opening)
  }

  private mutating func stray(at offset: Int) -> QuoteFault {
    while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
    return QuoteFault(kind: .strayQuote, offset: offset)
  }
}
