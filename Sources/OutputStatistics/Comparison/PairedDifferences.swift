/// Differences of paired observations, without what only rounding makes of equal ones.
///
/// A difference that is the same for every pair, such as 0.1 kWh less a day, comes out of its subtractions with
/// a spread of some units in the last place. That is no spread from which chance could be told: taken for one, it makes pairs
/// look 10^20 times as good as independent runs. Below 10^-12 of the largest observation it is taken for none.
///
/// - Parameters:
///   - first: Observations of the first system.
///   - second: As many of the second, each beside the one that it belongs to.
/// - Returns: The differences; where they are the same but for rounding, the first of them each time.
func pairedDifferences(_ first: [Double], _ second: [Double]) -> [Double] {
  let differences = zip(first, second).map { $0 - $1 }
  guard let least = differences.min(), let most = differences.max(), least < most else {
    return differences
  }
  let size = (first + second).reduce(0) { max($0, $1.magnitude) }
  guard size.isFinite, most - least <= 1e-12 * size else { return differences }
  return Array(repeating: differences[0], count: differences.count)
}
