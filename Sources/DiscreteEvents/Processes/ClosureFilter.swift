/// A filter of processes: any condition, as a closure.
public struct ClosureFilter<Item: Sendable>: ItemFilter, @unchecked Sendable {
  // Unchecked: processes and their filters stay on one thread.
  @usableFromInline let condition: ((Item) -> Bool)?

  @inlinable
  init(_ condition: ((Item) -> Bool)?) {
    self.condition = condition
  }

  /// Whether the condition holds; always without one.
  @inlinable
  public func accepts(_ item: Item) -> Bool {
    condition?(item) ?? true
  }
}
