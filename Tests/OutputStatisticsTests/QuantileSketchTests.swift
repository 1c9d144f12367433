import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct QuantileSketchTests {
  static let probabilities = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1]

  /// Kills the mutants that take the end of a bucket for its middle or drop the sign's order.
  @Test(arguments: SketchSample.allCases, [1, 4, 7, 12])
  func errorOfEveryOrderStatisticIsWithinTheBound(_ sample: SketchSample, bits: Int) throws {
    let observations = sample.observations
    let sorted = observations.sorted()
    let sketch = QuantileSketch(observations, bits: bits)
    for rank in stride(from: 1, through: sorted.count, by: max(1, sorted.count / 150)) {
      let exact = sorted[rank - 1]
      let bounds = sketch.bounds(ofRank: rank)
      #expect(bounds.contains(exact), "\(sample), rank \(rank): \(exact) not in \(bounds)")
      let low = bounds.lowerBound.magnitude
      let high = bounds.upperBound.magnitude
      guard min(low, high) >= .leastNormalMagnitude else { continue }
      #expect(
        bounds.upperBound - bounds.lowerBound <= 2 * sketch.relativeError * min(low, high)
          || bounds.upperBound - bounds.lowerBound == .infinity
      )
    }
  }

  @Test(arguments: SketchSample.allCases.filter { $0 != .extremes }, [1, 4, 7, 12])
  func errorOfEveryQuantileIsWithinTheBound(_ sample: SketchSample, bits: Int) throws {
    let observations = sample.observations
    let sorted = observations.sorted()
    let sketch = QuantileSketch(observations, bits: bits)
    for p in Self.probabilities {
      let estimate = try #require(sketch.quantile(p))
      let exact = try #require(quantile(ofSorted: sorted, p))
      let position = Int(Double(sorted.count - 1) * p)
      let neighbor = sorted[min(position + 1, sorted.count - 1)]
      let size = max(sorted[position].magnitude, neighbor.magnitude)
      let sameSign = sorted[position] >= 0 || neighbor <= 0
      let bound = sketch.relativeError * (sameSign ? exact.magnitude : size) + 0x1p-51 * size
      #expect((estimate - exact).magnitude <= bound, "\(sample), p \(p): \(estimate), \(exact)")
    }
  }

  /// The bound is met, so that a promise of half of it would be broken.
  @Test func boundIsNotLoose() throws {
    let sketch = QuantileSketch([0.5, 1, 3], bits: 7)
    let estimate = try #require(sketch.quantile(0.5))
    #expect(estimate == 1 + 0x1p-8)
    #expect(sketch.relativeError == 0x1p-8)
  }

  @Test(arguments: 1...20)
  func anyPartsMergeToTheWholeInAnyOrderAndGrouping(_ seed: UInt64) {
    var stream = RandomStream.make("merge", seed: seed)
    let normal = NormalDistribution(mean: 1, standardDeviation: 4)
    var whole = QuantileSketch(bits: 5)
    var parts = Array(repeating: whole, count: 8)
    for _ in 0..<300 {
      let (observation, times) = (normal.sample(&stream), stream.number(below: 3))
      whole.add(observation, times: times)
      parts[stream.number(below: 8)].add(observation, times: times)
    }
    // Any two are merged until one is left: a random tree.
    while parts.count > 1 {
      let other = parts.remove(at: stream.number(below: parts.count))
      parts[stream.number(below: parts.count)].merge(other)
    }
    #expect(parts[0] == whole, "seed \(seed)")
  }

  @Test func orderOfObservationsLeavesNoTrace() {
    var stream = RandomStream.make("order")
    let observations = [0.0, -0.0, 3, -7, .leastNonzeroMagnitude, 42, 42, 0.1, -0.0]
    let sketch = QuantileSketch(observations)
    for _ in 0..<50 {
      let shuffled = stream.shuffled(observations.count).map { observations[$0] }
      let other = QuantileSketch(shuffled)
      #expect(other == sketch)
      #expect(other.minimum?.bitPattern == sketch.minimum?.bitPattern)
    }
    #expect(QuantileSketch([-0.0]).minimum?.sign == .plus)
  }

  @Test func memoryIsBoundedByTheRange() {
    var stream = RandomStream.make("memory")
    let uniform = UniformDistribution(from: 1, to: 1_024)
    var sketch = QuantileSketch(bits: 5)
    for _ in 0..<20_000 { sketch.add(uniform.sample(&stream)) }
    // Ten factors of two with 32 buckets each.
    #expect(sketch.bucketCount <= 320)
    #expect(sketch.count == 20_000)
  }

  @Test func intervalEnclosesThatOfTheObservations() throws {
    var stream = RandomStream.make("interval")
    let exponential = ExponentialDistribution(mean: 1)
    let sample = (0..<500).map { _ in exponential.sample(&stream) }
    let exact = try #require(
      QuantileInterval(ofSorted: sample.sorted(), probability: 0.9, level: 0.95)
    )
    let sketched = try #require(QuantileSketch(sample).interval(probability: 0.9, level: 0.95))
    #expect(sketched.ranks == exact.ranks)
    let (lower, upper) = (try #require(sketched.lower), try #require(sketched.upper))
    let (exactLower, exactUpper) = (try #require(exact.lower), try #require(exact.upper))
    #expect(lower <= exactLower && lower >= exactLower * (1 - 0x1p-7))
    #expect(upper >= exactUpper && upper <= exactUpper * (1 + 0x1p-7))
    #expect(isClose(sketched.estimate, exact.estimate, within: 0x1p-8))
  }

  @Test func emptySketchHasNoQuantiles() {
    let sketch = QuantileSketch()
    #expect(sketch.quantile(0.5) == nil)
    #expect(sketch.interval(probability: 0.5, level: 0.9) == nil)
    #expect(sketch.minimum == nil && sketch.maximum == nil)
  }

  @Test func ticksAreWeights() {
    var sketch = QuantileSketch()
    sketch.add(0, times: 600)
    sketch.add(1, times: 0)
    sketch.add(5, times: 400)
    #expect(sketch.quantile(0.5) == 0)
    #expect(sketch.quantile(0.9) == 5)
    #expect(sketch.maximum == 5)
    #expect(sketch.count == 1_000)
  }

  @Test func encodingKeepsTheState() throws {
    let sketch = QuantileSketch([1, -2.5, 0, 9])
    let data = try JSONEncoder().encode(sketch)
    #expect(try JSONDecoder().decode(QuantileSketch.self, from: data) == sketch)
  }

  @Test func infiniteObservationIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = QuantileSketch([.infinity]) }
  }

  @Test func differentBitsDoNotMerge() async {
    await #expect(processExitsWith: .failure) {
      var sketch = QuantileSketch(bits: 7)
      sketch.merge(QuantileSketch(bits: 8))
    }
  }
}
