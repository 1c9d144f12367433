import DiscreteEvents
import Testing

@testable import OutputStatistics

struct LeastProbabilityTests {
  /// Five coins on one side: 1 in 16; and of ten observations, five of each, one order of 252 each way.
  @Test func probabilitiesAreThoseOfCounting() {
    #expect(LeastProbability.ofPairs(5) == 0.0625)
    #expect(LeastProbability.ofPairs(1) == 1)
    #expect((LeastProbability.ofApart(5, 5) - 2.0 / 252).magnitude < 1e-15)
    #expect(LeastProbability.ofApart(1, 3) == 0.5)
  }

  /// Three of ten pairs differ: three coins fall on one side once in four times.
  ///
  /// Of two systems of four with two events, both are in the one named with probability 1/2 * 3/7.
  @Test func aFewEventsShowNothing() throws {
    let pairs = try #require(
      MeanEstimate(paired: [1, 0, 0, 0, 1, 0, 1, 0, 0, 0], Array(repeating: 0, count: 10))
    )
    #expect(pairs.leastPValue == 0.25 && pairs.pValue() == 0.25)
    // Student's interval holds 0 by itself here: 0.3 less 2.262 times 0.1528.
    #expect(try #require(pairs.interval(level: 0.95)).lowerBound < 0)
    #expect(try #require(pairs.interval(level: 0.8)).lowerBound == 0)
    #expect(try #require(pairs.interval(level: 0.7)).lowerBound > 0)
    let apart = try #require(MeanEstimate(independent: [0, 3, 5, 0], [0, 0, 0, 0]))
    #expect((apart.leastPValue - 2 * 3.0 / 14).magnitude < 1e-15)
    // Where values vary, a test may rest on their spread.
    #expect(MeanEstimate(paired: [1, 2, 3, 4, 5], [0, 0, 0, 0, 0])?.leastPValue == 0)
    #expect(MeanEstimate(of: [0, 0, 1, 0])?.leastPValue == 0)
  }

  /// No permutation of the values puts their means further apart more rarely than said.
  @Test func itIsTheLeastOfAllPermutations() {
    var streams = StreamDirectory(seed: 5, replication: 1)
    var random = streams.stream("permutations")
    let sample = { (values: inout RandomStream) in
      let kinds = 2 + Int(values.uniform() * 40)
      return (0..<(1 + Int(values.uniform() * 4))).map { _ in
        Double(Int(values.uniform() * Double(kinds)))
      }
    }
    for _ in 0..<300 {
      let (first, second) = (sample(&random), sample(&random))
      let all = first + second
      let sums = (0..<(1 << all.count)).filter { $0.nonzeroBitCount == first.count }.map { mask in
        all.indices.reduce(0.0) { $0 + (mask >> $1 & 1 == 1 ? all[$1] : 0) }
      }
      let (least, most) = (sums.min() ?? 0, sums.max() ?? 0)
      let rarest = min(sums.count { $0 == least }, sums.count { $0 == most })
      let exact = min(1, 2 * Double(rarest) / Double(sums.count))
      let stated = LeastProbability.of(first, second)
      #expect(stated <= exact + 1e-12, "\(first) \(second)")
      // Ties among what is not common only make it more likely; without any it is exact.
      let isTied = Set(all).count < all.count
      if !isTied { #expect((stated - exact).magnitude < 1e-12, "\(first) \(second)") }
    }
  }
}
