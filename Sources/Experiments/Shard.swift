/// A share of the runs of a batch or an experiment: every `count`-th one, from the `number`-th on.
///
/// Shards may be run anywhere, in any order; merged they are the whole.
package struct Shard: Hashable, Sendable {
  /// Which one, from 1.
  package let number: Int
  /// How many there are, at least 1.
  package let count: Int

  /// Names a shard; nil if the number is not from 1 to the count.
  package init?(_ number: Int, of count: Int) {
    guard count >= 1, (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// Reads `3/40`; nil if a text is none of that kind.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else {
      return nil
    }
    self.init(number, of: count)
  }

  /// Whether the run at an index, from 0, belongs to it.
  package func holds(_ index: Int) -> Bool { index % count == number - 1 }

  /// As an option takes it.
  package var text: String { "\(number)/\(count)" }
}
