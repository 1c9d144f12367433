import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import TestSupport
import Testing

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

  private func baseline(
    _ run: RegressionRun,
    means: [Baseline.Mean] = []
  ) throws -> Baseline {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    return Baseline(
      path: "day.json",
      scenario: try ScenarioFile.load(day),
      run: run,
      means: means,
      replications: 50,
      reason: "made up"
    )
  }

  private func judge(
    _ run: RegressionRun,
    _ baseline: Baseline,
    moments: [String: SampleMoments] = [:]
  ) throws -> Regression {
    try Regression(
      run,
      scenarioDigest: baseline.scenarioDigest,
      beside: baseline,
      moments: { _ in moments }
    )
  }

  @Test func theSameRunStandsOnTheFirstRung() throws {
    let run = run(["a": 1, "b": nil])
    let found = try judge(run, baseline(run))
    #expect(found.rung == .same && found.firstBlock == nil && found.changes.isEmpty)
  }

  @Test func smallChangesStandOnTheSecond() throws {
    let before = try baseline(run(["a": 100, "b": 50]))
    let found = try judge(run(["a": 100.5, "b": 50], fingerprint: "b"), before)
    #expect(found.rung == .withinTolerance)
    #expect(found.changes.map(\.name) == ["a"])
    var strict = before
    strict.metrics[0].tolerance = 0.001
    #expect(try judge(run(["a": 100.5, "b": 50], fingerprint: "b"), strict).rung == .differs)
  }

  /// A metric that comes or goes is no small change.
  @Test func aMetricThatIsGoneDiffers() throws {
    let before = try baseline(run(["a": 100, "b": 50]))
    let found = try judge(run(["a": 100], fingerprint: "b"), before)
    #expect(found.rung == .differs)
    #expect(found.changes.map(\.name) == ["b"])
  }

  /// Means 10 and 10.1 with standard errors of 0.1 each and a margin of 1 give t = 0.9/0.1414 = 6.4.
  ///
  /// With the mean 11 the room is 0 and with 10.9 it is 0.1, far below 1.66 standard errors.
  @Test func meansThatAreEquivalentStandOnTheThird() throws {
    let kept = SampleMoments(count: 100, mean: 10, variance: 1)
    let mean = Baseline.Mean(name: "a", moments: kept, margin: 1)
    let before = try baseline(run(["a": 10]), means: [mean])
    let rung = { (now: Double) in
      try judge(
        run(["a": 99], fingerprint: "b"),
        before,
        moments: ["a": SampleMoments(count: 100, mean: now, variance: 1)]
      )
    }
    let equal = try rung(10.1)
    #expect(equal.rung == .equivalent)
    #expect((equal.equivalences[0].pValue) < 1e-8)
    #expect(try rung(10.9).rung == .differs)
    #expect(try rung(12).rung == .differs)
    #expect(try judge(run(["a": 99], fingerprint: "b"), before).rung == .differs)
    // Without any mean to judge nothing is shown to be equivalent.
    #expect(try judge(run(["a": 99], fingerprint: "b"), baseline(run(["a": 10]))).rung == .differs)
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
    let mean = Baseline.Mean(
      name: "a",
      moments: SampleMoments(count: 9, mean: 0.1, variance: 2),
      margin: 1
    )
    let baseline = try baseline(run(["a": 0.1 + 0.2], events: [event(5, 2)]), means: [mean])
    let data = try baseline.fileData()
    #expect(try Baseline.read(from: data) == baseline)
    let text = String(decoding: data, as: UTF8.self)
    let older = text.replacing("\"format\" : 2", with: "\"format\" : 1")
    #expect(throws: Baseline.Trouble.otherFormat(1)) {
      try Baseline.read(from: Data(older.utf8))
    }
    for (old, new) in [
      ("\"margin\" : 1", "\"margin\" : 0"), ("\"count\" : 9", "\"count\" : 1"),
      ("\"tolerance\" : 0.01", "\"tolerance\" : -1"), ("\"trace\" : \"", "\"trace\" : \"//"),
      ("{", "["),
    ] {
      let broken = text.replacing(old, with: new)
      #expect(broken != text, "\(old)")
      #expect(throws: Baseline.Trouble.malformed) { try Baseline.read(from: Data(broken.utf8)) }
    }
  }
}

/// Numbers that look random, for bytes to be packed.
private struct RandomStream {
  private var state: UInt64

  static func numbers(seed: UInt64) -> RandomStream { RandomStream(state: seed) }

  /// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
