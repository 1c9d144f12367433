/// What the mean of a metric over runs is to be, such as `on_time_share >= 0.95`.
package struct Goal: Hashable, Sendable {
  /// Name of the metric, of the park or of a part.
  package let metric: String
  /// Whether the mean is to be at least the bound; else at most.
  package let isAtLeast: Bool
  /// The bound, in the unit of the metric.
  package let bound: Double

  /// Reads a goal; nil if the text is none: a metric, `>=` or `<=`, and a number, of a share also in percent.
  package init?(_ text: String) {
    let form = /\s*([a-z0-9_.]+(?:@[^<>=]*[^<>=\s])?)\s*([<>])=\s*([-+0-9.eE]+)\s*(%?)\s*/
    guard let match = text.wholeMatch(of: form), let bound = Double(String(match.3)),
      bound.isFinite
    else { return nil }
    metric = String(match.1)
    isAtLeast = match.2 == ">"
    guard match.4 == "%" else {
      self.bound = bound
      return
    }
    // Pages show shares in percent; of anything else a percentage is none.
    guard MetricCatalogue.definition(of: metric)?.unit == "1" else { return nil }
    self.bound = bound / 100
  }

  /// Whether a value keeps it.
  package func isKept(by value: Double) -> Bool { isAtLeast ? value >= bound : value <= bound }
}
