package import LogisticsPark
package import ResultStore
package import ScenarioFiles

/// A variant as the comparison sees it: the complete runs of one scenario under one name.
package struct ComparedSystem: Sendable {
  /// What makes two runs of different variants belong together: with common random numbers they have
  /// the same chances.
  package struct Replication: Hashable, Comparable, Sendable {
    /// Seed of the study.
    package var seed: UInt64
    /// Number of the replication.
    package var number: Int

    package static func < (left: Self, right: Self) -> Bool {
      (left.seed, left.number) < (right.seed, right.number)
    }
  }

  /// All that came about in a run, whatever it is called.
  struct Outcome: Sendable {
    /// Digest of its events and records.
    var events: String
    /// Its metrics by name.
    var metrics: [String: MetricFigures]

    /// Whether two runs of the same can both be right: of a metric that only one of them has the other one is of
    /// another version.
    func agrees(with other: Outcome) -> Bool {
      events == other.events
        && metrics.allSatisfy { name, figures in
          other.metrics[name].map { figures.isNearly($0) } ?? true
        }
    }
  }

  /// A complete run.
  package struct Run: Sendable {
    /// The run in its file.
    package var id: RunID
    /// Its file.
    package var file: Int
    /// Revision of the model that made it.
    package var modelRevision: Int
    /// Planned end [us].
    package var horizonTicks: Int64
    /// Fingerprint of its events.
    var fingerprint = ""
    /// Its content digest.
    package var digest: String
    /// Values of the metrics that are compared.
    package var values: [String: Double]
    /// Orders that were created; nil where the file does not say.
    package var created: Double?
    /// All that came about in it, where it is to be looked at beside another run of the same.
    var outcome: Outcome?
  }

  /// Name under which it is shown: of its variant, its file or its scenario.
  package internal(set) var name: String
  /// Digest of its scenario.
  package let scenario: String
  /// Name of its variant.
  package let variant: String
  /// Name of its scenario.
  package internal(set) var title = ""
  /// Number of its file, where each file is a variant of its own.
  package internal(set) var file: Int?
  /// Files that name it, whether they have complete runs of it or not.
  package internal(set) var sources: Set<Int> = []
  /// Its runs by replication.
  package internal(set) var runs: [Replication: Run] = [:]
  /// Complete runs beyond those that are compared: their rows are checked all the same.
  var beyond: [Run] = []
  /// Its scenario; nil where the file's text of it can not be read by this version.
  package internal(set) var stored: Scenario?
  /// What it changes in the scenario of the standard; nil where one of them can not be read.
  package internal(set) var changes: [Change]?
  /// Highest number of a replication that was begun, complete or not.
  package internal(set) var planned = 0
  /// Replications that failed, and of which there is no complete run.
  package internal(set) var incomplete: Set<Replication> = []
  /// Replications that were begun, and are neither complete nor said to have failed.
  package internal(set) var begun: Set<Replication> = []
  /// Complete runs that are left out, as another revision of the model made them.
  package internal(set) var otherRevisions = 0
  /// Share of the orders that count and were still open at the end, over all runs; 0 where there are
  /// none.
  package internal(set) var openShare = 0.0
  /// Value of each factor of the experiment, as JSON text.
  package internal(set) var levels: [String] = []

  init(name: String, scenario: String) {
    self.name = name
    variant = name
    self.scenario = scenario
  }

  /// What is simulated, whatever it is called: the scenario without its name, or its digest where it can not
  /// be read.
  var content: String { stored?.textWithoutName ?? scenario }

  /// Whether it has every run of another one, of the same scenario and by the same revision of the model.
  func covers(_ other: ComparedSystem) -> Bool {
    content == other.content
      && other.runs.allSatisfy { runs[$0.key]?.modelRevision == $0.value.modelRevision }
  }

  /// What is simulated, where that can be read.
  package var configuration: ParkConfiguration? { stored?.configuration }

  /// Replications of which there is a run, in order.
  package var replications: [Replication] { runs.keys.sorted() }

  /// Values of a metric in the order of the replications given; nil where there is none.
  package func values(of metric: String, _ replications: [Replication]) -> [Double?] {
    replications.map { runs[$0]?.values[metric] }
  }
}

extension MetricFigures {
  /// Whether figures differ by rounding alone.
  fileprivate func isNearly(_ other: MetricFigures) -> Bool {
    let fields: [KeyPath<MetricFigures, Double?>] = [
      \.value, \.standardDeviation, \.minimum, \.maximum, \.p50, \.p95, \.p99,
    ]
    return count == other.count
      && fields.allSatisfy { field in
        switch (self[keyPath: field], other[keyPath: field]) {
        case (nil, nil): true
        case (let one?, let two?): Rounding.settled(one, to: two) == two
        default: false
        }
      }
  }
}
