package import DiscreteEvents
import OutputStatistics

/// A station with servers and one line, on the kernel's event view.
///
/// Customers of several classes arrive; all that chance decides about a customer is drawn at
/// arrival. What kind of station it is, M/M/1 or M/D/2 with impatient customers, is in its
/// configuration.
package struct Station: Model {
  /// What can happen.
  package enum Event: BitwiseCopyable, Sendable {
    /// The next customer of a class arrives.
    case arrives(UInt8)
    /// A customer's service is complete.
    case served(UInt32)
    /// A customer has waited for as long as patience lasts.
    case losesPatience(UInt32)
    /// Statistics begin.
    case settled
  }

  package var engine = Engine<Event>()
  private let configuration: StationConfiguration
  private let window: StudyWindow
  private var sources: [CustomerSource]
  private var servers: Resource
  private var customers = CustomerTable()
  /// What has been observed, by class.
  package private(set) var observations: [StationObservations]

  /// Makes a station that is empty and schedules the first arrivals.
  ///
  /// - Parameters:
  ///   - configuration: The kind of station.
  ///   - window: What counts.
  ///   - streams: Gives the streams.
  ///   - name: Name in the streams, so that two cases do not share their chance.
  package init(
    _ configuration: StationConfiguration,
    window: StudyWindow,
    streams: inout StreamDirectory,
    name: String
  ) {
    self.configuration = configuration
    self.window = window
    servers = Resource(capacity: configuration.servers, waitingRoom: configuration.waitingRoom)
    sources = []
    for (index, kind) in configuration.classes.enumerated() {
      sources.append(CustomerSource(kind, streams: &streams, entity: "\(name) class \(index)"))
    }
    observations = configuration.classes.map { _ in StationObservations() }
    engine.schedule(.settled, at: window.start, priority: -2)
    for index in sources.indices { scheduleArrival(of: UInt8(index)) }
  }

  /// How the servers were used in the window, up to now.
  package var usage: ResourceUsage { servers.usage(until: engine.now) }

  /// Lets an event happen.
  package mutating func handle(_ event: Event) {
    switch event {
    case .arrives(let kind): arrive(kind)
    case .served(let customer): depart(customer)
    case .losesPatience(let customer): abandon(customer)
    case .settled: servers.restartUsage(at: engine.now)
    }
  }

  private mutating func scheduleArrival(of kind: UInt8) {
    let gap = sources[Int(kind)].nextGap()
    engine.schedule(.arrives(kind), after: .seconds(gap))
  }

  private mutating func arrive(_ kind: UInt8) {
    scheduleArrival(of: kind)
    let customer = customers.insert(sources[Int(kind)].nextCustomer(of: kind, at: engine.now))
    let rules = configuration.classes[Int(kind)]
    let changes = servers.request(
      for: Int(customer),
      priority: rules.priority,
      preempts: rules.preempts,
      ifPreempted: rules.ifPreempted,
      at: engine.now
    )
    let counts = engine.now >= window.start
    if counts { observations[Int(kind)].arrivals += 1 }
    guard !changes.isRefused else {
      if counts { observations[Int(kind)].refused += 1 }
      customers.remove(customer)
      return
    }
    customers[customer].claim = changes.claim
    if let patience = customers[customer].patience {
      customers[customer].timeout = engine.schedule(.losesPatience(customer), after: patience)
    }
    act(on: changes)
  }

  private mutating func depart(_ index: UInt32) {
    let customer = customers.remove(index)
    if customer.arrivedAt >= window.start {
      let sojourn = (engine.now - customer.arrivedAt).inSeconds
      observations[Int(customer.kind)].sojourn.add(sojourn)
    }
    act(on: servers.release(customer.claim, at: engine.now))
  }

  private mutating func abandon(_ index: UInt32) {
    guard let changes = servers.renege(customers[index].claim, at: engine.now) else { return }
    let customer = customers.remove(index)
    if customer.arrivedAt >= window.start {
      observations[Int(customer.kind)].abandoned += 1
      let wait = (engine.now - customer.arrivedAt).inSeconds
      observations[Int(customer.kind)].wait.add(wait)
    }
    act(on: changes)
  }

  private mutating func act(on changes: ResourceChanges) {
    for preemption in changes.preemptions {
      engine.cancel(customers[UInt32(preemption.token)].completion)
    }
    for grant in changes.grants { serve(UInt32(grant.token), after: grant.served) }
  }

  private mutating func serve(_ index: UInt32, after served: SimulationTime) {
    if !customers[index].hasBegun {
      customers[index].hasBegun = true
      engine.cancel(customers[index].timeout)
      noteWait(of: customers[index])
    }
    customers[index].completion = engine.schedule(
      .served(index),
      after: customers[index].work - served,
      priority: EventPriority.completion
    )
  }

  private mutating func noteWait(of customer: StationCustomer) {
    guard customer.arrivedAt >= window.start else { return }
    let wait = engine.now - customer.arrivedAt
    observations[Int(customer.kind)].wait.add(wait.inSeconds)
    observations[Int(customer.kind)].waitOfServed.add(wait.inSeconds)
    if wait > .zero { observations[Int(customer.kind)].delayed += 1 }
  }
}
