import DiscreteEvents

/// The single-server queue in the event view.
func lawKeltonQueueEvents(until end: LawKeltonQueue.End) -> LawKeltonQueue.Report {
  var queue = LawKeltonQueueEvents(end: end)
  queue.scheduleArrival()
  queue.run(until: end.time)
  let now = queue.engine.now
  return LawKeltonQueue.Report(queue.server.usage(until: now), at: now)
}

/// The state of the queue.
struct LawKeltonQueueEvents: Model {
  enum Event: BitwiseCopyable {
    case arrival
    case departure(Claim)
  }

  var engine = Engine<Event>()
  var server = Resource(capacity: 1)
  let end: LawKeltonQueue.End
  /// Customers whose service has begun.
  private var delays = 0
  private var numbers = LawKeltonNumbers()

  init(end: LawKeltonQueue.End) {
    self.end = end
  }

  mutating func scheduleArrival() {
    let pause = numbers.exponential(mean: LawKeltonQueue.timeBetweenArrivals)
    engine.schedule(.arrival, after: .minutes(pause))
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      scheduleArrival()
      serve(server.request(at: engine.now).grants)
    case .departure(let claim):
      serve(server.release(claim, at: engine.now).grants)
    }
  }

  private mutating func serve(_ grants: ShortList<Grant>) {
    for grant in grants {
      delays += 1
      if delays == end.delays { engine.stop() }
      let service = numbers.exponential(mean: LawKeltonQueue.serviceTime)
      engine.schedule(
        .departure(grant.claim),
        after: .minutes(service),
        priority: EventPriority.completion
      )
    }
  }
}
