/// What is better for a metric.
package enum MetricDirection: String, Sendable {
  case higher
  case lower
  case none
}

/// What a metric means; the same for every run.
package struct MetricDefinition: Hashable, Sendable {
  /// Name that scripts rely on, in `snake_case` with its unit at the end.
  package var name: String
  /// Unit: `1` for a share, the thing counted for a count.
  package var unit: String
  /// What is measured, in a sentence.
  package var meaning: String
  /// Whether higher or lower is better.
  package var direction: MetricDirection
  /// Values that the metric of a run can have, in its unit, and so can the mean over runs.
  package var range: ClosedRange<Double>

  /// Makes a record from all its fields.
  ///
  /// - Parameters:
  ///   - name: Name that scripts rely on.
  ///   - unit: Unit.
  ///   - meaning: What is measured.
  ///   - direction: What is better.
  ///   - range: Values that the metric can have; any, if nobody says.
  package init(
    name: String,
    unit: String,
    meaning: String,
    direction: MetricDirection,
    range: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.direction = direction
    self.range = range
  }
}

/// One metric of one run.
///
/// `value` is the mean of observations, the time average, the count or the ratio that the
/// definition says; the other fields are there where observations stand behind it.
package struct MetricValue: Hashable, Sendable {
  /// Name of a definition.
  package var name: String
  /// Number of observations, where there are any.
  package var count: Int?
  /// The value; nil where there was nothing to measure.
  package var value: Double?
  /// Standard deviation of the observations.
  package var standardDeviation: Double?
  /// Smallest observation.
  package var minimum: Double?
  /// Largest observation.
  package var maximum: Double?
  /// Median of the observations.
  package var p50: Double?
  /// 95 % quantile of the observations.
  package var p95: Double?
  /// 99 % quantile of the observations.
  package var p99: Double?

  /// A metric with a value and no observations behind it.
  package init(_ name: String, _ value: Double?) {
    self.name = name
    self.value = value
  }
}
