/// An unordered group of entries: a chain of chunks of which only the newest may be partly filled.
@frozen
@usableFromInline
struct EntryChain: Sendable, BitwiseCopyable {
  /// The newest chunk; meaningless while the chain is empty.
  @usableFromInline var head: UInt32
  @usableFromInline var count: UInt32

  @inlinable
  init() {
    head = 0
    count = 0
  }
}

/// Flat storage for many chains of entries that grow and empty all the time.
///
/// Chunks are small, so that a chain of a dozen entries wastes little, and are used again through
/// a free list, so that nothing is allocated per event.
@usableFromInline
struct ChunkPool: Sendable {
  @usableFromInline var entries: SegmentedStorage<CalendarEntry>
  /// For each chunk the next older one of its chain, or the next free one.
  @usableFromInline var links: [UInt32]
  @usableFromInline var firstFree: UInt32

  /// Entries in a chunk; a power of two.
  @inlinable static var chunkSize: Int { 8 }

  @inlinable static var noChunk: UInt32 { .max }

  @inlinable
  init() {
    entries = SegmentedStorage()
    links = []
    firstFree = Self.noChunk
  }

  /// Adds an entry to a chain.
  @inlinable
  mutating func append(_ entry: CalendarEntry, to chain: inout EntryChain) {
    let fill = Int(chain.count) & (Self.chunkSize - 1)
    if fill == 0 {
      chain.head = takeChunk(before: chain.head)
    }
    let index = Int(chain.head) &* Self.chunkSize &+ fill
    entries.update(index) { $0 = entry }
    chain.count &+= 1
  }

  @inlinable
  mutating func takeChunk(before older: UInt32) -> UInt32 {
    if firstFree == Self.noChunk {
      let chunk = UInt32(links.count)
      precondition(chunk < Self.noChunk, "too many pending events: \(entries.count) entries")
      for _ in 0..<Self.chunkSize {
        entries.append(.unused)
      }
      links.append(older)
      return chunk
    }
    let chunk = firstFree
    firstFree = links[Int(chunk)]
    links[Int(chunk)] = older
    return chunk
  }

  @inlinable
  mutating func release(_ chunk: UInt32) -> UInt32 {
    let older = links[Int(chunk)]
    links[Int(chunk)] = firstFree
    firstFree = chunk
    return older
  }

  /// Gives every entry of a chain to `body` and frees its chunks on the way.
  ///
  /// `body` gets the pool to append to other chains.
  @inlinable
  mutating func drain(_ chain: EntryChain, _ body: (inout Self, CalendarEntry) -> Void) {
    var chunk = chain.head
    var left = Int(chain.count)
    while left > 0 {
      let fill = (left &- 1) & (Self.chunkSize - 1) &+ 1
      let first = Int(chunk) &* Self.chunkSize
      for index in first..<(first &+ fill) {
        body(&self, entries[index])
      }
      chunk = release(chunk)
      left &-= fill
    }
  }

  /// The first and the last position in a chain that is not empty.
  @inlinable
  func bounds(of chain: EntryChain) -> (first: CalendarPosition, last: CalendarPosition) {
    var chunk = chain.head
    var left = Int(chain.count)
    var earliest = entries[Int(chunk) &* Self.chunkSize].position
    var latest = earliest
    while left > 0 {
      let fill = (left &- 1) & (Self.chunkSize - 1) &+ 1
      let first = Int(chunk) &* Self.chunkSize
      for index in first..<(first &+ fill) {
        let position = entries[index].position
        if position < earliest { earliest = position }
        if latest < position { latest = position }
      }
      chunk = links[Int(chunk)]
      left &-= fill
    }
    return (earliest, latest)
  }
}
