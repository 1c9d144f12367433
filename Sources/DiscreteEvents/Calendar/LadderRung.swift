/// A stretch of the order cut into buckets of equal width.
///
/// Buckets cut the times; where all events have one time they cut the insertion keys instead,
/// which differ always, so that a rung can be made of any two entries.
@frozen
@usableFromInline
struct LadderRung: Sendable, BitwiseCopyable {
  /// Everything before this position is nearer than the rung.
  @usableFromInline var frontier: CalendarPosition
  /// The first position that the first bucket can hold.
  @usableFromInline var start: CalendarPosition
  /// Buckets are 2^shift ticks, or keys, wide.
  @usableFromInline var shift: UInt64
  @usableFromInline var cutsKeys: Bool
  /// Place of the first bucket in the ladder's buckets.
  @usableFromInline var firstBucket: Int
  @usableFromInline var bucketCount: Int
  /// The first bucket that was not taken yet.
  @usableFromInline var current: Int
  /// Entries in the rung.
  @usableFromInline var count: Int

  /// Entries up to which buckets are made for a few of them each.
  @inlinable static var smallRung: Int { 4096 }

  /// Lays out a rung for entries between two different positions.
  ///
  /// There are at least two buckets, and both the first and the last will hold an entry: so a
  /// bucket that is cut again always holds fewer entries, or a shorter stretch, than its parent.
  @inlinable
  init(from first: CalendarPosition, to last: CalendarPosition, entries: Int, firstBucket: Int) {
    frontier = first
    cutsKeys = first.time == last.time
    start = CalendarPosition(time: first.time, key: cutsKeys ? first.key : 0)
    let range =
      cutsKeys ? last.key - first.key : UInt64(bitPattern: last.time &- first.time)
    // 2^bits is the entries over 8 to 16, so a bucket gets 8 to 32 entries on average. In a small rung it is the
    // entries over 2 to 4, since few entries are sorted sooner; many would take memory for eight in each bucket.
    let isSmall = entries <= Self.smallRung
    let bits = max(1, Int.bitWidth - (isSmall ? 2 : 4) - entries.leadingZeroBitCount)
    let rangeBits = UInt64.bitWidth - range.leadingZeroBitCount
    shift = UInt64(max(0, rangeBits - bits))
    bucketCount = Int(range >> shift) + 1
    self.firstBucket = firstBucket
    current = 0
    count = 0
  }

  /// The bucket for a position at or after the frontier; the last one holds all that follows.
  @inlinable
  func bucket(for position: CalendarPosition) -> Int {
    let distance: UInt64
    if cutsKeys {
      distance = position.time > start.time ? .max : position.key &- start.key
    } else {
      distance = UInt64(bitPattern: position.time &- start.time)
    }
    return Int(min(distance &>> shift, UInt64(truncatingIfNeeded: bucketCount &- 1)))
  }

  /// Marks the current bucket as taken.
  @inlinable
  mutating func advance() {
    current &+= 1
    let distance = UInt64(truncatingIfNeeded: current) &<< shift
    if cutsKeys {
      frontier = CalendarPosition(time: start.time, key: start.key &+ distance)
    } else {
      frontier = CalendarPosition(time: start.time &+ Int64(bitPattern: distance), key: 0)
    }
  }
}
