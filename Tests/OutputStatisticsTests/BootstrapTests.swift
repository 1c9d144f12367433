import OutputStatistics
import Testing

struct BootstrapTests {
  @Test func allResamplesOfThreeObservationsAreExact() throws {
    let item = try StatisticsCases.load().bootstrapExact
    let bootstrap = Bootstrap(allResamplesOf: item.x)
    #expect(bootstrap.values.count == 27)
    let tally = Tally(bootstrap.values)
    expect(try #require(tally.mean), item.mean)
    expect(tally.sumOfSquares / 27, item.var)
    let below = bootstrap.values.count { $0 <= 5.0 / 3 + 1e-12 }
    expect(Double(below) / 27, item.cdfAt53)
  }

  @Test("Random resamples have the mean and the spread of all of them")
  func randomResamplesAgreeWithAll() throws {
    var state: UInt64 = 7
    let bootstrap = Bootstrap(of: [1, 2, 4], resamples: 20_000) {
      // Steele, Lea and Flood (2014).
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    let mean = try #require(Tally(bootstrap.values).mean)
    // Five standard errors: the variance of a resampled mean is 14/27.
    #expect((mean - 7.0 / 3).magnitude < 5 * (14.0 / 27 / 20_000).squareRoot())
    #expect(bootstrap.interval(level: 0.9)?.contains(7.0 / 3) == true)
  }
}
