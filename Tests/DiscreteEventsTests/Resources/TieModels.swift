import DiscreteEvents

/// One resource and customers with plans, in the event view.
struct TieShop: Model {
  enum Event: BitwiseCopyable {
    case arrival(Int)
    case end(Int)
    case timeout(Int)
    case signal(Int)
    case interruption(Int)
  }

  struct Customer {
    var name: String
    /// Work that its claim needs in all.
    var work: SimulationTime
    var priority = 0
    var preempts = false
    /// When it leaves the line, if it still waits.
    var timeout: SimulationTime?
    var claim = Claim.none
    var end = EventHandle.none
    /// Work done before the grant that holds now, and when that began.
    var served = SimulationTime.zero
    var began = SimulationTime.zero
  }

  var engine = Engine<Event>()
  var resource: Resource
  var customers: [Customer] = []
  var timeoutPriority: Int16 = 0
  private(set) var trace: [String] = []

  init(waitingRoom: Int = .max) {
    resource = Resource(capacity: 1, waitingRoom: waitingRoom)
  }

  mutating func arrive(
    _ name: String,
    at time: SimulationTime,
    work: SimulationTime,
    priority: Int = 0,
    preempts: Bool = false,
    timeout: SimulationTime? = nil,
    eventPriority: Int16 = 0
  ) {
    engine.schedule(.arrival(customers.count), at: time, priority: eventPriority)
    customers.append(
      Customer(name: name, work: work, priority: priority, preempts: preempts, timeout: timeout)
    )
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival(let index): arrival(of: index)
    case .end(let index): end(of: index)
    case .timeout(let index):
      guard let changes = resource.renege(customers[index].claim, at: engine.now) else { return }
      note(index, "reneges")
      follow(changes)
    case .signal(let index): signal(index)
    case .interruption(let index): interruption(of: index)
    }
  }

  private mutating func arrival(of index: Int) {
    note(index, "arrives")
    let customer = customers[index]
    let changes = resource.request(
      for: index,
      priority: customer.priority,
      preempts: customer.preempts,
      at: engine.now
    )
    customers[index].claim = changes.claim
    if changes.isRefused { note(index, "is refused") }
    if let timeout = customer.timeout {
      engine.schedule(.timeout(index), at: timeout, priority: timeoutPriority)
    }
    follow(changes)
  }

  private mutating func end(of index: Int) {
    note(index, "ends")
    follow(resource.release(customers[index].claim, at: engine.now))
  }

  /// Changes the work that is left to one second.
  private mutating func signal(_ index: Int) {
    let customer = customers[index]
    var done = customer.served
    if engine.cancel(customer.end) {
      done += engine.now - customer.began
      customers[index].end = engine.schedule(
        .end(index),
        after: .seconds(1),
        priority: EventPriority.completion
      )
    }
    customers[index].work = done + .seconds(1)
    note(index, "is signalled, 1.0 left")
  }

  private mutating func interruption(of index: Int) {
    note(index, "leaves")
    let claim = customers[index].claim
    if engine.cancel(customers[index].end) {
      follow(resource.release(claim, at: engine.now))
    } else if let changes = resource.renege(claim, at: engine.now) {
      follow(changes)
    }
  }

  private mutating func follow(_ changes: ResourceChanges) {
    for loss in changes.preemptions {
      engine.cancel(customers[loss.token].end)
      customers[loss.token].served += loss.held
      let left = customers[loss.token].work - customers[loss.token].served
      note(loss.token, "is preempted, \(left.inSeconds) left")
    }
    for grant in changes.grants {
      let index = grant.token
      let left = customers[index].work - grant.served
      note(index, grant.served > .zero ? "goes on, \(left.inSeconds) left" : "begins")
      customers[index].served = grant.served
      customers[index].began = engine.now
      customers[index].end = engine.schedule(
        .end(index),
        after: left,
        priority: EventPriority.completion
      )
    }
  }

  private mutating func note(_ index: Int, _ what: String) {
    trace.append("\(engine.now.inSeconds) \(customers[index].name) \(what)")
  }
}

/// One who waits for a fourth resource while it holds three.
struct HolderOfThree: Model {
  enum Event: BitwiseCopyable {
    case begin
    case nextArrives
    case timeout
    case askAgain
    case clerkEnds
    case visitorEnds
    case nextEnds
  }

  static let (clerk, visitor, next) = (0, 1, 2)

  var engine = Engine<Event>()
  var resources = (0..<4).map { _ in Resource(capacity: 1) }
  /// Claims by owner and resource.
  var claims = Array(repeating: Array(repeating: Claim.none, count: 4), count: 3)
  let leavesAltogether: Bool
  private(set) var trace: [String] = []

  init(leavesAltogether: Bool) {
    self.leavesAltogether = leavesAltogether
    engine.schedule(.begin, at: .zero)
    engine.schedule(.nextArrives, at: .seconds(2))
    engine.schedule(.timeout, at: .seconds(5))
    engine.schedule(.clerkEnds, at: .seconds(20), priority: EventPriority.completion)
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .begin:
      ask(Self.clerk, for: 3)
      for index in 0..<4 { ask(Self.visitor, for: index) }
    case .nextArrives: ask(Self.next, for: 0)
    case .timeout: timeout()
    case .askAgain: ask(Self.visitor, for: 3)
    case .clerkEnds: giveBack(3, by: Self.clerk)
    case .visitorEnds: for index in 0..<4 { giveBack(index, by: Self.visitor) }
    case .nextEnds: giveBack(0, by: Self.next)
    }
  }

  private mutating func timeout() {
    let changes = resources[3].renege(claims[Self.visitor][3], at: engine.now)
    guard let changes else { return }
    note(Self.visitor, "reneges at", 3)
    follow(changes, at: 3)
    if leavesAltogether {
      for index in 0..<3 { giveBack(index, by: Self.visitor) }
    } else {
      engine.schedule(.askAgain, after: .seconds(1))
    }
  }

  private mutating func ask(_ owner: Int, for index: Int) {
    let changes = resources[index].request(for: owner, at: engine.now)
    claims[owner][index] = changes.claim
    follow(changes, at: index)
  }

  private mutating func giveBack(_ index: Int, by owner: Int) {
    note(owner, "gives back", index)
    follow(resources[index].release(claims[owner][index], at: engine.now), at: index)
  }

  private mutating func follow(_ changes: ResourceChanges, at index: Int) {
    for grant in changes.grants {
      note(grant.token, "takes", index)
      if grant.token == Self.visitor, index == 3 {
        engine.schedule(.visitorEnds, after: .seconds(1), priority: EventPriority.completion)
      } else if grant.token == Self.next {
        engine.schedule(.nextEnds, after: .seconds(1), priority: EventPriority.completion)
      }
    }
  }

  private mutating func note(_ owner: Int, _ what: String, _ index: Int) {
    let name = ["clerk", "visitor", "next"][owner]
    trace.append("\(engine.now.inSeconds) \(name) \(what) \(["a", "b", "c", "d"][index])")
  }
}
