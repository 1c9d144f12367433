import DiscreteEvents
package import LogisticsPark
package import ResultStore
package import ScenarioFiles

/// Replications of several variants of a scenario, stored in one results file.
///
/// What the file holds already is not run again, so an experiment that was interrupted goes on, and one
/// that is complete is answered from the file.
package struct Experiment: Sendable {
  /// What is run.
  package let design: ExperimentDesign
  /// Threads to use, at least 1.
  package let threads: Int
  /// The share of the runs that is made; nil for all.
  package let shard: Shard?
  /// Orders and events after which a run is ended; nil for none.
  package var limits: CostLimits?

  /// Prepares an experiment.
  ///
  /// - Parameters:
  ///   - design: What is run; without a precision to reach, if only a share is made.
  ///   - threads: Threads to use, at least 1.
  ///   - shard: The share of the runs that is made; nil for all.
  package init(_ design: ExperimentDesign, threads: Int, shard: Shard? = nil) {
    precondition(shard == nil || design.precision == nil, "a shard can not look for a precision")
    self.design = design
    self.threads = threads
    self.shard = shard
  }

  /// A run of an experiment.
  package struct Run: Hashable, Sendable {
    /// Index of its variant.
    package var variant: Int
    /// Index of its seed.
    package var seed: Int
    /// Number of its replication, from 1.
    package var replication: Int

    /// Names a run.
    package init(variant: Int, seed: Int, replication: Int) {
      self.variant = variant
      self.seed = seed
      self.replication = replication
    }
  }

  /// The runs up to a number of replications, or those of the shard: replication by replication over
  /// all seeds, and seed by seed over all variants.
  package func runs(upTo replications: Int) -> [Run] {
    let variants = design.variants.count
    let first = shard.map { $0.number - 1 } ?? 0
    let step = shard?.count ?? 1
    let seeds = design.seeds.count
    return stride(from: first, to: replications * seeds * variants, by: step).map {
      Run(
        variant: $0 % variants,
        seed: $0 / variants % seeds,
        replication: $0 / variants / seeds + 1
      )
    }
  }

  /// What the runs cost that the design asks for.
  ///
  /// - Parameter held: Runs that are there and will not be made again.
  /// - Returns: The cost of all that are missing, or of the shard's; with a precision to reach of the most
  ///   that may be made.
  package func cost(without held: CompleteRuns? = nil) -> CommandCost {
    let each = max(design.replications, design.precision?.mostReplications ?? 0)
    let telemetry = TelemetryLevel(rawValue: design.telemetry) ?? .none
    var costs: [String: RunCost] = [:]
    var cost = CommandCost()
    let counts = countsOfRuns(among: each * design.seeds.count)
    for (index, variant) in design.variants.enumerated() {
      let digest = variant.scenario.digest
      let run =
        costs[digest] ?? RunCost(variant.scenario.configuration, telemetry: telemetry)
      costs[digest] = run
      let there = held?.count(of: variant.name, scenario: digest) { seed, number in
        guard number <= each, let place = variant.seeds.firstIndex(of: seed) else { return false }
        let round = (number - 1) * design.seeds.count + place
        return shard?.holds(round * design.variants.count + index) ?? true
      }
      cost.add(run, runs: counts[index] - (there ?? 0))
    }
    return cost
  }

  /// How many of the first runs of each variant are ours.
  ///
  /// Of more runs than anybody makes it is about as many of each.
  private func countsOfRuns(among rounds: Int) -> [Int] {
    let variants = design.variants.count
    guard let shard else { return Array(repeating: rounds, count: variants) }
    guard rounds * variants / shard.count <= 1_000_000 else {
      return Array(repeating: (rounds + shard.count - 1) / shard.count, count: variants)
    }
    var counts = Array(repeating: 0, count: variants)
    for index in stride(from: shard.number - 1, to: rounds * variants, by: shard.count) {
      counts[index % variants] += 1
    }
    return counts
  }

  /// How far an experiment has come.
  package struct Progress: Sendable {
    /// Runs of this round.
    package var runs: Int
    /// Share of their work that is done, 0 to 1.
    package var share: Double
  }

  /// What an experiment came to.
  package struct Outcome: Sendable {
    /// Replications that every variant has with each seed; the runs from 1 to this one are complete.
    package var replications: Int
    /// Runs that the file held before.
    package var reused: Int
    /// Runs made now.
    package var made: Int
    /// Runs that failed.
    package var failures: [BatchError]
    /// Whether the precision was reached, if one was asked for.
    package var isPrecise: Bool?
    /// The variant that is the farthest from the precision; nil if none was asked for.
    package var farthest: PrecisionProgress?
  }

  /// The experiment as the results file keeps it.
  package var text: ExperimentText {
    ExperimentText(name: design.name, digest: design.digest, text: design.text)
  }

  /// Runs what the file does not hold yet.
  ///
  /// Replications are run in turn over all variants, so that an experiment which is interrupted has
  /// as many of each. A run that fails is reported at the end; the others are complete.
  ///
  /// - Parameters:
  ///   - file: Takes the runs.
  ///   - provenance: Where and by what they are made.
  ///   - waiting: How long finished runs wait for another program that holds the file.
  ///   - progress: Told how far this round is, from any thread.
  /// - Returns: What it came to.
  /// - Throws: `StoreError`.
  package func run(
    into file: ResultFile,
    provenance: RunProvenance,
    waiting: JoinWait = JoinWait(),
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> Outcome {
    var outcome = Outcome(replications: 0, reused: 0, made: 0, failures: [], isPrecise: nil)
    var wanted = design.replications
    try file.enter(text)
    while true {
      let held = try CompleteRuns(telemetry: design.telemetry, in: file)
      let missing = self.runs(upTo: wanted).filter { held.id(of: $0, design) == nil }
      let before = outcome.failures.count
      let queue = RunQueue(
        file: file,
        provenance: provenance,
        threads: threads,
        waiting: waiting,
        experiment: text
      )
      let failures = Failures()
      try queue.run(
        missing.count,
        job: jobs(missing),
        progress: { progress(Progress(runs: missing.count, share: $0)) },
        taking: { index, result in
          if case .failure(let error) = result { failures.errors.append((index, error)) }
        }
      )
      for (_, error) in failures.errors.sorted(by: { $0.index < $1.index }) {
        guard let error = error as? BatchError else { throw error }
        outcome.failures.append(error)
      }
      outcome.made += missing.count - (outcome.failures.count - before)
      outcome.replications = wanted
      outcome.reused = self.runs(upTo: wanted).count - outcome.made - outcome.failures.count
      guard outcome.failures.isEmpty, let precision = design.precision else { return outcome }
      let farthest = try farthest(after: wanted, precision, in: file)
      outcome.isPrecise = farthest.isReached
      outcome.farthest = farthest
      guard !farthest.isReached, wanted < precision.mostReplications else { return outcome }
      wanted = min(farthest.next(after: wanted), precision.mostReplications)
    }
  }

  /// What failed; used by one thread at a time.
  private final class Failures: @unchecked Sendable {
    var errors: [(index: Int, error: any Error)] = []
  }

  /// Makes the jobs of some runs one by one.
  private func jobs(_ runs: [Run]) -> @Sendable (Int) -> RunJob {
    let telemetry = TelemetryLevel(rawValue: design.telemetry) ?? .none
    // The text of a scenario may be long; the runs of a variant share it.
    let texts = design.variants.map(\.scenario.canonicalText)
    let digests = design.variants.map(\.scenario.digest)
    let (design, limits) = (design, limits)
    return { index in
      let run = runs[index]
      let variant = design.variants[run.variant]
      let identity = RunIdentity(
        scenario: variant.scenario.configuration.name,
        scenarioDigest: digests[run.variant],
        scenarioText: texts[run.variant],
        variant: variant.name,
        replication: run.replication,
        seed: variant.seeds[run.seed],
        modelRevision: ModelRevision.current,
        telemetry: design.telemetry,
        horizonTicks: variant.scenario.configuration.study.end.ticks
      )
      return RunJob(variant.scenario, identity, telemetry: telemetry, limits: limits)
    }
  }

  /// How far the variant is that is the farthest from the precision.
  private func farthest(
    after count: Int,
    _ precision: ExperimentDesign.Precision,
    in file: ResultFile
  ) throws -> PrecisionProgress {
    let held = try CompleteRuns(telemetry: design.telemetry, in: file)
    let values = try file.values(of: [precision.metric])
    var observed = design.variants.map { _ in [Double]() }
    for run in self.runs(upTo: count) {
      guard let value = held.id(of: run, design).flatMap({ values[$0]?[precision.metric] })
      else { continue }
      observed[run.variant].append(value)
    }
    return observed.enumerated().map { variant, observations in
      PrecisionProgress(
        of: observations,
        variant: variant,
        replications: count,
        design: design,
        precision: precision
      )
    }
    .reduce(nil) { farthest, next in
      farthest.map { next.isFarther(than: $0) ? next : $0 } ?? next
    }
      ?? PrecisionProgress(
        of: [],
        variant: 0,
        replications: count,
        design: design,
        precision: precision
      )
  }
}
