import DiscreteEvents
import Foundation
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import TestSupport
import Testing

@testable import Experiments

/// The three rungs, on made-up runs.
struct RegressionTests {
  private func event(_ ticks: Int64, _ code: UInt16, _ first: Int32 = 0) -> EventRecord {
    EventRecord(time: SimulationTime(ticks: ticks), code: code, first: first, second: 0)
  }

  private func run(
    _ values: [String: Double?],
    events: [EventRecord]? = [],
    fingerprint: String = "a"
  ) -> RegressionRun {
    RegressionRun(
      seed: 1,
      replication: 1,
      fingerprint: fingerprint,
      eventCount: events?.count ?? 0,
      chain: [],
      metrics: values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      events: events,
      drones: ["m1-01", "m1-02"]
    )
  }

  private static let day = ParkSimProcess.root
    .appendingPathComponent("Scenarios/shangrao/day.json").path

  private func baseline(
    _ run: RegressionRun,
    means: [Baseline.Mean] = [],
    fingerprints: [String] = []
  ) throws -> Baseline {
    Baseline(
      path: "day.json",
      scenario: try ScenarioFile.load(Self.day),
      run: run,
      digest: "d",
      fingerprints: fingerprints,
      means: means,
      replications: 50,
      reason: "made up"
    )
  }

  private func judge(
    _ run: RegressionRun,
    _ baseline: Baseline,
    settings: [String] = [],
    areRedrawn: Bool = false,
    digest: String? = nil,
    values: [String: [Double?]] = [:],
    fingerprint: String = "f"
  ) throws -> Regression {
    try Regression(
      run,
      of: try ScenarioFile.load(Self.day, settings: settings),
      beside: baseline,
      areRedrawn: areRedrawn,
      digest: digest,
      replicate: { numbers in
        numbers.map { number in
          let own = values.compactMap { name, all in
            all.indices.contains(number - 1) ? all[number - 1].map { (name, $0) } : nil
          }
          return Replicate(
            fingerprint: fingerprint,
            values: Dictionary(own) { first, _ in first }
          )
        }
      }
    )
  }

  /// Values about 100 whose spread over replications is 5 %.
  private static func spread(_ count: Int, seed: UInt64 = 9) -> [Double] {
    var draws = RandomStream.numbers(seed: seed)
    return (0..<count).map { _ in 95 + 10 * Double(draws.next() >> 11) * 0x1p-53 }
  }

  private func mean(_ name: String, _ values: [Double?]) -> Baseline.Mean {
    Baseline.Mean(
      name: name,
      values: ReplicationValues(values),
      moments: SampleMoments(of: values.compactMap(\.self))
    )
  }

  @Test func theSameRunStandsOnTheFirstRung() throws {
    let run = run(["a": 1, "b": nil])
    let found = try judge(run, baseline(run, fingerprints: ["f", "f"]))
    #expect(found.rung == .same && found.firstBlock == nil && found.changes.isEmpty)
    #expect(found.isExact)
  }

  @Test("Events that differ in another replication alone are seen")
  func aRarePathIsSeen() throws {
    let values = Self.spread(20)
    let run = run(["a": 100])
    let before = try baseline(run, means: [mean("a", values)], fingerprints: ["f", "g"])
    let harmless = try judge(run, before, values: ["a": values])
    #expect(harmless.rung == .withinTolerance && harmless.firstReplication == 2)
    #expect(!harmless.isExact)
    var changed = values
    for index in changed.indices { changed[index] *= 1.02 }
    let found = try judge(run, before, values: ["a": changed])
    #expect(found.rung == .differs && found.changes.isEmpty)
    #expect(found.equivalences.map(\.name) == ["a"])
  }

