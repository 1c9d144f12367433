package import DiscreteEvents
import LogisticsPark
package import OutputStatistics

/// A run beside its baseline, judged on three rungs, of which each asks for less.
package struct Regression: Sendable {
  /// The rung on which a run stands.
  package enum Rung: String, Sendable {
    /// The same events and metrics, to the last bit.
    case same
    /// Other events, and every metric within its tolerance.
    case withinTolerance = "within_tolerance"
    /// Metrics beyond their tolerance, and means that are equivalent over many replications.
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
      package var text: String

      /// Describes an event.
      package init(time: SimulationTime, text: String) {
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

  /// A mean over many replications beside that of the baseline.
  package struct Equivalence: Sendable {
    /// Name of the metric.
    package var name: String
    /// Now less baseline; nil if the metric is gone.
    package var difference: MeanDifference?
    /// Difference that does not matter.
    package var margin: Double

    /// Level of each of the two one-sided tests.
    package static let level = 0.05

    /// Probability of the tests; 1 if the metric is gone.
    package var pValue: Double { difference?.equivalencePValue(margin: margin) ?? 1 }
    /// Whether the means are shown to differ by less than the margin.
    package var holds: Bool { pValue <= Self.level }
  }

  /// The rung.
  package let rung: Rung
  /// Whether the scenario itself is another one.
  package let scenarioChanged: Bool
  /// The first event that differs, where the events of both are known.
  package let firstEvent: EventDifference?
  /// First block of 4,096 events that differs, from 0; nil if the fingerprints are the same.
  package let firstBlock: Int?
  /// Events in the baseline and now.
  package let eventCounts: (before: Int, now: Int)
  /// Metrics that changed: those beyond their tolerance first, then the largest relative error.
  package let changes: [Change]
  /// Means over many replications; empty where a higher rung held.
  package let equivalences: [Equivalence]

  /// Judges a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - scenarioDigest: Digest of its scenario.
  ///   - baseline: What it is compared with.
  ///   - firstEvent: Finds the first event that differs where the baseline keeps none.
  ///   - means: Gives the means of the baseline; asked only if it comes to that.
  ///   - moments: Gives the moments of metrics over as many replications; asked only then, too.
  /// - Throws: What one of the closures throws.
  package init(
    _ run: RegressionRun,
    scenarioDigest: String,
    beside baseline: Baseline,
    firstEvent: () throws -> EventDifference? = { nil },
    means: (() throws -> [Baseline.Mean])? = nil,
    moments: ([String]) throws -> [String: SampleMoments]
  ) throws {
    scenarioChanged = baseline.scenarioDigest != scenarioDigest
    eventCounts = (baseline.eventCount, run.eventCount)
    let changes = Self.changes(from: baseline, to: run)
    self.changes = changes
    let isSame = baseline.fingerprint == run.fingerprint
    firstBlock = isSame ? nil : zip(baseline.chain, run.chain).prefix { $0 == $1 }.count
    self.firstEvent =
      isSame
      ? nil
      : try Self.firstDifference(baseline.events, run.events, run.drones) ?? firstEvent()
    if isSame, changes.isEmpty {
      (rung, equivalences) = (.same, [])
    } else if changes.allSatisfy(\.isTolerated) {
      (rung, equivalences) = (.withinTolerance, [])
    } else {
      let means = try means?() ?? baseline.means
      let found = try moments(means.map(\.name))
      equivalences = means.map { mean in
        Equivalence(
          name: mean.name,
          difference: found[mean.name].map { MeanDifference(independent: $0, mean.moments) },
          margin: mean.margin
        )
      }
      let holds = !equivalences.isEmpty && equivalences.allSatisfy(\.holds)
      rung = holds ? .equivalent : .differs
    }
  }

  private static func changes(from baseline: Baseline, to run: RegressionRun) -> [Change] {
    let now = Dictionary(run.metrics.map { ($0.name, $0.value) }) { first, _ in first }
    let before = Dictionary(baseline.metrics.map { ($0.name, $0) }) { first, _ in first }
    let changes = Set(now.keys).union(before.keys).map { name in
      Change(
        name: name,
        before: before[name]?.value,
        now: now[name] ?? nil,
        tolerance: before[name]?.tolerance ?? baseline.tolerance
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
