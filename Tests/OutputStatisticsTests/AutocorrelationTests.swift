import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct AutocorrelationTests {
  @Test func correlationsAgreeWithHandWork() throws {
    // Deviations -2 -1 0 1 2: squares 10, lag 1: 2 + 0 + 0 + 2 = 4, lag 2: 0 - 1 + 0 = -1, ...
    let correlation = try #require(Autocorrelation(of: [1, 2, 3, 4, 5], lags: 9))
    #expect(correlation.coefficients == [1, 0.4, -0.1, -0.4, -0.4])
    #expect(correlation.lags == 4)
    #expect(correlation.count == 5)
    // The pair of lags 2 and 3 is negative: 1 + 2 x 0.4.
    #expect(isClose(try #require(correlation.correlationTime), 1.8, within: 1e-15))
    #expect(isClose(try #require(correlation.effectiveSampleSize), 5 / 1.8, within: 1e-15))
  }

  /// Kills the mutant that divides by n - k.
  @Test func correlationsAndBoundsAgreeWithStatsmodels() throws {
    let cases = try ReferenceCases.load()
    for series in cases.series {
      let correlation = try #require(Autocorrelation(of: series.x, lags: cases.lags))
      #expect(correlation.coefficients.count == series.autocorrelation.count)
      for (lag, expected) in series.autocorrelation.enumerated() {
        #expect((correlation.coefficients[lag] - expected).magnitude < 1e-13, "\(series) \(lag)")
      }
      for lag in 1...cases.lags {
        let bound = correlation.bartlettBound(lag: lag, level: 0.95)
        #expect(isClose(bound, series.bartlett95[lag], within: 1e-12), "\(series) \(lag)")
      }
    }
  }

  @Test func firstLagAgreesWithCertifiedValues() throws {
    for item in try CertifiedCases.load().sets {
      let correlation = try #require(Autocorrelation(of: item.x, lags: 1))
      // The data are no doubles: 10000000.1 is off by 7e-10, which the deviation of 0.1 feels.
      #expect((correlation.coefficients[1] - item.lagOne).magnitude < 1e-8, "\(item.name)")
    }
  }

  /// The correlation time of an autoregressive series is (1 + a)/(1 - a).
  ///
  /// For 20,000 values its standard error by the sum of about 30 lags is 6 %: four of it.
  /// Kills the mutants that forget the factor 2 or count lag 0 in full.
  @Test(arguments: [0.0, 0.5, 0.8])
  func correlationTimeAgreesWithTheory(_ neighbor: Double) throws {
    var stream = RandomStream.make("correlation time")
    let series = stream.autoregressive(neighbor, count: 20_000)
    let correlation = try #require(Autocorrelation(of: series, lags: 100))
    let time = try #require(correlation.correlationTime)
    print("Correlation time at \(neighbor): \(time)")
    #expect(isClose(time, (1 + neighbor) / (1 - neighbor), within: 0.24))
  }

  /// With the level 0.9 of 50 lags of white noise a binomial number lies outside the bounds, from
  /// 0 to 14 with the level 1e-4.
  @Test func boundsHoldForWhiteNoise() throws {
    var stream = RandomStream.make("white noise")
    let series = stream.autoregressive(0, count: 2_000)
    let correlation = try #require(Autocorrelation(of: series, lags: 50))
    let outside = (1...50).filter { lag in
      correlation.coefficients[lag].magnitude > correlation.bartlettBound(lag: lag, level: 0.9)
    }
    #expect(outside.count <= 14)
  }

  @Test func negativeCorrelationIsNotCredited() throws {
    let alternating = (0..<100).map { $0.isMultiple(of: 2) ? 1.0 : -1 }
    let correlation = try #require(Autocorrelation(of: alternating, lags: 99))
    #expect(correlation.coefficients[1] == -0.99)
    #expect(correlation.effectiveSampleSize == 100)
    var stream = RandomStream.make("negative")
    let series = stream.autoregressive(-0.6, count: 1_000)
    #expect(Autocorrelation(of: series, lags: 50)?.effectiveSampleSize == 1_000)
  }

  @Test func tooFewLagsGiveNoSampleSize() throws {
    let ramp = (0..<100).map { Double($0) }
    #expect(try #require(Autocorrelation(of: ramp, lags: 5)).effectiveSampleSize == nil)
    #expect(try #require(Autocorrelation(of: ramp, lags: 99)).effectiveSampleSize != nil)
  }

  @Test func whatDoesNotVaryHasNoCorrelation() {
    #expect(Autocorrelation(of: [2, 2, 2], lags: 1) == nil)
    #expect(Autocorrelation(of: [2], lags: 1) == nil)
    #expect(Autocorrelation(of: [], lags: 1) == nil)
  }

  @Test func lagBeyondThoseFoundIsRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = Autocorrelation(of: [1, 2, 4], lags: 1)?.bartlettBound(lag: 2, level: 0.9)
    }
  }
}
