import LogisticsPark
package import Wording

/// What a metric of a results file means, in every language.
package enum MetricMeaning {
  /// The meaning as the version that made the runs says it, or in Chinese as this one does.
  ///
  /// - Parameters:
  ///   - name: Name of the metric.
  ///   - stored: What the file says of it.
  /// - Returns: English where there are no Chinese words for it.
  package static func of(_ name: String, _ stored: String) -> Phrase {
    Phrase(stored, MetricCatalogue.meaning(of: name)?.chinese ?? stored)
  }
}
