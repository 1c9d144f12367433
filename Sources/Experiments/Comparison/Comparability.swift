import DiscreteEvents
import LogisticsPark
import ScenarioFiles

/// Which variants may be compared: same revision of the model, same study, same orders, and enough of the
/// same replications.
///
/// What most variants have is the measure, or what the standard has that was asked for.
struct Comparability {
  /// The variants that are left, the standard first.
  private(set) var systems: [ComparedSystem]
  /// Those that are not.
  private(set) var aside: [SetAside] = []

  /// Name of the standard that somebody chose.
  private let standard: String?

  /// Whether the first one is the standard that somebody chose, and was not set aside.
  private var hasStandard: Bool { standard != nil && systems.first?.name == standard }

  /// Looks at variants.
  ///
  /// - Parameters:
  ///   - systems: The variants, all of which have complete runs.
  ///   - standard: Name of the first one, if somebody chose it as the standard.
  init(_ systems: [ComparedSystem], standard: String?) {
    self.systems = systems
    self.standard = standard
  }

  /// Leaves out runs of other revisions of the model than that of most runs, of equals the later one.
  mutating func keepOneRevision() {
    let revisions = systems.flatMap { $0.runs.values.map(\.modelRevision) }
    let counts = Dictionary(grouping: revisions) { $0 }.mapValues(\.count)
    let usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    guard let usual, counts.count > 1 else { return }
    for index in systems.indices {
      let others = systems[index].runs.filter { $0.value.modelRevision != usual }
      guard !others.isEmpty else { continue }
      if others.count == systems[index].runs.count {
        let found = Set(others.values.map(\.modelRevision)).sorted()
        aside.append(SetAside(name: systems[index].name, .otherRevision(found, usual: usual)))
      } else {
        systems[index].otherRevisions = others.count
      }
      for replication in others.keys { systems[index].runs[replication] = nil }
    }
    systems.removeAll { $0.runs.isEmpty }
  }

  /// Sets aside results that are not what this program has made of the same scenario with the same seeds.
  ///
  /// A digest that is made anew after an edit is right; a run is not. What this program makes of scenario files
  /// belongs to no file of others.
  ///
  /// - Parameter references: What this program has made and nobody has asked to compare.
  mutating func setAsideOtherNumbers(beside references: [ComparedSystem]) {
    let made = (systems + references).filter { $0.file == nil }
    setAside(mayLeaveOne: true) { _, system in
      guard system.file != nil else { return nil }
      // The one that lies beside it is named, and not that of somebody who has handed in the same.
      for one in made.filter(system.liesBeside) + made.filter({ !system.liesBeside($0) })
      where one.content == system.content {
        let runs = Self.differing(one, system)
        if runs > 0 { return .otherNumbers(runs: runs, of: system.runs.count, than: one.name) }
      }
      return nil
    }
  }

  /// Names of variants that simulate the same with the same seeds and have other numbers: of each scenario the
  /// sets that agree.
  static func contradictions(of systems: [ComparedSystem]) -> [[[String]]] {
    Dictionary(grouping: systems, by: \.content).values.compactMap { group in
      var sets: [[ComparedSystem]] = []
      for system in group {
        if let place = sets.firstIndex(where: { differing($0[0], system) == 0 }) {
          sets[place].append(system)
        } else {
          sets.append([system])
        }
      }
      return sets.count > 1 ? sets.map { $0.map(\.name) } : nil
    }.sorted { $0[0][0] < $1[0][0] }
  }

  /// Names of variants that simulate other things and have the same events in all runs; not of those that have them
  /// with the standard, of which it is told that the change did nothing.
  static func alike(of systems: [ComparedSystem]) -> [[String]] {
    let events = systems.map { system in
      system.replications.map { replication in
        let print = system.runs[replication]?.fingerprint ?? ""
        return "\(replication.seed) \(replication.number) \(print)"
      }
    }
    let others = systems.indices.dropFirst().filter { events[$0] != events[0] }
    return Dictionary(grouping: others) { events[$0] }.values
      .filter { group in Set(group.map { systems[$0].content }).count > 1 }
      .map { group in group.map { systems[$0].name } }.sorted { $0[0] < $1[0] }
  }

