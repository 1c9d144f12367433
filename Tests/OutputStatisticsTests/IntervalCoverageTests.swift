import DiscreteEvents
import OutputStatistics
import Testing

/// How often 95 % intervals hold the true mean of the reference day's metrics, and on which side they
/// miss it.
///
/// 2,000 samples for each share in `make test`, 20,000 of 4,000 fresh days in `make check-all`.
struct IntervalCoverageTests {
  private static let sizes = [5, 10, 20, 50]
  private static let metrics = [
    "lead_time_s", "on_time_share", "wait_charger_s", "energy_grid_kwh", "orders_refunded",
  ]

  private let days: ReferenceDays
  private let samples: Int

  init() throws {
    days = try ReferenceDays.load()
    samples = try ReferenceDays.samples(2_000)
  }

  /// Shares of intervals that hold the truth, lie above it and lie below it.
  private struct Shares {
    var intervals = 0
    var above = 0
    var below = 0

    var held: Double { 1 - tooHigh - tooLow }
    /// The truth lies below the interval.
    var tooHigh: Double { Double(above) / Double(intervals) }
    /// The truth lies above the interval.
    var tooLow: Double { Double(below) / Double(intervals) }

    mutating func add(_ interval: ClosedRange<Double>, _ truth: Double) {
      intervals += 1
      if truth < interval.lowerBound { above += 1 }
      if truth > interval.upperBound { below += 1 }
    }

    var cells: [String] { [percent(held), percent(tooHigh), percent(tooLow)] }
  }

  private static func title(_ text: String) -> String {
    tableLine(text, ["n", "holds", "above", "below", "t:", "holds", "above", "below"])
  }

