import Wording

/// What can be wrong with a table in CSV.
enum TableFault: FaultKind {
  case empty
  case noHeader(columns: [String])
  case wrongSeparator(Phrase)
  case missingColumn(String, wanted: Phrase)
  case unknownColumn(String, near: String?, columns: [String])
  case columnTwice(String)
  case columnAlone(String, partner: String)
  case noRows
  case tooLarge(limit: Int)
  case tooManyRows(limit: Int)
  case tooManyColumns(found: Int, limit: Int)
  case wrongFieldCount(found: Int, wanted: Int)
  case emptyField(column: String, wanted: Phrase)
  case fieldAlone(String, partner: String)
  case notANumber(String, column: String, wanted: Phrase)
  case outOfRange(String, column: String, wanted: Phrase)
  case unknownZone(String, near: String?, known: [String])
  case goesBack(time: String, previous: String)
  case strayQuote
  case unclosedQuote

  var code: FaultCode { .malformedTable }

  var quotesText: Bool {
    // It may be a file of quite another kind.
    switch self {
    case .noHeader, .tooLarge: false
    default: true
    }
  }
}
