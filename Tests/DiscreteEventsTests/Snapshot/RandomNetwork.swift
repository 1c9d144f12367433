import DiscreteEvents

/// Takes numbers from a least one on.
struct AtLeast: ItemFilter, Codable {
  var least: Int

  func accepts(_ item: Int) -> Bool { item >= least }
}

/// A model in which everything that the event view offers happens at random: lines with priorities,
/// patience, preemption and changing capacity, stores with filters, a level, and timers that are
/// moved and cancelled.
struct RandomNetwork: Model, Codable {
  enum Event: Codable {
    case arrival
    case workEnds(station: UInt8, claim: Claim)
    case patienceEnds(station: UInt8, claim: Claim)
    case capacityChanges(station: UInt8)
    case itemComes(store: UInt8)
    case itemIsWanted(store: UInt8)
    case tankMoves
    case alarm(UInt8)
  }

  /// Work in progress at a station, which a preemption interrupts.
  struct Work: Codable {
    var station: UInt8
    var claim: Claim
    var end: EventHandle
  }

  var engine = Engine<Event>()
  private(set) var stations: [Resource]
  private(set) var stores: [FilteredStore<Int, AtLeast>]
  private(set) var tank: Level<Int>
  private var works: [Work] = []
  private var alarms: [EventHandle]
  private var chance: RandomStream
  private var tokens = 0

  init(seed: UInt64) {
    var directory = StreamDirectory(seed: seed, replication: 1)
    var chance = directory.stream("random network")
    stations = (0..<1 + chance.below(3)).map { _ in
      Resource(
        capacity: 1 + chance.below(4),
        waitingRoom: chance.below(3) == 0 ? 2 + chance.below(5) : .max,
        lineRule: chance.below(2) == 0 ? .strict : .firstFit
      )
    }
    stores = (0..<1 + chance.below(2)).map { _ in FilteredStore(capacity: 1 + chance.below(6)) }
    tank = Level(5, capacity: 10)
    alarms = Array(repeating: .none, count: 6)
    self.chance = chance
    for event in [Event.arrival, .tankMoves, .alarm(0)] { engine.schedule(event, after: .zero) }
    for store in stores.indices {
      engine.schedule(.itemComes(store: UInt8(store)), after: .zero)
      engine.schedule(.itemIsWanted(store: UInt8(store)), after: .zero)
    }
    for station in stations.indices {
      engine.schedule(.capacityChanges(station: UInt8(station)), after: pause())
    }
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival: arrive()
    case .workEnds(let station, let claim): endWork(at: station, claim)
    case .patienceEnds(let station, let claim): losePatience(at: station, claim)
    case .capacityChanges(let station): changeCapacity(of: station)
    case .itemComes(let store): putItem(into: store)
    case .itemIsWanted(let store): wantItem(of: store)
    case .tankMoves: moveTank()
    case .alarm(let number): ring(number)
    }
  }

  /// Whole tenths of seconds, so that many events fall on one instant.
  private mutating func pause() -> SimulationTime {
    SimulationTime(ticks: 100_000) * chance.below(20)
  }

  private mutating func nextToken() -> Int {
    tokens += 1
    return tokens
  }

  private mutating func arrive() {
    engine.schedule(.arrival, after: pause())
    let station = UInt8(chance.below(stations.count))
    let rules: [PreemptionRule] = [.resume, .restart, .abandon]
    let changes = stations[Int(station)].request(
      units: 1 + chance.below(2),
      for: nextToken(),
      priority: chance.below(3),
      preempts: chance.below(2) == 0,
      ifPreempted: rules[chance.below(rules.count)],
      at: engine.now
    )
    apply(changes, at: station)
    if chance.below(2) == 0, stations[Int(station)].state(of: changes.claim) == .waiting {
      engine.schedule(.patienceEnds(station: station, claim: changes.claim), after: pause())
    }
  }

  private mutating func apply(_ changes: ResourceChanges, at station: UInt8) {
    for preemption in changes.preemptions {
      if let place = works.firstIndex(where: {
        $0.station == station && $0.claim == preemption.claim
      }) {
        engine.cancel(works.remove(at: place).end)
      }
    }
    for grant in changes.grants {
      let end = engine.schedule(
        .workEnds(station: station, claim: grant.claim),
        after: pause(),
        priority: EventPriority.completion
      )
      works.append(Work(station: station, claim: grant.claim, end: end))
    }
  }

  private mutating func endWork(at station: UInt8, _ claim: Claim) {
    works.removeAll { $0.station == station && $0.claim == claim }
    apply(stations[Int(station)].release(claim, at: engine.now), at: station)
  }

  private mutating func losePatience(at station: UInt8, _ claim: Claim) {
    if let changes = stations[Int(station)].renege(claim, at: engine.now) {
      apply(changes, at: station)
    }
  }

  private mutating func changeCapacity(of station: UInt8) {
    engine.schedule(.capacityChanges(station: station), after: pause() + pause())
    let changes = stations[Int(station)].setCapacity(
      chance.below(5),
      whenBusy: chance.below(2) == 0 ? .finish : .preempt,
      at: engine.now
    )
    apply(changes, at: station)
  }

  private mutating func putItem(into store: UInt8) {
    engine.schedule(.itemComes(store: store), after: pause())
    let changes = stores[Int(store)].put(chance.below(9), for: nextToken())
    if chance.below(4) == 0 { _ = stores[Int(store)].renege(changes.claim) }
  }

  private mutating func wantItem(of store: UInt8) {
    engine.schedule(.itemIsWanted(store: store), after: pause())
    let filter = AtLeast(least: chance.below(9))
    let changes = stores[Int(store)].take(matching: filter, for: nextToken())
    if chance.below(4) == 0 { _ = stores[Int(store)].renege(changes.claim) }
  }

  private mutating func moveTank() {
    engine.schedule(.tankMoves, after: pause())
    let amount = chance.below(8)
    _ = chance.below(2) == 0 ? tank.draw(amount) : tank.add(amount)
  }

  /// Sets, moves or cancels timers, also ones that are gone.
  private mutating func ring(_ number: UInt8) {
    let chosen = chance.below(alarms.count)
    switch chance.below(3) {
    case 0: engine.cancel(alarms[chosen])
    case 1: engine.reschedule(alarms[chosen], at: engine.now + pause())
    default: alarms[chosen] = engine.schedule(.alarm(UInt8(chosen)), after: pause())
    }
    if number == 0 { alarms[0] = engine.schedule(.alarm(0), after: pause()) }
  }
}

extension RandomStream {
  /// A whole number from 0, below a bound.
  fileprivate mutating func below(_ bound: Int) -> Int {
    Int(uniform() * Double(bound))
  }
}
