/// What is better for a metric.
package enum MetricDirection: String, Sendable {
  case higher
  case lower
  case none
}

/// What a metric means; the same for every run.
package struct MetricDefinition: Hashable, Sendable {
  /// What is observed, and of whom, where a metric is the mean of observations.
  package struct Observations: Hashable, Sendable {
    /// What is observed, such as the time from creation to delivery.
    package let what: String
    /// Of whom, such as orders.
    package let whose: String
  }

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
  /// What is observed, where the metric is the mean of observations.
  package var observations: Observations?

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

extension MetricDefinition {
  /// A metric of this park.
  ///
  /// Those of the unit 1 are shares, 0 to 1, and nothing else that is measured can be below 0.
  init(
    _ name: String,
    _ unit: String,
    _ direction: MetricDirection,
    _ what: String,
    over whose: String?
  ) {
    self.init(
      name: name,
      unit: unit,
      meaning: whose.map { "\(what); mean over \($0)" } ?? what,
      direction: direction,
      range: unit == "1" ? 0...1 : 0 ... .infinity
    )
    observations = whose.map { Observations(what: what, whose: $0) }
  }

  /// A quantile of the observations behind the metric, as something to judge by; nil if there are none.
  ///
  /// - Parameters:
  ///   - percent: How many of 100 observations are at most that large.
  ///   - column: Name of the column of the results file.
  /// - Returns: The definition.
  func quantile(_ percent: Int, in column: String) -> MetricDefinition? {
    guard let observations else { return nil }
    return MetricDefinition(
      name: "\(name).\(column)",
      unit: unit,
      meaning: "\(observations.what); \(percent) % quantile over \(observations.whose)",
      direction: direction,
      range: range
    )
  }
}

/// What a metric of a run comes to: a value, and where observations stand behind it, what they are like.
package struct MetricFigures: Hashable, Sendable {
  /// The mean of observations, the time average, the count or the ratio that the definition says; nil where
  /// there was nothing to measure.
  package var value: Double?
  /// Number of observations, where there are any.
  package var count: Int?
  /// Standard deviation of the observations.
  package var standardDeviation: Double?
  /// Smallest observation.
  package var minimum: Double?
  /// Largest observation, or largest number that lasted.
  package var maximum: Double?
  /// Median of the observations.
  package var p50: Double?
  /// 95 % quantile of the observations.
  package var p95: Double?
  /// 99 % quantile of the observations.
  package var p99: Double?
}

/// One metric of one run.
@dynamicMemberLookup
package struct MetricValue: Hashable, Sendable {
  /// Name of a definition.
  package var name: String
  /// What it comes to.
  package var figures: MetricFigures

  /// A metric with its figures.
  package init(_ name: String, _ figures: MetricFigures) {
    self.name = name
    self.figures = figures
  }

  /// A metric with a value and no observations behind it.
  package init(_ name: String, _ value: Double?) {
    self.init(name, MetricFigures(value: value))
  }

  /// A figure.
  package subscript<Value>(dynamicMember figure: WritableKeyPath<MetricFigures, Value>) -> Value {
    get { figures[keyPath: figure] }
    set { figures[keyPath: figure] = newValue }
  }
}
