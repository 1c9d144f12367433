/// Keys of a scenario: `charging.depot.chargers.*.count`, where `*` stands for one part of a key.
package struct KeyPattern: Hashable, Sendable {
  /// The pattern as written.
  package let text: String
  private let parts: [String]

  /// Reads a pattern; nil if it is empty or malformed.
  package init?(_ text: String) {
    guard let parts = JSONPointer.keys(ofPath: text), !parts.isEmpty,
      parts.allSatisfy({ !$0.isEmpty })
    else { return nil }
    self.text = text
    self.parts = parts
  }

  /// Whether it opens what stands at some keys: itself, and all below it.
  package func opens(_ keys: [String]) -> Bool {
    keys.count >= parts.count
      && zip(parts, keys).allSatisfy { $0 == "*" || $0.utf8.elementsEqual($1.utf8) }
  }
}
