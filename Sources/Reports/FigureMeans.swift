package import Figures
import OutputStatistics
import Wording

/// The mean of figures of several runs, with its interval.
package enum FigureMeans {
  /// Level of the intervals.
  package static let level = 0.95
  /// Into how many stretches a run is divided, in each of which a number is averaged over time.
  private static let stretches = 96

  /// The means of figures that show the same of each run.
  ///
  /// A number that changes at instants is averaged over stretches of time, a 96th of the run each, then over the runs;
  /// its interval is that of the mean over the runs, stretch by stretch. What is equal in all runs stays as it is.
  ///
  /// - Parameter runs: Of each run its figures; those whose number of layers differs from the first run's are left out.
  /// - Returns: As many figures as the first run has.
  package static func mean(of runs: [[Figure]]) -> [Figure] {
    guard let first = runs.first else { return [] }
    return first.map { figure in
      let alike = runs.compactMap { run in
        run.first { $0.title == figure.title && $0.layers.map(\.name) == figure.layers.map(\.name) }
      }
      var mean = figure
      mean.layers = figure.layers.indices.flatMap { index in
        layers(meaning: figure.layers[index], alike.map { $0.layers[index].mark })
      }
      let hasIntervals = mean.layers.contains { layer in
        if case .ranges = layer.mark { true } else { false }
      }
      mean.notes.append(
        Phrase(
          "Means over \(alike.count) runs"
            + (hasIntervals ? "; shaded around a line: its 95 % confidence interval" : ""),
          "\(alike.count) 次运行的平均" + (hasIntervals ? "；线旁阴影为其 95 % 置信区间" : "")
        )
      )
      return mean
    }
  }

  private static func layers(meaning layer: Layer, _ marks: [Mark]) -> [Layer] {
    if marks.allSatisfy({ $0 == layer.mark }) { return [layer] }
    switch layer.mark {
    case .steps:
      let series = marks.compactMap(\.steps)
      let (mean, band) = average(series)
      let interval = Layer(layer.name, layer.tone, .ranges(band))
      return (band.isEmpty ? [] : [interval]) + [Layer(layer.name, layer.tone, .steps(mean))]
    case .area:
      return [Layer(layer.name, layer.tone, .area(average(marks.compactMap(\.steps)).mean))]
    case .columns(let columns):
      let all = marks.compactMap(\.columns)
      let means = columns.enumerated().map { index, column in
        var mean = column
        let heights = all.compactMap { $0.indices.contains(index) ? $0[index].height : nil }
        mean.height = heights.reduce(0, +) / Double(max(1, heights.count))
        return mean
      }
      return [Layer(layer.name, layer.tone, .columns(means))]
    case .line, .ranges, .spans, .estimates, .boxes, .rule: return [layer]
    }
  }

  /// The mean of numbers that change at instants, over stretches of time.
  static func mean(of series: [StepSeries]) -> StepSeries { average(series).mean }

  private static func average(
    _ series: [StepSeries]
  ) -> (mean: StepSeries, band: [Mark.Range]) {
    let end = series.map(\.end).max() ?? 0
    let edges = (0...stretches).map { end * Double($0) / Double(stretches) }
    var (means, band) = ([Double](), [Mark.Range]())
    for (from, to) in zip(edges, edges.dropFirst()) {
      let values = series.compactMap { $0.average(from: from, to: to) }
      let mean = Tally(values).mean ?? 0
      means.append(mean)
      let interval =
        MeanEstimate(of: values, within: 0 ... .infinity)?.interval(level: level) ?? mean...mean
      band.append(
        Mark.Range(from: from, to: to, low: interval.lowerBound, high: interval.upperBound)
      )
    }
    let series = StepSeries(times: edges.dropLast(), values: means, end: end)
    return (series, band)
  }
}

extension Mark {
  fileprivate var steps: StepSeries? {
    switch self {
    case .steps(let series), .area(let series): series
    default: nil
    }
  }

  fileprivate var columns: [Column]? {
    if case .columns(let columns) = self { columns } else { nil }
  }
}
