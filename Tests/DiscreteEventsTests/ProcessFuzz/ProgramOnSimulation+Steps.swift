import DiscreteEvents

extension ProgramOnSimulation {
  private func ticks(_ count: Int) -> SimulationTime { SimulationTime(ticks: Int64(count)) }

  /// Does one step of a process; returns what came of it.
  nonisolated(nonsending) func perform(_ step: ProcessStep, by me: Int) async throws -> String {
    if let outcome = act(step, for: me) { return outcome }
    switch step {
    case .wait(let time): try await simulation.wait(ticks(time))
    case .waitUntil(let time): try await simulation.wait(until: max(simulation.now, ticks(time)))
    case .giveWay: try await simulation.giveWay()
    case .put(let store, let item, let priority):
      try await stores[store].put(item, priority: priority)
    case .draw(let tank, let amount, let priority):
      try await tanks[tank].draw(amount, priority: priority)
    case .add(let tank, let amount, let priority):
      try await tanks[tank].add(amount, priority: priority)
    case .fail: throw ProgramFailure(process: "p\(me)")
    case .acquire(let asking, let patience): return try await acquire(asking, patience, by: me)
    case .use(let asking, let time, let rule, let patience):
      return try await use(asking, time, rule, patience)
    case .using(let asking, let steps):
      return try await desks[asking.desk].using(units: asking.units, priority: asking.priority) {
        for step in steps { note("p\(me)", try await perform(step, by: me)) }
        return "has used"
      }
    case .take(let store, let kinds, let priority, let patience):
      return try await take(store, kinds, priority, patience)
    case .waitFor, .firstOf, .allOf: return try await waitForOccurrences(step)
    default: break
    }
    return "done"
  }

  /// Does a step that takes no time; nil for one that may.
  func act(_ step: ProcessStep, for me: Int?) -> String? {
    switch step {
    case .release(let number, let inPart): me.map { release(number, of: $0, inPart) } ?? ""
    case .releaseOf(let process, let number):
      release(number, of: process % processes.count, false)
    case .putIfRoom(let store, let item): "puts \(stores[store].putIfRoom(item))"
    case .interrupt(let number):
      "interrupts \(processes[number % processes.count].interrupt("by \(me ?? -1)"))"
    case .happen(let number): word("happens") { shared[number].happen() }
    case .makeTimer(let time): word("timer") { timers.append(simulation.timer(ticks(time))) }
    case .request(let asking): request(asking, for: me)
    case .spawn(let body, let delay): word("spawns") { spawn(body, after: delay) }
    case .setCapacity(let desk, let capacity, let preempts):
      word("changes") {
        desks[desk].setCapacity(capacity, whenBusy: preempts ? .preempt : .finish)
      }
    case .stop: word("stops") { simulation.stop() }
    case .leave: "stays"
    default: nil
    }
  }

  private func word(_ word: String, _ action: () -> Void) -> String {
    action()
    return word
  }

  private func release(_ number: Int, of process: Int, _ inPart: Bool) -> String {
    guard !owns[process].isEmpty else { return "has nothing" }
    let place = number % owns[process].count
    let own = owns[process][place]
    let desk = desks[own.desk]
    let held = desk.value.heldClaims.first { $0.claim == own.claim }?.units ?? 0
    let isReleased = desk.release(own.claim, units: inPart && held > 1 ? 1 : nil)
    if desk.value.state(of: own.claim) == .gone { owns[process].remove(at: place) }
    return "releases r\(own.desk) \(isReleased)"
  }

  private func request(_ asking: ProcessStep.Asking, for me: Int?) -> String {
    let request = desks[asking.desk].request(units: asking.units, priority: asking.priority)
    requests.append((asking.desk, request))
    guard request.claim != .none else { return "is refused" }
    if let me { owns[me].append(Own(desk: asking.desk, claim: request.claim)) }
    return "requests \(request.granted.hasHappened)"
  }

  private nonisolated(nonsending) func acquire(
    _ asking: ProcessStep.Asking,
    _ patience: Int?,
    by me: Int
  ) async throws -> String {
    let (desk, units, priority) = (desks[asking.desk], asking.units, asking.priority)
    let claim =
      if let patience {
        try await desk.acquire(
          units: units,
          priority: priority,
          preempting: asking.preempts,
          atMost: ticks(patience)
        )
      } else {
        try await desk.acquire(units: units, priority: priority, preempting: asking.preempts)
      }
    guard let claim else { return "goes away" }
    owns[me].append(Own(desk: asking.desk, claim: claim))
    return "acquires"
  }

  private nonisolated(nonsending) func use(
    _ asking: ProcessStep.Asking,
    _ time: Int,
    _ rule: PreemptionRule,
    _ patience: Int?
  ) async throws -> String {
    let (desk, units, priority) = (desks[asking.desk], asking.units, asking.priority)
    guard let patience else {
      try await desk.use(
        for: ticks(time),
        units: units,
        priority: priority,
        preempting: asking.preempts,
        ifPreempted: rule
      )
      return "works true"
    }
    let isDone = try await desk.use(
      for: ticks(time),
      units: units,
      priority: priority,
      preempting: asking.preempts,
      ifPreempted: rule,
      atMost: ticks(patience)
    )
    return "works \(isDone)"
  }

  private nonisolated(nonsending) func take(
    _ store: Int,
    _ kinds: Int?,
    _ priority: Int,
    _ patience: Int?
  ) async throws -> String {
    let condition = kinds.map { kinds in { (item: Int) in KindFilter(kinds: kinds).accepts(item) } }
    guard let patience else {
      return "takes \(try await stores[store].take(priority: priority, where: condition))"
    }
    let item = try await stores[store].take(
      atMost: ticks(patience),
      priority: priority,
      where: condition
    )
    return item.map { "takes \($0)" } ?? "goes away"
  }

  private nonisolated(nonsending) func waitForOccurrences(
    _ step: ProcessStep
  ) async throws
    -> String
  {
    switch step {
    case .waitFor(let awaited, let patience):
      guard let occurrence = occurrence(awaited) else { return "has nothing to wait for" }
      guard let patience else {
        try await occurrence.wait()
        return "has waited"
      }
      return "has waited \(try await occurrence.wait(atMost: ticks(patience)))"
    case .firstOf(let awaited):
      let occurrences = awaited.compactMap { occurrence($0) }
      guard !occurrences.isEmpty else { return "has nothing to wait for" }
      return "first \(try await simulation.firstOf(occurrences))"
    case .allOf(let awaited):
      try await simulation.allOf(awaited.compactMap { occurrence($0) })
      return "all"
    default: return "?"
    }
  }

  /// What a process may wait for; nil if there is none, or a request that was taken back.
  private func occurrence(_ awaited: ProcessStep.Awaited) -> Simulation.Occurrence? {
    switch awaited {
    case .shared(let number): return shared[number]
    case .newTimer(let time): return simulation.timer(ticks(time))
    case .timer(let number): return timers.isEmpty ? nil : timers[number % timers.count]
    case .end(let number): return processes[number % processes.count].end
    case .request(let number):
      guard !requests.isEmpty else { return nil }
      let (desk, request) = requests[number % requests.count]
      let isLost =
        request.claim != .none && !request.granted.hasHappened
        && desks[desk].value.state(of: request.claim) == .gone
      return isLost ? nil : request.granted
    }
  }
}
