import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct MomentTallyTests {
  @Test func momentsAgreeWithHandWork() {
    // Deviations -1 -1 2: squares 6, cubes 6, fourths 18.
    let tally = MomentTally([1, 1, 4])
    #expect(tally.mean == 2)
    #expect(tally.variance == 3)
    #expect(isClose(tally.skewness ?? 0, 0.5.squareRoot(), within: 1e-15))
    #expect(isClose(tally.excessKurtosis ?? 0, -1.5, within: 1e-15))
  }

  @Test func momentsAgreeWithSciPy() throws {
    for series in try ReferenceCases.load().series {
      let tally = MomentTally(series.x)
      let (skewness, kurtosis) = (try #require(tally.skewness), try #require(tally.excessKurtosis))
      #expect((skewness - series.skewness).magnitude < 1e-12, "\(series)")
      #expect((kurtosis - series.excessKurtosis).magnitude < 1e-12, "\(series)")
    }
  }

  @Test(arguments: 1...20)
  func mergingIsAsAddingAll(_ seed: UInt64) throws {
    var stream = RandomStream.make("moments", seed: seed)
    let exponential = ExponentialDistribution(mean: 1)
    let observations = (0..<400).map { _ in exponential.sample(&stream) + 1_000 }
    let whole = MomentTally(observations)
    var merged = MomentTally()
    var rest = observations[...]
    while !rest.isEmpty {
      let size = 1 + stream.number(below: rest.count)
      merged.merge(MomentTally(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    merged.merge(MomentTally())
    #expect(merged.count == 400)
    let pairs = [
      (merged.skewness, whole.skewness), (merged.excessKurtosis, whole.excessKurtosis),
      (merged.variance, whole.variance),
    ]
    for (a, b) in pairs {
      #expect(isClose(try #require(a), try #require(b), within: 1e-11), "seed \(seed)")
    }
  }

  @Test func whatDoesNotVaryHasNoShape() {
    #expect(MomentTally([2, 2]).skewness == nil)
    #expect(MomentTally([2]).excessKurtosis == nil)
    #expect(MomentTally().mean == nil)
  }

  @Test func infiniteObservationIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = MomentTally([.infinity]) }
  }
}
