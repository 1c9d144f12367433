/// What two scenarios, as they hold, do not have in common.
package struct ScenarioDifference: Sendable {
  /// A value that both have, and that differs.
  package struct Change: Sendable {
    /// The value of the first.
    package let first: ScenarioLeaf
    /// The value of the second.
    package let second: ScenarioLeaf
  }

  /// Values that differ.
  package let changed: [Change]
  /// Values that the first has only.
  package let onlyInFirst: [ScenarioLeaf]
  /// Values that the second has only.
  package let onlyInSecond: [ScenarioLeaf]

  /// True if the scenarios are the same.
  package var isEmpty: Bool { changed.isEmpty && onlyInFirst.isEmpty && onlyInSecond.isEmpty }

  /// Compares two scenarios, value by value.
  package init(_ first: Scenario, _ second: Scenario) {
    let (ones, others) = (first.leaves, second.leaves)
    let inFirst = Dictionary(uniqueKeysWithValues: ones.map { ($0.keys, $0) })
    let inSecond = Dictionary(uniqueKeysWithValues: others.map { ($0.keys, $0) })
    changed = ones.compactMap { leaf in
      inSecond[leaf.keys].flatMap {
        // By their bytes, as digests are.
        $0.canonicalText.utf8.elementsEqual(leaf.canonicalText.utf8)
          ? nil : Change(first: leaf, second: $0)
      }
    }
    onlyInFirst = Self.rest(of: ones, without: inSecond, objects: Self.objects(of: others))
    onlyInSecond = Self.rest(of: others, without: inFirst, objects: Self.objects(of: ones))
  }

  /// What the other one has not.
  ///
  /// An object without members is not missing where the other one's has some: those are named.
  private static func rest(
    of leaves: [ScenarioLeaf],
    without other: [[String]: ScenarioLeaf],
    objects: Set<[String]>
  ) -> [ScenarioLeaf] {
    leaves.filter { other[$0.keys] == nil && !objects.contains($0.keys) }
  }

  /// Paths of all objects that have members.
  private static func objects(of leaves: [ScenarioLeaf]) -> Set<[String]> {
    Set(leaves.flatMap { leaf in leaf.keys.indices.map { Array(leaf.keys[..<$0]) } })
  }
}
