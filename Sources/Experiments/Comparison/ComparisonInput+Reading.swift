import LogisticsPark
package import ResultStore
import ScenarioFiles

extension ComparisonInput {
  /// Metrics that are compared where nobody has said which.
  static let usualMetrics = [
    "lead_time_s", "on_time_share", "backlog_orders", "energy_grid_kwh",
  ]

  /// Reads what is to be compared.
  ///
  /// Of one file with experiments it is the last experiment, or the one that is named; else every
  /// variant of every file. Variants that can not be compared with the others are set aside, but for those
  /// that are named, and those of an experiment, in which somebody chose what differs; what several people
  /// handed in is no such experiment.
  ///
  /// - Parameters:
  ///   - files: Results files.
  ///   - request: What is asked.
  ///   - aside: What was set aside before.
  /// - Throws: ``Trouble``, or `StoreError` where there is one file alone.
  /// - Complexity: All rows of all runs, where digests are checked.
  package init(
    _ files: [ComparedFile],
    _ request: ComparisonRequest,
    aside: [SetAside] = []
  ) throws {
    if files.isEmpty { throw Trouble.tooFewVariants([], aside: aside) }
    var reading = try ResultsReading(files)
    let record = try Self.record(in: files.map(\.file), request)
    let names = files.map(\.name)
    let found = reading.systems(of: record, isFileByFile: request.isFileByFile)
    let all = SystemNames.distinct(found.systems, files: names)
    let forked = reading.forked(isFileByFile: request.isFileByFile)
    // Who is asked for and was set aside is told why, and not the name of somebody else.
    let unread = aside + reading.aside + forked
    if let name = request.variants.first(where: { Self.system($0, of: all, files: names) == nil }),
      let known = unread.first(where: { $0.name == name })
    {
      throw Trouble.notCompared(known)
    }
    let asked = try Self.asked(of: all, request, files: names)
    try reading.know(partsOf: request.metrics + (request.goal.map { [$0.metric] } ?? []))
    let (judged, family) = try Self.metrics(of: reading.definitions, request, record)
    let goal = try request.goal.map { ($0, try Self.metric($0.metric, in: reading.definitions)) }
    let wanted = EnergyLeftOver.completed(
      (judged + family).map(\.name) + (goal.map { [$0.0.metric] } ?? [])
    )
    // Results of somebody who is named are looked at beside what this program makes of the same, named or not.
    let unasked =
      request.isFileByFile && request.checksDigests && asked.contains { $0.file != nil }
      ? all.filter { system in
        system.file == nil && !asked.contains { $0.name == system.name }
      } : []
    var references = try reading.references(unasked, wanted)
    var systems = try reading.filled(asked, wanted, checksDigests: request.checksDigests)
    if request.isFileByFile, request.checksDigests {
      (systems, references) = try reading.withOutcomes(systems, beside: references)
    }
    for index in systems.indices {
      systems[index].incomplete.subtract(systems[index].runs.keys)
      systems[index].begun.subtract(systems[index].runs.keys)
    }
    let isDesigned = record != nil && record?.handIns == nil
    let chosen =
      request.standard ?? request.variants.first
      ?? (record?.handIns == .most ? nil : record?.standard)
    if let index = systems.firstIndex(where: { $0.name == chosen }) {
      systems.insert(systems.remove(at: index), at: 0)
    }
    var choice = Comparability(systems, standard: chosen)
    choice.keepOneRevision()
    if request.isFileByFile, request.checksDigests {
      choice.setAsideOtherNumbers(beside: references)
    }
    if request.variants.isEmpty {
      if !isDesigned { choice.keepOneStudyAndOrders(areHandIns: request.isFileByFile) }
      choice.keepSharedReplications(isIndependent: record.map { !$0.hasCommonNumbers } ?? false)
    }
    // Who asks for an experiment, or for variants, has not asked for forks.
    let isOfAll = record == nil && request.variants.isEmpty
    let set = aside + reading.aside + (isOfAll ? forked : []) + choice.aside
    // A goal may be asked of one alone; what it is only compared with is nobody's answer.
    let named = request.variants.compactMap { Self.system($0, of: all, files: names)?.name }
    let aims = choice.systems.indices.filter {
      named.isEmpty || named.contains(choice.systems[$0].name)
    }
    guard goal == nil ? choice.systems.count > 1 : !aims.isEmpty else {
      throw Trouble.tooFewVariants(goal == nil ? choice.systems.map(\.name) : [], aside: set)
    }
    let hasValues = { (metric: MetricDefinition) in
      choice.systems.contains { $0.runs.values.contains { $0.values[metric.name] != nil } }
    }
    self.init(
      systems: Self.withChanges(choice.systems),
      aside: set,
      // Of the usual metrics only those that are measured.
      metrics: request.metrics.isEmpty && record == nil ? judged.filter(hasValues) : judged,
      family: record == nil ? family.filter(hasValues) : family,
      goal: goal,
      goalSystems: aims,
      experiment: record?.name,
      isDesigned: isDesigned,
      isChecked: request.checksDigests,
      missingStandard: choice.systems.first?.name == chosen ? nil : chosen,
      level: record?.level,
      isIndependent: record.map { !$0.hasCommonNumbers } ?? false,
      seedCount: record?.variants.first?.seeds.count ?? 1,
      wholeness: record.map {
        Self.wholeness(of: asked, seeds: $0.variants.first?.seeds.count ?? 1)
      },
      strangers: request.experiment == nil ? found.strangers : 0,
      hasOtherExperiments: try Self.hasOthers(than: record?.name, in: files.map(\.file)),
      strayResults: request.isFileByFile && request.looksForStrays && !request.hasSettings
        ? Self.strayResults(choice.systems, beside: references, of: all, names) : [],
      unverified: request.isFileByFile && request.checksDigests
        ? choice.systems.filter { system in
          system.file != nil
            && !(choice.systems + references).contains { $0.file == nil && $0.covers(system) }
        }.map(\.name) : [],
      areHandIns: request.isFileByFile,
      factors: record?.factors ?? [],
      values: record?.values ?? []
    )
  }

