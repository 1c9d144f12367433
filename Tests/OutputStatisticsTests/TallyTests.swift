import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct TallyTests {
  @Test func emptyTallyHasNoStatistics() {
    let tally = Tally()
    #expect(tally.count == 0)
    #expect(tally.sum == 0)
    #expect(tally.mean == nil)
    #expect(tally.variance == nil)
    #expect(tally.minimum == nil)
    #expect(tally.maximum == nil)
  }

  @Test func oneObservationHasNoVariance() {
    let tally = Tally([-2.5])
    #expect(tally.mean == -2.5)
    #expect(tally.minimum == -2.5)
    #expect(tally.maximum == -2.5)
    #expect(tally.standardDeviation == nil)
  }

  @Test func statisticsAgreeWithHandWork() {
    let tally = Tally([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(tally.count == 8)
    #expect(tally.sum == 40)
    #expect(tally.mean == 5)
    #expect(tally.variance == 32.0 / 7)
    #expect(tally.standardDeviation == (32.0 / 7).squareRoot())
    #expect(tally.minimum == 2)
    #expect(tally.maximum == 9)
  }

  @Test func varianceSurvivesALargeMean() {
    let observations: [Double] = [1_000_000_004, 1_000_000_007, 1_000_000_013, 1_000_000_016]
    let tally = Tally(observations)
    #expect(tally.variance == 30)
  }

  @Test(arguments: 0...6)
  func mergingIsAsAddingAll(_ cut: Int) throws {
    let observations = [3.5, -1, 4, 1.25, -5, 9]
    var tally = Tally(observations[..<cut])
    tally.merge(Tally(observations[cut...]))
    let whole = Tally(observations)
    #expect(tally.count == whole.count)
    #expect(tally.minimum == whole.minimum)
    #expect(tally.maximum == whole.maximum)
    let mean = try #require(tally.mean)
    let variance = try #require(tally.variance)
    let meanOfWhole = try #require(whole.mean)
    let varianceOfWhole = try #require(whole.variance)
    #expect((mean - meanOfWhole).magnitude < 1e-14)
    #expect((variance - varianceOfWhole).magnitude < 1e-13)
  }

  /// Any grouping of any parts of 1,000 whole numbers against their exact sums: the mean to 4 units
  /// in the last place, the variance to 2^-52 times the ratio of mean to standard deviation.
  ///
  /// Kills the mutants that merge means by halves or forget the distance of the means.
  @Test(arguments: 1...40)
  func anyPartsMergeToTheExactMeanAndVariance(_ seed: UInt64) throws {
    var stream = RandomStream.make("tally", seed: seed)
    let offset = Int(seed) * 10_000
    let numbers = (0..<1_000).map { _ in offset + stream.number(below: 2_000) - 1_000 }
    var parts: [Tally] = []
    var rest = numbers[...]
    while !rest.isEmpty {
      let size = 1 + stream.number(below: min(rest.count, 1 << stream.number(below: 9)))
      parts.append(Tally(rest.prefix(size).map { Double($0) }))
      rest = rest.dropFirst(size)
    }
    while parts.count > 1 {
      let other = parts.remove(at: stream.number(below: parts.count))
      parts[stream.number(below: parts.count)].merge(other)
    }
    let sum = numbers.reduce(0, +)
    let squares = numbers.reduce(0) { $0 + $1 * $1 }
    let exactMean = Double(sum) / 1_000
    let exactVariance = Double(1_000 * squares - sum * sum) / (1_000 * 999)
    let (mean, variance) = (try #require(parts[0].mean), try #require(parts[0].variance))
    // Measured: 2 units in the last place, and 0.4 of the bound of the variance.
    #expect((mean - exactMean).magnitude <= 4 * exactMean.ulp, "seed \(seed)")
    let condition = (1 + exactMean * exactMean / exactVariance).squareRoot()
    #expect(isClose(variance, exactVariance, within: condition * 0x1p-52), "seed \(seed)")
    #expect(parts[0].count == 1_000)
    #expect(parts[0].sum == Double(sum))
    #expect(parts[0].minimum == numbers.min().map { Double($0) })
    #expect(parts[0].maximum == numbers.max().map { Double($0) })
  }

  @Test(arguments: [Tally(), Tally([1, 2.5])])
  func encodingKeepsEveryBit(_ tally: Tally) throws {
    let data = try JSONEncoder().encode(tally)
    #expect(try JSONDecoder().decode(Tally.self, from: data) == tally)
  }

  @Test func infiniteObservationIsRefused() async {
    await #expect(processExitsWith: .failure) {
      var tally = Tally()
      tally.add(.infinity)
    }
  }
}
