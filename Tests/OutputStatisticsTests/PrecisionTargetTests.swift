import OutputStatistics
import Testing

struct PrecisionTargetTests {
  @Test("Replications needed agree with Law, section 9.4")
  func replicationsNeededAgreeWithLaw() throws {
    let stage = try #require(try StatisticsCases.load().tCiLawTable91.sequential)
    let needed = { (target: PrecisionTarget) in
      target.replicationsNeeded(
        mean: stage.mean,
        variance: stage.s2,
        count: stage.startN,
        level: stage.conf
      )
    }
    #expect(needed(.absolute(0.25)) == stage.abs025N)
    #expect(needed(.relative(0.1)) == stage.rel010NLawGammaPrime)
    #expect(needed(.absolute(0.1 * stage.mean)) == stage.rel010NNaive)
  }

  @Test func aShareOfAMeanOfZeroIsNeverReached() {
    let target = PrecisionTarget.relative(0.1)
    #expect(target.replicationsNeeded(mean: 0, variance: 1, count: 5, level: 0.9) == nil)
    #expect(
      PrecisionTarget.absolute(1).replicationsNeeded(mean: 0, variance: 0.1, count: 5, level: 0.9)
        == 5
    )
  }

  /// Runs that all had no refund, or all the same one, say nothing of the next.
  @Test func noPrecisionIsReachedWithoutVariance() throws {
    for target in [PrecisionTarget.relative(0.05), .absolute(10)] {
      #expect(target.replicationsNeeded(mean: 0, variance: 0, count: 5, level: 0.9) == nil)
      #expect(
        target.replicationsNeeded(mean: 7, variance: 0, count: 500, level: 0.9) == nil
      )
      for values in [[Double](repeating: 0, count: 5), [Double](repeating: 3, count: 500)] {
        let interval = try #require(ConfidenceInterval(of: values, level: 0.95))
        #expect(!target.isReached(by: interval))
        let estimate = try #require(MeanEstimate(of: values))
        #expect(target.shortfall(of: estimate, level: 0.95) == .constant)
        #expect(target.precision(of: estimate, level: 0.95) == nil)
        #expect(target.observationsNeeded(for: estimate, level: 0.95) == nil)
      }
    }
  }

  /// One event in 40 runs is precise to less than a half of a run, as far as 40 runs know.
  @Test func noPrecisionIsReachedOnFewOtherValues() throws {
    let target = PrecisionTarget.absolute(0.5)
    let values = [Double](repeating: 0, count: 39)
    let once = try #require(MeanEstimate(of: values + [1]))
    #expect(target.shortfall(of: once, level: 0.95) == .scarce(otherValues: 1, needed: 5))
    // Five events are expected of five times as many.
    #expect(target.observationsNeeded(for: once, level: 0.95) == 200)
    let often = try #require(MeanEstimate(of: values + [1, 1, 2, 1, 1]))
    #expect(target.shortfall(of: often, level: 0.95) == nil)
  }

  /// A share of a mean that may be 0 is no precision, with either sign.
  @Test func noShareIsReachedOfAMeanThatMayBeZero() throws {
    let target = PrecisionTarget.relative(0.9)
    for sign in [1.0, -1] {
      let values = [-3, 2, 1, 4, -1, 0, 2, 3, -2, 5, 1, 0.5].map { $0 * sign }
      let estimate = try #require(MeanEstimate(of: values))
      #expect(target.shortfall(of: estimate, level: 0.95) == .zeroIsPossible)
      #expect(target.precision(of: estimate, level: 0.95) == .infinity)
      // More observations may tell it from 0.
      let needed = try #require(target.observationsNeeded(for: estimate, level: 0.95))
      #expect(needed > 12)
    }
    // Cut at what is possible, a count that may be 0 is not known to any share either.
    let count = try #require(
      MeanEstimate(of: [0, 0, 5, 0, 0, 1, 0, 9, 0, 0, 2, 1], within: 0 ... .infinity)
    )
    #expect(target.shortfall(of: count, level: 0.9999) == .zeroIsPossible)
  }

  @Test func fewObservationsAreNoPrecision() throws {
    let target = PrecisionTarget.absolute(1000)
    let five = try #require(MeanEstimate(of: [1, 2, 4, 5, 8]))
    #expect(target.shortfall(of: five, level: 0.95) == .tooFew(needed: 10))
    #expect(target.observationsNeeded(for: five, level: 0.95) == 10)
  }

  /// Symmetric observations, t of eight degrees of freedom: with half of the interval h, mean 10 and share g, h / (10 - h) is at most g,
  /// which is h at most g / (1 + g) of the mean.
  @Test func theLongerArmDecides() throws {
    let values = [9.0, 11, 9.5, 10.5, 9.2, 10.8, 9.7, 10.3, 9.9, 10.1]
    let estimate = try #require(MeanEstimate(of: values))
    let half = 2.306004135204 * estimate.standardError
    let share = half / (10 - half)
    let found = try #require(PrecisionTarget.relative(0.1).precision(of: estimate, level: 0.95))
    #expect((found - share).magnitude < 1e-11)
    #expect(
      PrecisionTarget.relative(share * 1.001).shortfall(of: estimate, level: 0.95) == nil
    )
    #expect(
      PrecisionTarget.relative(share * 0.999).shortfall(of: estimate, level: 0.95) == .tooWide
    )
    // The long arm is above: 1 to 8.54 of a mean of 1.
    let skewed = try #require(MeanEstimate(of: [0, 0, 0, 4]))
    let width = try #require(PrecisionTarget.absolute(1).precision(of: skewed, level: 0.95))
    #expect((width - 7.541535180841063).magnitude < 1e-12)
  }

  @Test func anIntervalReachesItsTarget() throws {
    let interval = try #require(ConfidenceInterval(of: [9.9, 10, 10.1], level: 0.95))
    // t 4.302653 times 0.1 / sqrt 3.
    #expect((interval.halfWidth - 0.248414).magnitude < 1e-6)
    #expect(PrecisionTarget.absolute(0.25).isReached(by: interval))
    #expect(!PrecisionTarget.absolute(0.24).isReached(by: interval))
    // 0.025 / 1.025 of 10 is 0.2439, less than a plain 2.5 %.
    #expect(!PrecisionTarget.relative(0.025).isReached(by: interval))
    #expect(PrecisionTarget.relative(0.0255).isReached(by: interval))
  }
}
