/// Says which items somebody at a store will take.
///
/// A filter is a value, so that a store with people waiting at it can be copied and saved.
public protocol ItemFilter<Item>: Sendable {
  /// What the store holds.
  associatedtype Item

  /// Whether an item will do; the same answer every time.
  func accepts(_ item: Item) -> Bool
}

/// Takes any item.
public struct AnyItem<Item: Sendable>: ItemFilter, Hashable, Codable {
  /// Makes the filter.
  @inlinable
  public init() {}

  /// True.
  @inlinable
  public func accepts(_ item: Item) -> Bool { true }
}

/// A store at which everybody takes the item that has been there longest.
public typealias Store<Item: Sendable> = FilteredStore<Item, AnyItem<Item>>
