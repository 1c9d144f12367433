import DiscreteEvents
import Testing

@testable import OutputStatistics

struct MeanEstimateTests {
  /// Deviations -1, -1, -1 and 3: variance 12 / 3, standard error 1, skewness 2 and of the mean 2 / 2.
  ///
  /// With t = 4.302653 of two degrees of freedom the ends without skewness lie 3 (c - 1) from the mean, c the
  /// cube root of 1 + t - 1/6 below and of 1 - t - 1/6 above; below the plain t interval, with 3.182446 of three
  /// degrees, reaches further. Of so few there is no straight line.
  @Test func oneLongTailGivesOneLongArm() throws {
    let estimate = try #require(MeanEstimate(of: [0, 0, 0, 4]))
    #expect(estimate.mean == 1 && estimate.standardError == 1)
    #expect((estimate.skewness - 1).magnitude < 1e-14)
    let interval = try #require(estimate.interval(level: 0.95))
    #expect((interval.lowerBound + 2.1824463052837086).magnitude < 1e-9)
    #expect((interval.upperBound - 8.541535180841063).magnitude < 1e-12)
    // g(1) = 1 + 1/3 + 1/27 + 1/6 is 1.537037, of which Student's t with two degrees has 0.132051 on either
    // side; of 1 with three it has 0.195501, which is more.
    #expect(try (#require(estimate.pValue()) - 0.3910022189557706).magnitude < 1e-9)
  }

