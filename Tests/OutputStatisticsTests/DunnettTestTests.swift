import OutputStatistics
import Testing

struct DunnettTestTests {
  @Test("Statistics agree with SciPy, probabilities to the three digits of its sampling")
  func bloodCountsOfDunnett() throws {
    let item = try StatisticsCases.load().dunnett1955
    let test = try #require(DunnettTest([item.first, item.second], against: item.control))
    for (found, expected) in zip(test.statistics, item.stat) {
      #expect((found - expected).magnitude < 1e-8)
    }
    for (found, expected) in zip(test.pValues, item.p) {
      #expect((found - expected).magnitude < 5e-4, "\(found)")
    }
  }

  @Test("With one system it is Student's test with a common variance")
  func oneSystemIsStudentsTest() throws {
    // Means 2 and 4, common variance 1, t = 2 / sqrt(2/3) with 4 degrees of freedom.
    let test = try #require(DunnettTest([[3, 4, 5]], against: [1, 2, 3]))
    let t = 2 / (2.0 / 3).squareRoot()
    #expect((test.statistics[0] - t).magnitude < 1e-12)
    let p = 2 * StudentT.cumulative(-t, degreesOfFreedom: 4)
    #expect((test.pValues[0] - p).magnitude < 1e-9)
  }
}
