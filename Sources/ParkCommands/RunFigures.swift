import Experiments
import LogisticsPark
import OutputStatistics
import ResultStore

/// What the replications of a batch came to: means over them, and how sure these are.
struct RunFigures {
  /// Level of the intervals that a summary gives.
  static let level = 0.95

  private let runs: ReplicationSample

  init(_ runs: ReplicationSample) {
    self.runs = runs
  }

  /// Number of replications.
  var count: Int { runs.count }

  /// Values of a metric's field, of the runs that have one.
  func values(_ name: String, _ field: KeyPath<MetricValue, Double?> = \.value) -> [Double] {
    runs.values(name, field)
  }

  /// Mean of a metric of a warehouse, by position, over the runs that have it; nil if none has.
  func mean(_ name: String, ofWarehouse index: Int) -> Double? {
    Tally(runs.values(name, ofWarehouse: index)).mean
  }

  /// Mean of a field over the runs that have it; nil if none has.
  func mean(_ name: String, _ field: KeyPath<MetricValue, Double?> = \.value) -> Double? {
    Tally(values(name, field)).mean
  }

  /// The interval of a metric's mean; nil where the runs do not show one, as where all are equal.
  func interval(_ name: String) -> ClosedRange<Double>? {
    estimate(name)?.interval(level: Self.level)
  }

  /// Whether so few runs differ from the usual value that the interval is a rough one.
  func isRough(_ name: String) -> Bool {
    estimate(name)?.isRough ?? false
  }

  private func estimate(_ name: String) -> MeanEstimate? {
    let range = MetricCatalogue.definition(of: name)?.range ?? -.infinity ... .infinity
    return MeanEstimate(of: values(name), within: range)
  }
}
