/// Finds the name that was probably meant.
package enum NearestName {
  /// Most names that are looked at, since a hostile text may declare a million.
  static let candidateLimit = 2_000

  /// The allowed name nearest to one that is not allowed; nil if none is near.
  ///
  /// Near are names that differ in upper and lower case only, or by at most a third of the longer
  /// one's length (at least 1) in Damerau-Levenshtein distance. Ties go to the name with the longer common
  /// beginning, then to the earlier one: `p90` is nearer to `p95` than to `p50`.
  package static func of(_ name: String, among allowed: [String]) -> String? {
    let allowed = allowed.prefix(candidateLimit)
    let longest = 64
    let typed = Array(name.lowercased().unicodeScalars)
    guard typed.count <= longest else { return nil }
    var best: (name: String, distance: Int, shared: Int)?
    for candidate in allowed {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard scalars.count <= longest else { continue }
      let reach = max(1, max(typed.count, scalars.count) / 3)
      let distance = distance(typed, scalars)
      let shared = zip(typed, scalars).prefix { $0 == $1 }.count
      guard distance <= reach,
        best.map({ (distance, -shared) < ($0.distance, -$0.shared) }) ?? true
      else { continue }
      best = (candidate, distance, shared)
    }
    return best?.name ?? beginning(typed, among: allowed)
  }

  /// The shortest allowed name that begins with the typed one, or the longest that it begins with.
  ///
  /// At least four characters must agree: `power` means `power_w`, `nearest_drone` means `nearest`.
  private static func beginning(
    _ typed: [Unicode.Scalar],
    among allowed: ArraySlice<String>
  ) -> String? {
    let shortest = 4
    guard typed.count >= shortest else { return nil }
    let lowercased = allowed.map { (name: $0, scalars: Array($0.lowercased().unicodeScalars)) }
    let longer = lowercased.filter { $0.scalars.starts(with: typed) }
    if let longer = longer.min(by: { $0.scalars.count < $1.scalars.count }) { return longer.name }
    let shorter = lowercased.filter {
      $0.scalars.count >= shortest && typed.starts(with: $0.scalars)
    }
    return shorter.max { $0.scalars.count < $1.scalars.count }?.name
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one text into another.
  ///
  /// The restricted form (optimal string alignment): no part is edited twice.
  /// Complexity: O(first * second).
  static func distance<Element: Equatable>(_ first: [Element], _ second: [Element]) -> Int {
    var twoBefore: [Int] = []
    var before = Array(0...second.count)
    for row in first.indices {
      var current = [row + 1]
      for column in second.indices {
        let substitution = before[column] + (first[row] == second[column] ? 0 : 1)
        var cost = min(substitution, before[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          cost = min(cost, twoBefore[column - 1] + 1)
        }
        current.append(cost)
      }
      twoBefore = before
      before = current
    }
    return before[second.count]
  }
}
