import DiscreteEvents
import GRDB

/// A value as a column of a results file holds it.
///
/// GRDB's own subscripts of a row end the process where a value is of another kind than it should be. A
/// damaged file has such values, so rows are read by `Row.read` alone.
protocol StoredValue {
  /// Takes the value of a column; nil if it is of another kind, or can not be.
  init?(stored value: DatabaseValue)

  /// What belongs in the column, for messages.
  static var kind: String { get }
}

extension Row {
  /// The value of a column, which a damaged file may not have.
  ///
  /// - Parameter column: Name of the column.
  /// - Returns: The value.
  /// - Throws: `DatabaseError` with the code of a damaged file, if there is no such column or its value
  ///   is of another kind.
  func read<Value: StoredValue>(_ column: String) throws -> Value {
    try Self.value(of: decode(DatabaseValue.self, forColumn: column), in: column)
  }

  /// The value of a column, from 0.
  func read<Value: StoredValue>(_ column: Int) throws -> Value {
    try Self.value(
      of: decode(DatabaseValue.self, atIndex: column),
      in: Array(columnNames)[column]
    )
  }

  private static func value<Value: StoredValue>(
    of stored: DatabaseValue,
    in column: @autoclosure () -> String
  ) throws -> Value {
    if let value = Value(stored: stored) { return value }
    throw DatabaseError.damaged("'\(column())' is \(words(for: stored)) in place of \(Value.kind)")
  }

  private static func words(for value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "NULL"
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string: "a text"
    case .blob: "a row of bytes"
    }
  }
}

extension DatabaseError {
  /// The answer of a database that is damaged.
  static func damaged(_ message: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: message)
  }
}

extension Int64: StoredValue {
  static var kind: String { "a whole number" }

  init?(stored value: DatabaseValue) {
    guard case .int64(let number) = value.storage else { return nil }
    self = number
  }
}

extension Int: StoredValue {
  static var kind: String { Int64.kind }

  init?(stored value: DatabaseValue) {
    guard let number = Int64(stored: value) else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: StoredValue {
  static var kind: String { "0 or 1" }

  init?(stored value: DatabaseValue) {
    guard let number = Int64(stored: value), number == 0 || number == 1 else { return nil }
    self = number == 1
  }
}

extension Double: StoredValue {
  static var kind: String { "a number" }

  init?(stored value: DatabaseValue) {
    switch value.storage {
    case .double(let number): self = number
    // SQLite keeps whole numbers of a REAL column as integers where that is shorter.
    case .int64(let number): self = Double(number)
    default: return nil
    }
  }
}

extension String: StoredValue {
  static var kind: String { "a text" }

  init?(stored value: DatabaseValue) {
    guard case .string(let text) = value.storage else { return nil }
    self = text
  }
}

extension SimulationTime: StoredValue {
  static var kind: String { "a time of a run" }

  /// Longest time in a results file: 4,500 years, twenty times the longest run, so that sums of two
  /// and differences stay within 64 bits.
  private static let latest = SimulationTime(ticks: 1 << 57)

  init?(stored value: DatabaseValue) {
    guard let ticks = Int64(stored: value), (0...Self.latest.ticks).contains(ticks) else {
      return nil
    }
    self.init(ticks: ticks)
  }
}

extension Optional: StoredValue where Wrapped: StoredValue {
  static var kind: String { Wrapped.kind + " or NULL" }

  init?(stored value: DatabaseValue) {
    if value.isNull {
      self = .none
      return
    }
    guard let wrapped = Wrapped(stored: value) else { return nil }
    self = .some(wrapped)
  }
}
