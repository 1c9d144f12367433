import DiscreteEvents

/// The call center in the event view: a call comes, a call is done.
///
/// - Parameter replication: Which independent repetition, from 1.
/// - Returns: How the agents were used after the warm-up.
func multiServerQueueEvents(replication: Int) -> ResourceUsage {
  var center = MultiServerQueueEvents(replication: replication)
  center.scheduleArrival()
  center.run(until: MultiServerQueue.warmUp)
  center.agents.restartUsage(at: center.engine.now)
  center.run(until: MultiServerQueue.end)
  return center.agents.usage(until: center.engine.now)
}

/// The state of the call center.
struct MultiServerQueueEvents: Model {
  enum Event: BitwiseCopyable {
    case arrival
    case endOfService(Claim)
  }

  var engine = Engine<Event>()
  var agents = Resource(capacity: MultiServerQueue.servers)
  private var arrivals, services: RandomStream
  private let timeBetween = ExponentialDistribution(mean: 1 / MultiServerQueue.arrivalRate)
  private let serviceTime = ExponentialDistribution(mean: 1 / MultiServerQueue.serviceRate)

  init(replication: Int) {
    var streams = StreamDirectory(seed: 1, replication: replication)
    arrivals = streams.stream("arrivals")
    services = streams.stream("services")
  }

  mutating func scheduleArrival() {
    engine.schedule(.arrival, after: .hours(timeBetween.sample(&arrivals)))
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      scheduleArrival()
      serve(agents.request(at: engine.now).grants)
    case .endOfService(let claim):
      serve(agents.release(claim, at: engine.now).grants)
    }
  }

  private mutating func serve(_ grants: ShortList<Grant>) {
    for grant in grants {
      engine.schedule(
        .endOfService(grant.claim),
        after: .hours(serviceTime.sample(&services)),
        priority: EventPriority.completion
      )
    }
  }
}
