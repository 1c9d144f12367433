/// A growing array in segments that never move.
///
/// An `Array` that grows holds its elements twice for a moment, which would double the memory that
/// a calendar needs at its peak. And a copy of this storage copies only segments that are changed.
@usableFromInline
struct SegmentedStorage<Element: BitwiseCopyable & Sendable>: Sendable {
  /// The first segment, apart because most calendars need no more: one step less to reach it.
  @usableFromInline var first: [Element]
  @usableFromInline var others: [[Element]]

  /// Logarithm to base 2 of the elements in a segment.
  @inlinable static var segmentBits: Int { 12 }

  /// Elements in a segment.
  @inlinable static var segmentSize: Int { 1 &<< segmentBits }

  @inlinable
  init() {
    first = []
    others = []
  }

  @inlinable var count: Int {
    guard let last = others.last else { return first.count }
    return others.count &<< Self.segmentBits &+ last.count
  }

  /// Adds an element.
  @inlinable
  mutating func append(_ element: Element) {
    if first.count < Self.segmentSize {
      first.append(element)
      return
    }
    if others.last.map({ $0.count == Self.segmentSize }) ?? true {
      var segment: [Element] = []
      segment.reserveCapacity(Self.segmentSize)
      others.append(segment)
    }
    others[others.count - 1].append(element)
  }

  /// The element at an index below `count`.
  @inlinable
  subscript(index: Int) -> Element {
    // The question whether it is in the first segment is also the one whether the index is valid there.
    if first.indices.contains(index) { return first[index] }
    return others.withUnsafeBufferPointer { others in
      others[index &>> Self.segmentBits &- 1].withUnsafeBufferPointer {
        $0[index & (Self.segmentSize &- 1)]
      }
    }
  }

  /// Changes the element at an index below `count` in place.
  @inlinable
  mutating func update<Result>(_ index: Int, _ body: (inout Element) -> Result) -> Result {
    guard index >= Self.segmentSize else { return body(&first[index]) }
    return others.withUnsafeMutableBufferPointer { others in
      others[index &>> Self.segmentBits &- 1].withUnsafeMutableBufferPointer {
        body(&$0[index & (Self.segmentSize &- 1)])
      }
    }
  }
}