  /// Replications of one revision of the model that both have, with other numbers.
  ///
  /// A metric that the second one has in no run is one of another version; one that lacks it in some runs has
  /// lost it there.
  private static func differing(_ first: ComparedSystem, _ second: ComparedSystem) -> Int {
    let known = Set(second.runs.values.flatMap(\.values.keys))
    return first.runs.count { replication, one in
      guard let other = second.runs[replication], other.modelRevision == one.modelRevision else {
        return false
      }
      if let mine = one.outcome, let theirs = other.outcome, !mine.agrees(with: theirs) {
        return true
      }
      let isSame = one.values.allSatisfy { name, value in
        other.values[name].map { Rounding.settled($0, to: value) == value } ?? !known.contains(name)
      }
      guard isSame, let created = one.created, let others = other.created else { return !isSame }
      return created != others
    }
  }

  /// Sets aside variants of another study, or with other orders.
  ///
  /// - Parameter areHandIns: Whether several people handed them in. Then nobody chose to compare a day with four
  ///   hours, and sums over both say nothing beside each other, even if there are only these two.
  mutating func keepOneStudyAndOrders(areHandIns: Bool) {
    let mayLeaveOne = hasStandard || areHandIns
    keepUsual(Self.study(of:), same: Self.haveOneStudy, mayLeaveOne: mayLeaveOne) {
      .otherStudy($0)
    }
    keepUsual(Self.orders(of:), same: Self.haveOneDemand, mayLeaveOne: hasStandard) {
      .otherOrders($0)
    }
  }

  /// Sets aside variants that lack replications which most have, and those that share none with the others.
  ///
  /// Means are taken over what all have, so one that lacks some costs all others these. What somebody handed
  /// in is to have every one of them; a variant of an experiment, which may have been stopped anywhere, nine
  /// tenths, or all but one. With a standard that was chosen those count that it has. Runs that share nothing
  /// are only counted: half as many as is usual are enough.
  mutating func keepSharedReplications(isIndependent: Bool) {
    let isChosen = hasStandard
    let usual = isIndependent ? [] : usualReplications
    guard !usual.isEmpty else {
      let median = CommonSample.median(systems.map(\.runs.count))
      return setAside { index, system in
        if index == 0, isChosen { return nil }
        return system.runs.count * 2 < median ? Self.fewRuns(of: system, median, median) : nil
      }
    }
    setAside { index, system in
      if index == 0, isChosen { return nil }
      let shared = system.runs.keys.count { usual.contains($0) }
      let lacking = usual.count - shared
      if shared == 0 { return .otherSeeds }
      let isLacking = system.file == nil ? lacking > max(1, usual.count / 10) : lacking > 0
      return isLacking ? Self.fewRuns(of: system, shared, usual.count) : nil
    }
  }

  /// Replications that more than half of the variants have; where a standard was chosen, of its own those
  /// that half have of the variants that share any with it, if at least half of them do.
  ///
  /// Who has less than a quarter of what another one has is not asked, so that a class of which many were cut
  /// short is not cut to one run.
  private var usualReplications: Set<ComparedSystem.Replication> {
    var voters = systems.map { Set($0.runs.keys) }
    if hasStandard, let standard = voters.first {
      let others = voters.dropFirst()
      voters = others.map { $0.intersection(standard) }.filter { !$0.isEmpty }
      guard voters.count * 2 >= others.count else { return [] }
    }
    let most = voters.map(\.count).max() ?? 0
    voters.removeAll { $0.count * 4 < most }
    var counts: [ComparedSystem.Replication: Int] = [:]
    for replication in voters.joined() { counts[replication, default: 0] += 1 }
    let needed = hasStandard ? (voters.count + 1) / 2 : voters.count / 2 + 1
    return Set(counts.filter { $0.value >= needed }.keys)
  }

  private static func fewRuns(
    of system: ComparedSystem,
    _ count: Int,
    _ usual: Int
  ) -> SetAside.Reason {
    let open = system.begun.count + system.incomplete.count
    return .fewRuns(min(count, system.runs.count), usual: usual, unfinished: open)
  }

  /// Sets aside those with a reason, unless fewer than two are left and that is not meant.
  private mutating func setAside(
    mayLeaveOne: Bool = false,
    _ reason: (Int, ComparedSystem) -> SetAside.Reason?
  ) {
    let reasons = systems.enumerated().map { reason($0.offset, $0.element) }
    guard mayLeaveOne || reasons.count(where: { $0 == nil }) > 1 else { return }
    for (system, reason) in zip(systems, reasons) {
      if let reason { aside.append(SetAside(name: system.name, reason)) }
    }
    systems = zip(systems, reasons).filter { $0.1 == nil }.map(\.0)
  }

