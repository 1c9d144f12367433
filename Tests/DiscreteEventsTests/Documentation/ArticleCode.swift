// The code of the article on the two views, so that it is compiled and run as it is printed there.
import DiscreteEvents

struct ServiceDesk: Model {
  enum Event {
    case arrival
    case departure(Claim)
  }

  var engine = Engine<Event>()
  var clerks: Resource
  private var arrivals: RandomStream
  private var services: RandomStream
  private let timeBetweenArrivals = ExponentialDistribution(mean: 1)
  private let serviceTime = ExponentialDistribution(mean: 1.6)

  init(clerks count: Int, seed: UInt64, replication: Int) {
    var streams = StreamDirectory(seed: seed, replication: replication)
    clerks = Resource(capacity: count)
    arrivals = streams.stream("arrivals")
    services = streams.stream("services")
    scheduleArrival()
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      serve(clerks.request(at: engine.now))
      scheduleArrival()
    case .departure(let claim):
      serve(clerks.release(claim, at: engine.now))
    }
  }

  private mutating func scheduleArrival() {
    engine.schedule(.arrival, after: .minutes(timeBetweenArrivals.sample(&arrivals)))
  }

  private mutating func serve(_ changes: ResourceChanges) {
    for grant in changes.grants {
      engine.schedule(
        .departure(grant.claim),
        after: .minutes(serviceTime.sample(&services)),
        priority: EventPriority.completion
      )
    }
  }
}

func serviceDeskByEvents() -> ResourceUsage {
  var desk = ServiceDesk(clerks: 2, seed: 1, replication: 1)
  desk.run(until: .hours(1_000))
  return desk.clerks.usage(until: desk.engine.now)
}

func serviceDeskByProcesses() throws -> ResourceUsage {
  let simulation = Simulation()
  let clerks = simulation.resource("clerks", capacity: 2)
  var streams = StreamDirectory(seed: 1, replication: 1)
  var arrivals = streams.stream("arrivals")
  var services = streams.stream("services")
  let timeBetweenArrivals = ExponentialDistribution(mean: 1)
  let serviceTime = ExponentialDistribution(mean: 1.6)

  simulation.process("arrivals") {
    while true {
      try await simulation.wait(.minutes(timeBetweenArrivals.sample(&arrivals)))
      simulation.process("customer") {
        try await clerks.use(for: .minutes(serviceTime.sample(&services)))
      }
    }
  }
  try simulation.run(until: .hours(1_000))
  return clerks.usage
}
