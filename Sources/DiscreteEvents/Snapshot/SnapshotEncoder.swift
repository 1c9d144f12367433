/// The type of an entry that stands for nil.
enum Nil {}

/// The type of an entry that is followed by those of a nested container.
enum NestedValues {}

/// A collection whose order differs from run to run.
protocol HashOrdered {}
extension Dictionary: HashOrdered {}
extension Set: HashOrdered {}

/// Nesting beyond this is refused, so that bytes from anywhere can not exhaust the stack.
let snapshotDepthLimit = 200

/// Writes entries for what `encode(to:)` of a value asks for.
///
/// All containers write to the one stream of bytes, in the order in which they are called, so
/// `init(from:)` has to read in that order; synthesized conformances do.
final class SnapshotEncoder: Encoder {
  @exclusivity(unchecked) private var writer: SnapshotWriter

  init(_ writer: SnapshotWriter) {
    self.writer = writer
  }

  func takeWriter() -> SnapshotWriter {
    let result = writer
    writer = SnapshotWriter(bytes: [])
    return result
  }

  /// Not kept: errors carry a path of their own.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(KeyedEntries(encoder: self, nesting: 0))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    UnkeyedEntries(encoder: self, nesting: 0)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    LoneEntry(encoder: self)
  }

  /// Writes an entry.
  func encode<Value: Encodable>(_ value: Value, name: String) throws {
    if let layout = try beginField(name, Value.self) {
      layout.save(same: value, to: &writer)
      try writer.throwFault()
    } else {
      try encodeContent(of: value)
    }
  }

  /// Writes the entries of a value and its end.
  func encodeContent<Value: Encodable>(of value: Value) throws {
    guard writer.depth < snapshotDepthLimit else {
      throw SnapshotError.notSavable(
        path: "",
        type: "\(Value.self)",
        reason: "it is nested more than \(snapshotDepthLimit) deep"
      )
    }
    writer.depth += 1
    try value.encode(to: self)
    writer.depth -= 1
    writer.writeLength(0)
  }

  /// Writes an entry without a value.
  func mark<Mark>(_ mark: Mark.Type, name: String) {
    let field = writer.fields.find(name, mark)
    writer.writeLength(field.number)
    if field.isNew {
      writer.writeText(name)
      writer.writeText("\(mark)")
      writer.write(false)
    }
  }

  private func beginField<Value>(
    _ name: String,
    _ type: Value.Type
  ) throws -> (any SnapshotValue.Type)? {
    let field = writer.fields.find(name, type)
    writer.writeLength(field.number)
    if field.isNew {
      try Self.refuseHashOrder(in: type)
      writer.writeText(name)
      writer.writeText("\(type)")
      writer.write(field.layout != nil)
    }
    return field.layout
  }

  static func refuseHashOrder(in type: Any.Type) throws {
    guard type is any HashOrdered.Type else { return }
    throw SnapshotError.notSavable(
      path: "",
      type: "\(type)",
      reason: """
        its order differs from run to run, and would reach the bytes and the results; keep an \
        array, sorted by a key if it is searched
        """
    )
  }
}

/// The entries of a keyed container.
struct KeyedEntries<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: SnapshotEncoder
  let nesting: Int

  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) {
    encoder.mark(Nil.self, name: key.stringValue)
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try encodeEntry(value, key)
  }

  func encodeEntry<Value: Encodable>(_ value: Value, _ key: Key) throws {
    let name = key.stringValue
    do {
      try encoder.encode(value, name: name)
    } catch let error as SnapshotError {
      throw error.inside(name)
    }
  }

  func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
    // An entry also for nil, so that a field that is gone is told from one without a value.
    try encodeEntry(value, key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.mark(NestedValues.self, name: key.stringValue)
    return KeyedEncodingContainer(KeyedEntries<Nested>(encoder: encoder, nesting: nesting + 1))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.mark(NestedValues.self, name: key.stringValue)
    return UnkeyedEntries(encoder: encoder, nesting: nesting + 1)
  }

  func superEncoder() -> any Encoder {
    encoder.mark(NestedValues.self, name: "super")
    return encoder
  }

  func superEncoder(forKey key: Key) -> any Encoder {
    encoder.mark(NestedValues.self, name: key.stringValue)
    return encoder
  }
}

/// The entry of a lone value.
struct LoneEntry: SingleValueEncodingContainer {
  let encoder: SnapshotEncoder

  var codingPath: [any CodingKey] { [] }

  func encodeNil() { encoder.mark(Nil.self, name: "") }

  func encode<Value: Encodable>(_ value: Value) throws { try encodeEntry(value) }

  func encodeEntry<Value: Encodable>(_ value: Value) throws { try encoder.encode(value, name: "") }
}

/// The entries of an unkeyed container.
struct UnkeyedEntries: UnkeyedEncodingContainer {
  let encoder: SnapshotEncoder
  let nesting: Int
  private(set) var count = 0

  init(encoder: SnapshotEncoder, nesting: Int) {
    self.encoder = encoder
    self.nesting = nesting
  }

  var codingPath: [any CodingKey] { [] }

  private var name: String { elementName(nesting: nesting) }

  mutating func encodeNil() {
    count += 1
    encoder.mark(Nil.self, name: name)
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws { try encodeEntry(value) }

  mutating func encodeEntry<Value: Encodable>(_ value: Value) throws {
    do {
      try encoder.encode(value, name: name)
    } catch let error as SnapshotError {
      throw error.inside("[\(count)]")
    }
    count += 1
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    count += 1
    encoder.mark(NestedValues.self, name: name)
    return KeyedEncodingContainer(KeyedEntries<Nested>(encoder: encoder, nesting: nesting + 1))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    count += 1
    encoder.mark(NestedValues.self, name: name)
    return UnkeyedEntries(encoder: encoder, nesting: nesting + 1)
  }

  mutating func superEncoder() -> any Encoder {
    count += 1
    encoder.mark(NestedValues.self, name: name)
    return encoder
  }
}

/// The name of the elements of an unkeyed container, which tells them from those of one around it.
@inline(__always)
func elementName(nesting: Int) -> String {
  nesting == 0 ? "" : "[\(nesting)]"
}
