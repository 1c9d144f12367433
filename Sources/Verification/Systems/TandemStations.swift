package import DiscreteEvents
package import OutputStatistics

/// Two single servers with lines, one after the other.
package struct TandemStations: Model {
  /// What can happen.
  package enum Event: BitwiseCopyable, Sendable {
    /// The next customer arrives at the first line.
    case arrives
    /// The first server has completed a customer.
    case firstEnds
    /// The second server has completed a customer.
    case secondEnds
  }

  private struct Customer {
    let arrivedAt: SimulationTime
    let first: SimulationTime
    let second: SimulationTime
  }

  package var engine = Engine<Event>()
  private let arrivals: TimeLaw
  private let services: [TimeLaw]
  private let sameChance: Bool
  private let window: StudyWindow
  private var gaps: RandomStream
  private var works: [RandomStream]
  private var servers = [Resource(capacity: 1), Resource(capacity: 1)]
  /// Customers from the second server's back to the newest, in order of arrival.
  private var customers: [Customer] = []
  private var claims: [Claim] = [.none, .none]
  private var product = TimeAverage(value: 0, at: 0)
  private var empty = TimeAverage(value: 1, at: 0)
  private var hasSettled = false

  /// Time from arrival to departure from the second server [s].
  package private(set) var sojourn = Tally()

  /// Makes empty lines and schedules the first arrival.
  ///
  /// - Parameters:
  ///   - arrivals: Times between arrivals.
  ///   - services: Service times at the two servers.
  ///   - sameChance: Whether a customer's second service comes from the same number as the first.
  ///   - window: What counts.
  ///   - streams: Gives the streams.
  ///   - name: Name in the streams.
  package init(
    arrivals: TimeLaw,
    services: [TimeLaw],
    sameChance: Bool = false,
    window: StudyWindow,
    streams: inout StreamDirectory,
    name: String
  ) {
    precondition(services.count == 2, "\(services.count) services for two servers")
    self.arrivals = arrivals
    self.services = services
    self.sameChance = sameChance
    self.window = window
    gaps = streams.stream("time between arrivals", entity: name)
    works = [
      streams.stream("first service time", entity: name),
      streams.stream("second service time", entity: name),
    ]
    engine.schedule(.arrives, after: .seconds(arrivals.sample(&gaps)))
  }

  /// Mean of the product of the numbers present in the window, up to now.
  package var meanProductOfNumbers: Double? { product.mean(until: engine.now.ticks) }

  /// Share of the window, up to now, in which nobody was present.
  package var emptyShare: Double? { empty.mean(until: engine.now.ticks) }

  /// Lets an event happen.
  package mutating func handle(_ event: Event) {
    if !hasSettled, engine.now >= window.start {
      hasSettled = true
      product.mark(at: engine.now.ticks)
      empty.mark(at: engine.now.ticks)
    }
    switch event {
    case .arrives: arrive()
    case .firstEnds: endFirst()
    case .secondEnds: endSecond()
    }
    let present = servers.map { $0.busyUnits + $0.lineLength }
    product.set(present[0] * present[1], at: engine.now.ticks)
    empty.set(present[0] + present[1] == 0 ? 1 : 0, at: engine.now.ticks)
  }

  private mutating func arrive() {
    engine.schedule(.arrives, after: .seconds(arrivals.sample(&gaps)))
    let first = works[0]
    let work = services[0].sample(&works[0])
    if sameChance { works[1] = first }
    let next = services[1].sample(&works[1])
    customers.append(
      Customer(arrivedAt: engine.now, first: .seconds(work), second: .seconds(next))
    )
    act(on: servers[0].request(at: engine.now), of: 0)
  }

  private mutating func endFirst() {
    let changes = servers[0].release(claims[0], at: engine.now)
    act(on: servers[1].request(at: engine.now), of: 1)
    act(on: changes, of: 0)
  }

  private mutating func endSecond() {
    let customer = customers.removeFirst()
    if customer.arrivedAt >= window.start {
      sojourn.add((engine.now - customer.arrivedAt).inSeconds)
    }
    act(on: servers[1].release(claims[1], at: engine.now), of: 1)
  }

  /// Begins the service of the customer who is granted a server.
  private mutating func act(on changes: ResourceChanges, of server: Int) {
    guard let grant = changes.grants.first else { return }
    claims[server] = grant.claim
    // All who are before the first line have passed the first server already.
    let atSecond = servers[1].busyUnits + servers[1].lineLength
    let customer = customers[server == 0 ? atSecond : 0]
    engine.schedule(
      server == 0 ? .firstEnds : .secondEnds,
      after: server == 0 ? customer.first : customer.second,
      priority: EventPriority.completion
    )
  }
}
