import OutputStatistics
import Testing

struct ConfidenceIntervalTests {
  @Test func intervalsAgreeWithTextbooks() throws {
    for item in try StudentTCases.load().intervals {
      let interval = try #require(ConfidenceInterval(of: item.x, level: item.conf))
      // The expected figures have twelve digits.
      #expect((interval.mean - item.expect.mean).magnitude < 1e-11, "\(item.source)")
      #expect(
        (interval.halfWidth - item.expect.halfWidth).magnitude < 1e-11 * item.expect.halfWidth
          * 10,
        "\(item.source)"
      )
      let variance = try #require(Tally(item.x).variance)
      #expect((variance - item.expect.s2).magnitude < 1e-10 * item.expect.s2)
      #expect(interval.count == item.expect.n)
    }
  }

  @Test func oneObservationGivesNoInterval() {
    #expect(ConfidenceInterval(of: [3], level: 0.95) == nil)
    #expect(ConfidenceInterval(of: [], level: 0.95) == nil)
  }

  @Test func equalObservationsGiveAnIntervalWithoutWidth() throws {
    let interval = try #require(ConfidenceInterval(of: [3, 3, 3], level: 0.95))
    #expect(interval.halfWidth == 0)
    #expect(interval.mean == 3)
    #expect(interval.contains(3))
    #expect(!interval.contains(3.1))
  }

  @Test func endsLieHalfAWidthFromTheMean() throws {
    let interval = try #require(ConfidenceInterval(of: [1, 2], level: 0.5))
    // The t quantile of 0.75 with one degree of freedom is 1.
    #expect((interval.lower - 1).magnitude < 1e-15)
    #expect((interval.upper - 2).magnitude < 1e-15)
  }

  @Test func levelOutsideZeroToOneIsRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = ConfidenceInterval(of: [1, 2], level: 1)
    }
  }
}
