/// What the name of a metric says: `lead_time_s.p95@warehouse/cold-store` is the 95 % quantile of the metric
/// `lead_time_s` in a run, of the part `cold-store` that is a `warehouse`.
package struct MetricName: Hashable, Sendable {
  /// A part of the park that a metric is of.
  package struct Part: Hashable, Sendable {
    /// Kind of the part, such as `warehouse`; nil where the name alone is to tell.
    package let kind: String?
    /// Name of the part.
    package let name: String

    /// Makes a part from all its fields.
    package init(kind: String?, name: String) {
      (self.kind, self.name) = (kind, name)
    }

    /// The part as a name of a metric ends with it.
    package var text: String { (kind.map { $0 + "/" } ?? "") + name }
  }

  /// The metric.
  package let metric: String
  /// Column of the results file: `value`, or a quantile's.
  package let column: String
  /// The part; nil of the park as a whole.
  package let part: Part?

  /// Reads a name, whether or not there is such a metric.
  package init(_ text: String) {
    let pieces = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    (metric, column) = MetricCatalogue.column(of: String(pieces[0]))
    guard pieces.count == 2 else {
      part = nil
      return
    }
    let words = pieces[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    part =
      words.count == 2 && EntityKind.allCases.contains { $0.name == words[0] }
      ? Part(kind: String(words[0]), name: String(words[1]))
      : Part(kind: nil, name: String(pieces[1]))
  }

  /// The name without the part.
  package var ofPark: String { column == "value" ? metric : "\(metric).\(column)" }

  /// Whether the metric of a part is meant.
  ///
  /// - Parameters:
  ///   - kind: Kind of the part.
  ///   - name: Name of the part.
  /// - Returns: Whether it is that one.
  package func isOf(_ kind: String, _ name: String) -> Bool {
    guard let part else { return false }
    // Ids may have slashes too.
    return part.text == name || part.name == name && (part.kind ?? kind) == kind
  }
}
