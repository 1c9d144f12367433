import DiscreteEvents
import LogisticsPark
import ResultStore
import ScenarioFiles
import Wording

/// Reads the runs of several results files, of which a damaged one costs the others nothing.
struct ResultsReading {
  /// The files.
  let files: [ComparedFile]
  /// Definitions of the metrics of all files by name.
  private(set) var definitions: [MetricDefinition] = []
  /// Files that can not be read.
  private(set) var aside: [SetAside] = []

  private var runs: [[StoredRun]] = []
  private var broken: Set<Int> = []

  /// Reads what runs and metrics there are.
  ///
  /// - Throws: `StoreError`, if there is one file alone.
  init(_ files: [ComparedFile]) throws {
    self.files = files
    var known: [String: MetricDefinition] = [:]
    for number in files.indices {
      let read = try reading(number) {
        (try files[number].file.runs(), try files[number].file.definitions())
      }
      runs.append(read?.0 ?? [])
      for stored in read?.1 ?? [] {
        known[stored.name] =
          MetricCatalogue.definition(of: stored.name)
          ?? MetricDefinition(
            name: stored.name,
            unit: stored.unit,
            meaning: stored.meaning,
            direction: stored.direction
          )
      }
    }
    nameFilesWithoutVariants()
    for quantile in MetricCatalogue.judged
    where known[MetricCatalogue.column(of: quantile.name).metric] != nil {
      known[quantile.name] = quantile
    }
    definitions = known.values.sorted { $0.name < $1.name }
  }

  /// Makes metrics of parts known that somebody has asked for, such as `lead_time_s@cold-store`.
  ///
  /// - Throws: `ComparisonInput.Trouble` where no run has such a part or where several do; `StoreError`, if there is
  ///   one file alone.
  mutating func know(partsOf names: [String]) throws {
    for name in names where !definitions.contains(where: { $0.name == name }) {
      let read = MetricName(name)
      guard let part = read.part, let definition = MetricCatalogue.definition(of: name) else {
        continue
      }
      var known: [MetricName.Part] = []
      for number in files.indices {
        let file = files[number].file
        let found = try reading(number) { try file.parts(with: read.metric) } ?? []
        known += found.filter { !known.contains($0) }
      }
      let meant = known.filter { read.isOf($0.kind ?? "", $0.name) }
      guard meant.count == 1 else {
        throw meant.isEmpty
          ? ComparisonInput.Trouble.unknownPart(part.text, of: read.metric, known: known)
          : ComparisonInput.Trouble.severalParts(
            part.name,
            meant.map { "\(read.ofPark)@\($0.text)" }
          )
      }
      definitions.append(definition)
    }
  }

  /// A file that gives no variant is named, and does not vanish.
  private mutating func nameFilesWithoutVariants() {
    for (number, runs) in runs.enumerated() where !broken.contains(number) {
      let forks = runs.count { $0.identity.fork != nil }
      guard forks == runs.count else { continue }
      aside.append(SetAside(name: files[number].name, forks == 0 ? .noRun : .onlyForks(forks)))
    }
  }

