package import DiscreteEvents
import Foundation
import LogisticsPark
package import OutputStatistics
package import ScenarioFiles

/// How long a park warms up, by the numbers of orders open and of drones at the bays.
///
/// They are averaged over intervals from the start of each replication, with nothing cut off, and judged
/// by a `SteadyStateAnalysis`; by Little's law the mean number of orders open is their rate times the mean
/// lead time, so what biases one biases the other. The probabilities of error are shared out among the two.
/// One cut for all replications, from their average (Welch 1983), so that each counts the same part.
/// Where orders come at a rate that changes over the day whole days are compared, so that the day's waves
/// are not taken for a warm-up.
package struct WarmUpStudy: Sendable {
  /// Who is counted.
  package enum Population: String, Sendable {
    /// Orders that are open.
    case orders
    /// Drones that wait for a charging bay or are at one.
    case dronesAtBays = "drones_at_bays"
  }

  /// One of the numbers that are looked at.
  package struct Measure: Sendable {
    /// Who is counted.
    package let population: Population
    /// Average number present over each interval, over replications.
    package let average: WelchAverage
    /// What replications say; its observations are `unit` long.
    package let analysis: SteadyStateAnalysis
  }

  /// Length of the intervals over which numbers are averaged.
  package let interval: SimulationTime
  /// Length of an observation that is judged: an interval, or a day where the day has waves.
  package let unit: SimulationTime
  /// What was looked at: orders first, where there are any.
  package let measures: [Measure]
  /// A resource that can not do its work, in which case nothing is steady.
  package let overload: Overload?

  /// Replications at the least: fewer say nothing of where chance ends.
  package static let fewest = 2
  /// Intervals of a day, and observations of a batch of MSER-5.
  private static let batchSize = 5

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
  ///   - criteria: What is to be kept and found, over all numbers that are looked at.
  ///   - threads: Threads to use, at least 1.
  ///   - progress: Told the share that is done, from any thread.
  /// - Throws: `Trouble`; `BreachError`.
  package init(
    of scenario: Scenario,
    seed: UInt64,
    replications: Int,
    criteria: SteadyStateCriteria = SteadyStateCriteria(),
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
    let populations = Self.populations(of: park)
    guard !populations.isEmpty else { throw Trouble.nobodyPresent }
    let sources = park.demand?.sources ?? []
    if sources.allSatisfy({ $0.recordedOrders != nil }),
      let last = sources.compactMap({ $0.recordedOrders?.last?.createdAt }).max(),
      last.ticks < park.study.horizon.ticks / 10 * 9
    {
      throw Trouble.recordedOnce(hours: last.inHours)
    }
    let interval = try Self.interval(of: park)
    let runs = try Self.presences(
      in: park,
      seed: seed,
      replications: replications,
      empty: Presence(
        interval: interval,
        count: Int(park.study.horizon.ticks / interval.ticks)
      ),
      threads: threads,
      progress: progress
    )
    self.interval = interval
    let size = park.changesOverTheDay ? Self.batchSize : 1
    unit = SimulationTime(ticks: interval.ticks * Int64(size))
    overload = Overload(of: park)
    let shared = criteria.shared(among: populations.count)
    measures = populations.map { population in
      Measure(population, runs.map { $0.means(of: population) }, size, shared)
    }
  }

  private static func populations(of park: ParkConfiguration) -> [Population] {
    (park.demand == nil ? [] : [.orders]) + (park.charging == nil ? [] : [.dronesAtBays])
  }

  private static func presences(
    in park: ParkConfiguration,
    seed: UInt64,
    replications: Int,
    empty: Presence,
    threads: Int,
    progress: @escaping @Sendable (Double) -> Void
  ) throws -> [Presence] {
    let board = Scoreboard<Presence>(count: replications, progress: progress)
    let workers = (0..<min(threads, replications)).map { _ in
      Worker {
        while let index = board.next() {
          let result = Result {
            let listener = PresenceListener(empty)
            let run = ParkRun(park, seed: seed, replication: index + 1, telemetry: .none)
            let outcome = try run.simulate(into: listener) { board.report(share: $0, of: index) }
            guard outcome.result.breaches.isEmpty else {
              throw BreachError(breaches: outcome.result.breaches)
            }
            return listener.presence
          }
          board.finish(index, result)
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    return try board.results.map { try $0.get() }
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

extension WarmUpStudy.Measure {
  /// Judges runs; an observation is the average of `size` intervals.
  fileprivate init(
    _ population: WarmUpStudy.Population,
    _ series: [[Double]],
    _ size: Int,
    _ criteria: SteadyStateCriteria
  ) {
    self.population = population
    average = WelchAverage(of: series)
    let observations = series.map { row in
      stride(from: 0, to: row.count / size * size, by: size).compactMap { start in
        Tally(row[start..<(start + size)]).mean
      }
    }
    // A day is a batch already.
    let batchSize = size > 1 ? 1 : 5
    guard
      let analysis = SteadyStateAnalysis(
        of: observations,
        criteria: criteria,
        batchSize: batchSize
      )
    else { preconditionFailure("\(series.count) runs of \(series[0].count) intervals are too few") }
    self.analysis = analysis
  }
}

extension SteadyStateCriteria {
  /// The criteria of each of several analyses that together keep these (Bonferroni).
  fileprivate func shared(among count: Int) -> SteadyStateCriteria {
    var shared = self
    shared.level /= Double(count)
    shared.driftLevel /= Double(count)
    return shared
  }
}
