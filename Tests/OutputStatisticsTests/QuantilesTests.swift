import DiscreteEvents
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

  /// Observations of every shape that a selection may meet: few and many, ties, rows that rise, fall, do both, and
  /// that come again, and one that makes a median of three the worst choice each time.
  @Test func selectedQuantilesAreThoseOfSortedObservations() throws {
    var streams = StreamDirectory(seed: 3, replication: 1)
    var chance = streams.stream("observations")
    for count in Array(1...40) + [99, 100, 101, 1000, 4097] {
      let rising = (0..<count).map(Double.init)
      let rows: [[Double]] = [
        rising, rising.reversed(), rising.map { min($0, Double(count) - $0) },
        rising.map { _ in chance.uniform() }, rising.map { _ in (chance.uniform() * 3).rounded() },
        rising.map { $0.truncatingRemainder(dividingBy: 7) },
        Array(repeating: 2, count: count), Self.worstRow(count),
      ]
      for (shape, row) in rows.enumerated() {
        let summary = try #require(QuantileSummary(of: row))
        let sorted = row.sorted()
        let expected = [0.5, 0.95, 0.99].map { quantile(ofSorted: sorted, $0) }
        #expect([summary.p50, summary.p95, summary.p99] == expected, "\(count) of shape \(shape)")
      }
    }
  }

  /// First, middle and last place hold the smallest values that are left, round after round (Musser 1997,
  /// doi:10.1002/(SICI)1097-024X(199708)27:8<983::AID-SPE117>3.0.CO;2-#).
  private static func worstRow(_ count: Int) -> [Double] {
    let half = count / 2
    return (0..<count).map { place in
      if place < half { return Double(place.isMultiple(of: 2) ? place : half + place) }
      return Double(2 * (place - half))
    }
  }

  @Test func probabilityOutsideZeroToOneIsRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = quantile(ofSorted: [1, 2], 1.5)
    }
  }
}
