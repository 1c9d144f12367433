package import Wording

/// The metrics that a run of the park may report, with what they mean.
package enum MetricCatalogue {
  /// All definitions, in the order in which a summary shows them.
  package static let definitions = ParkChapters.all.flatMap(\.definitions)

  /// What variants may be judged on: all metrics, and after each that is a mean of observations their
  /// quantiles, such as `lead_time_s.p95`.
  package static let judged: [MetricDefinition] = definitions.flatMap { definition in
    [definition]
      + quantiles.compactMap { column, percent in definition.quantile(percent, in: column) }
  }

  /// Quantiles that a run keeps of its observations, by their columns.
  private static let quantiles = [("p50", 50), ("p95", 95), ("p99", 99)]

  /// The definition of a metric or of a quantile, of the park or of a part, if there is one of this name.
  package static func definition(of name: String) -> MetricDefinition? {
    let read = MetricName(name)
    guard let part = read.part else { return judged.first { $0.name == name } }
    guard var definition = judged.first(where: { $0.name == read.ofPark }) else { return nil }
    definition.name = name
    definition.meaning += ", of \(part.name)"
    return definition
  }

  /// What a metric means in every language; nil of a name that is none.
  package static func meaning(of name: String) -> Phrase? {
    guard let definition = definition(of: name) else { return nil }
    let read = MetricName(name)
    let chinese = ParkChapters.all.lazy.compactMap { $0.chinese[read.metric] }.first
    let part = read.part.map { "，仅 \($0.name)" } ?? ""
    return Phrase(definition.meaning, chinese.map { $0 + part } ?? definition.meaning)
  }

  /// The metric and the column, `value` or a quantile's, that a name stands for.
  package static func column(of name: String) -> (metric: String, column: String) {
    for (key, _) in quantiles where name.hasSuffix("." + key) {
      return (String(name.dropLast(key.count + 1)), key)
    }
    return (name, "value")
  }
}