  /// Keeps the variants that are the same as most, or as the standard.
  private mutating func keepUsual(
    _ key: (ComparedSystem) -> String,
    same isSame: (ComparedSystem, ComparedSystem) -> Bool,
    mayLeaveOne: Bool,
    _ reason: ([ComparedSystem.Change]) -> SetAside.Reason
  ) {
    let keys = systems.map(key)
    guard let usual = hasStandard ? keys.first : Self.mostFrequent(keys) else { return }
    let alike = systems.indices.filter { keys[$0] == usual }.map { systems[$0] }
    // Variants that say the same may still differ in what their runs counted: then most of them are right.
    let model = alike.first { one in
      hasStandard || alike.count { isSame(one, $0) } * 2 >= alike.count
    }
    guard let first = model ?? alike.first else { return }
    // Where nobody chose a standard, and each differs from all others, there is no measure of orders.
    setAside(mayLeaveOne: mayLeaveOne) { _, system in
      if isSame(first, system) { return nil }
      guard let one = first.stored, let other = system.stored else { return reason([]) }
      let changes = ComparedSystem.Change.all(from: one, to: other).filter(Self.isOfStudyOrOrders)
      // The same demand has the same orders, if the seed is the one that is stated.
      let isSeedOther =
        changes.isEmpty && Self.haveOneStudy(first, system) && first.isSameRevision(as: system)
      return isSeedOther ? .otherChances : reason(changes)
    }
  }

  /// The most frequent one, of equals the first.
  private static func mostFrequent<Key: Hashable>(_ keys: [Key]) -> Key? {
    let counts = Dictionary(grouping: keys) { $0 }.mapValues(\.count)
    let most = counts.values.max()
    return keys.first { counts[$0] == most }
  }

  /// Whether two variants count the same: kind of study, length, warm-up, drain and window of orders.
  static func haveOneStudy(_ first: ComparedSystem, _ second: ComparedSystem) -> Bool {
    let ends = [first, second].map { $0.runs.values.first?.horizonTicks }
    guard ends[0] == ends[1] else { return false }
    return first.stored == nil || second.stored == nil || study(of: first) == study(of: second)
  }

  /// Whether two variants have the same orders: by their scenarios, and by the number of orders in the
  /// replications of both.
  static func haveOneDemand(_ first: ComparedSystem, _ second: ComparedSystem) -> Bool {
    let isCountedSame = first.runs.allSatisfy { replication, run in
      second.runs[replication].flatMap(\.created).map { $0 == run.created } ?? true
    }
    guard isCountedSame else { return false }
    guard let one = first.configuration, let other = second.configuration else { return true }
    // However it is written: half the rates at twice the scale are the same orders.
    return one.demand == other.demand && one.initial == other.initial
  }

  private static func study(of system: ComparedSystem) -> String {
    let end = system.runs.values.first.map { "\($0.horizonTicks)" } ?? ""
    guard let study = system.configuration?.study else { return end }
    // However it is written: a drain of no time is none.
    let counted = study.countedOrders
    let instants = [
      study.horizon, study.warmUp, study.drain, counted.lowerBound, counted.upperBound,
    ]
    return "\(end) \(study.kind.rawValue) \(instants.map { "\($0.ticks)" }.joined(separator: " "))"
  }

  /// Its demand, and the hour and the orders that a run begins with.
  private static func orders(of system: ComparedSystem) -> String {
    guard let resolved = system.stored?.resolved else { return "" }
    let initial = resolved["initial"]
    return [resolved["zones"], resolved["demand"], initial?["time_of_day"], initial?["demand"]]
      .map { $0?.canonicalText ?? "" }.joined(separator: "\n")
  }

  private static func isOfStudyOrOrders(_ change: ComparedSystem.Change) -> Bool {
    ["study.", "zones.", "demand.", "initial.time_of_day", "initial.demand."]
      .contains { change.path.hasPrefix($0) }
  }
}

extension ComparedSystem {
  /// Whether it lies in the folder of another one, under its name or alone with it.
  fileprivate func liesBeside(_ other: ComparedSystem) -> Bool {
    HandInName.folder(of: name) == HandInName.folder(of: other.name)
      && (!HandInName.folder(of: name).isEmpty
        || HandInName.stem(of: name) == HandInName.stem(of: other.name))
  }

  /// Whether one revision of the model made the runs of both.
  fileprivate func isSameRevision(as other: ComparedSystem) -> Bool {
    Set((runs.values.map(\.modelRevision)) + other.runs.values.map(\.modelRevision)).count == 1
  }
}
