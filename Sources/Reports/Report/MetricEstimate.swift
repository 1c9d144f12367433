import LogisticsPark
import OutputStatistics
import ResultStore

/// A metric of the runs of a report: its mean over them, and how sure that is.
struct MetricEstimate {
  /// What it means.
  let definition: StoredMetricDefinition
  /// Its value in each run that has one.
  let values: [Double]
  /// Its 95th percentile in each run that has one.
  let upper: [Double]

  /// Level of the intervals.
  static let level = 0.95

  /// The mean over the runs; nil where no run has a value.
  var mean: Double? { Tally(values).mean }

  /// The interval of the mean; nil of one run, and where all are equal.
  var interval: ClosedRange<Double>? { estimate?.interval(level: Self.level) }

  /// The estimate of the mean.
  var estimate: MeanEstimate? {
    MeanEstimate(
      of: values,
      within: MetricCatalogue.definition(of: definition.name)?.range ?? -.infinity ... .infinity
    )
  }
}

/// The metrics of the runs of a report.
struct MetricEstimates {
  /// In the order of the catalogue.
  let all: [MetricEstimate]
  /// Those of the parts, a table for each kind that has any.
  let parts: [PartMetrics]

  /// Reads them.
  ///
  /// - Throws: `StoreError`.
  init(of reported: ReportedRuns) throws {
    let definitions = try MetricCatalogue.inOrder(
      reported.file.definitions(of: reported.runs[0].id)
    )
    var values: [String: [MetricValue]] = [:]
    for run in reported.runs {
      for metric in try reported.file.metrics(of: run.id) {
        values[metric.name, default: []].append(metric)
      }
    }
    let runs = reported.runs.map(\.id)
    parts = try EntityKind.allCases.map { kind in
      try PartMetrics(by: kind, of: runs, in: reported.file)
    }.filter { !$0.lines.isEmpty }
    all = definitions.map { definition in
      let own = values[definition.name] ?? []
      return MetricEstimate(
        definition: definition,
        values: own.compactMap(\.value),
        upper: own.compactMap(\.p95)
      )
    }
  }

  /// A metric by its name; nil if the runs do not have it.
  subscript(name: String) -> MetricEstimate? { all.first { $0.definition.name == name } }
}
