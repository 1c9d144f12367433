import DiscreteEvents
import Foundation
import OutputStatistics
import ScenarioFiles
import TestSupport
import Testing

@testable import Experiments

/// Studies of each park; 0 where the environment does not ask for the long form.
private let studies =
  (ProcessInfo.processInfo.environment["PARKSIM_WARM_UP_STUDIES"].flatMap(Int.init) ?? 0) / 10

/// How often `warm-up` is wrong about parks of which the truth is known.
///
/// Where the environment sets `PARKSIM_WARM_UP_STUDIES`, a tenth of so many studies are made of each; the
/// short form is in `WarmUpStudyTests`.
@Suite(.enabled(if: studies > 0))
struct WarmUpErrorRateTests {
  private struct Answers {
    var counts: [WarmUpStudy.Answer: Int] = [:]
    var cuts: [Double] = []

    func share(_ answer: WarmUpStudy.Answer) -> Double {
      Double(counts[answer] ?? 0) / Double(studies)
    }

    /// Prints the shares [%] and the median of the cuts [h].
    func show(_ name: String) {
      let shares = [WarmUpStudy.Answer.cut, .nothingToCut, .tooFewData, .noSteadyState]
        .map { "\($0.rawValue) \(Int((100 * share($0)).rounded()))" }
      let cut = cuts.isEmpty ? "" : ", median cut \(cuts.sorted()[cuts.count / 2]) h"
      print("\(name): \(shares.joined(separator: ", ")) %\(cut)")
    }
  }

  private func answers(_ scenario: Scenario, replications: Int) throws -> Answers {
    var answers = Answers()
    for seed in 1...studies {
      let study = try WarmUpStudy(
        of: scenario,
        seed: UInt64(seed),
        replications: replications,
        threads: ProcessInfo.processInfo.activeProcessorCount
      ) { _ in }
      answers.counts[study.answer, default: 0] += 1
      if study.answer == .cut, let warmUp = study.warmUp { answers.cuts.append(warmUp.inHours) }
    }
    return answers
  }

  private func load(_ path: String, _ settings: [String] = []) throws -> Scenario {
    let file = ParkSimProcess.root.appendingPathComponent("Scenarios/" + path).path
    return try ScenarioFile.load(file, settings: settings)
  }

  /// 500 orders of backlog, which three pickers work off at 10 an hour net in 50 h.
  ///
  /// Every study cuts, but for the 1 % that are denied a steady state.
  @Test("A backlog is cut, with three replications and with ten", arguments: [3, 10])
  func aBacklogIsCut(replications: Int) throws {
    let park = try load(
      "validation/picking-erlang-c.json",
      ["initial.demand.orders.backlog_orders=500"]
    )
    let answers = try answers(park, replications: replications)
    answers.show("backlog of 500, \(replications) replications")
    #expect(answers.share(.cut) >= 0.9)
    // What is left at 35 h, 150 orders, is gone after 15 h of 400.
    #expect(answers.cuts.allSatisfy { $0 >= 35 })
  }

  /// The park starts empty and fills in about two hours of 400, which biases the mean by 0.3 %: 50
  /// replications find it in about three studies of four (36 of 50 were seen) and else mostly ask for more,
  /// and three never say it to be shown absent.
  @Test("An empty start is found, or the data are too few", arguments: [3, 10, 50])
  func anEmptyStartIsFound(replications: Int) throws {
    let answers = try answers(
      load("validation/picking-erlang-c.json"),
      replications: replications
    )
    answers.show("picking-erlang-c, \(replications) replications")
    if replications == 3 { #expect(answers.share(.nothingToCut) <= 0.02) }
    if replications == 50 {
      #expect(answers.share(.cut) >= 0.5)
      #expect(answers.share(.nothingToCut) <= 0.1)
    }
    #expect(answers.share(.noSteadyState) <= 0.08)
  }

  /// A day that begins as it ends: at most 5 % are cut and 1 % denied; 16 % of 50 have a probability
  /// below 1e-3.
  @Test func aSteadyDayIsNotCut() throws {
    let answers = try answers(
      load("shangrao/day.json", ["study.horizon_h=480"]),
      replications: 10
    )
    answers.show("the reference day, 20 days, 10 replications")
    #expect(answers.share(.cut) <= 0.16)
    #expect(answers.share(.noSteadyState) <= 0.08)
  }
}
