/// A type with a layout of its own in snapshots.
///
/// `Codable` is enough to be saved; this is the short way for values of which there are many, some
/// five times as fast. The bytes carry no names, so whoever changes the layout raises the revision in
/// the `SnapshotLabel`. A type that can hold values of itself stays with `Codable`, where the depth
/// is limited.
///
/// An enum with raw values only needs to say that it conforms. Others write their parts and read
/// them in the same order:
///
/// ```swift
/// enum Event: SnapshotValue {
///   case arrival
///   case departure(teller: Int32)
///
///   func save(to writer: inout SnapshotWriter) {
///     switch self {
///     case .arrival: writer.write(UInt8(0))
///     case .departure(let teller):
///       writer.write(UInt8(1))
///       writer.write(teller)
///     }
///   }
///
///   init(from reader: inout SnapshotReader) throws {
///     switch try reader.read(UInt8.self) {
///     case 0: self = .arrival
///     case 1: self = .departure(teller: try reader.read())
///     case let code: throw reader.fault("there is no event \(code)")
///     }
///   }
/// }
/// ```
public protocol SnapshotValue: Codable {
  /// Writes the value, at least one byte.
  func save(to writer: inout SnapshotWriter)

  /// Reads a value.
  ///
  /// - Throws: `SnapshotError` if the bytes are no value of this type: never a trap.
  init(from reader: inout SnapshotReader) throws

  /// Writes the elements of an array: there to be left to its default.
  ///
  /// An array calls it once, so that the loop in it is compiled for the very type.
  static func save(elements: [Self], to writer: inout SnapshotWriter)

  /// Reads the elements of an array: there to be left to its default.
  static func load(count: Int, from reader: inout SnapshotReader) throws -> [Self]
}

extension SnapshotValue {
  /// Writes one element after the other.
  @inlinable
  public static func save(elements: [Self], to writer: inout SnapshotWriter) {
    for element in elements { element.save(to: &writer) }
  }

  /// Reads one element after the other.
  @inlinable
  public static func load(count: Int, from reader: inout SnapshotReader) throws -> [Self] {
    var elements: [Self] = []
    // A count that lies claims no more memory than there are bytes for it.
    elements.reserveCapacity(Swift.min(count, reader.bytesLeft / MemoryLayout<Self>.stride))
    for _ in 0..<count { elements.append(try Self(from: &reader)) }
    return elements
  }
}

extension SnapshotValue {
  /// Saves a value of this very type, where the compiler only knows that it can be encoded.
  static func save<Value>(same value: Value, to writer: inout SnapshotWriter) {
    precondition(Value.self == Self.self, "\(Value.self) is not \(Self.self)")
    unsafeBitCast(value, to: Self.self).save(to: &writer)
  }

  /// Loads a value of this very type, where the compiler only knows that it can be decoded.
  static func load<Value>(same type: Value.Type, from reader: inout SnapshotReader) throws -> Value
  {
    precondition(type == Self.self, "\(type) is not \(Self.self)")
    return unsafeBitCast(try Self(from: &reader), to: Value.self)
  }
}

extension SnapshotValue where Self: RawRepresentable, RawValue: SnapshotValue {
  /// Writes the raw value.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    rawValue.save(to: &writer)
  }

  /// Reads the raw value.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    let rawValue = try RawValue(from: &reader)
    guard let value = Self(rawValue: rawValue) else {
      throw reader.fault("\(Self.self) has no raw value \(rawValue)")
    }
    self = value
  }
}

extension SnapshotValue where Self: FixedWidthInteger & BitwiseCopyable {
  /// Writes the bytes of the integer, the lowest first.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.writeInteger(self)
  }

  /// Reads the bytes of an integer, the lowest first.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    self = try reader.readInteger()
  }
}

extension Int8: SnapshotValue {}
extension Int16: SnapshotValue {}
extension Int32: SnapshotValue {}
extension Int64: SnapshotValue {}
extension UInt8: SnapshotValue {}
extension UInt16: SnapshotValue {}
extension UInt32: SnapshotValue {}
extension UInt64: SnapshotValue {}
extension Int128: SnapshotValue {}
extension UInt128: SnapshotValue {}

extension Int: SnapshotValue {
  /// Writes 8 bytes on every machine.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.writeInteger(Int64(self))
  }

  /// Reads 8 bytes on every machine.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    let value: Int64 = try reader.readInteger()
    guard let value = Int(exactly: value) else {
      throw reader.fault("\(value) is beyond the integers of this machine")
    }
    self = value
  }
}

extension UInt: SnapshotValue {
  /// Writes 8 bytes on every machine.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.writeInteger(UInt64(self))
  }

  /// Reads 8 bytes on every machine.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    let value: UInt64 = try reader.readInteger()
    guard let value = UInt(exactly: value) else {
      throw reader.fault("\(value) is beyond the integers of this machine")
    }
    self = value
  }
}

extension Double: SnapshotValue {
  /// Writes the 8 bytes of the bit pattern, so that every value comes back, NaN too.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.writeInteger(bitPattern)
  }

  /// Reads the 8 bytes of the bit pattern.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    self.init(bitPattern: try reader.readInteger())
  }
}

extension Float: SnapshotValue {
  /// Writes the 4 bytes of the bit pattern.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.writeInteger(bitPattern)
  }

  /// Reads the 4 bytes of the bit pattern.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    self.init(bitPattern: try reader.readInteger())
  }
}

extension Bool: SnapshotValue {
  /// Writes 1 for true and 0 for false.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.writeInteger(UInt8(self ? 1 : 0))
  }

  /// Reads 0 or 1.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    let value: UInt8 = try reader.readInteger()
    guard value <= 1 else { throw reader.fault("\(value) is neither true nor false") }
    self = value == 1
  }
}

extension String: SnapshotValue {
  /// Writes the length in bytes and the text in UTF-8.
  public func save(to writer: inout SnapshotWriter) {
    writer.writeText(self)
  }

  /// Reads a length in bytes and a text in UTF-8.
  public init(from reader: inout SnapshotReader) throws {
    self = try reader.readText(length: try reader.readLength())
  }
}

extension Optional: SnapshotValue where Wrapped: SnapshotValue {
  /// Writes 0 for nil, else 1 and the value.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    guard let value = self else { return false.save(to: &writer) }
    true.save(to: &writer)
    value.save(to: &writer)
  }

  /// Reads 0 for nil, else 1 and a value.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    self = try Bool(from: &reader) ? .some(try Wrapped(from: &reader)) : .none
  }
}

extension Array: SnapshotValue where Element: SnapshotValue {
  /// Writes the number of elements and the elements.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.writeLength(count)
    let start = writer.bytes.count
    Element.save(elements: self, to: &writer)
    if writer.bytes.count - start < count {
      writer.refuse(Self.self, "its elements write less than a byte each")
    }
  }

  /// Reads the number of elements and the elements.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    self = try Element.load(count: try reader.readLength(), from: &reader)
  }
}
