import Figures
import LogisticsPark
import OutputStatistics
import Testing
import Wording

@testable import Experiments
@testable import Reports

/// What is drawn and said of a metric of compared variants, worked by hand.
struct ComparedMetricTests {
  private func metric(
    rows: [[Double]] = [],
    differences: [Comparison.Difference] = []
  ) -> ComparedMetric {
    ComparedMetric(
      judgement: Comparison.Judgement(
        metric: MetricDefinition(name: "a_s", unit: "s", meaning: "of a test", direction: .lower),
        intervals: [],
        areRough: [],
        means: [],
        counts: [],
        missing: [],
        differences: differences
      ),
      rows: rows,
      withinRuns: [],
      scale: MetricScale(unit: "s", values: [600]),
      level: 0.95
    )
  }

  @Test(
    "Distances in words, worked by hand",
    arguments: [
      (-90.0, -120.0 ... -30.0, "1.50 min less (95 %: 0.50 to 2.00)"),
      (60.0, 30.0...120.0, "1.00 min more (95 %: 0.50 to 2.00)"),
      (30.0, -30.0...90.0, "0.5 min more (95 %: 0.5 less to 1.5 more)"),
    ]
  )
  func distances(mean: Double, interval: ClosedRange<Double>, words: String) throws {
    let pair = [mean - 1, mean + 1]
    var found = Comparison.Difference(system: 1, verdict: .notShown)
    found.difference = MeanEstimate(paired: pair, [0, 0])
    found.interval = interval
    let metric = metric(differences: [found])
    #expect(metric.distance(found).english == words)
  }

  @Test("Boxes and quantiles over runs, worked by hand")
  func quantiles() throws {
    let metric = metric(rows: [[3, 1, 2, 6, 5, 4], [7, 7], []])
    let names = ["a", "b", "c"]
    let boxes = metric.boxes(names)?.layers[0].mark
    #expect(
      boxes
        == .boxes([
          Mark.Box(
            row: 0,
            minimum: 1,
            lowerQuartile: 2.25,
            median: 3.5,
            upperQuartile: 4.75,
            maximum: 6
          ),
          Mark.Box(
            row: 1,
            minimum: 7,
            lowerQuartile: 7,
            median: 7,
            upperQuartile: 7,
            maximum: 7
          ),
        ])
    )
    // The median of six lies between the least and the largest with a probability of 1 - 2/64; that of two does
    // not with 95 %, and no six runs say anything of the largest 5 %.
    let figure = try #require(metric.quantilesOverRuns(names))
    #expect(
      figure.layers.map(\.mark) == [
        .estimates([Mark.Estimate(row: 0, value: 3.5, low: 1, high: 6)])
      ]
    )
    let notes = figure.notes.map(\.english)
    #expect(notes.contains("An interval of the 50 % quantile needs 6 runs of each variant"))
    #expect(notes.contains("An interval of the 95 % quantile needs 72 runs of each variant"))
  }

  @Test("Shares are shown in percent, long times in minutes, all else as it is measured")
  func scales() {
    let share = MetricScale(unit: "1", values: [0.9])
    #expect(share(0.9) == 90 && share.unit.english == "%" && share.gapUnit.english == "points")
    #expect(MetricScale(unit: "s", values: [20, 119])(60) == 60)
    #expect(MetricScale(unit: "s", values: [20, 120])(60) == 1)
    #expect(MetricScale(unit: "kWh", values: [1e6]).unit.chinese == "kWh")
  }
}
