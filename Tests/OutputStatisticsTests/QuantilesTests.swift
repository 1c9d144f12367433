import OutputStatistics
import Testing

struct QuantilesTests {
  @Test(
    "Quantiles agree with definition 7 by hand",
    arguments: [(0, 10), (0.25, 17.5), (0.5, 25), (0.9, 37), (1, 40)]
  )
  func quantilesAgreeWithHandWork(p: Double, expected: Double) {
    #expect(quantile(ofSorted: [10, 20, 30, 40], p) == expected)
  }

  @Test func oneObservationIsEveryQuantile() {
    #expect(quantile(ofSorted: [7], 0) == 7)
    #expect(quantile(ofSorted: [7], 0.3) == 7)
    #expect(quantile(ofSorted: [7], 1) == 7)
  }

  @Test func noObservationsGiveNoQuantile() {
    #expect(quantile(ofSorted: [], 0.5) == nil)
    #expect(QuantileSummary(of: []) == nil)
  }

  @Test func summarySortsItsObservations() throws {
    let observations = (0...100).map { Double(($0 * 37) % 101) }
    let summary = try #require(QuantileSummary(of: observations))
    #expect(summary.p50 == 50)
    #expect(summary.p95 == 95)
    #expect(summary.p99 == 99)
  }

  @Test func probabilityOutsideZeroToOneIsRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = quantile(ofSorted: [1, 2], 1.5)
    }
  }
}
