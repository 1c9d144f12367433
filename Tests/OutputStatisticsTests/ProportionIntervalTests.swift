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
}
