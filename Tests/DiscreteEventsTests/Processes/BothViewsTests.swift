import DiscreteEvents
import Testing

/// The same random queues, written once as events and once as processes, agree in everything.
struct BothViewsTests {
  @Test(arguments: [false, true])
  func randomQueuesAgree(onAGridOfSeconds: Bool) throws {
    var reneged = 0
    var sentAway = 0
    var preemptions = 0
    for seed in 1...300 {
      let plan = QueuePlan(seed: UInt64(seed), onAGridOfSeconds: onAGridOfSeconds)
      var events = EventQueue(plan)
      events.run(until: plan.end)
      let processes = try departures(from: plan)
      #expect(processes.lines == events.departures, "seed \(seed)")
      #expect(processes.usage == events.resource.usage(until: plan.end), "seed \(seed)")
      reneged += events.departures.count { $0.outcome == .reneged }
      sentAway += events.departures.count { $0.outcome == .sentAway }
      preemptions += processes.usage.preemptions
    }
    // The plans exercise what they are for.
    #expect(reneged > 500)
    #expect(sentAway > 100)
    #expect(preemptions > 500)
  }

  /// The queue as processes.
  private func departures(from plan: QueuePlan) throws -> (lines: [Departure], usage: ResourceUsage)
  {
    let simulation = Simulation()
    let desks = simulation.resource("desks", capacity: plan.capacity, lineRule: plan.lineRule)
    var lines: [Departure] = []
    simulation.process("arrivals") {
      for (index, customer) in plan.customers.enumerated() {
        try await simulation.wait(customer.afterLast)
        simulation.process("customer \(index)") {
          let outcome = try await customer.visit(desks, in: simulation)
          lines.append(Departure(customer: index, time: simulation.now, outcome: outcome))
        }
      }
    }
    simulation.process("shifts") {
      for shift in plan.shifts {
        try await simulation.wait(shift.afterLast)
        desks.setCapacity(shift.capacity, whenBusy: shift.whenBusy)
      }
    }
    try simulation.run(until: plan.end)
    return (lines, desks.usage)
  }
}

/// When and how a customer has left.
struct Departure: Equatable {
  enum Outcome: Equatable {
    case served, reneged, sentAway
  }

  var customer: Int
  var time: SimulationTime
  var outcome: Outcome
}

extension QueuePlan.Customer {
  /// What a customer does as a process.
  nonisolated(nonsending) func visit(
    _ desks: Simulation.Resource,
    in simulation: Simulation
  ) async throws -> Departure.Outcome {
    do {
      guard let patience else {
        try await desks.use(
          for: work,
          units: units,
          priority: priority,
          preempting: preempts,
          ifPreempted: ifPreempted
        )
        return .served
      }
      let claim = try await desks.acquire(units: units, priority: priority, atMost: patience)
      guard let claim else { return .reneged }
      try await simulation.wait(work)
      desks.release(claim)
      return .served
    } catch is Preempted {
      return .sentAway
    }
  }
}
