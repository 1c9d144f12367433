import DiscreteEvents

/// A row of a table of records that is read back: values by the names of its columns.
package protocol RowReader {
  /// The value in a column; entities by their positions in the plan of the run.
  ///
  /// - Throws: ``RowFlaw`` if it has no such column, or names an entity that the plan does not have.
  func value(_ column: String) throws -> ColumnValue
}

/// What is wrong with a row.
package struct RowFlaw: Error, Hashable {
  /// The column.
  package let column: String
  /// What is wrong.
  package let what: String

  /// Says what is wrong.
  package init(_ column: String, _ what: String) {
    self.column = column
    self.what = what
  }
}

extension RowReader {
  /// A whole number.
  func integer(_ column: String) throws -> Int64 {
    guard case .integer(let number) = try value(column) else {
      throw RowFlaw(column, "is no whole number")
    }
    return number
  }

  /// A number.
  func real(_ column: String) throws -> Double {
    switch try value(column) {
    case .real(let number): return number
    case .integer(let number): return Double(number)
    case .null, .text, .entity: throw RowFlaw(column, "is no number")
    }
  }

  /// An instant.
  func time(_ column: String) throws -> SimulationTime {
    SimulationTime(ticks: try integer(column))
  }

  /// An instant that may be missing.
  func time(ifAny column: String) throws -> SimulationTime? {
    try value(column) == .null ? nil : time(column)
  }

  /// A word of an enum.
  func word<Word: RawRepresentable<String>>(_ column: String) throws -> Word {
    guard case .text(let text) = try value(column), let word = Word(rawValue: text) else {
      throw RowFlaw(column, "is no \(Word.self)")
    }
    return word
  }

  /// A word of an enum that may be missing.
  func word<Word: RawRepresentable<String>>(ifAny column: String) throws -> Word? {
    try value(column) == .null ? nil : word(column) as Word
  }

  /// A part of the park.
  func part(_ column: String) throws -> ParkPart {
    guard case .entity(let kind, let position) = try value(column) else {
      throw RowFlaw(column, "names no part of the park")
    }
    return ParkPart(kind, position)
  }

  /// Position of an entity among those of its kind.
  func position(_ column: String) throws -> Int { try part(column).index }

  /// Position of an entity that may be missing.
  func position(ifAny column: String) throws -> Int? {
    try value(column) == .null ? nil : position(column)
  }
}
