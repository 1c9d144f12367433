import OutputStatistics
import TestSupport
import Testing

@testable import Experiments

/// The tests of one mean, by hand and by their level.
struct EquivalenceTests {
  private func paired(_ before: [Double?], _ now: [Double?], margin: Double) -> Equivalence {
    let mean = Baseline.Mean(name: "a", values: ReplicationValues(before), moments: nil)
    return Equivalence(pairing: mean, with: now, margin: margin)
  }

  /// Bounds of a mean difference, worked by hand.
  ///
  /// Differences 1, 2, ..., 10 have the mean 5.5 and the standard error 3.0277/sqrt(10) = 0.9574; with
  /// t(0.95, 9) = 1.8331 the bounds are 3.745 and 7.255. Of a mean of 100 these are 3.7 % and 7.3 %.
  @Test(arguments: [
    (margin: 0.08, finding: Equivalence.Finding.equivalent), (0.07, .undecided), (0.037, .differs),
  ])
  func thePairsWorkedByHand(margin: Double, finding: Equivalence.Finding) throws {
    let before = Array(repeating: 100.0, count: 10)
    let found = paired(before, (1...10).map { 100 + Double($0) }, margin: margin)
    #expect(found.finding == finding)
    let interval = try #require(found.interval)
    #expect((interval.lowerBound - 3.745).magnitude < 0.001)
    #expect((interval.upperBound - 7.255).magnitude < 0.001)
    #expect(found.changedPairs == 10 && found.before == 100)
  }

  @Test func pairsThatAreTheSameAreTheSame() {
    let values: [Double?] = [1, 2, nil, 0.1]
    let found = paired(values, values, margin: 0.01)
    #expect(found.finding == .same && found.changedPairs == 0)
  }

  @Test("A metric that was always 0 must stay 0")
  func zeroStaysZero() {
    var now = Array(repeating: 0.0, count: 60)
    #expect(paired(now, now, margin: 0.01).finding == .same)
    now[7] = 1
    #expect(paired(Array(repeating: 0.0, count: 60), now, margin: 0.01).finding == .undecided)
  }

  @Test func aMetricThatIsMeasuredElsewhereIsGone() {
    let found = paired([1, nil, 3], [1, 2, 3], margin: 0.5)
    #expect(found.finding == .gone && !found.holds)
  }

  /// The bound that takes the place of a t interval.
  ///
  /// One pair of 60 differs by 1: the share of such pairs is at most 7.66 % (Clopper and Pearson, 95 % from
  /// above), and so the mean difference at most 0.0766. The t interval would say 0.044. Two pairs of two that
  /// differ are judged by their spread.
  @Test("Few pairs that differ are no sample of differences")
  func fewChangedPairsAreBounded() throws {
    let before = Array(repeating: 10.0, count: 60)
    var now = before
    now[3] = 11
    #expect(paired(before, now, margin: 0.0077).finding == .equivalent)
    #expect(paired(before, now, margin: 0.0076).finding == .undecided)
    // Of 0.1 % and 0.7 % a t interval reaches from -1.5 to 2.3 %.
    #expect(paired([10, 10], [10.01, 10.07], margin: 0.01).finding == .undecided)
    let narrow = paired(before, now, margin: 0.006)
    #expect(narrow.finding == .undecided)
    #expect((try #require(narrow.interval).upperBound - 0.0766).magnitude < 0.0001)
  }

  /// Moments 10 and 10.1 with standard errors of 0.1 each and a margin of 1 give t = 0.9/0.1414 = 6.4.
  @Test func independentMeansHaveTheMarginThatTheirNumberAllows() {
    let kept = SampleMoments(count: 100, mean: 10, variance: 1)
    let mean = Baseline.Mean(name: "a", values: ReplicationValues([]), moments: kept, margin: 0.1)
    let now = { (value: Double) -> [Double?] in (0..<100).map { value + ($0 % 2 == 0 ? -1 : 1) } }
    let finding = { (value: Double) in
      Equivalence(comparing: mean, with: now(value), margin: 0.01).finding
    }
    #expect(finding(10.1) == .equivalent)
    #expect(finding(10.9) == .undecided)
    #expect(finding(12) == .differs)
    // Five standard errors of a difference, 0.707, where the share would ask for 0.1.
    #expect((Equivalence.margin(of: kept, share: 0.01) - 0.7071).magnitude < 1e-4)
    let constant = SampleMoments(count: 100, mean: 0, variance: 0)
    let zero = Baseline.Mean(name: "z", values: ReplicationValues([]), moments: constant)
    #expect(Equivalence(comparing: zero, with: [0, 0, 0], margin: 0.01).finding == .same)
    #expect(!Equivalence(comparing: zero, with: [0, 0, 1], margin: 0.01).holds)
    // One of a hundred is no more than a hundred others can have missed; ten are.
    let rare = { (events: Int) in (0..<100).map { Double($0 < events ? 4 : 0) } }
    #expect(Equivalence(comparing: zero, with: rare(1), margin: 0.01).holds)
    #expect(!Equivalence(comparing: zero, with: rare(10), margin: 0.01).holds)
  }

  /// The error rates of the tests.
  ///
  /// Where the true difference is the margin itself, at most 5 % pass: of 2,000 trials 137 at the most,
  /// with an error of 1e-4. Two tests at 10 % each, or a test against 0, would let 200 and more pass.
  /// Where there is no difference, and it is known to a third of the margin, nearly all pass.
  @Test(arguments: [
    (shift: 0.75, passes: 60...137), (-0.75, 60...137), (1.0, 0...40), (0, 1900...2000),
  ])
  func theLevelOfTheTestsIsKept(shift: Double, passes: ClosedRange<Int>) {
    var draws = SplitMix64(seed: 12)
    var count = 0
    for _ in 0..<2_000 {
      let before = (0..<60).map { _ in 100 + 20 * draws.uniform() }
      // Differences with the standard deviation 1.5: the standard error of their mean is 0.194.
      let now = before.map { value in
        let noise = (0..<12).reduce(-6.0) { sum, _ in sum + draws.uniform() }
        return value + 1.1 * shift + 1.5 * noise
      }
      if paired(before, now, margin: 0.0075).holds { count += 1 }
    }
    #expect(passes.contains(count), "\(count) of 2000 at a shift of \(shift) %")
  }

  @Test(arguments: [
    (events: 3_680, moments: 500, pairs: 60, fingerprints: 27),
    (66_289, 30, 10, 1), (212, 500, 60, 30), (5_000_000, 20, 10, 1),
  ])
  func theEffortFollowsTheEvents(events: Int, moments: Int, pairs: Int, fingerprints: Int) {
    let effort = RegressionEffort(eventCount: events)
    #expect(effort.moments == moments && effort.pairs == pairs)
    #expect(effort.fingerprints == fingerprints)
    #expect(RegressionEffort(eventCount: events, replications: 2).pairs == 2)
  }
}
