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
      PrecisionTarget.absolute(1).replicationsNeeded(mean: 0, variance: 0, count: 5, level: 0.9)
        == 5
    )
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
