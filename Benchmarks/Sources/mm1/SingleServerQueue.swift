internal import DiscreteEvents

/// An M/M/1 queue in the event view: arrival rate 0.9, service rate 1.
struct SingleServerQueue: Model {
  enum Event {
    case arrival
    case departure
  }

  var engine = Engine<Event>()
  private let goal: Int
  private var arrivals: RandomStream
  private var services: RandomStream
  private let timeBetweenArrivals = ExponentialDistribution(mean: 1 / 0.9)
  private let serviceTime = ExponentialDistribution(mean: 1)
  /// Times of arrival of the objects in the system.
  private var objects = TimeQueue()
  private(set) var servedCount = 0
  private(set) var totalSystemTime = SimulationTime.zero

  init(goal: Int, seed: UInt64) {
    var directory = StreamDirectory(seed: seed, replication: 1)
    self.goal = goal
    arrivals = directory.stream("time between arrivals")
    services = directory.stream("service time")
    engine.schedule(.arrival, after: .seconds(timeBetweenArrivals.sample(&arrivals)))
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival: arrive()
    case .departure: depart()
    }
  }

  private mutating func arrive() {
    if objects.isEmpty {
      startService()
    }
    objects.append(engine.now)
    engine.schedule(.arrival, after: .seconds(timeBetweenArrivals.sample(&arrivals)))
  }

  private mutating func startService() {
    engine.schedule(.departure, after: .seconds(serviceTime.sample(&services)))
  }

  private mutating func depart() {
    totalSystemTime += engine.now - objects.popFirst()
    servedCount += 1
    if servedCount == goal {
      engine.stop()
    } else if !objects.isEmpty {
      startService()
    }
  }
}
