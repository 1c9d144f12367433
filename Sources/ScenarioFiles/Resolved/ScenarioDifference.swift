/// What two scenarios, as they hold, do not have in common.
package struct ScenarioDifference: Sendable {
  /// A value that both have, and that differs.
  package struct Change: Sendable {
    /// The value of the first.
    package let first: ScenarioLeaf
    /// The value of the second.
    package let second: ScenarioLeaf

    /// The elements that differ, of two arrays of the same length; nil for other values.
    package var elements: [(index: Int, first: String, second: String)]? {
      guard let ones = first.node.elements, let others = second.node.elements,
        ones.count == others.count
      else { return nil }
      return zip(ones, others).enumerated().compactMap { index, pair in
        let isSame = pair.0.canonicalText.utf8.elementsEqual(pair.1.canonicalText.utf8)
        return isSame ? nil : (index, pair.0.lineText, pair.1.lineText)
      }
    }
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
    self.init(first.leaves, second.leaves)
  }

  /// Compares a scenario that is kept as canonical JSON, by whatever version, with another one; nil if
  /// the text is no JSON.
  ///
  /// - Parameters:
  ///   - text: The canonical JSON of the first.
  ///   - second: The second.
  package init?(canonicalText text: String, _ second: Scenario) {
    let source = SourceText(name: "scenario", text: text)
    let faults = FaultCollector()
    guard let first = JSONNode.parse(source, faults: faults), faults.total == 0 else { return nil }
    self.init(Scenario.leaves(of: first, keys: []), second.leaves)
  }

  private init(_ ones: [ScenarioLeaf], _ others: [ScenarioLeaf]) {
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
