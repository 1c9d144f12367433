import DiscreteEvents

/// A server with given customers in the event view.
func handCaseEvents(_ given: HandCases.Case) -> [Visit] {
  var server = HandCaseEvents(given)
  for (customer, arrival) in given.arrivals.enumerated() {
    server.engine.schedule(.arrival(customer: customer), at: .seconds(arrival))
  }
  server.run()
  return server.visits
}

/// The state of the server and of its customers.
struct HandCaseEvents: Model {
  enum Event: BitwiseCopyable {
    case arrival(customer: Int)
    case departure(customer: Int, Claim)
  }

  var engine = Engine<Event>()
  let given: HandCases.Case
  var server: Resource
  var visits: [Visit]

  init(_ given: HandCases.Case) {
    self.given = given
    server = Resource(capacity: 1, waitingRoom: given.waitingRoom)
    visits = given.arrivals.map { _ in Visit() }
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival(let customer):
      // A request that is refused brings no grant.
      serve(server.request(for: customer, at: engine.now).grants)
    case .departure(let customer, let claim):
      visits[customer].departure = engine.now
      serve(server.release(claim, at: engine.now).grants)
    }
  }

  private mutating func serve(_ grants: ShortList<Grant>) {
    for grant in grants {
      visits[grant.token].wait = grant.waited
      engine.schedule(
        .departure(customer: grant.token, grant.claim),
        after: .seconds(given.services[grant.token]),
        priority: EventPriority.completion
      )
    }
  }
}
