import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles
import TestSupport
import Testing

/// Experiments run, go on and repeat.
struct ExperimentTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let provenance = RunProvenance(
    version: "0",
    host: "here",
    startedAt: "",
    command: ""
  )

  private func design(_ keys: String = "", replications: Int = 4) throws -> ExperimentDesign {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let text = """
      { "format": 1, "name": "bays", "scenario": "\(day)", "primary_metrics": ["lead_time_s"],
        "variants": {
          "eight": { "change": { "study": { "horizon_h": 12 } } },
          "twelve": { "change": { "study": { "horizon_h": 12 }, "charging": { "depot": { "chargers": { "standard": { "count": 12 } } } } } }
        }, "replications": \(replications) \(keys) }
      """
    try Data(text.utf8).write(to: folder.file("experiment.json"))
    return try ExperimentFile.load(folder.path("experiment.json"))
  }

  private func run(
    _ design: ExperimentDesign,
    threads: Int = 2,
    into name: String = "results.sqlite"
  ) throws -> (outcome: Experiment.Outcome, digest: String) {
    let file = try ResultFile.open(path: folder.path(name), create: true)
    let outcome = try Experiment(design, threads: threads)
      .run(into: file, provenance: Self.provenance)
    return (outcome, try file.contentDigest())
  }

  @Test func theThreadsChangeNothing() throws {
    let design = try design()
    let digests = try [1, 2, 7].map { threads in
      try run(design, threads: threads, into: "\(threads).sqlite").digest
    }
    #expect(Set(digests).count == 1)
  }

  @Test func whatIsThereIsNotRunAgain() throws {
    let first = try run(design(replications: 3))
    #expect(first.outcome.made == 6 && first.outcome.reused == 0)
    let again = try run(design(replications: 3))
    #expect(again.outcome.made == 0 && again.outcome.reused == 6)
    #expect(again.digest == first.digest)
    let more = try run(design(replications: 5))
    #expect(more.outcome.made == 4 && more.outcome.reused == 6)
    #expect(try more.digest == run(design(replications: 5), into: "whole.sqlite").digest)
  }

  /// Also one that has no run to make: a comparison looks at the last one.
  @Test func theExperimentThatWasRunLastIsTheLastOne() throws {
    let first = try design(replications: 1)
    let other = try design(#", "confidence_level": 0.9"#, replications: 1)
    for design in [first, other, first] { _ = try run(design) }
    let file = try ResultFile.openForReading(path: folder.path("results.sqlite"))
    #expect(try file.experiments().map(\.text) == [other.text, first.text])
    #expect(
      try file.query("SELECT count(*) FROM run JOIN experiment USING (experiment_id)").rows
        == [[.integer(2)]]
    )
    let input = try ComparisonInput([file], experiment: nil, variants: [], metrics: [])
    #expect(input.level == 0.95)
  }

  @Test func anInterruptedExperimentGoesOn() throws {
    let design = try design()
    let path = folder.path("results.sqlite")
    let file = try ResultFile.open(path: path, create: true)
    // Three of the runs, and one that was cut off.
    let batch = Batch(
      design.variants[0].scenario,
      variant: "eight",
      seed: 1,
      replications: 2...4,
      threads: 2,
      telemetry: .none
    )
    let stored = try batch.run(into: file, provenance: Self.provenance)
    _ = try file.begin(stored[0].identity, provenance: Self.provenance)
    // All runs of the experiment are entered before the first one is made.
    var ninth = stored[0].identity
    ninth.replication = 9
    var others = (1...4).map { replication in
      var identity = stored[0].identity
      identity.variant = "twelve"
      identity.scenarioDigest = design.variants[1].scenario.digest
      identity.scenarioText = design.variants[1].scenario.canonicalText
      identity.replication = replication
      return identity
    }
    others.append(ninth)
    let experiment = Experiment(design, threads: 1).text
    _ = try file.begin(others, of: experiment, provenance: Self.provenance)
    #expect(
      throws: ComparisonInput.Trouble.tooFewVariants(
        ["eight"],
        aside: [SetAside(name: "twelve", .noCompleteRun(begun: 4, why: nil))]
      )
    ) {
      try ComparisonInput([file], experiment: nil, variants: [], metrics: [])
    }
    let result = try run(design)
    #expect(result.outcome.made == 5 && result.outcome.reused == 3)
    // What was cut off and has been made now is not listed as started any more; the ninth is not made,
    // and the one of no experiment is somebody else's.
    let started = try file.runs().filter { $0.status == .started }
    #expect(started.map(\.identity.replication).sorted() == [2, 9])
    #expect(try file.runs().filter { $0.status == .complete }.count == 8)
    #expect(try result.digest == run(design, into: "whole.sqlite").digest)
  }

  @Test func aQuantileIsAMetricToo() throws {
    _ = try design(replications: 3)
    let path = folder.path("experiment.json")
    let changed = try String(contentsOfFile: path, encoding: .utf8)
      .replacing(#"["lead_time_s"]"#, with: #"["lead_time_s.p95", "lead_time_s"]"#)
    try Data(changed.utf8).write(to: folder.file("experiment.json"))
    let design = try ExperimentFile.load(path)
    _ = try run(design)
    let file = try ResultFile.openForReading(path: folder.path("results.sqlite"))
    let input = try ComparisonInput([file], experiment: nil, variants: [], metrics: [])
    #expect(input.metrics.map(\.name) == ["lead_time_s.p95", "lead_time_s"])
    for system in input.systems {
      for run in system.runs.values {
        let metric = try #require(
          file.metrics(of: run.id).first { $0.name == "lead_time_s" }
        )
        #expect(run.values["lead_time_s.p95"] == metric.p95)
        #expect(run.values["lead_time_s"] == metric.value)
      }
    }
  }

  /// The last orders of a run, which have too little time, make no drift, and what a study leaves out is
  /// not open; but variants that count other orders are told of.
  @Test func whatAStudyLeavesOutCastsNoDoubt() throws {
    let rates = Array(repeating: "20", count: 24).joined(separator: ",")
    let scenario = """
      { "format": 3, "name": "slow", "zones": { "here": { "x_m": 0, "y_m": 0, "radius_m": 0 } },
        "demand": { "orders": { "orders_per_hour": [\(rates)], "promise_min": 60,
          "weight_kg": { "low": 0.1, "mode": 0.2, "high": 0.3 } } },
        "study": { "kind": "steady_state", "horizon_h": 40, "warm_up_h": 8 },
        "warehouses": { "main": { "picking": {
          "service": { "distribution": "exponential", "mean_s": 10800 },
          "shifts": { "all": { "from": "00:00", "to": "24:00", "people": 500 } } } } } }
      """
    try Data(scenario.utf8).write(to: folder.file("slow.json"))
    let experiment = """
      { "format": 1, "name": "slow", "scenario": "slow.json", "primary_metrics": ["lead_time_s"],
        "variants": {
          "a": { "change": { "study": { "orders_until_h": 24 } } },
          "b": { "change": { "study": { "orders_until_h": 24 },
            "warehouses": { "main": { "picking": { "service": { "mean_s": 10900 } } } } } },
          "c": {}
        }, "replications": 10 }
      """
    try Data(experiment.utf8).write(to: folder.file("experiment.json"))
    _ = try run(ExperimentFile.load(folder.path("experiment.json")))
    let file = try ResultFile.openForReading(path: folder.path("results.sqlite"))
    let warnings = { (variants: [String]) in
      let input = try ComparisonInput([file], experiment: nil, variants: variants, metrics: [])
      let drifts = try LeadTimeDrift.all(of: input, in: [file])
      return Comparison(input, level: 0.95, drifts: drifts).warnings
    }
    // So few orders in ten runs show no drift, and would not show a small one.
    let clean = try warnings(["a", "b"])
    #expect(clean.count == 1)
    guard case .steadinessOpen(let shares) = clean[0] else {
      Issue.record("\(clean)")
      return
    }
    #expect(shares.map(\.variant) == ["a", "b"])
    #expect(shares.allSatisfy { (0.1...0.3).contains($0.share) })
    let mixed = try warnings(["a", "c"])
    #expect(mixed.contains(.otherStudy(["c"])))
    let doubtful = mixed.flatMap { warning -> [String] in
      switch warning {
      case .ordersOpen(let shares), .notSteady(let shares): shares.map(\.variant)
      default: []
      }
    }
    #expect(doubtful == ["c", "c"])
  }

  /// Each seed is a study of its own, and all of them are compared together.
  @Test func aListOfSeedsRepeatsTheStudy() throws {
    try Data("3\n1\n".utf8).write(to: folder.file("seeds.txt"))
    let listed = try design(#", "seed_list": "seeds.txt""#, replications: 3)
    let first = try run(listed)
    #expect(first.outcome.made == 12 && first.outcome.replications == 3)
    #expect(try run(listed).outcome.reused == 12)
    // Those with seed 1 are the runs of the study with this seed alone.
    let alone = try run(design(replications: 3), into: "alone.sqlite")
    let file = try ResultFile.openForReading(path: folder.path("results.sqlite"))
    let single = try ResultFile.openForReading(path: folder.path("alone.sqlite"))
    let digests = { (file: ResultFile) in
      try file.runs().filter { $0.identity.seed == 1 }.compactMap(\.digest).sorted()
    }
    #expect(try alone.outcome.made == 6 && digests(file) == digests(single))
    let input = try ComparisonInput([file], experiment: nil, variants: [], metrics: [])
    #expect(input.systems.map(\.runs.count) == [6, 6])
    let comparison = Comparison(input, level: 0.95)
    #expect(comparison.judgements[0].differences[0].difference?.counts == [6, 6])
    #expect(comparison.warnings.allSatisfy { if case .partial = $0 { false } else { true } })
    for number in 1...5 {
      let part = try ResultFile.open(path: folder.path("part\(number).sqlite"), create: true)
      let shard = try #require(Shard(number, of: 5))
      _ = try Experiment(listed, threads: 1, shard: shard)
        .run(into: part, provenance: Self.provenance)
    }
    let whole = try ResultFile.open(path: folder.path("whole.sqlite"), create: true)
    _ = try whole.merge((1...5).reversed().map { folder.path("part\($0).sqlite") })
    #expect(try whole.contentDigest() == first.digest)
  }

  /// A bay, drones, people, a policy or sensors more or less move no draw of the orders, nor of the time
  /// to pick and to pack them.
  @Test func variantsSeeTheSamePotentialOrders() throws {
    let variants = [
      #""as-it-is": {}"#,
      #""bays": { "change": { "charging": { "depot": { "chargers": { "standard": { "count": 12 } } } } } }"#,
      #""drones": { "change": { "fleet": { "m100": { "count": 30 } } } }"#,
      #""people": { "change": { "warehouses": { "main": { "picking": { "shifts": { "early": { "people": 3 } } } } } } }"#,
      #""policy": { "change": { "dispatch": { "policy": "nearest" } } }"#,
      #""sensors": { "change": { "telemetry": null } }"#,
    ]
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let text = """
      { "format": 1, "name": "all", "scenario": "\(day)", "primary_metrics": ["lead_time_s"],
        "variants": { \(variants.joined(separator: ", ")) },
        "replications": 2, "telemetry": "summary" }
      """
    try Data(text.utf8).write(to: folder.file("experiment.json"))
    let design = try ExperimentFile.load(folder.path("experiment.json"))
    _ = try run(design)
    let file = try ResultFile.openForReading(path: folder.path("results.sqlite"))
    let runs = try CompleteRuns(telemetry: design.telemetry, in: file)
    for replication in 1...2 {
      let orders = try design.variants.indices.map {
        let run = Experiment.Run(variant: $0, seed: 0, replication: replication)
        return try file.orders(of: #require(runs.id(of: run, design)))
      }
      #expect(orders[0].count > 250)
      for (variant, seen) in zip(design.variants, orders) {
        #expect(seen.map(Potential.init) == orders[0].map(Potential.init), "\(variant.name)")
        let isSameWork = zip(seen, orders[0]).allSatisfy {
          Self.isSameWork($0.pickTime, $1.pickTime) && Self.isSameWork($0.packTime, $1.packTime)
        }
        #expect(isSameWork, "\(variant.name)")
      }
    }
    // All but the sensors change what happens, or the test would show nothing.
    let first = try file.runs().filter { $0.identity.replication == 1 }
    #expect(first.count == 6 && Set(first.map(\.fingerprint)).count == 5)
  }

  /// What chance has in store for an order, whatever the park does with it.
  private struct Potential: Equatable {
    var number: Int
    var zone: String
    var destination: Position
    var weight: Double
    var createdAt: SimulationTime
    var promisedBy: SimulationTime

    init(_ order: StoredOrder) {
      number = order.number
      zone = order.zone
      destination = order.destination
      weight = order.weight
      createdAt = order.createdAt
      promisedBy = order.promisedBy
    }
  }

  /// Whether two times are equal, where both were spent.
  private static func isSameWork(_ one: SimulationTime?, _ two: SimulationTime?) -> Bool {
    one == nil || two == nil || one == two
  }

  @Test func replicatingEndsWhenTheMeansArePrecise() throws {
    let asked = """
      , "precision": { "metric": "lead_time_s", "kind": "absolute", "half_width": 20,
        "most_replications": 40 }
      """
    let design = try design(asked, replications: 5)
    let result = try run(design)
    #expect(result.outcome.isPrecise == true)
    #expect(result.outcome.replications > 5 && result.outcome.replications < 40)
    let again = try run(design)
    #expect(again.outcome.made == 0 && again.outcome.isPrecise == true)
    let never = """
      , "precision": { "metric": "lead_time_s", "kind": "absolute", "half_width": 0.001,
        "most_replications": 7 }
      """
    let cut = try run(self.design(never, replications: 5), into: "cut.sqlite").outcome
    #expect(cut.isPrecise == false && cut.replications == 7)
    // With two seeds a round brings twice as many, and no more rounds are needed.
    try Data("1\n2".utf8).write(to: folder.file("seeds.txt"))
    let far = """
      , "precision": { "metric": "lead_time_s", "share": 0.001, "most_replications": 23 },
        "seed_list": "seeds.txt"
      """
    let listed = try self.design(far, replications: 5)
    let file = try ResultFile.open(path: folder.path("seeds.sqlite"), create: true)
    let rounds = Rounds()
    let last = try Experiment(listed, threads: 2)
      .run(into: file, provenance: Self.provenance) { rounds.add($0) }
    #expect(last.isPrecise == false && last.replications == 23)
    #expect(rounds.sizes == [20, 20, 40, 12])
    let farthest = try #require(cut.farthest)
    #expect(farthest.observations.count == 7 && farthest.shortfall == .tooFew(needed: 10))
    #expect(try #require(farthest.precision) > 20)
    #expect(try #require(result.outcome.farthest?.precision) <= 20)
  }

  /// No order fails and nobody stays longer in any of these runs, which says nothing of how far the next
  /// run may be from them: no precision is reached, in neither sense of the word.
  @Test(arguments: [
    #""kind": "absolute", "half_width": 1000"#, #""share": 0.9"#,
  ])
  func equalValuesAreNoPrecision(width: String) throws {
    for metric in ["orders_failed", "overtime_h"] {
      let asked = """
        , "precision": { "metric": "\(metric)", \(width), "most_replications": 12 }
        """
      let outcome = try run(design(asked, replications: 5), into: "equal.sqlite").outcome
      #expect(outcome.isPrecise == false && outcome.replications == 12, "\(metric)")
      let farthest = try #require(outcome.farthest)
      #expect(farthest.shortfall == .constant && farthest.replicationsNeeded == nil, "\(metric)")
      #expect(farthest.observations == [Double](repeating: 0, count: 12), "\(metric)")
    }
  }
}

/// Numbers of runs of the rounds of an experiment, as its progress tells them.
private final class Rounds: @unchecked Sendable {
  private let lock = NSLock()
  private var known: [(size: Int, share: Double)] = []

  var sizes: [Int] { lock.withLock { known.map(\.size) } }

  /// A round is told of again and again, with a share that rises to 1; threads may pass each other.
  func add(_ progress: Experiment.Progress) {
    lock.withLock {
      if let last = known.last, last.size == progress.runs, progress.share > last.share - 0.5 {
        known[known.count - 1].share = max(last.share, progress.share)
      } else {
        known.append((progress.runs, progress.share))
      }
    }
  }
}

extension StoredOrder {
  fileprivate var pickTime: SimulationTime? {
    pickEndedAt.flatMap { end in pickStartedAt.map { end - $0 } }
  }

  fileprivate var packTime: SimulationTime? {
    packEndedAt.flatMap { end in packStartedAt.map { end - $0 } }
  }
}
