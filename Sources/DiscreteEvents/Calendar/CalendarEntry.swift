/// A place in the total order of events: first time, then key.
///
/// The key is the priority in the upper 16 bits, biased so that the lowest priority number comes
/// first, above the 48-bit insertion number. Insertion numbers are unique, so no two entries of a
/// calendar are equal and the order of events does not depend on how they are stored.
@frozen
@usableFromInline
struct CalendarPosition: Sendable, BitwiseCopyable {
  @usableFromInline var time: Int64
  @usableFromInline var key: UInt64

  @inlinable
  init(time: Int64, key: UInt64) {
    self.time = time
    self.key = key
  }

  /// A position after every entry.
  @inlinable static var afterAll: Self { Self(time: .max, key: .max) }

  @inlinable
  static func < (left: Self, right: Self) -> Bool {
    left.time < right.time || (left.time == right.time && left.key < right.key)
  }

  /// The key of a priority and an insertion number.
  @inlinable
  static func key(priority: Int16, sequence: UInt64) -> UInt64 {
    UInt64(UInt16(bitPattern: priority) ^ 0x8000) << 48 | sequence
  }

  /// The insertion number in the key.
  @inlinable var sequence: UInt64 { key & (1 << 48 - 1) }

  /// The priority in the key.
  @inlinable var priority: Int16 {
    Int16(bitPattern: UInt16(truncatingIfNeeded: key >> 48) ^ 0x8000)
  }
}

/// One scheduling as the ordering structure moves it about: 24 bytes, without the event.
@frozen
@usableFromInline
struct CalendarEntry: Sendable, BitwiseCopyable {
  @usableFromInline var position: CalendarPosition
  /// The slot, and above it the version, in one word: entries are moved about more than they are read.
  @usableFromInline var place: UInt64

  @inlinable
  init(position: CalendarPosition, slot: UInt32, version: UInt16) {
    self.position = position
    place = UInt64(version) << 32 | UInt64(slot)
  }

  /// Where the event is.
  @inlinable var slot: UInt32 { UInt32(truncatingIfNeeded: place) }

  /// The entry is stale when its slot has moved on to another version.
  @inlinable var version: UInt16 { UInt16(truncatingIfNeeded: place >> 32) }

  /// Fills storage that is not in use.
  @inlinable static var unused: Self {
    Self(position: .afterAll, slot: 0, version: 0)
  }
}
