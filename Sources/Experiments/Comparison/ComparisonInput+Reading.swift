import DiscreteEvents
import LogisticsPark
package import ResultStore
import ScenarioFiles

extension ComparisonInput {
  /// Metrics that are compared where nobody has said which.
  private static let usualMetrics = [
    "lead_time_s", "on_time_share", "backlog_orders", "energy_grid_kwh",
  ]

  /// Reads what is to be compared.
  ///
  /// Of one file with experiments it is the last experiment, or the one that is named; else every
  /// variant of every file. Runs that were forked stand for no scenario and are left out.
  ///
  /// - Parameters:
  ///   - files: Results files.
  ///   - experiment: Name of an experiment.
  ///   - variants: Names of the variants to compare, the standard first; all if empty.
  ///   - metrics: Names of the metrics to judge on; those of the experiment, or usual ones, if empty.
  /// - Throws: ``Trouble``, or `StoreError`.
  package init(
    _ files: [ResultFile],
    experiment: String?,
    variants: [String],
    metrics: [String]
  ) throws {
    let record = try Self.record(in: files, named: experiment)
    var (systems, strangers) = try Self.systems(in: files, record)
    if let record, let index = systems.firstIndex(where: { $0.name == record.standard }) {
      systems.insert(systems.remove(at: index), at: 0)
    }
    if let name = variants.first(where: { name in variants.count { $0 == name } > 1 }) {
      throw Trouble.variantTwice(name)
    }
    if !variants.isEmpty {
      systems = try variants.map { name in
        guard let system = systems.first(where: { $0.name == name }) else {
          throw Trouble.unknownVariant(name, known: systems.map(\.name))
        }
        return system
      }
    }
    guard systems.count > 1 else {
      throw variants.isEmpty
        ? Trouble.tooFewVariants(systems.map(\.name)) : Trouble.nothingToCompareWith(variants[0])
    }
    let definitions = try Self.definitions(in: files)
    let names = metrics.isEmpty ? record?.primaryMetrics ?? Self.usualMetrics : metrics
    let known = definitions.map(\.name)
    let isChosen = !metrics.isEmpty || record != nil
    for name in names where isChosen && !known.contains(name) {
      throw Trouble.unknownMetric(name, known: known)
    }
    let wanted = names.compactMap { name in definitions.first { $0.name == name } }
    let values = try files.map { try $0.values(of: wanted.map(\.name)) }
    let orders = try files.map { try $0.values(of: [Self.created, Self.open]) }
    for system in systems.indices {
      for (replication, run) in systems[system].runs {
        systems[system].runs[replication]?.values = values[run.file][run.id] ?? [:]
      }
      systems[system].incomplete.subtract(systems[system].runs.keys)
      systems[system].configuration = try Self.configuration(of: systems[system], in: files)
      systems[system].openShare = try Self.openShare(of: systems[system], orders, in: files)
    }
    // Of the usual metrics only those that all variants have.
    let judged = wanted.filter { metric in
      isChosen
        || systems.allSatisfy { $0.runs.values.contains { $0.values[metric.name] != nil } }
    }
    self.init(
      systems: systems,
      metrics: judged,
      experiment: record?.name,
      level: record?.level,
      isIndependent: record.map { !$0.hasCommonNumbers } ?? false,
      seedCount: record?.variants.first?.seeds.count ?? 1,
      strangers: experiment == nil ? strangers : 0,
      factors: record?.factors ?? [],
      values: record?.values ?? []
    )
  }

  private static let created = "orders_created"
  private static let open = "orders_open_at_end"

  private static func configuration(
    of system: ComparedSystem,
    in files: [ResultFile]
  ) throws -> ParkConfiguration? {
    guard let run = system.runs.values.first,
      let text = try files[run.file].scenarioText(of: run.id)
    else { return nil }
    return try? ScenarioFile.read(stored: SourceText(name: "stored scenario", text: text))
      .configuration
  }

