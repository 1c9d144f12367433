import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct WeightedTallyTests {
  @Test func statisticsAgreeWithHandWork() {
    var tally = WeightedTally()
    for (value, weight) in [(0.0, 10.0), (2, 5), (3, 5), (99, 0), (1, 12)] {
      tally.add(value, weight: weight)
    }
    // Mean 37/32, mean square (20 + 45 + 12)/32.
    #expect(tally.weight == 32)
    #expect(tally.mean == 37.0 / 32)
    #expect(tally.minimum == 0)
    #expect(tally.maximum == 3)
    let expected = 77.0 / 32 - (37.0 / 32) * (37.0 / 32)
    #expect(isClose(tally.variance ?? 0, expected, within: 1e-15))
    #expect(isClose(tally.standardDeviation ?? 0, expected.squareRoot(), within: 1e-15))
  }

  @Test func statisticsAgreeWithStatsmodels() throws {
    for series in try ReferenceCases.load().series {
      var tally = WeightedTally()
      for (value, weight) in zip(series.x, series.weights) { tally.add(value, weight: weight) }
      let (mean, variance) = (try #require(tally.mean), try #require(tally.variance))
      #expect((mean - series.weightedMean).magnitude < 1e-13, "\(series)")
      #expect(isClose(variance, series.weightedVariance, within: 1e-13), "\(series)")
    }
  }

  @Test(arguments: 1...20)
  func mergingIsAsAddingAll(_ seed: UInt64) throws {
    var stream = RandomStream.make("weights", seed: seed)
    let normal = NormalDistribution(mean: 1e6, standardDeviation: 1)
    var whole = WeightedTally()
    var parts = Array(repeating: WeightedTally(), count: 6)
    for _ in 0..<300 {
      let (value, weight) = (normal.sample(&stream), 10 * stream.uniform())
      whole.add(value, weight: weight)
      parts[stream.number(below: 5)].add(value, weight: weight)
    }
    var merged = WeightedTally()
    for index in stream.shuffled(6) { merged.merge(parts[index]) }
    let (mean, variance) = (try #require(merged.mean), try #require(merged.variance))
    // 300 roundings each way; measured 5 units. The variance loses the six digits of the mean.
    #expect((mean - (whole.mean ?? 0)).magnitude <= 10 * mean.ulp, "seed \(seed)")
    #expect(isClose(variance, whole.variance ?? 0, within: 1e-9), "seed \(seed)")
    #expect(merged.minimum == whole.minimum && merged.maximum == whole.maximum)
  }

  @Test func weightZeroLeavesATallyEmpty() {
    var tally = WeightedTally()
    tally.add(3, weight: 0)
    #expect(tally == WeightedTally())
    #expect(tally.mean == nil && tally.variance == nil)
    #expect(tally.minimum == nil && tally.maximum == nil)
  }

  @Test func negativeWeightIsRefused() async {
    await #expect(processExitsWith: .failure) {
      var tally = WeightedTally()
      tally.add(1, weight: -1)
    }
  }
}
