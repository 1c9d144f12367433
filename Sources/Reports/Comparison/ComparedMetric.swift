import Experiments
import Figures
import LogisticsPark
import OutputStatistics
import ResultStore
import Wording

/// A metric of compared variants: what is known of it, and the runs from which that is known.
struct ComparedMetric {
  /// Quantiles of what is observed in a run, such as lead times of orders: over the runs, of each variant.
  struct WithinRuns {
    /// Percent of the observations that are at most as large.
    let percent: Int
    /// Of each variant the mean over its runs; nil below two runs.
    let estimates: [MeanEstimate?]
  }

  /// What is known.
  let judgement: Comparison.Judgement
  /// Value of each run that is compared, of each variant.
  let rows: [[Double]]
  /// Quantiles within the runs; none of a metric that is no mean of observations.
  let withinRuns: [WithinRuns]
  /// The unit in which it is shown.
  let scale: MetricScale
  /// Confidence level of each interval.
  let level: Double

  /// The metric.
  var definition: MetricDefinition { judgement.metric }
  /// What it is called.
  var title: Phrase { MetricTitle.of(definition.name) }

  /// Reads the metrics of a comparison.
  ///
  /// - Parameters:
  ///   - comparison: The comparison.
  ///   - files: Its results files, in its order.
  /// - Returns: In the order of the comparison.
  /// - Throws: `StoreError`.
  /// - Complexity: O(metrics of all runs).
  static func all(of comparison: Comparison, in files: [ResultFile]) throws -> [ComparedMetric] {
    let input = comparison.input
    // Quantiles within runs are read of the park; those of a part are metrics of their own.
    let observed = comparison.judgements.map(\.metric).filter(isObserved)
    let within = try figures(of: Set(observed.map(\.name)), input, files)
    return comparison.judgements.map { judgement in
      let rows = input.sample.values(of: judgement.metric.name, input.systems).rows
      return ComparedMetric(
        judgement: judgement,
        rows: rows,
        withinRuns: quantiles(of: judgement.metric, within),
        scale: MetricScale(unit: judgement.metric.unit, values: rows.flatMap(\.self)),
        level: comparison.level
      )
    }
  }

  /// Figures of metrics in each run that is compared, of each variant.
  private static func figures(
    of metrics: Set<String>,
    _ input: ComparisonInput,
    _ files: [ResultFile]
  ) throws -> [[[String: MetricFigures]]] {
    guard !metrics.isEmpty else { return [] }
    return try input.systems.map { system in
      let replications =
        input.sample.isPaired ? input.sample.replications : system.replications
      return try replications.compactMap { system.runs[$0] }.map { run in
        let values = try files[run.file].metrics(of: run.id).filter { metrics.contains($0.name) }
        return Dictionary(values.map { ($0.name, $0.figures) }) { first, _ in first }
      }
    }
  }

  private static func isObserved(_ metric: MetricDefinition) -> Bool {
    metric.observations != nil && MetricName(metric.name).part == nil
  }

  private static func quantiles(
    of metric: MetricDefinition,
    _ figures: [[[String: MetricFigures]]]
  ) -> [WithinRuns] {
    guard isObserved(metric) else { return [] }
    let columns: [(Int, KeyPath<MetricFigures, Double?>)] = [(50, \.p50), (95, \.p95)]
    return columns.map { percent, column in
      WithinRuns(
        percent: percent,
        estimates: figures.map { runs in
          MeanEstimate(
            of: runs.compactMap { $0[metric.name]?[keyPath: column] },
            within: metric.range
          )
        }
      )
    }
  }
}