  /// From the metrics, or from the orders themselves where not all of them count.
  private static func openShare(
    of system: ComparedSystem,
    _ orders: [[RunID: [String: Double]]],
    in files: [ResultFile]
  ) throws -> Double {
    let study = system.configuration?.study
    let window = study?.ordersFrom ?? study?.ordersUntil
    var (open, created) = (0.0, 0.0)
    for replication in system.replications {
      guard let run = system.runs[replication], let counts = orders[run.file][run.id] else {
        continue
      }
      if let study, window != nil {
        let counted = study.countedOrders
        let found = try files[run.file].orderCounts(
          of: run.id,
          createdIn: counted.lowerBound.ticks..<counted.upperBound.ticks
        )
        open += Double(found.open)
        created += Double(found.all)
        continue
      }
      open += counts[Self.open] ?? 0
      created += counts[Self.created] ?? 0
    }
    return created > 0 ? open / created : 0
  }

  private static func record(
    in files: [ResultFile],
    named name: String?
  ) throws -> ExperimentRecord? {
    guard files.count == 1 || name != nil else { return nil }
    let texts = try files.flatMap { try $0.experiments() }
    guard let name else { return texts.last.flatMap { ExperimentRecord($0.text) } }
    guard let text = texts.last(where: { $0.name == name }) else {
      throw Trouble.unknownExperiment(name, known: texts.map(\.name))
    }
    guard let record = ExperimentRecord(text.text) else {
      throw Trouble.unknownExperiment(name, known: [])
    }
    return record
  }

  private static func systems(
    in files: [ResultFile],
    _ record: ExperimentRecord?
  ) throws -> (systems: [ComparedSystem], strangers: Int) {
    var systems: [ComparedSystem] =
      record?.variants.map { variant in
        var system = ComparedSystem(name: variant.name, scenario: variant.scenario)
        system.levels = variant.levels
        return system
      } ?? []
    let seeds = record?.variants.map(\.seeds)
    var strangers = 0
    for (number, file) in files.enumerated() {
      for run in try file.runs() where run.identity.fork == nil {
        let identity = run.identity
        var index = systems.firstIndex {
          $0.name == identity.variant && $0.scenario == identity.scenarioDigest
        }
        if record == nil, index == nil {
          index = systems.count
          systems.append(
            ComparedSystem(name: identity.variant, scenario: identity.scenarioDigest)
          )
        }
        guard let index, seeds.map({ $0[index].contains(identity.seed) }) ?? true else {
          if run.status == .complete { strangers += 1 }
          continue
        }
        systems[index].add(run, of: number)
      }
    }
    return (named(systems), strangers)
  }

  /// Variants of one name with different scenarios get the beginning of their digests.
  private static func named(_ systems: [ComparedSystem]) -> [ComparedSystem] {
    let counts = Dictionary(grouping: systems, by: \.name).mapValues(\.count)
    return systems.map { system in
      guard counts[system.name, default: 1] > 1 else { return system }
      var renamed = ComparedSystem(
        name: "\(system.name) \(system.scenario.prefix(8))",
        scenario: system.scenario
      )
      renamed.runs = system.runs
      renamed.incomplete = system.incomplete
      renamed.planned = system.planned
      return renamed
    }
  }

  /// Definitions of all files by name; of several with one name, the program's own or the last.
  private static func definitions(in files: [ResultFile]) throws -> [MetricDefinition] {
    var definitions: [String: MetricDefinition] = [:]
    for file in files {
      for stored in try file.definitions() {
        definitions[stored.name] =
          MetricCatalogue.definition(of: stored.name)
          ?? MetricDefinition(
            name: stored.name,
            unit: stored.unit,
            meaning: stored.meaning,
            direction: stored.direction
          )
      }
    }
    for quantile in MetricCatalogue.judged
    where definitions[MetricCatalogue.column(of: quantile.name).metric] != nil {
      definitions[quantile.name] = quantile
    }
    return definitions.values.sorted { $0.name < $1.name }
  }
}

extension ComparedSystem {
  /// Takes a run in; one that is there twice has the same rows, so the later revision counts.
  fileprivate mutating func add(_ run: StoredRun, of file: Int) {
    let replication = Replication(seed: run.identity.seed, number: run.identity.replication)
    guard run.status == .complete, let digest = run.digest else {
      if run.status == .failed { incomplete.insert(replication) }
      planned = max(planned, replication.number)
      return
    }
    planned = max(planned, replication.number)
    if let known = runs[replication], known.modelRevision >= run.identity.modelRevision { return }
    runs[replication] = Run(
      id: run.id,
      file: file,
      modelRevision: run.identity.modelRevision,
      horizonTicks: run.identity.horizonTicks,
      digest: digest,
      values: [:]
    )
  }
}
