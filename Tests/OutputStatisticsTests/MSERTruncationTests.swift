import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct MSERTruncationTests {
  @Test func pointAndStatisticAgreeWithThePublishedCase() throws {
    let item = try WarmUpCases.load().mser
    let truncation = try #require(MSERTruncation(of: item.x, batchSize: 1))
    #expect(truncation.warmUp == item.d)
    #expect((truncation.mean - item.truncatedMean).magnitude < 1e-10)
    // Printed with six decimals.
    #expect((truncation.statistic - item.statistics[item.d]).magnitude < 5e-7)
  }

  @Test func batchesOfFiveAgreeWithHandWork() throws {
    // Batch means 100 3 5 3 5 and three observations that fill no batch. d = 0: mean 23.2, far;
    // d = 1: 4/16; d = 2: (8/3)/9 = 0.296.
    let levels = [100.0, 3, 5, 3, 5]
    let full = levels.flatMap { level in [-2.0, -1, 0, 1, 2].map { level + $0 } }
    let observations = full + [9e9, 9e9, 9e9]
    let truncation = try #require(MSERTruncation(of: observations))
    #expect(truncation.batches == 5)
    #expect(truncation.batchSize == 5)
    #expect(truncation.smallestAt == 1)
    #expect(truncation.warmUp == 5)
    #expect(truncation.statistic == 0.25)
    #expect(truncation.mean == 4)
  }

  @Test(arguments: 1...30)
  func smallestPointAgreesWithTheDefinition(_ seed: UInt64) throws {
    var stream = RandomStream.make("truncation", seed: seed)
    let count = 10 + stream.number(below: 90)
    // Small whole numbers make ties likely.
    let observations = (0..<count).map { _ in Double(stream.number(below: 3)) }
    let truncation = try #require(MSERTruncation(of: observations, batchSize: 1))
    let statistics = (0...(count / 2)).map { point in
      Self.statistic(observations[point...].map { Int($0) })
    }
    let smallest = try #require(statistics.min())
    #expect(isClose(truncation.statistic, smallest, within: 1e-12), "seed \(seed)")
    let expected = try #require(statistics.firstIndex(of: smallest))
    #expect(truncation.smallestAt == expected, "seed \(seed)")
  }

  /// The definition in whole numbers: (m sum of squares - square of the sum) / m^3.
  private static func statistic(_ rest: [Int]) -> Double {
    let m = rest.count
    let sum = rest.reduce(0, +)
    let squares = rest.reduce(0) { $0 + $1 * $1 }
    return Double(m * squares - sum * sum) / Double(m * m * m)
  }

  /// Kills the mutant that looks for the minimum in the whole run, where it is near the end.
  @Test func rampHasNoSteadyState() throws {
    let ramp = (0..<200).map { Double($0) }
    let truncation = try #require(MSERTruncation(of: ramp))
    #expect(truncation.warmUp == nil)
    #expect(truncation.smallestAt == 20)
    #expect(truncation.batches == 40)
  }

  @Test func steadyRunIsNotCut() throws {
    let truncation = try #require(MSERTruncation(of: Array(repeating: 7, count: 50)))
    #expect(truncation.warmUp == 0)
    #expect(truncation.statistic == 0)
    #expect(truncation.mean == 7)
  }

  /// A start 20 standard deviations off decays by 0.9 a step: after 60 steps it is 0.04.
  ///
  /// In each of 100 runs of 2,000 the warm-up is found between 15 and 300.
  @Test func startFarOffIsCut() throws {
    var stream = RandomStream.make("far off")
    for _ in 0..<100 {
      var offset = 20.0
      let series = stream.autoregressive(0.9, count: 2_000).map { value in
        offset *= 0.9
        return value + offset
      }
      let warmUp = try #require(MSERTruncation(of: series)?.warmUp)
      #expect(warmUp >= 15 && warmUp <= 300)
    }
  }

  @Test func tooFewBatchesGiveNothing() {
    #expect(MSERTruncation(of: [1, 2, 3, 4, 5, 6, 7, 8, 9]) == nil)
    #expect(MSERTruncation(of: []) == nil)
  }

  @Test func batchOfNoneIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = MSERTruncation(of: [1, 2], batchSize: 0) }
  }
}
