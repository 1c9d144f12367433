import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct HistogramTests {
  @Test func edgesBelongToTheBinAboveAndTheLastToTheLastBin() {
    var histogram = Histogram(edges: [0, 1, 2, 4])
    for observation in [-0.5, 0, 0.5, 1, 2, 3.9, 4, 4.1, 100] { histogram.add(observation) }
    #expect(histogram.counts == [2, 1, 3])
    #expect(histogram.underflow == 1)
    #expect(histogram.overflow == 2)
    #expect(histogram.total == 9)
    #expect(histogram.bin(of: 4) == 2)
    #expect(histogram.bin(of: Double(4).nextUp) == nil)
    #expect(histogram.bin(of: -Double.leastNonzeroMagnitude) == nil)
    #expect(histogram.bin(of: .nan) == nil)
  }

  @Test func binsOfEqualWidthEndExactly() {
    let histogram = Histogram(from: 0, to: 0.7, bins: 7)
    #expect(histogram.edges.count == 8)
    #expect(histogram.edges.last == 0.7)
    #expect(histogram.bin(of: 0.7) == 6)
  }

  @Test func ticksAreWeights() {
    // A queue of 0 for 10 ticks, 2 for 5, 3 for 5, 1 for 10.
    var histogram = Histogram(edges: [0, 1, 2, 3, 4])
    for (length, ticks) in [(0, 10), (2, 5), (3, 5), (1, 10)] {
      histogram.add(Double(length), times: ticks)
    }
    #expect(histogram.counts == [10, 10, 5, 5])
    #expect(histogram.total == 30)
  }

  @Test func automaticLayoutAgreesWithNumPy() throws {
    for series in try ReferenceCases.load().series {
      let histogram = try #require(Histogram(of: series.x))
      #expect(histogram.counts == series.histogramCounts, "\(series)")
      #expect(histogram.underflow + histogram.overflow == 0)
      for (edge, expected) in zip(histogram.edges, series.histogramEdges) {
        #expect((edge - expected).magnitude < 1e-14, "\(series)")
      }
    }
  }

  @Test func equalQuartilesGiveTheBinsOfSturges() throws {
    // The quartiles of 1 one, 29 zeros and 2 twos are equal: 1 + log2 32 bins.
    let few = [1.0] + Array(repeating: 0, count: 29) + [2, 2]
    let histogram = try #require(Histogram(of: few))
    #expect(histogram.counts == [29, 0, 0, 1, 0, 2])
    // One more makes it seven.
    #expect(try #require(Histogram(of: few + [0])).counts.count == 7)
  }

  @Test func equalObservationsGiveOneBin() throws {
    #expect(try #require(Histogram(of: [3, 3])).edges == [2.5, 3.5])
    #expect(try #require(Histogram(of: [3, 3])).counts == [2])
    #expect(try #require(Histogram(of: [1e300])).counts == [1])
    #expect(Histogram(of: []) == nil)
  }

  @Test func outliersAndNeighborsDoNotMakeTooManyBins() throws {
    let outlier = try #require(Histogram(of: (0..<100).map(Double.init) + [1e12]))
    #expect(outlier.counts.count == Histogram.mostBins)
    #expect(outlier.total == 101)
    let neighbors = (0..<64).map { $0 < 32 ? 1.0 : 1.0.nextUp.nextUp }
    let tight = try #require(Histogram(of: neighbors))
    #expect(tight.counts.count == 2)
    #expect(tight.counts == [32, 32])
  }

  @Test(arguments: 1...20)
  func anyPartsMergeToTheWholeInAnyOrder(_ seed: UInt64) {
    var stream = RandomStream.make("histogram", seed: seed)
    let normal = NormalDistribution(mean: 0, standardDeviation: 3)
    var whole = Histogram(from: -4, to: 4, bins: 9)
    var parts = Array(repeating: whole, count: 5)
    for _ in 0..<200 {
      let (observation, times) = (normal.sample(&stream), stream.number(below: 4))
      whole.add(observation, times: times)
      parts[stream.number(below: 5)].add(observation, times: times)
    }
    var merged = Histogram(from: -4, to: 4, bins: 9)
    for index in stream.shuffled(5) { merged.merge(parts[index]) }
    #expect(merged == whole, "seed \(seed)")
    #expect(whole.underflow > 0 && whole.overflow > 0)
  }

  @Test func textShowsRangesCountsSharesAndBars() {
    var histogram = Histogram(edges: [0, 0.5, 1, 1.5])
    for (value, times) in [(-1, 1), (0.2, 40), (0.7, 20), (1.2, 0), (9, 139)] {
      histogram.add(value, times: times)
    }
    let text = histogram.text(width: 20)
    #expect(
      text == """
         below 0.0    1    0.5 %  #
        0.0 to 0.5   40   20.0 %  ######
        0.5 to 1.0   20   10.0 %  ###
        1.0 to 1.5    0    0.0 %
         above 1.5  139   69.5 %  ####################

        """
    )
  }

  @Test func textRoundsEdgesToWhatTellsBinsApart() {
    let thirds = Histogram(from: -1, to: 1, bins: 6)
    #expect(thirds.text().hasPrefix("-1.000 to -0.667  0    0.0 %\n"))
    let large = Histogram(edges: [1e20, 2e20])
    #expect(large.text() == "1e+20 to 2e+20  0    0.0 %\n")
    let whole = Histogram(edges: [-20, 5, 300])
    #expect(whole.text() == "-20 to   5  0    0.0 %\n  5 to 300  0    0.0 %\n")
  }

  @Test func encodingKeepsTheState() throws {
    let histogram = try #require(Histogram(of: [1, 2.5, 9]))
    let data = try JSONEncoder().encode(histogram)
    #expect(try JSONDecoder().decode(Histogram.self, from: data) == histogram)
  }

  @Test func numbersThatAreNoneAreRefused() async {
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram(from: 0, to: 1, bins: 2)
      histogram.add(.nan)
    }
    await #expect(processExitsWith: .failure) { _ = Histogram(of: [1, .infinity]) }
    await #expect(processExitsWith: .failure) { _ = Histogram(of: [1, .nan, 2]) }
  }

  @Test func edgesThatDoNotRiseAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = Histogram(edges: [0, 1, 1]) }
    await #expect(processExitsWith: .failure) { _ = Histogram(from: 2, to: 1, bins: 3) }
  }

  @Test func differentEdgesDoNotMerge() async {
    await #expect(processExitsWith: .failure) {
      var histogram = Histogram(from: 0, to: 1, bins: 2)
      histogram.merge(Histogram(from: 0, to: 1, bins: 3))
    }
  }
}
