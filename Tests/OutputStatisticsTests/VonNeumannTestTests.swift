import DiscreteEvents
import OutputStatistics
import Testing

struct VonNeumannTestTests {
  @Test func statisticAgreesWithHandWork() throws {
    // Squares 10, steps 4 x 1: 1 - 4/20. The limit is 1.2816 sqrt(3/24).
    let test = try #require(VonNeumannTest(of: [1, 2, 3, 4, 5]))
    #expect(test.statistic == 0.8)
    #expect(isClose(test.limit, 1.2815515655446004 * 0.125.squareRoot(), within: 1e-14))
    #expect(test.findsDependence)
  }

  @Test func statisticIsTheNeighborCorrelationWithATermForTheEnds() throws {
    for series in try ReferenceCases.load().series {
      let test = try #require(VonNeumannTest(of: series.x))
      let correlation = try #require(Autocorrelation(of: series.x, lags: 1)).coefficients[1]
      let tally = Tally(series.x)
      let mean = try #require(tally.mean)
      let (first, last) = (series.x[0] - mean, series.x[series.x.count - 1] - mean)
      let ends = (first * first + last * last) / (2 * tally.sumOfSquares)
      #expect((test.statistic - correlation - ends).magnitude < 1e-14, "\(series)")
    }
  }

  /// Of 1,000 sets of 20 independent normal values about a tenth is taken for dependent.
  ///
  /// With the level 1e-4, and a band of 0.01 for the approximate limit, 57 to 150.
  /// Kills the mutant that tests both sides.
  @Test func independentValuesAreSeldomTakenForDependent() throws {
    var stream = RandomStream.make("independent")
    var found = 0
    for _ in 0..<1_000 {
      let values = stream.autoregressive(0, count: 20)
      if try #require(VonNeumannTest(of: values)).findsDependence { found += 1 }
    }
    print("Von Neumann test finds dependence in \(found) of 1000 independent sets")
    #expect(found >= 57 && found <= 150)
  }

  @Test func dependentValuesAreFound() throws {
    var stream = RandomStream.make("dependent")
    for _ in 0..<50 {
      let values = stream.autoregressive(0.9, count: 100)
      #expect(try #require(VonNeumannTest(of: values)).findsDependence)
    }
  }

  @Test func tooFewOrEqualValuesGiveNoTest() {
    #expect(VonNeumannTest(of: [1, 2]) == nil)
    #expect(VonNeumannTest(of: [1, 1, 1]) == nil)
  }
}
