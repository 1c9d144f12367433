/// Orders entries: a ladder queue (Tang, Goh and Thng, ACM TOMACS 15(3), 2005) in flat memory.
///
/// The nearest entries are sorted in a short array, `bottom`. Those beyond lie unsorted in the
/// buckets of a few rungs, the innermost being the nearest and finest, and the farthest lie in one
/// heap of things to come, `top`. A bucket is sorted, or cut into a finer rung, only when its time
/// has come, so an entry is moved a fixed number of times however many there are. Few entries
/// live in `bottom` alone.
///
/// Every position before `bottomLimit` belongs to `bottom`; every position from `topStart` on
/// belongs to `top`; one between belongs to the outermost rung whose frontier is not after it.
///
/// Entries go stale when their event is cancelled or moved. They are dropped when they are met,
/// and swept out when there are too many.
@usableFromInline
struct EventLadder: Sendable {
  /// Sorted, the next entry at the end; only the first `bottomCount` places are in use.
  ///
  /// In place, so that nothing has to be asked before it is changed.
  @usableFromInline var bottom: Bottom
  @usableFromInline var bottomCount: Int
  @usableFromInline var bottomLimit: CalendarPosition
  @usableFromInline var rungs: [LadderRung]
  /// Buckets of all rungs, those of inner rungs after those of outer ones.
  @usableFromInline var buckets: [EntryChain]
  @usableFromInline var top: EntryChain
  @usableFromInline var topStart: CalendarPosition
  @usableFromInline var pool: ChunkPool
  /// Entries that went stale and are still stored.
  @usableFromInline var staleCount: Int

  /// Room for the nearest entries.
  @usableFromInline typealias Bottom = InlineArray<96, CalendarEntry>

  /// Entries that `bottom` can hold.
  @inlinable static var bottomCapacity: Int { Bottom.count }
  /// A bucket of at most so many entries is sorted, a larger one is cut.
  @inlinable static var sortLimit: Int { 48 }
  /// Entries that stay in `bottom` when it is full.
  @inlinable static var keptInBottom: Int { 24 }

  @inlinable
  init() {
    bottom = InlineArray(repeating: .unused)
    bottomCount = 0
    bottomLimit = .afterAll
    rungs = []
    buckets = []
    top = EntryChain()
    topStart = .afterAll
    pool = ChunkPool()
    staleCount = 0
  }

  /// Adds an entry.
  @inlinable
  @inline(__always)
  mutating func insert(_ entry: CalendarEntry) {
    if entry.position < bottomLimit, bottomCount < Self.bottomCapacity {
      insertIntoBottom(entry)
    } else {
      insertBeyondBottom(entry)
    }
  }

  /// Adds an entry to the sorted array, which must have room.
  @inlinable
  @inline(__always)
  mutating func insertIntoBottom(_ entry: CalendarEntry) {
    Self.sort(entry, into: &bottom, behind: bottomCount)
    bottomCount &+= 1
  }

  /// Puts an entry where it belongs among so many sorted ones, behind which there must be room.
  @inlinable
  @inline(__always)
  static func sort(
    _ entry: CalendarEntry,
    into bottom: inout Bottom,
    behind count: Int
  ) {
    var place = count
    while place > 0, bottom[unchecked: place &- 1].position < entry.position {
      bottom[unchecked: place] = bottom[unchecked: place &- 1]
      place &-= 1
    }
    bottom[unchecked: place] = entry
  }

  /// Adds an entry that lies beyond `bottom`, or for which there is no room in it.
  @inlinable
  mutating func insertBeyondBottom(_ entry: CalendarEntry) {
    if entry.position < bottomLimit {
      spillBottom()
      insert(entry)
      return
    }
    if !(entry.position < topStart) {
      pool.append(entry, to: &top)
      return
    }
    var index = 0
    while entry.position < rungs[index].frontier {
      index &+= 1
    }
    rungs[index].count &+= 1
    let bucket = rungs[index].firstBucket &+ rungs[index].bucket(for: entry.position)
    pool.append(entry, to: &buckets[bucket])
  }

  /// The position from which on entries do not belong to `bottom`.
  @inlinable
  mutating func updateBottomLimit() {
    bottomLimit = rungs.last?.frontier ?? topStart
  }
}
