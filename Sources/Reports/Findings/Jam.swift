import Figures

/// A stretch of time in which somebody waited nearly all the while.
struct Jam: Hashable {
  /// When the line formed [s].
  let from: Double
  /// When it had gone [s]; the end of the run if it had not.
  let to: Double
  /// The most who waited at once.
  let most: Double
  /// When that was first so [s].
  let mostAt: Double
  /// Time that all waited in it [s].
  let waiting: Double
  /// Whether the run ended before it had gone.
  let lastsToEnd: Bool

  /// Gaps that do not end it [s]: a line that is empty for some minutes forms again of the same cause.
  static let gap = 600.0
  /// Share of all waiting below which a jam is not worth a word.
  static let leastShare = 0.05

  /// Share of its peak below which a mean number is no line, and a number below which it never is one.
  static let leastOfPeak = 0.1
  static let leastMean = 0.5

  /// When there was a line on average over runs: where the mean number waiting is a tenth of its peak or more.
  static func onAverage(of runs: [StepSeries]) -> [Jam] {
    let mean = FigureMeans.mean(of: runs)
    let least = max(leastMean, leastOfPeak * (mean.values.max() ?? 0))
    return all(
      in: StepSeries(
        times: mean.times,
        values: mean.values.map { $0 >= least ? $0 : 0 },
        end: mean.end
      )
    )
  }

  /// The jams of a line, in the order of time: those in which much of all waiting was spent.
  static func all(in waiting: StepSeries) -> [Jam] {
    var stretches: [(from: Double, to: Double)] = []
    for (index, value) in waiting.values.enumerated() where value > 0 {
      let from = waiting.times[index]
      let to = index + 1 < waiting.times.count ? waiting.times[index + 1] : waiting.end
      if let last = stretches.last, from - last.to <= gap {
        stretches[stretches.count - 1].to = to
      } else {
        stretches.append((from, to))
      }
    }
    let all = waiting.integral(from: 0, to: waiting.end)
    return stretches.compactMap { stretch in
      let time = waiting.integral(from: stretch.from, to: stretch.to)
      guard time >= leastShare * all else { return nil }
      let inside = waiting.times.indices.filter {
        waiting.times[$0] >= stretch.from && waiting.times[$0] < stretch.to
      }
      let most = inside.map { waiting.values[$0] }.max() ?? 0
      let at = inside.first { waiting.values[$0] == most }.map { waiting.times[$0] }
      return Jam(
        from: stretch.from,
        to: stretch.to,
        most: most,
        mostAt: at ?? stretch.from,
        waiting: time,
        lastsToEnd: stretch.to >= waiting.end
      )
    }
  }
}
