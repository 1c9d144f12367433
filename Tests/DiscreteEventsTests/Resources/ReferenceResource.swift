import DiscreteEvents

/// A resource that is obviously right: plain lists in order, searched from the front each time.
///
/// Written from the rules in the doc comments of `Resource` alone. Times are ticks.
struct ReferenceResource {
  /// A claim that waits or holds; claims are told apart by their tokens.
  struct Entry: Equatable {
    var token: Int
    var priority: Int
    var units: Int
    var since: Int64
    var served: Int64 = 0
    var preempts: Bool
    var rule: PreemptionRule
  }

  struct Granted: Equatable {
    var token: Int
    var units: Int
    var waited: Int64
    var served: Int64
  }

  struct Preempted: Equatable {
    var token: Int
    var units: Int
    var held: Int64
    var rule: PreemptionRule
  }

  struct Outcome: Equatable {
    var isRefused = false
    var grants: [Granted] = []
    var preemptions: [Preempted] = []
  }

  var capacity: Int
  let waitingRoom: Int
  let lineRule: Resource.LineRule
  /// The line, the first to be served first.
  private(set) var waiting: [Entry] = []
  /// Who holds units, in the order of the grants.
  private(set) var held: [Entry] = []
  private(set) var usage = ReferenceUsage()

  init(capacity: Int, waitingRoom: Int, lineRule: Resource.LineRule) {
    self.capacity = capacity
    self.waitingRoom = waitingRoom
    self.lineRule = lineRule
  }

  var busy: Int { held.reduce(0) { $0 + $1.units } }

  mutating func request(_ entry: Entry) -> Outcome {
    pass(to: entry.since)
    usage.requests += 1
    waiting.insert(entry, at: waiting.firstIndex { $0.priority > entry.priority } ?? waiting.count)
    var outcome = Outcome()
    serve(at: entry.since, noting: &outcome)
    if waiting.count > waitingRoom, let place = waiting.firstIndex(where: { $0 == entry }) {
      waiting.remove(at: place)
      usage.refusals += 1
      outcome.isRefused = true
    }
    return outcome
  }

  mutating func release(_ token: Int, units: Int, at now: Int64) -> Outcome {
    pass(to: now)
    guard let place = held.firstIndex(where: { $0.token == token }) else { return Outcome() }
    held[place].units -= units
    if held[place].units == 0 { held.remove(at: place) }
    return served(at: now)
  }

  mutating func renege(_ token: Int, at now: Int64) -> Outcome? {
    guard let place = waiting.firstIndex(where: { $0.token == token }) else { return nil }
    pass(to: now)
    usage.reneges += 1
    waiting.remove(at: place)
    return served(at: now)
  }

  mutating func setCapacity(_ capacity: Int, preempting: Bool, at now: Int64) -> Outcome {
    pass(to: now)
    self.capacity = capacity
    var outcome = Outcome()
    if preempting {
      for victim in fromLeastUrgent(held) where busy > capacity {
        takeAway(victim, at: now, noting: &outcome)
      }
    }
    serve(at: now, noting: &outcome)
    return outcome
  }

  mutating func restartUsage(at now: Int64) {
    usage = ReferenceUsage(start: now, last: now)
  }

  mutating func pass(to now: Int64) {
    usage.pass(to: now, busy: busy, capacity: capacity, waiting: waiting.count)
  }

  private mutating func served(at now: Int64) -> Outcome {
    var outcome = Outcome()
    serve(at: now, noting: &outcome)
    return outcome
  }

  private mutating func serve(at now: Int64, noting outcome: inout Outcome) {
    while let place = nextToServe(at: now, noting: &outcome) {
      var entry = waiting.remove(at: place)
      let waited = now - entry.since
      entry.since = now
      held.append(entry)
      usage.waits.append(waited)
      outcome.grants.append(
        Granted(token: entry.token, units: entry.units, waited: waited, served: entry.served)
      )
    }
  }

