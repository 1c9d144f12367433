/// Reads the entries that `init(from:)` of a value asks for.
final class SnapshotDecoder: Decoder {
  @exclusivity(unchecked) var reader: SnapshotReader
  /// A key that no key of its container's type could be made of, such as that of a case now gone.
  private var unknownKey: String?

  init(_ reader: SnapshotReader) {
    self.reader = reader
  }

  /// Not kept: errors carry a path of their own.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(ReadKeyedEntries(decoder: self, nesting: 0))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer {
    ReadUnkeyedEntries(decoder: self, nesting: 0)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    ReadLoneEntry(decoder: self)
  }

  /// Reads an entry.
  func decode<Value: Decodable>(_ type: Value.Type, name: String) throws -> Value {
    if let layout = try reader.readField(name, type) {
      return try layout.load(same: type, from: &reader)
    }
    return try decodeContent(of: type)
  }

  /// Reads the entries of a value and its end.
  func decodeContent<Value: Decodable>(of type: Value.Type) throws -> Value {
    guard reader.depth < snapshotDepthLimit else {
      throw reader.fault("values are nested more than \(snapshotDepthLimit) deep")
    }
    reader.depth += 1
    let value: Value
    do {
      value = try Value(from: self)
    } catch let error as DecodingError {
      throw translated(error, of: type)
    }
    reader.depth -= 1
    try reader.readEnd(of: type)
    return value
  }

  /// Reads an entry without a value.
  func readMark<Mark>(_ mark: Mark.Type, name: String) throws {
    _ = try reader.readField(name, mark)
  }

  /// Whether the next entry is nil under a name; if so it is read.
  func readNil(name: String) throws -> Bool {
    let index = try reader.nextField()
    guard reader.fields.matches(index, name, Nil.self) else { return false }
    reader.fields.next = nil
    return true
  }

  /// The name of the next entry; nil at the end of the value, and where nothing can be read.
  var nextName: String? {
    guard let index = try? reader.nextField(), index >= 0 else { return nil }
    return reader.fields.fields[index].name
  }

  /// The next entry's key, if it is one of a type.
  func nextKey<Key: CodingKey>(_ type: Key.Type) -> Key? {
    guard let name = nextName else { return nil }
    let key = Key(stringValue: name)
    unknownKey = key == nil ? name : nil
    return key
  }

  private func translated<Value>(_ error: DecodingError, of type: Value.Type) -> SnapshotError {
    if let unknownKey {
      return .unexpectedField(path: "", expected: "a case of \(type)", found: unknownKey)
    }
    let reason =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context.debugDescription
      @unknown default: "\(error)"
      }
    return .invalidValue(path: "", reason: reason)
  }
}

/// The entries of a keyed container.
struct ReadKeyedEntries<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: SnapshotDecoder
  let nesting: Int

  var codingPath: [any CodingKey] { [] }

  /// The next key alone: that is what an enum asks for, and others are refused at the end.
  var allKeys: [Key] {
    guard let key = decoder.nextKey(Key.self) else { return [] }
    return [key]
  }

  func contains(_ key: Key) -> Bool { decoder.nextName == key.stringValue }

  func decodeNil(forKey key: Key) throws -> Bool { try decoder.readNil(name: key.stringValue) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decodeEntry(type, key)
  }

  func decodeEntry<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value {
    let name = key.stringValue
    do {
      return try decoder.decode(type, name: name)
    } catch let error as SnapshotError {
      throw error.inside(name)
    }
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try decodeEntry(Value?.self, key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder.readMark(NestedValues.self, name: key.stringValue)
    return KeyedDecodingContainer(ReadKeyedEntries<Nested>(decoder: decoder, nesting: nesting + 1))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder.readMark(NestedValues.self, name: key.stringValue)
    return ReadUnkeyedEntries(decoder: decoder, nesting: nesting + 1)
  }

  func superDecoder() throws -> any Decoder {
    try decoder.readMark(NestedValues.self, name: "super")
    return decoder
  }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    try decoder.readMark(NestedValues.self, name: key.stringValue)
    return decoder
  }
}

/// The entry of a lone value.
struct ReadLoneEntry: SingleValueDecodingContainer {
  let decoder: SnapshotDecoder

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { (try? decoder.readNil(name: "")) ?? false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decodeEntry(type) }

  func decodeEntry<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try decoder.decode(type, name: "")
  }
}

/// The entries of an unkeyed container.
struct ReadUnkeyedEntries: UnkeyedDecodingContainer {
  let decoder: SnapshotDecoder
  let nesting: Int
  private(set) var currentIndex = 0

  init(decoder: SnapshotDecoder, nesting: Int) {
    self.decoder = decoder
    self.nesting = nesting
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { nil }
  var isAtEnd: Bool { decoder.nextName != name }

  private var name: String { elementName(nesting: nesting) }

  mutating func decodeNil() throws -> Bool {
    guard try decoder.readNil(name: name) else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try decodeEntry(type)
  }

  mutating func decodeEntry<Value: Decodable>(_ type: Value.Type) throws -> Value {
    do {
      let value = try decoder.decode(type, name: name)
      currentIndex += 1
      return value
    } catch let error as SnapshotError {
      throw error.inside("[\(currentIndex)]")
    }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder.readMark(NestedValues.self, name: name)
    currentIndex += 1
    return KeyedDecodingContainer(ReadKeyedEntries<Nested>(decoder: decoder, nesting: nesting + 1))
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try decoder.readMark(NestedValues.self, name: name)
    currentIndex += 1
    return ReadUnkeyedEntries(decoder: decoder, nesting: nesting + 1)
  }

  mutating func superDecoder() throws -> any Decoder {
    try decoder.readMark(NestedValues.self, name: name)
    currentIndex += 1
    return decoder
  }
}
