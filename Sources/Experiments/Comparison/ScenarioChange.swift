import ScenarioFiles

extension ComparedSystem {
  /// A value of the scenario that is not that of the standard.
  package struct Change: Hashable, Sendable {
    /// The key, as `--set` takes it; of one element of a list with its place, from 0.
    package var path: String
    /// Its value in the standard; nil if that has none.
    package var old: String?
    /// Its value in the variant; nil if that has none.
    package var new: String?
    /// Elements that differ, of a list in which many do; then the values are the whole lists.
    package var elements: (changed: Int, of: Int)?

    package static func == (one: Self, other: Self) -> Bool {
      one.path == other.path && one.old == other.old && one.new == other.new
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(path)
      hasher.combine(old)
      hasher.combine(new)
    }

    /// Elements of a list that are named one by one.
    private static let mostElements = 3

    /// What one scenario changes in another one, but for its name.
    static func all(from first: Scenario, to second: Scenario) -> [Self] {
      let difference = ScenarioDifference(first, second)
      let changed = difference.changed.flatMap(elementwise)
      let removed = difference.onlyInFirst.map { Self(path: $0.path, old: $0.text) }
      let added = difference.onlyInSecond.map { Self(path: $0.path, new: $0.text) }
      return (changed + removed + added).filter { $0.path != "name" && $0.path != "format" }
    }

    /// A change, or those of the elements of a list of which few differ.
    private static func elementwise(_ change: ScenarioDifference.Change) -> [Self] {
      let path = change.first.path
      var whole = Self(path: path, old: change.first.text, new: change.second.text)
      guard let old = change.first.node.elements, let new = change.second.node.elements,
        old.count == new.count
      else { return [whole] }
      let places = old.indices.filter { old[$0].canonicalText != new[$0].canonicalText }
      guard places.count > mostElements else {
        return places.map { place in
          Self(
            path: "\(path)[\(place)]",
            old: old[place].canonicalText,
            new: new[place].canonicalText
          )
        }
      }
      whole.elements = (places.count, old.count)
      return [whole]
    }
  }
}
