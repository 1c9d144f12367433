import OutputStatistics
import Testing

struct ProportionIntervalTests {
  @Test func wilsonAgreesWithSciPy() throws {
    for item in try StatisticsCases.load().wilson95 {
      let interval = try #require(ProportionInterval(successes: item.k, of: item.n, level: 0.95))
      #expect((interval.lower - item.lo).magnitude < 1e-9)
      #expect((interval.upper - item.hi).magnitude < 1e-9)
    }
    #expect(ProportionInterval(successes: 0, of: 0, level: 0.95) == nil)
  }

  /// 1 - 0.05^(1/59) is 0.0495076: about 3 / 59, the rule of three.
  @Test func alikeRunsBoundTheShareOfOthers() {
    let share = ProportionInterval.largestShare(unseenIn: 59, level: 0.95)
    #expect((share - 0.049507609888227).magnitude < 1e-14)
    let one = ProportionInterval.largestShare(unseenIn: 1, level: 0.95)
    #expect((one - 0.95).magnitude < 1e-15)
  }
}
