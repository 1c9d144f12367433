/// A list that is short nearly always: its first element costs no allocation.
public struct ShortList<Element: Sendable>: RandomAccessCollection, Sendable {
  @usableFromInline var head: Element?
  /// The others; nil while there are none, which costs less than an empty array to copy and to destroy.
  @usableFromInline var tail: [Element]?

  /// Makes a list without elements.
  @inlinable
  public init() {
    head = nil
    tail = nil
  }

  /// Adds an element at the end.
  @inlinable
  mutating func append(_ element: Element) {
    if head == nil {
      head = element
    } else if tail == nil {
      tail = [element]
    } else {
      tail?.append(element)
    }
  }

  /// Zero.
  @inlinable public var startIndex: Int { 0 }

  /// Number of elements.
  @inlinable public var endIndex: Int { head == nil ? 0 : 1 + (tail?.count ?? 0) }

  /// The element at a place, from 0.
  @inlinable
  public subscript(position: Int) -> Element {
    if position == 0, let head { return head }
    guard let tail else { preconditionFailure("there is no element \(position)") }
    return tail[position - 1]
  }
}

extension ShortList: Equatable where Element: Equatable {}
