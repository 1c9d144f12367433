/// A growing array in segments that never move.
///
/// An `Array` that grows holds its elements twice for a moment, which would double the memory that
/// a calendar needs at its peak. And a copy of this storage copies only segments that are changed.
@usableFromInline
struct SegmentedStorage<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var segments: [[Element]]

  /// Logarithm to base 2 of the elements in a segment.
  @inlinable static var segmentBits: Int { 12 }

  @inlinable
  init() {
    segments = []
  }

  @inlinable var count: Int {
    guard let last = segments.last else { return 0 }
    return (segments.count &- 1) &<< Self.segmentBits &+ last.count
  }

  /// Adds an element.
  @inlinable
  mutating func append(_ element: Element) {
    let isFull = segments.last.map { $0.count == 1 << Self.segmentBits } ?? true
    if isFull {
      var segment: [Element] = []
      // The first one grows as needed, since most calendars are small.
      if !segments.isEmpty {
        segment.reserveCapacity(1 << Self.segmentBits)
      }
      segments.append(segment)
    }
    segments[segments.count - 1].append(element)
  }

  /// The element at an index below `count`.
  @inlinable
  subscript(index: Int) -> Element {
    segments.withUnsafeBufferPointer { segments in
      segments[index &>> Self.segmentBits].withUnsafeBufferPointer {
        $0[index & (1 &<< Self.segmentBits &- 1)]
      }
    }
  }

  /// Changes the element at an index below `count` in place.
  @inlinable
  mutating func update<Result>(_ index: Int, _ body: (inout Element) -> Result) -> Result {
    segments.withUnsafeMutableBufferPointer { segments in
      segments[index &>> Self.segmentBits].withUnsafeMutableBufferPointer {
        body(&$0[index & (1 &<< Self.segmentBits &- 1)])
      }
    }
  }
}
