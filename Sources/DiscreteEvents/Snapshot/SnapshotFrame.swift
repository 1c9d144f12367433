/// What stands around the state in a snapshot; `Snapshot` describes the layout.
enum SnapshotFrame {
  static let magic: [UInt8] = [0x89, 0x44, 0x45, 0x53, 0x4e, 0x41, 0x50, 0x0a]
  static let form: UInt16 = 1
  private static let lengthOffset = 10
  private static let checksumSize = 8

  /// All that stands before the state; the length is yet to be filled in.
  static func header(_ label: SnapshotLabel) -> [UInt8] {
    var writer = SnapshotWriter(bytes: magic)
    writer.writeInteger(form)
    writer.writeInteger(UInt64(0))
    writer.writeInteger(Int64(label.revision))
    writer.writeInteger(UInt8(label.scenarioDigest == nil ? 0 : 1))
    writer.bytes += label.scenarioDigest ?? []
    writer.writeInteger(UInt16(label.model.utf8.count))
    writer.bytes += label.model.utf8
    return writer.bytes
  }

  /// Fills in the length and adds the checksum.
  static func seal(_ bytes: consuming [UInt8]) -> [UInt8] {
    var writer = SnapshotWriter(bytes: bytes)
    let length = UInt64(writer.bytes.count + checksumSize)
    for index in 0..<8 {
      writer.bytes[lengthOffset + index] = UInt8(truncatingIfNeeded: length >> (8 * index))
    }
    writer.writeInteger(Checksum.crc64(writer.bytes[...]))
    return writer.bytes
  }

  /// Checks that bytes are a whole and sound snapshot.
  ///
  /// - Returns: The label, and where the state stands.
  static func open(_ bytes: [UInt8]) throws -> (label: SnapshotLabel, content: Range<Int>) {
    var reader = try check(beginning: bytes, of: bytes.count)
    let end = bytes.count - checksumSize
    guard end >= reader.position else { throw SnapshotError.corrupted }
    var last = SnapshotReader(bytes: bytes, range: end..<bytes.count)
    guard try last.readInteger() == Checksum.crc64(bytes[..<end]) else {
      throw SnapshotError.corrupted
    }
    reader.end = end
    let label = try readLabel(&reader)
    return (label, reader.position..<end)
  }

  /// Checks the first bytes of what may be a snapshot, as far as the label.
  ///
  /// - Parameters:
  ///   - bytes: The first bytes, or all.
  ///   - count: Number of all bytes.
  /// - Returns: A reader that stands at the label.
  /// - Throws: `SnapshotError` if no snapshot of that length begins so.
  static func check(beginning bytes: [UInt8], of count: Int) throws -> SnapshotReader {
    guard !bytes.isEmpty, bytes.prefix(magic.count).elementsEqual(magic.prefix(bytes.count)) else {
      throw SnapshotError.notASnapshot
    }
    var reader = SnapshotReader(bytes: bytes, range: 0..<bytes.count)
    try reader.skip(magic.count)
    let found: UInt16 = try reader.readInteger()
    guard found == form else {
      throw SnapshotError.otherForm(found: Int(found), supported: Int(form))
    }
    try checkLength(try reader.readInteger(), of: count)
    return reader
  }

  private static func checkLength(_ length: UInt64, of count: Int) throws {
    if length > count {
      throw SnapshotError.truncated(missing: Int(clamping: length - UInt64(count)))
    }
    if length < count {
      throw SnapshotError.trailingBytes(count - Int(length))
    }
  }

  static func readLabel(_ reader: inout SnapshotReader) throws -> SnapshotLabel {
    guard let revision = Int(exactly: try reader.readInteger() as Int64) else {
      throw reader.fault("the revision is beyond the integers of this machine")
    }
    let hasDigest = try reader.read(Bool.self)
    let digest = try hasDigest ? Array(reader.readBytes(32)) : nil
    let nameLength: UInt16 = try reader.readInteger()
    let name = try reader.readText(length: Int(nameLength))
    return SnapshotLabel(model: name, revision: revision, scenarioDigest: digest)
  }
}
