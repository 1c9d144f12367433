import DiscreteEvents

/// What shall happen in a queue of several servers, drawn at random.
struct QueuePlan {
  struct Customer {
    var afterLast: SimulationTime
    var work: SimulationTime
    var units: Int
    var priority: Int
    var preempts: Bool
    var ifPreempted: PreemptionRule
    /// How long it waits at most; such customers do not preempt, and are sent away if preempted.
    var patience: SimulationTime?
  }

  struct Shift {
    var afterLast: SimulationTime
    var capacity: Int
    var whenBusy: Resource.BusyUnits
  }

  let capacity: Int
  let lineRule: Resource.LineRule
  let customers: [Customer]
  let shifts: [Shift]
  let end: SimulationTime

  init(seed: UInt64, onAGridOfSeconds: Bool) {
    var directory = StreamDirectory(seed: seed, replication: 1)
    var stream = directory.stream("plan")
    func below(_ bound: Int) -> Int {
      Int(UniformDistribution(from: 0, to: Double(bound)).sample(&stream))
    }
    func time(_ mean: Double) -> SimulationTime {
      let seconds = ExponentialDistribution(mean: mean).sample(&stream)
      return .seconds(onAGridOfSeconds ? seconds.rounded() : seconds)
    }
    let servers = 1 + below(3)
    capacity = servers
    lineRule = below(4) == 0 ? .firstFit : .strict
    customers = (0..<40).map { _ in
      let isPatient = below(2) == 0
      return Customer(
        afterLast: time(3 / Double(servers)),
        work: time(3),
        units: 1 + below(servers),
        priority: below(3),
        preempts: isPatient && below(3) > 0,
        ifPreempted: isPatient ? [.resume, .restart, .abandon][below(3)] : .abandon,
        patience: isPatient ? nil : time(4)
      )
    }
    shifts = (0..<4).map { _ in
      Shift(
        afterLast: time(12),
        capacity: below(servers + 2),
        whenBusy: below(2) == 0 ? .finish : .preempt
      )
    }
    end = .seconds(30 + below(60))
  }
}

/// A planned queue as a model of events.
struct EventQueue: Model {
  enum Event: BitwiseCopyable {
    case arrival(Int)
    case completion(Int)
    case timeout(Int)
    case shift(Int)
  }

  /// A customer who is there.
  private struct Guest {
    var claim = Claim.none
    var completion = EventHandle.none
    var timeout = EventHandle.none
  }

  var engine = Engine<Event>()
  var resource: Resource
  private(set) var departures: [Departure] = []
  private let plan: QueuePlan
  private var guests: [Guest]

  init(_ plan: QueuePlan) {
    self.plan = plan
    resource = Resource(capacity: plan.capacity, lineRule: plan.lineRule)
    guests = plan.customers.map { _ in Guest() }
    engine.schedule(.arrival(0), after: plan.customers[0].afterLast)
    engine.schedule(.shift(0), after: plan.shifts[0].afterLast)
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival(let index): arrival(of: index)
    case .completion(let index):
      leave(index, .served)
      follow(resource.release(guests[index].claim, at: engine.now))
    case .timeout(let index): renege(index)
    case .shift(let index):
      let shift = plan.shifts[index]
      follow(resource.setCapacity(shift.capacity, whenBusy: shift.whenBusy, at: engine.now))
      if index + 1 < plan.shifts.count {
        engine.schedule(.shift(index + 1), after: plan.shifts[index + 1].afterLast)
      }
    }
  }

  private mutating func arrival(of index: Int) {
    if index + 1 < plan.customers.count {
      engine.schedule(.arrival(index + 1), after: plan.customers[index + 1].afterLast)
    }
    let customer = plan.customers[index]
    let changes = resource.request(
      units: customer.units,
      for: index,
      priority: customer.priority,
      preempts: customer.preempts,
      ifPreempted: customer.ifPreempted,
      at: engine.now
    )
    guests[index].claim = changes.claim
    follow(changes)
    guard let patience = customer.patience, resource.state(of: changes.claim) == .waiting else {
      return
    }
    if patience == .zero {
      renege(index)
    } else {
      guests[index].timeout = engine.schedule(.timeout(index), after: patience)
    }
  }

  private mutating func renege(_ index: Int) {
    guard let changes = resource.renege(guests[index].claim, at: engine.now) else { return }
    leave(index, .reneged)
    follow(changes)
  }

  private mutating func follow(_ changes: ResourceChanges) {
    for loss in changes.preemptions {
      engine.cancel(guests[loss.token].completion)
      if loss.rule == .abandon { leave(loss.token, .sentAway) }
    }
    // A process that has waited to acquire begins its work in its own turn, after the others.
    let atOnce = changes.grants.filter { plan.customers[$0.token].patience == nil }
    let later = changes.grants.filter { plan.customers[$0.token].patience != nil }
    for grant in atOnce + later {
      engine.cancel(guests[grant.token].timeout)
      guests[grant.token].completion = engine.schedule(
        .completion(grant.token),
        after: plan.customers[grant.token].work - grant.served,
        priority: EventPriority.completion
      )
    }
  }

  private mutating func leave(_ index: Int, _ outcome: Departure.Outcome) {
    departures.append(Departure(customer: index, time: engine.now, outcome: outcome))
  }
}