  /// Cut to what is possible: times are not below 0, shares not above 1, and their differences within
  /// -1 and 1.
  @Test func noIntervalLeavesWhatIsPossible() throws {
    let times = try #require(MeanEstimate(of: [0, 0, 0, 4], within: 0 ... .infinity))
    #expect(times.interval(level: 0.95)?.lowerBound == 0)
    let shares = try #require(MeanEstimate(of: [1, 1, 1, 0.2], within: 0...1))
    #expect(shares.interval(level: 0.95) == 0...1)
    let apart = try #require(
      MeanEstimate(paired: [1, 1, 1, 0.9], [0.1, 0, 0.8, 0.2], within: 0...1)
    )
    #expect(try #require(apart.interval(level: 0.999)).upperBound == 1)
    #expect(apart.least == -1)
    // A range that the observations refute is no range.
    let wrong = try #require(MeanEstimate(of: [0.5, 1.5, 2.5], within: 0...1))
    #expect(try #require(wrong.interval(level: 0.95)).upperBound > 2.5)
  }

  /// Third cumulants of both means add up with their signs; the second sample is symmetric here.
  @Test func skewnessOfOneSystemBendsTheDifference() throws {
    let estimate = try #require(MeanEstimate(independent: [0, 0, 0, 4], [1, 2, 3]))
    // Squared errors 1 and 1/3; 1 / (4/3)^1.5 of a skewness of 1 is left.
    #expect((estimate.standardError - 1.1547005383792515).magnitude < 1e-14)
    #expect((estimate.degreesOfFreedom - 4.571428571428572).magnitude < 1e-12)
    #expect((estimate.skewness - 0.649519052838329).magnitude < 1e-14)
    let interval = try #require(estimate.interval(level: 0.95))
    // 1.1547 times 2.644763, the t of 4.571429 degrees, as the skewness makes this arm shorter than the plain one.
    #expect((interval.lowerBound + 4.053935885305503).magnitude < 1e-9)
    #expect((interval.upperBound - 9.398598642825714).magnitude < 1e-9)
    let turned = try #require(MeanEstimate(independent: [1, 2, 3], [0, 0, 0, 4]))
    let mirrored = try #require(turned.interval(level: 0.95))
    #expect((mirrored.lowerBound + interval.upperBound).magnitude < 1e-12)
  }

  /// A change that was better on twenty days of twenty was "no difference shown", as the cube grows level about
  /// three over the skewness: there no standard error more tells anything.
  @Test func noSkewnessHidesWhatIsFarFromZero() throws {
    let pairs: [Double] = [
      0.40, 0.41, 0.42, 0.39, 0.38, 0.37, 0.40, 0.41, 0.36, 0.35, 0.39, 0.40, 0.38, 0.33, 0.30,
      0.28, 0.25,
      0.20, 0.10, 0.04,
    ]
    let estimate = try #require(MeanEstimate(of: pairs))
    // 13.81 standard errors away with a skewness of -0.3773; t with 18 degrees has 0.000173 beyond 4.715 on either
    // side, and 0.0018 beyond the 3.649 of the cube.
    #expect(try (#require(estimate.pValue()) - 0.00017264182379227104).magnitude < 1e-12)
    // From s t = -1.5 on the slope is a quarter, without a jump, and the line turns round.
    let removal = SkewnessRemoval(skewness: -0.5)
    #expect((removal(3) - (2 * (1 - 0.125) - 0.5 / 6)).magnitude < 1e-14)
    #expect((removal(3 + 1e-9) - removal(3) - 0.25e-9).magnitude < 1e-14)
    #expect((removal(11) - removal(7) - 1).magnitude < 1e-14)
    for t in [-20.0, -3, 0, 2, 2.999, 3.001, 9, 40] {
      #expect((removal.inverse(removal(t)) - t).magnitude < 1e-9 * (1 + t.magnitude))
    }
  }

  /// Of symmetric observations the arm is that of t: with n = 120 the t of 95 % is 1.980 and that of 80 % 0.845.
  ///
  /// One low value among ten that are equal has a skewness of -3.16: its long arm asks for twice as many
  /// observations as the variance alone, and more.
  @Test func observationsToTellAreThoseOfTheArm() throws {
    let even = try #require(MeanEstimate(of: [9, 11, 9, 11, 9, 11, 9, 11, 9, 11]))
    let runs = try #require(even.observationsToTell(from: 10.272, variance: 10.0 / 9, level: 0.95))
    #expect((118...123).contains(runs), "\(runs)")
    let oneBadDay = Array(repeating: 1.0, count: 9) + [0.7]
    let skewed = try #require(MeanEstimate(of: oneBadDay))
    let variance = skewed.standardError * skewed.standardError * 10
    let needed = try #require(
      skewed.observationsToTell(from: 0.9, variance: variance, level: 0.95)
    )
    // By the variance alone 0.009 (2.8 / 0.07)^2, which is 14.4.
    #expect(needed > 28, "\(needed)")
    // It is what an interval of so many says: with as many the arm fits, with one less it does not.
    let fits = { (count: Int) in
      let then = skewed.expected(times: Double(count) / 10)
      let chance = -StudentT.quantile(0.2, degreesOfFreedom: then.degreesOfFreedom)
      let lower = then.interval(level: 0.95)?.lowerBound ?? -1
      return lower - chance * then.standardError >= 0.9
    }
    #expect(fits(needed) && !fits(needed - 1))
    // One pair of five that differs proves nothing, nor do four of twenty like these: 2 / 2^4. From five on the spread tells.
    let one = try #require(MeanEstimate(paired: [1, 1, 1, 1, 1], [1, 1, 1, 1, 0.9]))
    #expect(one.leastPValue == 1)
    #expect((one.expected(times: 4).leastPValue - 0.125).magnitude < 1e-15)
    #expect(one.expected(times: 5).leastPValue == 0)
    let pairs = try #require(one.observationsToTell(from: 0, variance: 0.002, level: 0.95))
    #expect((30...400).contains(pairs), "\(pairs)")
    // On the value itself no number tells, nor of equal values.
    #expect(even.observationsToTell(from: 10, variance: 1, level: 0.95) == nil)
    #expect(even.observationsToTell(from: 10.000_01, variance: 10.0 / 9, level: 0.95) == nil)
    let equal = try #require(MeanEstimate(of: [3, 3, 3]))
    #expect(equal.observationsToTell(from: 2, variance: 0, level: 0.95) == nil)
  }

  @Test func symmetricObservationsHaveEqualArms() throws {
    let observations = [1.0, 2, 4, 6, 7]
    let estimate = try #require(MeanEstimate(of: observations))
    let interval = try #require(estimate.interval(level: 0.9))
    // Squares 26, so a variance of 6.5; three degrees of freedom are left.
    let half = 2.353363434801 * (6.5 / 5).squareRoot()
    #expect((interval.lowerBound - (4 - half)).magnitude < 1e-11)
    #expect((interval.upperBound - (4 + half)).magnitude < 1e-11)
    #expect((estimate.skewness).magnitude < 1e-15)
    let paired = try #require(MeanEstimate(paired: observations, [0, 1, 3, 5, 7]))
    #expect(paired.isPaired && paired.counts == [5, 5] && paired.otherValues == 1)
  }

  /// Equal values are no certainty: there is no interval, and no test.
  @Test func equalObservationsHaveNoInterval() throws {
    for values in [[0.0, 0, 0, 0, 0], [3, 3]] {
      let estimate = try #require(MeanEstimate(of: values))
      #expect(estimate.isConstant && estimate.otherValues == 0)
      #expect(estimate.interval(level: 0.95) == nil && estimate.pValue() == nil)
    }
    let same = try #require(MeanEstimate(paired: [5, 6], [3, 4]))
    #expect(same.mean == 2 && same.isConstant && same.pValue() == nil)
    #expect(MeanEstimate(of: [1]) == nil && MeanEstimate(independent: [1, 2], [1]) == nil)
  }

  /// A number of 1e130 in one file ended a comparison of a class, as its third power is none; nor is that of 1e-120.
  @Test func whatIsBeyondAllMeasureHasNoEstimate() throws {
    #expect(MeanEstimate(of: [1, 2, 1e130]) == nil)
    #expect(MeanEstimate(paired: [1, 2, -1e160], [1, 2, 3]) == nil)
    #expect(MeanEstimate(independent: [1, 2, 3], [1, .infinity]) == nil)
    for scale in [1e100, 1e-120, 1e-160, 1e-300, Double.leastNonzeroMagnitude] {
      let estimate = try #require(MeanEstimate(of: [0, 0, 0.2, 0.7, 1].map { $0 * scale }))
      if let interval = estimate.interval(level: 0.95) { #expect(interval.contains(estimate.mean)) }
      for value in [0, 1e100, -1e308] {
        if let p = estimate.pValue(of: value) { #expect(p >= 0 && p <= 1) }
      }
      #expect(
        estimate.observationsToTell(from: 1e100, variance: scale, level: 0.95) ?? 1 > 0
      )
    }
  }

  @Test func fewOtherValuesAreScarce() throws {
    let isScarce = { (values: [Double]) in try #require(MeanEstimate(of: values)).isScarce }
    #expect(try isScarce([0, 0, 0, 0, 0, 0, 0, 1, 2, 1]))
    #expect(try !isScarce([0, 0, 0, 0, 0, 0, 3, 1, 2, 1, 1]))
    #expect(try !isScarce([1, 2, 3]))
    let alone = try #require(MeanEstimate(independent: [1, 2, 3, 4, 5], [0, 0, 0, 0, 0]))
    #expect(alone.isScarce && alone.otherValues == 0)
  }

  /// An interval leaves out just the values with a smaller probability than its level leaves.
  @Test func intervalsAndProbabilitiesTellOneStory() throws {
    let distribution = ExponentialDistribution(mean: 3)
    var stream = RandomStream.make("mean estimates")
    for count in 2...40 {
      let observations = (0..<count).map { _ in distribution.sample(&stream) - 1 }
      let estimate = try #require(MeanEstimate(of: observations))
      for level in [0.5, 0.9, 0.95, 0.9999] {
        let interval = try #require(estimate.interval(level: level))
        #expect(interval.contains(estimate.mean), "\(count) at \(level)")
        for end in [interval.lowerBound, interval.upperBound] {
          let p = try #require(estimate.pValue(of: end))
          #expect((p - (1 - level)).magnitude < 1e-9, "\(count) at \(level)")
        }
        #expect(estimate.skewness.magnitude <= 1 + 1e-12)
      }
    }
  }
}
