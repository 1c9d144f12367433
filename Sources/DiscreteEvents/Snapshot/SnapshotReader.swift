/// Gives the bytes of a snapshot, value by value.
public struct SnapshotReader {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline var position: Int
  @usableFromInline var end: Int
  var fields = ReadFields()
  /// How many values that are not yet complete hold the one being read.
  var depth = 0

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Bytes not yet read.
  @inlinable public var bytesLeft: Int { end &- position }

  /// Reads a value in the layout of its own.
  @inlinable
  public mutating func read<Value: SnapshotValue>(_ type: Value.Type = Value.self) throws -> Value {
    try Value(from: &self)
  }

  /// Reads any value that can be decoded, in a layout of its own if it has one.
  public mutating func read<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    if let type = type as? any SnapshotValue.Type {
      return try type.load(same: Value.self, from: &self)
    }
    return try decode { try $0.decodeContent(of: type) }
  }

  /// The error for a value that can not be.
  ///
  /// - Parameter reason: What is wrong with it.
  /// - Returns: The error to throw.
  public func fault(_ reason: String) -> SnapshotError {
    .invalidValue(path: "", reason: reason)
  }

  /// Reads a state and the name of its type.
  mutating func readState<State: Decodable>(_ type: State.Type) throws -> State {
    try decode { try $0.decode(type, name: "") }
  }

  private mutating func decode<Value>(_ body: (SnapshotDecoder) throws -> Value) throws -> Value {
    let decoder = SnapshotDecoder(self)
    let value = try body(decoder)
    self = decoder.reader
    return value
  }

  /// Reads an integer of as many bytes as it has, the lowest first.
  @inlinable
  mutating func readInteger<Integer: FixedWidthInteger & BitwiseCopyable>() throws -> Integer {
    let size = MemoryLayout<Integer>.size
    guard bytesLeft >= size else { throw SnapshotError.truncated(missing: size - bytesLeft) }
    let value = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: position, as: Integer.self)
    }
    position &+= size
    return Integer(littleEndian: value)
  }

  /// Reads a length that is no more than the bytes that are left.
  @inlinable
  mutating func readLength() throws -> Int {
    let length = try readNumber()
    guard length <= bytesLeft else { throw SnapshotError.truncated(missing: length - bytesLeft) }
    return length
  }

  /// Reads a number that is not negative, written with seven bits a byte.
  @inlinable
  mutating func readNumber() throws -> Int {
    var number = 0
    for shift in stride(from: 0, to: Int.bitWidth - 1, by: 7) {
      let byte: UInt8 = try readInteger()
      let part = Int(byte & 0x7f)
      guard part <= Int.max &>> shift else { break }
      number |= part &<< shift
      if byte < 0x80 { return number }
    }
    throw fault("a number is longer than the integers of this machine")
  }

  mutating func readText(length: Int) throws -> String {
    guard let text = String(validating: try readBytes(length), as: UTF8.self) else {
      throw fault("a text is not UTF-8")
    }
    return text
  }

  mutating func readBytes(_ count: Int) throws -> ArraySlice<UInt8> {
    let start = position
    try skip(count)
    return bytes[start..<position]
  }

  mutating func skip(_ count: Int) throws {
    guard bytesLeft >= count else { throw SnapshotError.truncated(missing: count - bytesLeft) }
    position += count
  }
}

/// The fields of a snapshot by their numbers, as far as they have come up.
struct ReadFields {
  struct Field {
    var name: String
    var typeName: String
    /// Whether its values were written in a layout of the type's own.
    var hasLayout: Bool
    /// A type that was found to have this name, and its layout if it has one of its own.
    var type: ObjectIdentifier?
    var layout: (any SnapshotValue.Type)?

    /// The field as errors name it.
    var text: String { name.isEmpty ? typeName : "\(name): \(typeName)" }
  }

  private(set) var fields: [Field] = []
  /// The field of the next entry, from 0, if its number is read already; -1 at an end.
  var next: Int?

  mutating func add(name: String, typeName: String, hasLayout: Bool) {
    fields.append(Field(name: name, typeName: typeName, hasLayout: hasLayout))
  }

  /// Whether a field has a name and a type.
  @inline(__always)
  mutating func matches<Value>(_ index: Int, _ name: String, _ type: Value.Type) -> Bool {
    guard index >= 0, fields[index].name == name else { return false }
    if fields[index].type == ObjectIdentifier(type) { return true }
    let layout = type as? any SnapshotValue.Type
    guard fields[index].typeName == "\(type)", fields[index].hasLayout == (layout != nil) else {
      return false
    }
    fields[index].type = ObjectIdentifier(type)
    fields[index].layout = layout
    return true
  }
}

extension SnapshotReader {
  /// The field of the next entry, from 0, which stays the next one; -1 at the end of a value.
  mutating func nextField() throws -> Int {
    if let next = fields.next { return next }
    let number = try readNumber()
    if number == fields.fields.count + 1 {
      let name = try readText(length: try readLength())
      let typeName = try readText(length: try readLength())
      fields.add(name: name, typeName: typeName, hasLayout: try read(Bool.self))
    } else if number > fields.fields.count {
      throw fault("field \(number) of \(fields.fields.count)")
    }
    fields.next = number - 1
    return number - 1
  }

  /// Reads the field of an entry, which must have a name and a type.
  ///
  /// - Returns: The type, if it has a layout of its own.
  mutating func readField<Value>(
    _ name: String,
    _ type: Value.Type
  ) throws -> (any SnapshotValue.Type)? {
    let index = try nextField()
    guard fields.matches(index, name, type) else {
      throw unexpected(type, name, found: index)
    }
    fields.next = nil
    return fields.fields[index].layout
  }

  /// Reads the end of a value.
  mutating func readEnd<Value>(of type: Value.Type) throws {
    let index = try nextField()
    guard index < 0 else {
      throw SnapshotError.unexpectedField(
        path: "",
        expected: "the end of \(type)",
        found: text(of: index)
      )
    }
    fields.next = nil
  }

  private func unexpected<Value>(
    _ type: Value.Type,
    _ name: String,
    found index: Int
  ) -> SnapshotError {
    let expected = name.isEmpty ? "\(type)" : "\(name): \(type)"
    var found = text(of: index)
    if found == expected {
      found +=
        fields.fields[index].hasLayout ? " in a layout of its own" : " in the layout of Codable"
    }
    return .unexpectedField(path: "", expected: expected, found: found)
  }

  private func text(of index: Int) -> String {
    index < 0 ? "the end of the value" : fields.fields[index].text
  }
}