  @Test func smallChangesStandOnTheSecond() throws {
    let values = Self.spread(20)
    let before = try baseline(run(["a": 100, "b": 50]), means: [mean("a", values)])
    let now = run(["a": 100.4, "b": 50], fingerprint: "b")
    let found = try judge(now, before, values: ["a": values])
    #expect(found.rung == .withinTolerance)
    #expect(found.changes.map(\.name) == ["a"])
    var narrow = before
    narrow.metrics[0].tolerance = 0.001
    #expect(try judge(now, narrow, values: ["a": values]).rung == .equivalent)
    // The one run alone shows nothing: its own change may be chance either way.
    #expect(try judge(now, before, values: ["a": values.map { $0 * 1.01 }]).rung == .differs)
  }

  @Test("A change of 1 % fails where the seeds are the same, and independent means would hide it")
  func pairsShowWhatIndependentMeansHide() throws {
    let values = Self.spread(50)
    let before = try baseline(run(["a": 100]), means: [mean("a", values)])
    let now = run(["a": 101], fingerprint: "b")
    let shifted = values.map { $0 * 1.01 }
    let paired = try judge(now, before, values: ["a": shifted])
    #expect(paired.rung == .differs && paired.equivalences[0].finding == .differs)
    let independent = try judge(now, before, areRedrawn: true, values: ["a": shifted])
    #expect(independent.rung == .equivalent)
    let small = try judge(now, before, values: ["a": values.map { $0 * 1.001 }])
    #expect(small.rung == .equivalent)
  }

  /// A metric that goes is no small change; one that comes is new, and there is nothing to compare.
  @Test func aMetricThatIsGoneDiffersAndANewOneIsNamed() throws {
    let values = Self.spread(20)
    let before = try baseline(
      run(["a": 100, "b": 50]),
      means: [mean("a", values), mean("b", values)]
    )
    let gone = try judge(run(["a": 100], fingerprint: "b"), before, values: ["a": values])
    #expect(gone.rung == .differs && gone.changes.map(\.name) == ["b"])
    #expect(gone.equivalences.first?.finding == .gone)
    let added = try judge(run(["a": 100, "b": 50, "c": 1]), before)
    #expect(added.rung == .same && added.newMetrics == ["c"] && !added.isExact)
  }

  @Test("A metric without a mean is judged by the one run")
  func aMetricWithoutAMeanIsJudgedByTheRun() throws {
    let values = Self.spread(20)
    let before = try baseline(run(["a": 100, "b": 50]), means: [mean("a", values)])
    let now = run(["a": 100, "b": 60], fingerprint: "b")
    #expect(try judge(now, before, values: ["a": values]).rung == .differs)
    #expect(try judge(run(["a": 99], fingerprint: "b"), baseline(run(["a": 10]))).rung == .differs)
  }

