/// Saves states, such as models, as bytes and loads them again.
///
/// Whatever is `Codable` and holds no dictionary or set can be saved. A model and its engine are
/// one value, so a loaded model goes on exactly as the saved one does: the same events in the same
/// order, the same random numbers, and the same handles.
///
/// ```swift
/// struct Bank: Model, Codable {
///   enum Event: Codable { case arrival, departure(teller: Int) }
///   var engine = Engine<Event>()
///   …
/// }
/// let label = SnapshotLabel(model: "bank")
/// let bytes = try Snapshot.save(bank, as: label)
/// var again = try Snapshot.load(Bank.self, from: bytes, as: label)
/// ```
///
/// The same state gives the same bytes in every process and on every machine. All numbers are
/// little-endian. A snapshot is
///
/// | bytes | what |
/// | --- | --- |
/// | 8 | 89 44 45 53 4E 41 50 0A: `DESNAP` between two bytes that text transfer would spoil |
/// | 2 | number of the form: 1 |
/// | 8 | length of the whole snapshot [bytes] |
/// | 8 | revision of the model |
/// | 1 | 1 if a scenario digest follows, else 0 |
/// | 32 or 0 | scenario digest |
/// | 2 | length of the model's name [bytes] |
/// | so many | the model's name in UTF-8 |
/// | | the state, as an entry without a name |
/// | 8 | checksum over all bytes before it: CRC-64/XZ |
///
/// An *entry* is the number of its field, then a value. The first entry of a field is followed by
/// the field's name, the name of its type, and 1 if that has a layout of its own, else 0; fields
/// are numbered from 1 as they come up. So a type that has changed since is noticed at the first
/// field that differs. A *value* of a type
/// with a layout of its own (`SnapshotValue`) is what that writes; any other value is the entries
/// that its `encode(to:)` makes, then a 0. Elements of arrays and lone values are entries without
/// a name; a nested container is an entry of type `NestedValues` whose entries follow; nil, where
/// it is encoded as such, is an entry of type `Nil` without a value. Numbers of fields and lengths
/// take seven bits a byte, the lowest first, with the eighth bit set in all bytes but the last; a
/// string is its length in bytes and its UTF-8.
public enum Snapshot {
  /// Saves a state.
  ///
  /// Linear in the size of the state.
  ///
  /// - Parameters:
  ///   - state: What to save.
  ///   - label: What the snapshot says about itself.
  /// - Returns: The snapshot.
  /// - Throws: `SnapshotError.notSavable`, or what the state's own `encode(to:)` throws.
  public static func save<State: Encodable>(
    _ state: State,
    as label: SnapshotLabel
  ) throws -> [UInt8] {
    var writer = SnapshotWriter(bytes: SnapshotFrame.header(label))
    writer.writeState(state)
    try writer.throwFault()
    return SnapshotFrame.seal(writer.bytes)
  }

  /// Loads a state.
  ///
  /// Bytes from anywhere are safe to load: lengths are checked before memory is taken.
  ///
  /// - Parameters:
  ///   - type: The type of the state.
  ///   - bytes: The snapshot.
  ///   - label: What the snapshot must say about itself.
  /// - Returns: The state.
  /// - Throws: `SnapshotError`, or what the state's own `init(from:)` throws but for
  ///   `DecodingError`, which becomes `SnapshotError.invalidValue`.
  public static func load<State: Decodable>(
    _ type: State.Type,
    from bytes: [UInt8],
    as label: SnapshotLabel
  ) throws -> State {
    let (found, content) = try SnapshotFrame.open(bytes)
    try label.accept(found)
    var reader = SnapshotReader(bytes: bytes, range: content)
    let state = try reader.readState(type)
    guard reader.bytesLeft == 0 else { throw SnapshotError.trailingBytes(reader.bytesLeft) }
    return state
  }

  /// What a snapshot says about itself.
  ///
  /// - Parameter bytes: The snapshot.
  /// - Returns: Its label.
  /// - Throws: `SnapshotError` if the bytes are no whole and sound snapshot.
  public static func label(of bytes: [UInt8]) throws -> SnapshotLabel {
    try SnapshotFrame.open(bytes).label
  }

  /// Most bytes of a snapshot that stand before its state.
  package static let headerLimit = 1 << 17

  /// What a snapshot says about itself, judged by its first bytes, before the others are read.
  ///
  /// - Parameters:
  ///   - bytes: The first `headerLimit` bytes, or all if there are fewer.
  ///   - count: Number of all bytes.
  /// - Returns: Its label; whether the rest is sound is not known yet.
  /// - Throws: `SnapshotError` if no snapshot of that length begins so.
  package static func label(beginning bytes: [UInt8], of count: Int) throws -> SnapshotLabel {
    var reader = try SnapshotFrame.check(beginning: bytes, of: count)
    return try SnapshotFrame.readLabel(&reader)
  }
}
