import DiscreteEvents

/// How a random world is loaded.
struct FuzzLoad: Sendable {
  var name: String
  var owners: Int
  /// Units at the beginning, waiting room and line rule of each resource.
  var resources: [(capacity: Int, room: Int, rule: Resource.LineRule)]
  var priorities: Int
  var mostUnits: Int
  /// Ticks that things take, 0 included.
  var longest: Int64
  /// How often, of a hundred, time goes on; else somebody acts.
  var popShare: Int
  /// Operations between two comparisons of whole lines.
  var checkEvery: Int
}

/// Owners who wait, hold, store and draw at random, in product and reference side by side.
///
/// Every owner does one thing at a time, and its number is the token of its claims and the event of
/// its calendar entry.
struct FuzzedWorld {
  enum Place: Equatable {
    case idle
    case away
    case line(Int)
    case service(Int)
    case store(Int)
    case level(Int)
  }

  final class Log {
    var lines: [String] = []
  }

  /// How often what seldom happens was seen.
  struct Sights {
    var refusals = 0
    var severalVictims = 0
    var preemptedAndGrantedAgain = 0
    var victimsOfCapacity = 0
    var overtakings = 0
    var severalAdmissions = 0
    var severalServices = 0

    var all: [Int] {
      [
        refusals, severalVictims, preemptedAndGrantedAgain, victimsOfCapacity, overtakings,
        severalAdmissions, severalServices,
      ]
    }
  }

  struct Owner {
    var place = Place.idle
    var claim = Claim.none
    var event = EventHandle.none
  }

  let load: FuzzLoad
  var random: TestRandom
  var now = SimulationTime.zero
  var calendar = EventCalendar<Int>()
  var referenceCalendar = ReferenceCalendar()
  var owners: [Owner]
  var resources: [ResourcePair]
  var stores = [StorePair(capacity: 1), StorePair(capacity: 4)]
  var levels = [LevelPair(3, capacity: 10)]
  /// A claim that has ended, and the resource that knew it.
  var gone = (claim: Claim.none, resource: 0)
  var nextItem = 0
  /// Calls of which the outcomes were compared.
  var operations = 0
  var sights = Sights()
  /// The operations in words, if wanted.
  let log: Log?

  init(load: FuzzLoad, seed: Int, isLogging: Bool = false) {
    self.load = load
    random = TestRandom(seed: seed)
    owners = Array(repeating: Owner(), count: load.owners)
    resources = load.resources.map {
      ResourcePair(capacity: $0.capacity, waitingRoom: $0.room, lineRule: $0.rule)
    }
    log = isLogging ? Log() : nil
  }

  func note(_ words: @autoclosure () -> String) {
    log?.lines.append("\(operations) at \(now.ticks): \(words())")
  }

  mutating func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  mutating func drawPriority() -> Int { draw(load.priorities) - load.priorities / 2 }

  mutating func drawTime() -> SimulationTime {
    now + SimulationTime(ticks: Int64(draw(Int(load.longest) + 1)))
  }

  mutating func step() throws {
    let before = operations
    if draw(100) < load.popShare {
      try popEvent()
    } else {
      try act(of: draw(owners.count))
    }
    if passed(load.checkEvery, since: before) { try checkAll() }
    if passed(512, since: before) {
      for index in resources.indices { try resources[index].restartUsage(at: now) }
    }
    if passed(4_096, since: before) { try saveAndLoad() }
  }

  /// Whether the operations have passed a multiple of a number.
  private func passed(_ period: Int, since before: Int) -> Bool {
    operations / period > before / period
  }

  private mutating func act(of owner: Int) throws {
    let choice = draw(100)
    if choice < 6 {
      try changeCapacity()
    } else if choice < 10 {
      try moveEvent(of: owner)
    } else if choice < 13 {
      try useGoneClaim()
    } else if owners[owner].place == .idle {
      try begin(owner)
    } else if choice < 40 {
      try interrupt(owner)
    }
  }

  private mutating func begin(_ owner: Int) throws {
    switch draw(20) {
    case 0..<12: try request(by: owner)
    case 12, 13: try goAway(owner)
    case 14..<17: try visitStore(owner)
    default: try visitLevel(owner)
    }
  }

  private mutating func checkAll() throws {
    for pair in resources {
      try pair.check()
      try pair.checkUsage(at: now)
    }
    for pair in stores { try pair.check() }
    for pair in levels { try pair.check() }
    try Difference.check(calendar.count, referenceCalendar.entries.count, "pending events")
  }

  private mutating func saveAndLoad() throws {
    note("save and load")
    for index in resources.indices { try resources[index].saveAndLoad() }
    for index in stores.indices { try stores[index].saveAndLoad() }
    for index in levels.indices { try levels[index].saveAndLoad() }
  }
}
