import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

/// How often the answers about a warm-up are wrong, on processes of which the truth is known.
///
/// The targets were written before the runs. A row fails if as many wrong answers have a probability
/// below 1e-4 under its target. The short form runs 20 studies of each of the quick processes; where the
/// environment sets `PARKSIM_WARM_UP_STUDIES`, so many of all of them.
struct SteadyStateErrorRateTests {
  private static let studies = ProcessInfo.processInfo.environment["PARKSIM_WARM_UP_STUDIES"]
    .flatMap(Int.init)

  /// Kills, with the few studies of the short form, the mutants that say that nothing needs to be cut
  /// whenever no start differs (load 1: all studies wrong), that know no correlation time (the same), and
  /// that cut whenever a start differs (the series that rise and fall).
  @Test(
    "Each answer is as seldom wrong as was set",
    arguments: studies == nil ? [3, 10] : [3, 10, 50]
  )
  func answersAreAsSeldomWrongAsSet(replications: Int) throws {
    let studies = Self.studies ?? 20
    print("warm-up, \(replications) replications, \(studies) studies a row, shares in %")
    print(SteadyStateErrorRates.header)
    for process in SteadyStateProcess.catalogue(withLong: Self.studies != nil) {
      let rates = SteadyStateErrorRates(of: process, replications: replications, studies: studies)
      print(rates.text)
      for fault in SteadyStateErrorRates.Wrong.allCases {
        #expect(
          rates.keepsTarget(of: fault),
          "\(process.name): \(fault.rawValue) \(rates.wrong[fault] ?? 0) of \(studies)"
        )
      }
    }
  }

  @Test func probabilitiesOfTheTableAgreeWithHandWork() {
    // 1 - 0.9^3, 3 * 0.01 * 0.9 + 0.001, and certainty.
    let chance = { SteadyStateErrorRates.chance(ofAtLeast: $0, of: 3, each: 0.1) }
    #expect((chance(1) - 0.271).magnitude < 1e-15 && (chance(2) - 0.028).magnitude < 1e-15)
    #expect((chance(0) - 1).magnitude < 1e-15)
  }

  /// What is plain is said plainly, with the shares that a thousand studies by another program gave: 99 % of
  /// the queues that start with 50 are cut with three replications, 92 % or more of the steep falls are
  /// denied a steady state with ten, 95 % of the steady series need no cut.
  ///
  /// Fewer than 15 of 20 come with a probability below 1e-4.
  @Test func whatIsPlainIsSaidPlainly() {
    let queue = SteadyStateErrorRates(
      of: .queue(0.5, start: 50, serviceTimes: 8_000),
      replications: 3,
      studies: 20
    )
    #expect(queue.cut >= 15)
    let fall = SteadyStateErrorRates(
      of: .autoregressive(0.8, rise: -6),
      replications: 10,
      studies: 20
    )
    #expect(fall.noSteadyState >= 14)
    let steady = SteadyStateErrorRates(of: .autoregressive(0.8), replications: 10, studies: 20)
    #expect(steady.nothingToCut >= 15)
  }

  /// The bias that is said to be found with 90 % is found about as often, for starts of all lengths.
  ///
  /// 300 studies for each length; below 83 % comes with a probability of 1e-4. Kills the mutant that
  /// leaves the power out of the detectable bias (50 %).
  @Test(arguments: [1, 8, 64, 125])
  func theBiasThatIsSaidToBeFoundIsFound(length: Int) throws {
    let process = SteadyStateProcess.autoregressive(0.8)
    var stream = RandomStream.make("detectable bias \(length)")
    var found = 0
    let studies = 300
    for _ in 0..<studies {
      let runs = (0..<5).map { _ in process.sample(&stream) }
      let plain = try #require(SteadyStateAnalysis(of: runs))
      let start = try #require(plain.starts.first { $0.length == length })
      let biased = runs.map { run in
        run.enumerated().map { $0 < length ? $1 + start.detectableDifference : $1 }
      }
      let analysis = try #require(SteadyStateAnalysis(of: biased))
      if (analysis.startPValue ?? 1) <= analysis.criteria.level { found += 1 }
    }
    print("starts of \(length) of \(SteadyStateProcess.length): found \(found) of \(studies)")
    #expect(Double(found) >= 0.83 * Double(studies))
  }
}
