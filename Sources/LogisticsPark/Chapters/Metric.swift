import DiscreteEvents
import OutputStatistics

/// A metric: what it means, which runs have it, and how it is read.
struct Metric<Tally: RecordTally>: Sendable {
  /// What it means.
  let definition: MetricDefinition
  /// Whether a run has it, or a part of the park.
  let isThere: @Sendable (RunScope) -> Bool
  /// Its figures at the end of a run, of the park or of a part of it.
  let read: @Sendable (Tally, RunEnd) -> MetricFigures
  /// Kinds of parts of which it is told too.
  let kinds: [EntityKind]

  /// Describes a metric.
  ///
  /// - Parameters:
  ///   - name: Name that scripts rely on.
  ///   - unit: Unit; those of the unit 1 are shares.
  ///   - direction: What is better.
  ///   - what: What is measured.
  ///   - whose: Over whose observations the mean is taken; nil if there are none.
  ///   - kinds: Kinds of parts of which it is told too.
  ///   - isThere: Whether a run has it.
  ///   - read: Its figures at the end of a run.
  init(
    _ name: String,
    _ unit: String,
    _ direction: MetricDirection,
    _ what: String,
    over whose: String? = nil,
    by kinds: [EntityKind] = [],
    where isThere: @escaping @Sendable (RunScope) -> Bool,
    _ read: @escaping @Sendable (Tally, RunEnd) -> MetricFigures
  ) {
    definition = MetricDefinition(name, unit, direction, what, over: whose)
    self.kinds = kinds
    self.isThere = isThere
    self.read = read
  }

  /// The metric under other conditions.
  func only(where condition: @escaping @Sendable (RunScope) -> Bool) -> Metric {
    Metric(definition, by: kinds, where: { [isThere] in isThere($0) && condition($0) }, read)
  }

  private init(
    _ definition: MetricDefinition,
    by kinds: [EntityKind],
    where isThere: @escaping @Sendable (RunScope) -> Bool,
    _ read: @escaping @Sendable (Tally, RunEnd) -> MetricFigures
  ) {
    self.definition = definition
    self.kinds = kinds
    self.isThere = isThere
    self.read = read
  }
}

extension MetricFigures {
  /// A count.
  static func count(_ number: Int) -> MetricFigures { .value(Double(number)) }

  /// A value without observations behind it; nil where there was nothing to measure.
  static func value(_ value: Double?) -> MetricFigures { MetricFigures(value: value) }

  /// Mean, spread and quantiles of observations.
  static func observations(_ observations: [Double]) -> MetricFigures {
    var tally = Tally()
    for value in observations { tally.add(value) }
    let quantiles = QuantileSummary(of: observations)
    return MetricFigures(
      value: tally.mean,
      count: tally.count,
      standardDeviation: tally.standardDeviation,
      minimum: tally.minimum,
      maximum: tally.maximum,
      p50: quantiles?.p50,
      p95: quantiles?.p95,
      p99: quantiles?.p99
    )
  }

  /// Time average of a number.
  static func average(of number: NumberPresent, until time: SimulationTime) -> MetricFigures {
    MetricFigures(value: number.mean(until: time), maximum: Double(number.maximum(until: time)))
  }

  /// Time average of a number that is present for so many ticks altogether, while statistics count.
  static func average(of ticks: Int128, _ end: RunEnd) -> MetricFigures {
    let length = end.horizon.now - end.horizon.plan.configuration.study.warmUp
    return .value(length > .zero ? Double(ticks) / Double(length.ticks) : nil)
  }

  /// Share of the time of some units in which they are in use, for so many ticks altogether; no fork may
  /// change their number.
  static func share(of ticks: Int128, _ units: Int, _ end: RunEnd) -> MetricFigures {
    let mean = average(of: ticks, end)
    return .value(units > 0 ? mean.value.map { $0 / Double(units) } : nil)
  }

  /// Share of the unit-ticks that there were in which units were in use, while statistics count.
  static func share(of ticks: Int128, among present: Int128?) -> MetricFigures {
    .value(present.flatMap { $0 > 0 ? Double(ticks) / Double($0) : nil })
  }

  /// Time average of all who wait in some lines; the most who did so at once is known of one line alone.
  static func line(in usages: [ResourceUsage]) -> MetricFigures {
    let waiting = usages.reduce(0) { $0 + $1.lineIntegral }
    let length = usages.first.map { $0.end - $0.start } ?? .zero
    return MetricFigures(
      value: length > .zero ? Double(waiting) / Double(length.ticks) : nil,
      maximum: usages.count == 1 ? Double(usages[0].longestLine) : nil
    )
  }

  /// Share of those who came that had to wait; by Poisson arrivals see time averages (Wolff 1982,
  /// doi:10.1287/opre.30.2.223) the probability that all servers are busy.
  static func share(_ waiting: WaitingCount) -> MetricFigures {
    MetricFigures(
      value: waiting.all == 0 ? nil : Double(waiting.waited) / Double(waiting.all),
      count: waiting.all
    )
  }
}

/// How many came to a line, and how many of them were not served at the instant they came.
struct WaitingCount: Hashable, Sendable {
  private(set) var all = 0
  private(set) var waited = 0

  /// Counts one who came and was served at once or later, or not yet.
  mutating func add(_ visit: Visit) { add(isServedAtOnce: visit.isServedAtOnce) }

  /// Counts one of whom it is known whether they were served at once.
  mutating func add(isServedAtOnce: Bool) {
    all += 1
    if !isServedAtOnce { waited += 1 }
  }
}
