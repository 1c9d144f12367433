import Wording

extension TableFault {
  var english: FaultWords {
    switch self {
    case .empty:
      FaultWords("the table is empty", help: "the first line names the columns")
    case .noHeader(let columns):
      FaultWords(
        "the first line names no column that is known",
        help: "put a line before it that names the columns, of " + quotedList(columns)
      )
    case .wrongSeparator(let sign):
      FaultWords(
        "the columns are separated by \(sign.english); commas are needed",
        help: "export the table as \"CSV (comma separated)\" in UTF-8"
      )
    case .missingColumn(let name, let wanted):
      FaultWords(
        "the column \"\(name)\" is missing: \(wanted.english)",
        help: "name it in the first line"
      )
    case .unknownColumn(let name, let near, let columns):
      FaultWords(
        "there is no column \(TerminalText.quoted(name))",
        help: (near.map { "write \"\($0)\"; " } ?? "") + "the columns are " + quotedList(columns)
      )
    case .columnTwice(let name):
      FaultWords("the column \"\(name)\" is there twice", help: "keep one of them")
    case .columnAlone(let name, let partner):
      FaultWords(
        "the column \"\(name)\" says half of a point",
        help: "add \"\(partner)\", or leave both out"
      )
    case .noRows:
      FaultWords("the table has no rows", help: "add a line for each order under the first one")
    case .tooLarge(let limit):
      FaultWords("the table is longer than \(limit) bytes", help: "cut it into several scenarios")
    case .tooManyRows(let limit):
      FaultWords(
        "the table has more than \(limit) rows",
        help: "cut it into several scenarios"
      )
    case .tooManyColumns(let found, let limit):
      FaultWords(
        "the first line has \(found) columns; allowed are \(limit)",
        help: "its columns are \(RecordedOrderColumn.names.joined(separator: ", "))"
      )
    case .wrongFieldCount(let found, let wanted):
      FaultWords(
        "the row has \(found) fields; the first line names \(wanted)",
        help: "a field with a comma in it stands in double quotes"
      )
    case .emptyField(let column, let wanted):
      FaultWords("\"\(column)\" is empty; needed is \(wanted.english)")
    case .fieldAlone(let name, let partner):
      FaultWords(
        "the row has \"\(name)\" and no \"\(partner)\"",
        help: "fill both, or neither to draw the point in the zone"
      )
    case .notANumber(let text, let column, let wanted):
      FaultWords(
        "\"\(column)\" is \(TerminalText.quoted(text)); allowed is \(wanted.english)",
        help: "write digits with a decimal point and nothing else, such as 0.25"
      )
    case .outOfRange(let text, let column, let wanted):
      FaultWords("\"\(column)\" is \(text); allowed is \(wanted.english)")
    case .unknownZone(let name, let near, let known):
      FaultWords(
        "\(TerminalText.quoted(name)) is not declared under \"zones\"",
        help: (near.map { "write \"\($0)\"; " } ?? "") + "declared there: " + quotedList(known)
      )
    case .goesBack(let time, let previous):
      FaultWords(
        "the order comes at \(time) s, before the one above it at \(previous) s",
        help: "sort the rows by created_s"
      )
    case .strayQuote:
      FaultWords(
        "a double quote stands inside a field",
        help: "put the whole field in double quotes and write \"\" for each one in it"
      )
    case .unclosedQuote:
      FaultWords("a field begins with a double quote that nothing closes")
    }
  }
}
