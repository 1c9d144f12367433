package import DiscreteEvents
import LogisticsPark
package import OutputStatistics
package import ScenarioFiles

/// How many are present in a park from its start on, and where by the rule MSER-5 its warm-up ends.
///
/// One cut for all replications, from their average (Welch 1983), so that each counts the same part. The
/// smallest statistic of a series without any trend stands somewhere by chance, so a start is cut off only
/// if it differs from the rest over the replications.
/// Where orders come at a rate that changes over the day a batch is a day, so that the day's waves are
/// not taken for a warm-up.
package struct WarmUpStudy: Sendable {
  /// Who is counted.
  package enum Population: String, Sendable {
    /// Orders that are open.
    case orders
    /// Drones that wait for a charging bay or are at one.
    case dronesAtBays = "drones_at_bays"
  }

  /// Who is counted.
  package let population: Population
  /// Length of the intervals over which numbers are averaged; five make a batch.
  package let interval: SimulationTime
  /// Average number present over each interval, over replications.
  package let average: WelchAverage
  /// What the rule says.
  package let truncation: MSERTruncation
  /// Probability of such a start by chance, at most 1; nil where the rule cuts nothing.
  ///
  /// By a paired t test over the replications, times the number of points among which the rule has chosen
  /// (Bonferroni). Of a run without a steady state the first half is the start, and nothing was chosen.
  package let startPValue: Double?

  /// Replications at the least: fewer say nothing of where chance ends.
  package static let fewest = 2
  private static let batchSize = 5

  /// Probability above which a start may differ from the rest by chance.
  private static let startLevel = 0.01

  /// End of the warm-up, zero where the start does not differ from the rest; nil if no steady state was
  /// found.
  package var warmUp: SimulationTime? {
    (startPValue ?? 1) > Self.startLevel ? .zero : cut
  }

  /// Where the rule alone would cut; nil if no steady state was found.
  package var cut: SimulationTime? {
    truncation.warmUp.map { SimulationTime(ticks: interval.ticks * Int64($0)) }
  }

  /// Why a scenario has no warm-up to look for.
  package enum Trouble: Error {
    /// Neither orders nor drones that charge.
    case nobodyPresent
    /// Orders are recorded ones, which come once and end before the run; so many hours are theirs.
    case recordedOnce(hours: Double)
    /// The run has too few batches; so many hours would do.
    case tooShort(neededHours: Double)
  }

  /// Runs replications from the start to the horizon, with nothing cut off.
  ///
  /// - Parameters:
  ///   - scenario: What is simulated; its own warm-up and drain are left out.
  ///   - seed: Seed of the study.
  ///   - replications: Number of replications, at least ``fewest``.
  ///   - threads: Threads to use, at least 1.
  ///   - progress: Told the share that is done, from any thread.
  /// - Throws: `Trouble`; `BreachError`.
  package init(
    of scenario: Scenario,
    seed: UInt64,
    replications: Int,
    threads: Int,
    progress: @escaping @Sendable (Double) -> Void
  ) throws {
    precondition(replications >= Self.fewest, "\(replications) replications are too few")
    var park = scenario.configuration
    park.study = StudyConfiguration(
      kind: park.study.kind,
      horizon: park.study.horizon,
      warmUp: .zero
    )
    population = park.demand == nil ? .dronesAtBays : .orders
    guard park.demand != nil || park.charging != nil else { throw Trouble.nobodyPresent }
    if let last = park.demand?.recordedOrders?.last?.createdAt,
      last.ticks < park.study.horizon.ticks / 10 * 9
    {
      throw Trouble.recordedOnce(hours: last.inHours)
    }
    interval = try Self.interval(of: park)
    let count = Int(park.study.horizon.ticks / interval.ticks)
    let presence = Presence(interval: interval, count: count, population: population)
    let board = Scoreboard<[Double]>(count: replications, progress: progress)
    let workers = (0..<min(threads, replications)).map { [park] _ in
      Worker {
        while let index = board.next() {
          let result = Result {
            var sink = presence
            let run = ParkRun(park, seed: seed, replication: index + 1, telemetry: .none)
            let outcome = try run.simulate(into: &sink) { board.report(share: $0, of: index) }
            guard outcome.result.breaches.isEmpty else {
              throw BreachError(breaches: outcome.result.breaches)
            }
            return sink.means
          }
          board.finish(index, result)
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    let series = try board.results.map { try $0.get() }
    average = WelchAverage(of: series)
    guard let truncation = MSERTruncation(of: average.averages, batchSize: Self.batchSize) else {
      preconditionFailure("\(count) intervals have no two batches")
    }
    self.truncation = truncation
    startPValue = Self.startPValue(of: series, truncation)
  }

  private static func startPValue(of series: [[Double]], _ truncation: MSERTruncation) -> Double? {
    let cut = truncation.smallestAt * truncation.batchSize
    guard cut > 0 else { return nil }
    let end = truncation.batches * truncation.batchSize
    let starts = series.compactMap { Tally($0[..<cut]).mean }
    let rests = series.compactMap { Tally($0[cut..<end]).mean }
    guard let difference = MeanDifference(paired: starts, rests) else { return nil }
    let points = truncation.warmUp == nil ? 1 : truncation.batches / 2
    return min(1, difference.pValue * Double(points))
  }

  /// A fifth of a day where the day has waves, else so that there are 500.
  private static func interval(of park: ParkConfiguration) throws -> SimulationTime {
    let horizon = park.study.horizon
    guard park.changesOverTheDay else {
      return SimulationTime(ticks: max(1, horizon.ticks / 500))
    }
    let day = SimulationTime.days(1)
    guard horizon.ticks >= 10 * day.ticks else { throw Trouble.tooShort(neededHours: 240) }
    return SimulationTime(ticks: day.ticks / Int64(batchSize))
  }
}

/// Sums up how long orders, or drones at the bays, are present in each interval of a run.
struct Presence: RunSink {
  private let interval: Int64
  private let population: WarmUpStudy.Population
  private var ticks: [Int64]

  init(interval: SimulationTime, count: Int, population: WarmUpStudy.Population) {
    self.interval = interval.ticks
    self.population = population
    ticks = Array(repeating: 0, count: count)
  }

  /// Average number present over each interval.
  var means: [Double] { ticks.map { Double($0) / Double(interval) } }

  mutating func add(orders: [OrderRecord]) {
    guard population == .orders else { return }
    for order in orders { add(order.createdAt, order.closedAt) }
  }

  mutating func add(chargeSessions: [ChargeSessionRecord]) {
    guard population == .dronesAtBays else { return }
    for session in chargeSessions { add(session.requestedAt, session.endedAt) }
  }

  mutating func add(flights: [FlightRecord]) {}
  mutating func add(samples: [SensorSample]) {}

  /// Whoever has not left by the end is present to the last.
  private mutating func add(_ start: SimulationTime, _ end: SimulationTime?) {
    let length = interval * Int64(ticks.count)
    let end = min(end?.ticks ?? length, length)
    var now = start.ticks
    while now < end {
      let index = now / interval
      let next = min(end, (index + 1) * interval)
      ticks[Int(index)] += next - now
      now = next
    }
  }
}
