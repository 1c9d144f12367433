/// Why a state can not be saved, or bytes can not be loaded.
///
/// Nothing is half loaded: the caller may go on with what it had. A path names a value from the
/// state down, such as `engine.calendar.events[3].customer`; it is empty for the state itself.
public enum SnapshotError: Error, Hashable, Sendable {
  /// The bytes do not begin as a snapshot does.
  case notASnapshot
  /// The snapshot was written in a form that this version does not know.
  case otherForm(found: Int, supported: Int)
  /// The snapshot is one of another model.
  case otherModel(expected: String, found: String)
  /// The snapshot is one of another revision of the model.
  case otherRevision(expected: Int, found: Int)
  /// The snapshot belongs to another scenario, or one side names none.
  case otherScenario
  /// Bytes are missing at the end, or inside a value that claims to be longer.
  case truncated(missing: Int)
  /// The bytes have changed since they were written: their checksum is wrong.
  case corrupted
  /// There are bytes after the end.
  case trailingBytes(Int)
  /// The type to load has changed since the state was saved: a field has another name, type or
  /// place, or is missing.
  case unexpectedField(path: String, expected: String, found: String)
  /// A value can not be.
  case invalidValue(path: String, reason: String)
  /// A value of this type can not be saved.
  case notSavable(path: String, type: String, reason: String)
}

extension SnapshotError: CustomStringConvertible {
  /// One line: what is wrong and, where there is one, a way out.
  public var description: String {
    switch self {
    case .notASnapshot: "these bytes are no snapshot"
    case .otherForm(let found, let supported):
      "the snapshot has form \(found), this version reads form \(supported)"
    case .otherModel(let expected, let found):
      "the snapshot is one of the model '\(found)', not of '\(expected)'"
    case .otherRevision(let expected, let found):
      "the snapshot is one of revision \(found) of the model, not of \(expected)"
    case .otherScenario: "the snapshot belongs to another scenario"
    case .truncated(let missing): "the snapshot is cut off: at least \(missing) bytes are missing"
    case .corrupted: "the snapshot has changed since it was written: its checksum is wrong"
    case .trailingBytes(let count): "\(count) bytes follow the end of the snapshot"
    case .unexpectedField(let path, let expected, let found):
      "the model has changed since the snapshot\(at(path)): expected \(expected), found \(found)"
    case .invalidValue(let path, let reason): "the snapshot holds a bad value\(at(path)): \(reason)"
    case .notSavable(let path, let type, let reason):
      "a \(type) can not be saved\(at(path)): \(reason)"
    }
  }

  private func at(_ path: String) -> String { path.isEmpty ? "" : " at \(path)" }

  /// The error as seen from a value that holds the place where it arose.
  func inside(_ place: String) -> Self {
    switch self {
    case .unexpectedField(let path, let expected, let found):
      .unexpectedField(path: Self.join(place, path), expected: expected, found: found)
    case .invalidValue(let path, let reason):
      .invalidValue(path: Self.join(place, path), reason: reason)
    case .notSavable(let path, let type, let reason):
      .notSavable(path: Self.join(place, path), type: type, reason: reason)
    default: self
    }
  }

  private static func join(_ place: String, _ path: String) -> String {
    if place.isEmpty || path.isEmpty || path.hasPrefix("[") { return place + path }
    return "\(place).\(path)"
  }
}