  /// Measures an estimate of samples beside Student's t.
  private func measure(
    _ name: String,
    count: Int,
    truth: Double,
    range: ClosedRange<Double>,
    of estimate: ([Int]) throws -> MeanEstimate?,
    student: ([Int]) -> ClosedRange<Double>?,
    into table: inout [String]
  ) throws -> Shares {
    var stream = RandomStream.make("\(name) \(count)")
    let population = (0..<(try days["day"].count)).map(Double.init)
    var (ours, theirs) = (Shares(), Shares())
    for _ in 0..<samples {
      let sample = (0..<count).map { _ in Int(stream.pick(population)) }
      let found = try #require(try estimate(sample))
      // Equal observations have no interval, and are no interval that misses.
      guard let interval = found.interval(level: 0.95), let other = student(sample) else {
        continue
      }
      #expect(
        interval.lowerBound >= range.lowerBound && interval.upperBound <= range.upperBound,
        "\(name) of \(count): \(interval)"
      )
      ours.add(interval, truth)
      theirs.add(other, truth)
    }
    table.append(tableLine(name, ["\(count)"] + ours.cells + [""] + theirs.cells))
    return ours
  }

  /// From ten on 93 to 98 %, and misses on both sides, at most 7 % on one.
  ///
  /// Of the share in time ten runs hold 97.7 %: most of them are 1, and the interval is cut there. Widened by 3.9 standard errors of the measured share: a level of 1e-4 for each. Kills the mutants
  /// that leave the skewness out (on_time_share: 89 % at ten, with nearly all misses on one side) or give it
  /// the wrong sign.
  private func expectLevel(_ shares: Shares, _ name: String, count: Int) {
    guard count >= 10 else { return }
    let error = 3.9 * (0.07 * 0.93 / Double(shares.intervals)).squareRoot()
    #expect(shares.held >= 0.93 - error && shares.held <= 0.98 + error, "\(name) of \(count)")
    for side in [shares.tooHigh, shares.tooLow] {
      #expect(side >= 0.002 && side <= 0.07 + error, "\(name) of \(count)")
    }
  }

  @Test func meansAreHeldAsOftenAsIsSaid() throws {
    var table = [Self.title("95 % interval of the mean")]
    for metric in Self.metrics {
      let values = try days[metric + "_eight"]
      let range = ReferenceDays.range(of: metric)
      for count in Self.sizes {
        let shares = try measure(
          metric,
          count: count,
          truth: try #require(Tally(values).mean),
          range: range,
          of: { sample in MeanEstimate(of: sample.map { values[$0] }, within: range) },
          student: { sample in
            ConfidenceInterval(of: sample.map { values[$0] }, level: 0.95)
              .map { $0.lower...$0.upper }
          },
          into: &table
        )
        expectLevel(shares, metric, count: count)
      }
    }
    print(table.joined(separator: "\n"))
  }

  /// Twelve bays less eight, on common random numbers.
  ///
  /// Of energy the difference is 0.07 of 15.7 kWh with a skewness of 4 and a kurtosis of 36, which samples
  /// of ten to fifty do not show: 94 % of them.
  @Test func pairedDifferencesAreHeldAsOftenAsIsSaid() throws {
    var table = [Self.title("95 % interval of 12 less 8 bays")]
    for metric in Self.metrics {
      let eight = try days[metric + "_eight"]
      let twelve = try days[metric + "_twelve"]
      let range = ReferenceDays.range(of: metric)
      let possible = range.upperBound == 1 ? -1.0...1.0 : -.infinity ... .infinity
      for count in Self.sizes {
        let shares = try measure(
          metric,
          count: count,
          truth: try #require(Tally(zip(twelve, eight).map { $0 - $1 }).mean),
          range: possible,
          of: { sample in
            MeanEstimate(
              paired: sample.map { twelve[$0] },
              sample.map { eight[$0] },
              within: range
            )
          },
          student: { sample in
            MeanDifference(paired: sample.map { twelve[$0] }, sample.map { eight[$0] })?
              .interval(level: 0.95)
          },
          into: &table
        )
        expectLevel(shares, metric, count: count)
      }
    }
    print(table.joined(separator: "\n"))
  }

  /// The levels at which many differences are judged together: how often the truth is called impossible, as
  /// a multiple of what the level allows.
  ///
  /// Normal differences keep it; of skewed ones too few runs know too little of the long tail, and the page on
  /// intervals says how much. Kills the mutant that takes the probability without skewness alone (normal at
  /// 99.9 % and ten: 2 to 2.3 times).
  @Test func farLevelsAreKeptOnNormalDifferences() throws {
    let levels = [0.99, 0.999]
    var table = [tableLine("misses / allowed", ["n"] + levels.map { "\($0)" })]
    let days = try days["day"].map { Int($0) - 1 }
    for metric in ["normal"] + Self.metrics {
      var differences: [Double]?
      if metric != "normal" {
        differences = zip(try self.days[metric + "_twelve"], try self.days[metric + "_eight"])
          .map { $0 - $1 }
      }
      let truth = try differences.map { try #require(Tally($0).mean) } ?? 0
      for count in Self.sizes {
        var stream = RandomStream.make("far \(metric) \(count)")
        let normal = NormalDistribution(mean: 0, standardDeviation: 1)
        var misses = levels.map { _ in 0 }
        for _ in 0..<samples {
          let sample = (0..<count).map { _ in
            differences.map { $0[days[Int(stream.uniform() * Double(days.count))]] }
              ?? normal.sample(&stream)
          }
          let p = MeanEstimate(paired: sample, sample.map { _ in 0 })?.pValue(of: truth) ?? 1
          for (index, level) in levels.enumerated() where p < 1 - level { misses[index] += 1 }
        }
        let ratios = zip(misses, levels).map { Double($0) / Double(samples) / (1 - $1) }
        table.append(
          tableLine(metric, ["\(count)"] + ratios.map { "\(($0 * 10).rounded() / 10)" })
        )
        guard metric == "normal" else { continue }
        for (ratio, level) in zip(ratios, levels) {
          let error = 3.9 / (Double(samples) * (1 - level)).squareRoot()
          #expect(ratio <= 1 + error, "normal, \(count), \(level)")
        }
      }
    }
    print(table.joined(separator: "\n"))
  }
}