  /// Reads what is to be compared of files that are named after their paths.
  package init(
    _ files: [ResultFile],
    experiment: String?,
    variants: [String],
    metrics: [String]
  ) throws {
    var request = ComparisonRequest()
    request.experiment = experiment
    request.variants = variants
    request.metrics = metrics
    try self.init(files.map { ComparedFile(name: $0.path, file: $0) }, request)
  }

  /// The variants that were asked for, in that order; all if none was named.
  private static func asked(
    of systems: [ComparedSystem],
    _ request: ComparisonRequest,
    files: [String]
  ) throws -> [ComparedSystem] {
    var names = request.variants
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw Trouble.variantTwice(name)
    }
    // Who names a standard means it, whoever else is named.
    if let standard = request.standard, !names.contains(standard) { names.insert(standard, at: 0) }
    let chosen = try names.map { name in
      guard let system = system(name, of: systems, files: files) else {
        throw Trouble.unknownVariant(name, known: systems.map(\.name))
      }
      return system
    }
    guard !request.variants.isEmpty else { return systems }
    if names.count == 1, request.goal == nil { throw Trouble.nothingToCompareWith(names[0]) }
    return chosen
  }

  /// The variant of a name; or the only one of a file of that name, under which others know it.
  private static func system(
    _ name: String,
    of systems: [ComparedSystem],
    files: [String]
  ) -> ComparedSystem? {
    if let system = systems.first(where: { $0.name == name }) { return system }
    guard let file = files.firstIndex(of: name) else { return nil }
    let own = systems.filter { $0.sources == [file] }
    return own.count == 1 ? own[0] : nil
  }

  private static func metric(
    _ name: String,
    in definitions: [MetricDefinition]
  ) throws -> MetricDefinition {
    guard let metric = definitions.first(where: { $0.name == name }) else {
      throw Trouble.unknownMetric(name, known: definitions.map(\.name))
    }
    return metric
  }

  /// The metrics to judge on, and those that are read together with them.
  private static func metrics(
    of definitions: [MetricDefinition],
    _ request: ComparisonRequest,
    _ record: ExperimentRecord?
  ) throws -> (judged: [MetricDefinition], family: [MetricDefinition]) {
    let known = definitions.map(\.name)
    let usual = record?.primaryMetrics ?? usualMetrics
    let names = request.metrics.isEmpty ? usual : request.metrics
    let isChosen = !request.metrics.isEmpty || record != nil
    for name in names where isChosen && !known.contains(name) {
      throw Trouble.unknownMetric(name, known: known)
    }
    let find = { (names: [String]) in
      names.compactMap { name in definitions.first { $0.name == name } }
    }
    // One of several is read together with the others, whichever command asks for it.
    let isOfFamily = names.allSatisfy(usual.contains)
    return (find(names), find(isOfFamily ? usual : names))
  }

  /// Results that somebody has put beside a scenario of which they are not, by the names of both.
  ///
  /// The scenario is the one of the same name, or the only one in a folder of its own.
  private static func strayResults(
    _ systems: [ComparedSystem],
    beside references: [ComparedSystem],
    of all: [ComparedSystem],
    _ files: [String]
  ) -> [ComparisonWarning.Stray] {
    let made = (systems + references).filter { $0.file == nil }
    return Dictionary(grouping: systems.filter { $0.file != nil }) { $0.file ?? 0 }
      .sorted { $0.key < $1.key }
      .compactMap { file, variants in
        let folder = HandInName.folder(of: files[file])
        let beside = made.filter { HandInName.folder(of: $0.name) == folder }
        let alike = beside.filter {
          HandInName.stem(of: $0.name) == HandInName.stem(of: files[file])
        }
        let only = !folder.isEmpty && beside.count == 1 ? beside : []
        guard let own = (alike.isEmpty ? only : alike).first,
          !variants.contains(where: { $0.content == own.content }),
          // Nor another variant of the file, whoever is named.
          !all.contains(where: { $0.file == file && $0.scenario == own.scenario })
        else { return nil }
        return ComparisonWarning.Stray(results: variants[0].name, scenario: own.name)
      }
  }

  private static func wholeness(
    of systems: [ComparedSystem],
    seeds: Int
  ) -> (found: Int, of: Int) {
    let most = systems.flatMap { $0.replications.map(\.number) + [$0.planned] }.max() ?? 0
    return (systems.reduce(0) { $0 + $1.runs.count }, most * systems.count * seeds)
  }

  private static func withChanges(_ systems: [ComparedSystem]) -> [ComparedSystem] {
    guard let standard = systems.first?.stored else { return systems }
    return systems.map { system in
      var system = system
      system.changes = system.stored.map { ComparedSystem.Change.all(from: standard, to: $0) }
      return system
    }
  }

  /// Whether files hold experiments of another name.
  private static func hasOthers(than name: String?, in files: [ResultFile]) throws -> Bool {
    guard let name else { return false }
    return try files.contains { try $0.experiments().contains { $0.name != name } }
  }

  private static func record(
    in files: [ResultFile],
    _ request: ComparisonRequest
  ) throws -> ExperimentRecord? {
    let name = request.experiment
    guard files.count == 1 && !request.isFileByFile || name != nil else { return nil }
    let texts = try files.flatMap { try $0.experiments() }
    guard let name else { return texts.last.flatMap { ExperimentRecord($0.text) } }
    guard let text = texts.last(where: { $0.name == name }) else {
      throw Trouble.unknownExperiment(name, known: Set(texts.map(\.name)).sorted())
    }
    guard let record = ExperimentRecord(text.text) else {
      throw Trouble.unknownExperiment(name, known: [])
    }
    return record
  }
}
