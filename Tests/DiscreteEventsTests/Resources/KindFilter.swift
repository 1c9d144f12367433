import DiscreteEvents

/// Accepts the items whose kind, the remainder by four, is among some kinds.
struct KindFilter: ItemFilter, Hashable, Codable {
  /// A bit for each kind.
  var kinds: Int

  func accepts(_ item: Int) -> Bool { kinds >> (item & 3) & 1 == 1 }
}
