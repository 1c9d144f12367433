/// Takes the bytes of a snapshot, value by value.
public struct SnapshotWriter {
  @usableFromInline var bytes: [UInt8]
  /// The first reason why the state can not be saved.
  private var fault: (any Error)?
  var fields = WrittenFields()
  /// How many values that are not yet complete hold the one being written.
  var depth = 0

  init(bytes: consuming [UInt8]) {
    self.bytes = bytes
  }

  /// Writes a value in the layout of its own.
  @inlinable
  public mutating func write<Value: SnapshotValue>(_ value: Value) {
    value.save(to: &self)
  }

  /// Writes any value that can be encoded, in a layout of its own if it has one.
  ///
  /// What can not be saved is remembered, and thrown by `Snapshot.save`.
  public mutating func write<Value: Encodable>(_ value: Value) {
    if let type = Value.self as? any SnapshotValue.Type {
      type.save(same: value, to: &self)
    } else {
      encode {
        try SnapshotEncoder.refuseHashOrder(in: Value.self)
        try $0.encodeContent(of: value)
      }
    }
  }

  /// Writes a state, with the name of its type.
  mutating func writeState<State: Encodable>(_ state: State) {
    encode { try $0.encode(state, name: "") }
  }

  private mutating func encode(_ body: (SnapshotEncoder) throws -> Void) {
    // The encoder is an object, and must hold the bytes alone while it writes.
    let encoder = SnapshotEncoder(self)
    self = SnapshotWriter(bytes: [])
    var failure: (any Error)?
    do {
      try body(encoder)
    } catch {
      failure = error
    }
    self = encoder.takeWriter()
    if let failure { note(failure) }
  }

  /// Writes an integer in as many bytes as it has, the lowest first.
  @inlinable
  mutating func writeInteger<Integer: FixedWidthInteger>(_ value: Integer) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a number that is not negative with seven bits a byte.
  @inlinable
  mutating func writeLength(_ length: Int) {
    var rest = UInt64(length)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func writeText(_ text: String) {
    writeLength(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Remembers that a value can not be saved.
  @usableFromInline
  mutating func refuse<Value>(_ type: Value.Type, _ reason: String) {
    note(SnapshotError.notSavable(path: "", type: "\(type)", reason: reason))
  }

  private mutating func note(_ error: any Error) {
    if fault == nil { fault = error }
  }

  /// Throws what was remembered.
  mutating func throwFault() throws {
    guard let error = fault else { return }
    fault = nil
    throw error
  }
}

/// The fields of a snapshot by their numbers, from 1 in the order in which they come up.
struct WrittenFields {
  private struct Field {
    var name: String
    var type: ObjectIdentifier
    var layout: (any SnapshotValue.Type)?
    /// The field that came after this one last time, which is most likely to come again.
    var next: Int
  }

  private struct Key: Hashable {
    var name: String
    var type: ObjectIdentifier
  }

  private var fields: [Field] = []
  private var indices: [Key: Int] = [:]
  private var last = 0

  /// Finds or adds a field.
  ///
  /// - Returns: Its number, whether it is new, and the type if that has a layout of its own.
  mutating func find<Value>(
    _ name: String,
    _ type: Value.Type
  ) -> (number: Int, isNew: Bool, layout: (any SnapshotValue.Type)?) {
    let identifier = ObjectIdentifier(type)
    if last < fields.count {
      let next = fields[last].next
      if fields[next].type == identifier, fields[next].name == name {
        last = next
        return (next + 1, false, fields[next].layout)
      }
    }
    let key = Key(name: name, type: identifier)
    let index = indices[key] ?? fields.count
    let isNew = index == fields.count
    if isNew {
      let layout = type as? any SnapshotValue.Type
      fields.append(Field(name: name, type: identifier, layout: layout, next: 0))
      indices[key] = index
    }
    fields[last].next = index
    last = index
    return (index + 1, isNew, fields[index].layout)
  }
}
