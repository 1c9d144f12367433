import DiscreteEvents
import Foundation
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import TestSupport
import Testing
import Wording

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
    var draws = SplitMix64(seed: seed)
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

  /// Chances of one kind drawn anew change most metrics on most days, and of their means one of twenty seems to by
  /// chance; a change of the model shows in means.
  @Test func chancesThatAreDrawnAnewInPartLookSo() throws {
    let names = ["a", "b", "c", "d", "e", "f"]
    let before = names.enumerated().map { Self.spread(60, seed: UInt64($0.offset + 1)) }
    let values = { (shifted: Int) in
      Dictionary(
        uniqueKeysWithValues: zip(names, before).enumerated().map { index, old in
          let noise = Self.spread(60, seed: UInt64(index + 101))
          // A part of what makes a day is as it was.
          let shift = index < shifted ? 3.0 : 0
          let now = zip(old.1, noise).map { 1.5 * ($1 - 100) + $0 + shift }
          return (old.0, now.map(Optional.some))
        }
      )
    }
    let baseline = try baseline(
      run(["a": 100], events: [event(5, 2)]),
      means: zip(names, before).map { mean($0, $1) },
      fingerprints: ["f"]
    )
    let looks = try [0, 1, 2, 6].map { count in
      try judge(run(["a": 99], events: [event(6, 2)]), baseline, values: values(count)).looksRedrawn
    }
    #expect(looks == [true, true, false, false])
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
      "charging.depot.chargers.standard.efficiency=0.85", "demand.orders.orders_per_hour[12]=80",
      "demand.orders.scale=1.5",
    ]
    let found = try judge(run(["a": 100]), before, settings: settings)
    let difference = try #require(found.scenario)
    #expect(
      difference.changed.map(\.first.path).sorted() == [
        "charging.depot.chargers.standard.efficiency", "demand.orders.orders_per_hour",
      ]
    )
    let elements = try #require(difference.changed.compactMap(\.elements).first)
    #expect(elements.map(\.index) == [12] && elements.map(\.second) == ["80"])
    #expect(difference.onlyInSecond.map(\.path) == ["demand.orders.scale"])
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
          before: .init(
            time: SimulationTime(ticks: 8),
            text: Phrase("m1-01 is loaded and lifts off", "m1-01 装货完毕，起飞")
          ),
          now: .init(
            time: SimulationTime(ticks: 8),
            text: Phrase("m1-02 is loaded and lifts off", "m1-02 装货完毕，起飞")
          )
        )
    )
    let shorter = try judge(
      run([:], events: Array(before.prefix(2)), fingerprint: "b"),
      baseline(run([:], events: before))
    ).firstEvent
    #expect(shorter?.number == 3 && shorter?.now == nil)
    #expect(shorter?.before?.text.english == "m1-02 has charged")
  }

  @Test func ordersAreCountedInTheWords() {
    #expect(event(1, 2).text(drones: [], arrivals: 6).english == "order 7 arrives")
    #expect(event(1, 99, 3).text(drones: [], arrivals: 0).english == "event 99 of 3 and 0")
  }

  /// Numbers of every size, also those that no run has.
  @Test func tracesComeBack() throws {
    var stream = SplitMix64(seed: 5)
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
      ("\"replication\" : 1", "\"replication\" : 2000000000"),
    ] {
      let broken = text.replacing(old, with: new)
      #expect(broken != text, "\(old)")
      #expect(throws: Baseline.Trouble.malformed) { try Baseline.read(from: Data(broken.utf8)) }
    }
  }
}