  /// Variants all of whose runs were forked, in files that have other runs too.
  ///
  /// - Parameter isFileByFile: Whether each is named with its file.
  /// - Returns: The variants, in the order of their names.
  func forked(isFileByFile: Bool) -> [SetAside] {
    let mixed = runs.enumerated().filter { _, runs in
      runs.contains { $0.identity.fork == nil }
    }.flatMap { number, runs in
      runs.map { run in
        let variant = run.identity.variant
        // What this program has made of hand-ins has their names.
        let isNamedByFile = isFileByFile && files[number].record == nil
        let name = isNamedByFile ? "\(files[number].name): \(variant)" : variant
        return (name: name, isFork: run.identity.fork != nil)
      }
    }
    let whole = Set(mixed.filter { !$0.isFork }.map(\.name))
    return Dictionary(grouping: mixed.filter(\.isFork).map(\.name)) { $0 }
      .filter { !whole.contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { SetAside(name: $0.key, .onlyForks($0.value.count)) }
  }

  /// Reads from a file; one that can not be read is named, and nothing of it is used.
  private mutating func reading<Value>(_ number: Int, _ body: () throws -> Value) throws -> Value? {
    guard !broken.contains(number) else { return nil }
    do {
      return try body()
    } catch let error as StoreError where files.count > 1 {
      broken.insert(number)
      aside.append(SetAside(name: files[number].name, .unreadable(error.words)))
      return nil
    }
  }

  /// The variants of an experiment, or all variants of all files; runs that were forked stand for no
  /// scenario and are left out.
  ///
  /// - Parameters:
  ///   - record: The experiment.
  ///   - isFileByFile: Whether what two files have is two variants in any case.
  /// - Returns: The variants, and how many complete runs belong to none of them.
  func systems(
    of record: ExperimentRecord?,
    isFileByFile: Bool
  ) -> (systems: [ComparedSystem], strangers: Int) {
    guard let record else {
      let joined = collected(isFileByFile: isFileByFile)
      // Shards of one variant share no replication; copies of it do, and are told apart.
      return (joined.isOverlapping ? collected(isFileByFile: true).systems : joined.systems, 0)
    }
    var systems = record.variants.map { variant in
      var system = ComparedSystem(name: variant.name, scenario: variant.scenario)
      system.levels = variant.levels
      return system
    }
    var strangers = 0
    for (number, runs) in runs.enumerated() {
      for run in runs where run.identity.fork == nil {
        let index = systems.firstIndex {
          $0.variant == run.identity.variant && $0.scenario == run.identity.scenarioDigest
        }
        guard let index, record.variants[index].seeds.contains(run.identity.seed),
          run.identity.replication <= record.lastReplication ?? .max
        else {
          if run.status == .complete { strangers += 1 }
          continue
        }
        systems[index].add(run, of: number)
      }
    }
    return (systems, strangers)
  }

  private func collected(
    isFileByFile: Bool
  ) -> (systems: [ComparedSystem], isOverlapping: Bool) {
    var systems: [ComparedSystem] = []
    var places: [[String]: Int] = [:]
    var isOverlapping = false
    var beyond: [(of: [String], run: ComparedSystem.Run)] = []
    for (number, runs) in runs.enumerated() {
      let chosen = Self.variants(of: files[number].record)
      for run in runs where run.identity.fork == nil {
        let identity = run.identity
        let own = [identity.variant, identity.scenarioDigest]
        guard chosen?[own]?.contains(identity.seed) ?? (chosen == nil) else { continue }
        let key = own + (isFileByFile ? ["\(number)"] : [])
        if identity.replication > files[number].lastReplication ?? .max {
          if let run = ComparedSystem.Run(run, of: number) { beyond.append((key, run)) }
          continue
        }
        if places[key] == nil {
          places[key] = systems.count
          var system = ComparedSystem(name: identity.variant, scenario: identity.scenarioDigest)
          system.file = isFileByFile && chosen == nil ? number : nil
          systems.append(system)
        }
        guard let place = places[key] else { continue }
        let known = systems[place].runs[ComparedSystem.replication(of: run)]
        if run.status == .complete, let known, known.file != number { isOverlapping = true }
        systems[place].add(run, of: number)
      }
    }
    for (key, run) in beyond {
      if let place = places[key] { systems[place].beyond.append(run) }
    }
    return (isFileByFile ? named(systems) : systems, isOverlapping)
  }

  /// Seeds of the variants of an experiment by name and scenario; nil if all runs are taken.
  private static func variants(of record: ExperimentRecord?) -> [[String]: [UInt64]]? {
    record.map { record in
      Dictionary(record.variants.map { ([$0.name, $0.scenario], $0.seeds) }) { first, _ in first }
    }
  }

  /// Variants named after their files, with their own names where a file has several.
  private func named(_ systems: [ComparedSystem]) -> [ComparedSystem] {
    let counts = Dictionary(grouping: systems.compactMap(\.file)) { $0 }.mapValues(\.count)
    return systems.map { system in
      guard let file = system.file else { return system }
      var system = system
      system.name =
        counts[file] == 1 ? files[file].name : "\(files[file].name): \(system.variant)"
      return system
    }
  }

  /// Reads values, orders and scenarios of variants.
  ///
  /// - Parameters:
  ///   - systems: The variants.
  ///   - metrics: Names of the metrics that are wanted.
  ///   - checksDigests: Whether the digest of every run is computed anew.
  /// - Returns: The variants that could be read, and were not edited.
  /// - Throws: `StoreError`, if there is one file alone.
  mutating func filled(
    _ systems: [ComparedSystem],
    _ metrics: [String],
    checksDigests: Bool
  ) throws -> [ComparedSystem] {
    var systems = systems
    let (wanted, orders) = (metrics, [Self.created, Self.open])
    var counts = systems.map { _ in (open: 0.0, counted: 0.0) }
    for number in files.indices {
      let file = files[number].file
      let read = try reading(number) { (try file.values(of: wanted), try file.values(of: orders)) }
      for index in systems.indices where systems[index].sources.contains(number) {
        for (replication, run) in systems[index].runs where run.file == number {
          systems[index].runs[replication]?.values = read?.0[run.id] ?? [:]
          systems[index].runs[replication]?.created = read?.1[run.id]?[Self.created]
        }
      }
      for index in systems.indices where systems[index].sources.contains(number) {
        let system = systems[index]
        let found = try reading(number) {
          try Self.details(of: system, read?.1 ?? [:], number, file)
        }
        guard let found else { continue }
        systems[index].stored = systems[index].stored ?? found.stored
        counts[index].open += found.open
        counts[index].counted += found.counted
        if counts[index].counted > 0 {
          systems[index].openShare = counts[index].open / counts[index].counted
        }
      }
    }
    systems = try checksDigests ? unedited(systems) : systems
    // What stands in a file that can not be read is named by that file.
    return systems.filter { system in
      guard system.sources.isDisjoint(with: broken) else { return false }
      guard system.runs.isEmpty else { return true }
      aside.append(
        SetAside(
          name: system.name,
          .noCompleteRun(begun: system.begun.count + system.incomplete.count, why: why(system))
        )
      )
      return false
    }
  }

  /// Reads variants that are only looked at beside others; what is wrong with them is nobody's concern.
  ///
  /// - Parameters:
  ///   - systems: The variants.
  ///   - metrics: Names of the metrics that are wanted.
  /// - Returns: Those that could be read, and were not edited.
  /// - Throws: `StoreError`, if there is one file alone.
  mutating func references(
    _ systems: [ComparedSystem],
    _ metrics: [String]
  ) throws -> [ComparedSystem] {
    guard !systems.isEmpty else { return [] }
    var copy = self
    let found = try copy.filled(systems, metrics, checksDigests: true)
    // A file that turns out to be damaged is one for the others too.
    broken.formUnion(copy.broken)
    aside += copy.aside.filter { entry in
      !aside.contains(entry) && !systems.contains { $0.name == entry.name }
    }
    return found
  }

  /// Reads all that came about in runs of which one is this program's and another one of the same was handed in.
  ///
  /// - Parameters:
  ///   - systems: What is compared.
  ///   - references: What this program has made besides.
  /// - Returns: Both, in their order.
  /// - Throws: `StoreError`, if there is one file alone.
  mutating func withOutcomes(
    _ systems: [ComparedSystem],
    beside references: [ComparedSystem]
  ) throws -> (systems: [ComparedSystem], references: [ComparedSystem]) {
    var all = systems + references
    let made = Set(all.filter { $0.file == nil }.map(\.content))
    let handedIn = Set(all.filter { $0.file != nil }.map(\.content))
    for index in all.indices where made.contains(all[index].content) {
      guard handedIn.contains(all[index].content) else { continue }
      for (replication, run) in all[index].runs {
        let file = files[run.file].file
        all[index].runs[replication]?.outcome = try reading(run.file) {
          ComparedSystem.Outcome(
            events: try file.eventsDigest(of: run.id),
            metrics: Dictionary(
              try file.metrics(of: run.id).map { ($0.name, $0.figures) }
            ) { first, _ in first }
          )
        }
      }
    }
    // What stands in a file that turns out to be damaged is named by that file.
    let broken = broken
    let whole = { (systems: ArraySlice<ComparedSystem>) in
      systems.filter { $0.sources.isDisjoint(with: broken) }
    }
    return (whole(all.prefix(systems.count)), whole(all.dropFirst(systems.count)))
  }

  private func why(_ system: ComparedSystem) -> String? {
    system.sources.sorted().flatMap { runs[$0] }.last {
      $0.identity.variant == system.variant && $0.identity.scenarioDigest == system.scenario
        && $0.status == .failed
    }?.reason
  }

  private static let created = "orders_created"
  private static let open = "orders_open_at_end"

  /// The scenario of a variant, and of the orders that count those that were open at the end: from the
  /// metrics, or from the orders themselves where not all of them count.
  private static func details(
    of system: ComparedSystem,
    _ orders: [RunID: [String: Double]],
    _ number: Int,
    _ file: ResultFile
  ) throws -> (stored: Scenario?, open: Double, counted: Double) {
    let runs = system.replications.compactMap { system.runs[$0] }.filter { $0.file == number }
    guard let first = runs.first else { return (nil, 0, 0) }
    let stored = try file.scenarioText(of: first.id).flatMap { text in
      try? ScenarioFile.read(stored: SourceText(name: "stored scenario", text: text))
    }
    let study = stored?.configuration.study
    let window = study.flatMap { $0.ordersFrom ?? $0.ordersUntil }
    var (open, counted) = (0.0, 0.0)
    for run in runs {
      guard let counts = orders[run.id] else { continue }
      if let study, window != nil {
        let times = study.countedOrders
        let found = try file.orderCounts(
          of: run.id,
          createdIn: times.lowerBound.ticks..<times.upperBound.ticks
        )
        open += Double(found.open)
        counted += Double(found.all)
      } else {
        open += counts[Self.open] ?? 0
        counted += counts[Self.created] ?? 0
      }
    }
    return (stored, open, counted)
  }

  /// The variants all of whose runs have the rows that their digests are of.
  private mutating func unedited(_ systems: [ComparedSystem]) throws -> [ComparedSystem] {
    var kept: [ComparedSystem] = []
    for system in systems {
      var edited = 0
      // An edit of any run is one of what was handed in.
      let runs = system.replications.compactMap { system.runs[$0] } + system.beyond
      for run in runs {
        let file = files[run.file].file
        let damage = try reading(run.file) { try file.damage(of: run.id, digest: run.digest) }
        if let damage, damage != nil { edited += 1 }
      }
      if edited > 0 {
        aside.append(SetAside(name: system.name, .edited(runs: edited, of: runs.count)))
      } else {
        kept.append(system)
      }
    }
    return kept
  }
}
