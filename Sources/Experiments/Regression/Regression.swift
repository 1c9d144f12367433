package import DiscreteEvents
import LogisticsPark
import OutputStatistics
package import ScenarioFiles
package import Wording

/// A run beside its baseline: the same, or at least the same but for what does not matter.
package struct Regression: Sendable {
  /// The rung on which a run stands.
  package enum Rung: String, Sendable {
    /// The same events and metrics, to the last bit.
    case same
    /// Other events; every metric of the run within its tolerance, and equivalent means.
    case withinTolerance = "within_tolerance"
    /// Metrics of the run beyond their tolerance, and equivalent means.
    case equivalent
    /// None of these.
    case differs
  }

  /// The first event that differs.
  package struct EventDifference: Sendable, Equatable {
    /// One of the two versions.
    package struct Event: Sendable, Equatable {
      /// When it happens.
      package var time: SimulationTime
      /// What happens, with the entity.
      package var text: Phrase

      /// Describes an event.
      package init(time: SimulationTime, text: Phrase) {
        self.time = time
        self.text = text
      }
    }

    /// Its place among the events of the run, from 1.
    package var number: Int
    /// In the baseline; nil if its run ended before.
    package var before: Event?
    /// Now; nil if the run ends before.
    package var now: Event?

    /// Describes a difference.
    package init(number: Int, before: Event?, now: Event?) {
      self.number = number
      self.before = before
      self.now = now
    }
  }

  /// A metric that changed.
  package struct Change: Sendable, Equatable {
    /// Name of the metric.
    package var name: String
    /// Value in the baseline.
    package var before: Double?
    /// Value now.
    package var now: Double?
    /// Relative error that is tolerated.
    package var tolerance: Double

    /// Change relative to the larger of the two values; infinite where only one is there.
    package var relativeError: Double {
      guard let before, let now else { return before == now ? 0 : .infinity }
      let scale = max(before.magnitude, now.magnitude)
      return scale == 0 ? 0 : (now - before).magnitude / scale
    }

    /// Whether the change is tolerated.
    package var isTolerated: Bool { relativeError <= tolerance }
  }

  /// What further replications are asked for.
  package typealias Replicating = (ClosedRange<Int>) throws -> [Replicate]

  /// The rung.
  package let rung: Rung
  /// What differs between the scenarios; nil if they are the same.
  package let scenario: ScenarioDifference?
  /// Whether the scenario itself is another one.
  package let scenarioChanged: Bool
  /// The first event that differs, where the events of both are known.
  package let firstEvent: EventDifference?
  /// First block of 4,096 events that differs, from 0; nil if the fingerprints are the same.
  package let firstBlock: Int?
  /// First further replication whose events differ, though those of the run do not.
  package let firstReplication: Int?
  /// Events in the baseline and now.
  package let eventCounts: (before: Int, now: Int)
  /// Metrics that changed: those beyond their tolerance first, then the largest relative error.
  package let changes: [Change]
  /// Metrics of which the baseline knows nothing.
  package let newMetrics: [String]
  /// Means over many replications, the worst first; empty where the events are the same.
  package let equivalences: [Equivalence]
  /// Whether the means are those of independent chances.
  package let areRedrawn: Bool
  /// Whether the content digest is another one; nil where nobody asked.
  package let digestChanged: Bool?

  /// Whether nothing at all has changed.
  package var isExact: Bool {
    rung == .same && !scenarioChanged && newMetrics.isEmpty && digestChanged != true
  }

  /// Whether chances seem to be drawn anew, all of them or some.
  ///
  /// If all are, pairs of the same seed have hardly more in common than replications have anyway. If some are,
  /// such as what befalls the orders that come when they came before, metrics change on most days, of a third of them
  /// at least the means stay undecided, and no more means are shown to change than chance gives at 95 % each, one
  /// of twenty: a change of the model shows in the means of pairs, or leaves most days as they were.
  package var looksRedrawn: Bool {
    let changed = equivalences.filter { ($0.changedPairs ?? 0) > 0 }
    guard changed.count >= 5 else { return false }
    let gains = changed.compactMap(\.gain).sorted()
    if gains.count >= 5, gains[gains.count / 2] < 1.5 { return true }
    let scattered = changed.count { found in
      guard found.finding == .undecided, let pairs = found.difference?.counts.min() else {
        return false
      }
      return (found.changedPairs ?? 0) * 10 >= pairs * 8
    }
    let differing = changed.count { $0.finding == .differs }
    return scattered * 3 >= changed.count && differing <= (changed.count + 19) / 20
  }

  /// Judges a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - scenario: Its scenario.
  ///   - baseline: What it is compared with.
  ///   - areRedrawn: Whether the chances are others than those of the baseline.
  ///   - digest: Content digest of the run, where it is to be compared.
  ///   - firstEvent: Finds the first event that differs where the baseline keeps none.
  ///   - means: Gives the means of the baseline; asked only if it comes to that.
  ///   - replicate: Runs further replications.
  /// - Throws: What one of the closures throws.
  package init(
    _ run: RegressionRun,
    of scenario: Scenario,
    beside baseline: Baseline,
    areRedrawn: Bool = false,
    digest: String? = nil,
    firstEvent: () throws -> EventDifference? = { nil },
    means: (() throws -> [Baseline.Mean])? = nil,
    replicate: Replicating
  ) throws {
    self.areRedrawn = areRedrawn
    let former = baseline.former
    scenarioChanged = (former?.digest ?? baseline.scenarioDigest) != scenario.digest
    self.scenario = scenarioChanged ? baseline.difference(to: scenario, former: former) : nil
    eventCounts = (baseline.eventCount, run.eventCount)
    let changes = Self.changes(from: baseline, to: run)
    self.changes = changes
    let known = Set(baseline.metrics.map(\.name))
    newMetrics = run.metrics.map(\.name).filter { !known.contains($0) }
    digestChanged = digest.map { $0 != baseline.digest }
    let isSame = baseline.fingerprint == run.fingerprint
    firstBlock = isSame ? nil : zip(baseline.chain, run.chain).prefix { $0 == $1 }.count
    self.firstEvent =
      isSame
      ? nil
      : try Self.firstDifference(baseline.events, run.events, run.drones) ?? firstEvent()
    var first: [Replicate] = []
    if isSame, changes.isEmpty, !baseline.fingerprints.isEmpty {
      first = try replicate(1...baseline.fingerprints.count)
    }
    firstReplication =
      zip(baseline.fingerprints, first).enumerated()
      .first { $0.element.0 != $0.element.1.fingerprint }.map { $0.offset + 1 }
    if isSame, changes.isEmpty, firstReplication == nil {
      (rung, equivalences) = (.same, [])
      return
    }
    equivalences = try Self.equivalences(
      with: baseline,
      means: try means?() ?? baseline.means,
      areRedrawn: areRedrawn,
      first: first,
      replicate
    )
    rung = Self.rung(changes, equivalences)
  }

  private static func rung(_ changes: [Change], _ equivalences: [Equivalence]) -> Rung {
    let judged = Set(equivalences.map(\.name))
    // Without a mean the one run is all there is to judge by.
    let isJudged = changes.allSatisfy { $0.isTolerated || judged.contains($0.name) }
    guard !equivalences.isEmpty, isJudged, equivalences.allSatisfy(\.holds) else {
      return .differs
    }
    return changes.allSatisfy(\.isTolerated) ? .withinTolerance : .equivalent
  }

  private static func equivalences(
    with baseline: Baseline,
    means: [Baseline.Mean],
    areRedrawn: Bool,
    first: [Replicate],
    _ replicate: Replicating
  ) throws -> [Equivalence] {
    let count = areRedrawn ? baseline.replications : (means.map(\.values.count).max() ?? 0)
    let rest = first.count < count ? try replicate(first.count + 1...count) : []
    let all = (first + rest).prefix(count)
    let found = means.map { mean in
      let now = all.map { $0.values[mean.name] }
      return areRedrawn
        ? Equivalence(comparing: mean, with: now, margin: baseline.margin)
        : Equivalence(pairing: mean, with: now, margin: baseline.margin)
    }
    return found.enumerated().sorted { one, two in
      if one.element.holds != two.element.holds { return two.element.holds }
      if one.element.severity != two.element.severity {
        return one.element.severity > two.element.severity
      }
      return one.offset < two.offset
    }.map(\.element)
  }

  private static func changes(from baseline: Baseline, to run: RegressionRun) -> [Change] {
    let now = Dictionary(run.metrics.map { ($0.name, $0.value) }) { first, _ in first }
    let changes = baseline.metrics.map { before in
      Change(
        name: before.name,
        before: before.value,
        now: now[before.name] ?? nil,
        tolerance: before.tolerance ?? baseline.tolerance
      )
    }
    return changes.filter { $0.relativeError != 0 }.sorted { first, second in
      if first.isTolerated != second.isTolerated { return second.isTolerated }
      if first.relativeError != second.relativeError {
        return first.relativeError > second.relativeError
      }
      return first.name < second.name
    }
  }

  /// The first event that differs; nil if the events of one are not known, or all are the same.
  static func firstDifference(
    _ before: [EventRecord]?,
    _ now: [EventRecord]?,
    _ drones: [String]
  ) -> EventDifference? {
    guard let before, let now else { return nil }
    let same = zip(before, now).prefix { $0 == $1 }.count
    guard same < max(before.count, now.count) else { return nil }
    let arrivals = now.prefix(same).count { $0.isArrival }
    let event = { (events: [EventRecord]) -> EventDifference.Event? in
      guard events.indices.contains(same) else { return nil }
      let record = events[same]
      return EventDifference.Event(
        time: record.time,
        text: record.text(drones: drones, arrivals: arrivals)
      )
    }
    return EventDifference(number: same + 1, before: event(before), now: event(now))
  }
}

extension Baseline {
  /// Its scenario in the current format; nil if it does not keep the text, or if that is none any more.
  fileprivate var former: Scenario? {
    scenarioText.flatMap {
      try? ScenarioFile.read(stored: SourceText(name: "scenario of the baseline", text: $0))
    }
  }

  /// What differs between its scenario and another one; nil if it does not keep the text.
  fileprivate func difference(to scenario: Scenario, former: Scenario?) -> ScenarioDifference? {
    if let former { return ScenarioDifference(former, scenario) }
    return scenarioText.flatMap { ScenarioDifference(canonicalText: $0, scenario) }
  }
}
