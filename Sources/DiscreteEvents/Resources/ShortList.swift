/// A list that is short nearly always: its first element costs no allocation.
public struct ShortList<Element: Sendable>: RandomAccessCollection, Sendable {
  @usableFromInline var head: Element?
  @usableFromInline var tail: [Element]

  /// Makes a list without elements.
  @inlinable
  public init() {
    head = nil
    tail = []
  }

  /// Adds an element at the end.
  @inlinable
  mutating func append(_ element: Element) {
    if head == nil {
      head = element
    } else {
      tail.append(element)
    }
  }

  /// Zero.
  @inlinable public var startIndex: Int { 0 }

  /// Number of elements.
  @inlinable public var endIndex: Int { head == nil ? 0 : 1 + tail.count }

  /// The element at a place, from 0.
  @inlinable
  public subscript(position: Int) -> Element {
    guard position == 0, let head else { return tail[position - 1] }
    return head
  }
}

extension ShortList: Equatable where Element: Equatable {}