  @Test("Keys of the scenario that changed are named with both values")
  func changedKeysAreNamed() throws {
    let values = Self.spread(20)
    let before = try baseline(run(["a": 100]), means: [mean("a", values)])
    let settings = [
      "charging.efficiency=0.85", "demand.orders_per_hour[12]=80", "demand.scale=1.5",
    ]
    let found = try judge(run(["a": 100]), before, settings: settings)
    let difference = try #require(found.scenario)
    // A baseline keeps the canonical text, in which keys stand in the order of their names.
    #expect(
      difference.changed.map(\.first.path) == ["charging.efficiency", "demand.orders_per_hour"]
    )
    let elements = try #require(difference.changed[1].elements)
    #expect(elements.map(\.index) == [12] && elements.map(\.second) == ["80"])
    #expect(difference.onlyInSecond.map(\.path) == ["demand.scale"])
    #expect(found.rung == .same && !found.isExact)
  }

  @Test func anotherDigestIsNotExact() throws {
    let run = run(["a": 1])
    let before = try baseline(run, fingerprints: ["f"])
    #expect(try judge(run, before, digest: "d").isExact)
    let found = try judge(run, before, digest: "e")
    #expect(found.rung == .same && !found.isExact)
  }

  @Test func theFirstEventThatDiffersIsNamedInBothVersions() throws {
    let before = [event(5, 2), event(8, 6, 0), event(9, 8, 1)]
    let now = [event(5, 2), event(8, 6, 1), event(9, 8, 1)]
    let difference = try judge(
      run([:], events: now, fingerprint: "b"),
      baseline(run([:], events: before))
    ).firstEvent
    #expect(
      difference
        == Regression.EventDifference(
          number: 2,
          before: .init(time: SimulationTime(ticks: 8), text: "m1-01 is loaded and lifts off"),
          now: .init(time: SimulationTime(ticks: 8), text: "m1-02 is loaded and lifts off")
        )
    )
    let shorter = try judge(
      run([:], events: Array(before.prefix(2)), fingerprint: "b"),
      baseline(run([:], events: before))
    ).firstEvent
    #expect(shorter?.number == 3 && shorter?.now == nil)
    #expect(shorter?.before?.text == "m1-02 has charged")
  }

  @Test func ordersAreCountedInTheWords() {
    #expect(event(1, 2).text(drones: [], arrivals: 6) == "order 7 arrives")
    #expect(event(1, 99, 3).text(drones: [], arrivals: 0) == "event 99 of 3 and 0")
  }

  /// Numbers of every size, also those that no run has.
  @Test func tracesComeBack() throws {
    var stream = RandomStream.numbers(seed: 5)
    var events: [EventRecord] = []
    var ticks: Int64 = 0
    for _ in 0..<2_000 {
      ticks += Int64(stream.next() % 3_000_000_000)
      events.append(
        EventRecord(
          time: SimulationTime(ticks: ticks),
          code: UInt16(truncatingIfNeeded: stream.next()),
          first: Int32(truncatingIfNeeded: stream.next()),
          second: Int32(truncatingIfNeeded: stream.next() >> 31)
        )
      )
    }
    events.append(
      EventRecord(time: SimulationTime(ticks: .max), code: .max, first: .min, second: .max)
    )
    let data = EventTrace.data(of: events)
    #expect(EventTrace.events(in: data) == events)
    #expect(EventTrace.events(in: Data()) == [])
    #expect(EventTrace.events(in: data.dropLast()) == nil)
    #expect(EventTrace.events(in: Data([0xFF])) == nil)
    #expect(EventTrace.events(in: Data(repeating: 0xFF, count: 80)) == nil)
  }

  @Test func aBaselineComesBackAndOthersAreRefused() throws {
    var mean = mean("a", [1, nil, 0.1])
    mean.margin = 0.5
    let baseline = try baseline(run(["a": 0.1 + 0.2], events: [event(5, 2)]), means: [mean])
    let data = try baseline.fileData()
    #expect(try Baseline.read(from: data) == baseline)
    #expect(mean.values.values == [1, nil, Double(Float(0.1))])
    let text = String(decoding: data, as: UTF8.self)
    let older = text.replacing("\"format\" : 3", with: "\"format\" : 2")
    #expect {
      try Baseline.read(from: Data(older.utf8))
    } throws: { error in
      guard case .otherFormat(2, let origin?)? = error as? Baseline.Trouble else { return false }
      return origin.scenario == "day.json" && origin.replications == 50
    }
    for (old, new) in [
      ("\"margin\" : 0.5", "\"margin\" : 0"), ("\"count\" : 2", "\"count\" : 1"),
      ("\"tolerance\" : 0.005", "\"tolerance\" : -1"), ("\"trace\" : \"", "\"trace\" : \"//"),
      ("\"replications\" : 50", "\"replications\" : 2"), ("{", "["),
    ] {
      let broken = text.replacing(old, with: new)
      #expect(broken != text, "\(old)")
      #expect(throws: Baseline.Trouble.malformed) { try Baseline.read(from: Data(broken.utf8)) }
    }
  }
}

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
    var draws = RandomStream.numbers(seed: 12)
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

/// Numbers that look random, for bytes to be packed.
private struct RandomStream {
  private var state: UInt64

  static func numbers(seed: UInt64) -> RandomStream { RandomStream(state: seed) }

  /// From 0 up to 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