  /// The place of a claim for which there are units now, if need be after taking them away.
  private mutating func nextToServe(at now: Int64, noting outcome: inout Outcome) -> Int? {
    guard let first = waiting.first else { return nil }
    if first.units <= capacity - busy { return 0 }
    if first.preempts, let victims = victims(for: first) {
      for victim in victims { takeAway(victim, at: now, noting: &outcome) }
      return waiting.firstIndex(of: first)
    }
    guard lineRule == .firstFit else { return nil }
    let free = capacity - busy
    return waiting.firstIndex { $0.units <= free }
  }

  /// Who has to go for a claim; nil if all who may go do not suffice.
  private func victims(for claim: Entry) -> [Entry]? {
    var lacking = claim.units - (capacity - busy)
    var victims: [Entry] = []
    for candidate in fromLeastUrgent(held) where candidate.priority > claim.priority {
      if lacking <= 0 { break }
      lacking -= candidate.units
      victims.append(candidate)
    }
    return lacking <= 0 ? victims : nil
  }

  /// Greatest priority number first, among equals the latest grant first.
  private func fromLeastUrgent(_ entries: [Entry]) -> [Entry] {
    entries.enumerated()
      .sorted { ($0.element.priority, $0.offset) > ($1.element.priority, $1.offset) }
      .map(\.element)
  }

  private mutating func takeAway(_ victim: Entry, at now: Int64, noting outcome: inout Outcome) {
    let held = now - victim.since
    self.held.removeAll { $0.token == victim.token }
    usage.preemptions += 1
    outcome.preemptions.append(
      Preempted(token: victim.token, units: victim.units, held: held, rule: victim.rule)
    )
    guard victim.rule != .abandon else { return }
    var entry = victim
    entry.since = now
    entry.served = victim.rule == .resume ? victim.served + held : 0
    waiting.insert(entry, at: waiting.firstIndex { $0.priority >= entry.priority } ?? waiting.count)
  }
}

/// The statistics of a resource, from sums over all periods and all waits.
struct ReferenceUsage {
  var start: Int64 = 0
  var last: Int64 = 0
  var busyTicks = 0
  var capacityTicks = 0
  var excessTicks = 0
  var waitingTicks = 0
  var requests = 0
  var refusals = 0
  var reneges = 0
  var preemptions = 0
  var longestLine = 0
  /// The time in the line of each grant.
  var waits: [Int64] = []

  mutating func pass(to now: Int64, busy: Int, capacity: Int, waiting: Int) {
    let elapsed = Int(now - last)
    busyTicks += busy * elapsed
    capacityTicks += capacity * elapsed
    excessTicks += max(0, busy - capacity) * elapsed
    waitingTicks += waiting * elapsed
    if elapsed > 0 { longestLine = max(longestLine, waiting) }
    last = now
  }

  /// Whether the statistics that a resource states are these, to the last bit.
  func agrees(with usage: ResourceUsage) -> Bool {
    let length = last - start
    let availableTicks = capacityTicks + excessTicks
    let sumOfWaits = waits.reduce(0, +)
    return usage.start.ticks == start
      && usage.end.ticks == last
      && usage.busyIntegral == busyTicks
      && usage.capacityIntegral == capacityTicks
      && usage.excessIntegral == excessTicks
      && usage.lineIntegral == waitingTicks
      && usage.requests == requests
      && usage.refusals == refusals
      && usage.grants == waits.count
      && usage.reneges == reneges
      && usage.preemptions == preemptions
      && usage.longestLine == longestLine
      && usage.longestWait.ticks == waits.max() ?? 0
      && usage.meanBusyUnits == (length > 0 ? Double(busyTicks) / Double(length) : nil)
      && usage.meanLineLength == (length > 0 ? Double(waitingTicks) / Double(length) : nil)
      && usage.utilization
        == (availableTicks > 0 ? Double(busyTicks) / Double(availableTicks) : nil)
      && usage.meanWait == (waits.isEmpty ? nil : Double(sumOfWaits) / Double(waits.count) / 1e6)
  }
}
