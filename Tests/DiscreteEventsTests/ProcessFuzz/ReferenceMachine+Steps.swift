import DiscreteEvents

extension ReferenceMachine {
  /// What becomes of a step.
  enum Result {
    case blocked
    case done(String)
    /// Units are held for the steps within.
    case entered
    case trouble(Trouble)
  }

  /// Lets a process do its steps until it waits or ends.
  func goOn(_ process: ReferenceProcess) {
    while process.state == .running {
      let depth = process.frames.count
      guard depth > 0 else { return tidy(process) }
      guard let step = process.frames[depth - 1].steps.popFirst() else {
        leaveFrame(of: process)
        if depth > 1 { note(process.name, "has used") }
        continue
      }
      if depth == 1, case .leave = step { return tidy(process) }
      if depth == 1, case .fail = step {
        return finish(process, failing: ProgramFailure(process: process.name))
      }
      conclude(step, begin(step, for: process), for: process)
    }
  }

  /// Notes what has become of a step, and ends the process if need be.
  func conclude(_ step: ProcessStep, _ result: Result, for process: ReferenceProcess) {
    switch result {
    case .blocked: process.step = step
    case .entered: break
    case .done(let text): note(process.name, text)
    case .trouble(let trouble):
      while process.frames.count > 1 { leaveFrame(of: process) }
      note(process.name, "\(trouble)")
      let isLast = trouble == .ended ? !process.body.clings : process.body.isTimid
      if isLast { process.frames = [] }
    }
  }

  private func leaveFrame(of process: ReferenceProcess) {
    let frame = process.frames.removeLast()
    if let (desk, claim) = frame.claim { _ = release(claim, at: desk) }
  }

  private func tidy(_ process: ReferenceProcess) {
    while process.body.tidies, let (desk, claim) = process.owns.popLast() {
      note(process.name, "tidies r\(desk) \(release(claim, at: desk))")
    }
    finish(process, failing: nil)
  }

  private func block(_ process: ReferenceProcess, _ waiting: ReferenceProcess.Waiting) -> Result {
    process.waiting = waiting
    process.waitingSince = now
    process.outcome = .done
    process.state = .waiting
    return .blocked
  }

  /// What a wait throws before it begins.
  private func obstacle(for process: ReferenceProcess) -> Trouble? {
    if hasEnded { return .ended }
    return process.troubles.isEmpty ? nil : process.troubles.removeFirst()
  }

  private func wait(_ process: ReferenceProcess, until time: Int, priority: Int) -> Result {
    process.alarm = schedule(.wake(process), at: time, priority: priority)
    return block(process, .time)
  }

  private func limitPatience(of process: ReferenceProcess, _ patience: Int?) {
    process.alarm = patience.map { schedule(.wake(process), at: now + $0) }
  }

  // MARK: - Beginnings

  private func begin(_ step: ProcessStep, for process: ReferenceProcess) -> Result {
    if let outcome = act(step, for: process) { return .done(outcome) }
    if case .fail = step { return .trouble(.failed(ProgramFailure(process: process.name))) }
    switch step {
    case .waitFor(let awaited, let patience): return wait(process, for: awaited, patience)
    case .firstOf(let awaited):
      let occurrences = awaited.compactMap { occurrence($0) }
      if occurrences.isEmpty { return .done("has nothing to wait for") }
      return wait(process, for: occurrences, needsAll: false, step)
    case .allOf(let awaited):
      return wait(process, for: awaited.compactMap { occurrence($0) }, needsAll: true, step)
    default: break
    }
    if let obstacle = obstacle(for: process) { return .trouble(obstacle) }
    let priority = holdsUnits(process) ? Int(EventPriority.completion) : 0
    switch step {
    case .wait(let time): return wait(process, until: now + time, priority: priority)
    case .waitUntil(let time): return wait(process, until: max(now, time), priority: priority)
    case .giveWay: return wait(process, until: now, priority: Int(Int16.max))
    case .acquire, .using, .use: return beginAsking(step, for: process)
    default: return beginTrade(step, for: process)
    }
  }

  private func beginAsking(_ step: ProcessStep, for process: ReferenceProcess) -> Result {
    switch step {
    case .acquire(let asking, let patience):
      return begin(step, asking, .abandon, patience, work: nil, for: process)
    case .using(var asking, _):
      asking.preempts = false
      return begin(step, asking, .abandon, nil, work: nil, for: process)
    case .use(let asking, let time, let rule, let patience):
      return begin(step, asking, rule, patience, work: time, for: process)
    default: return .done("?")
    }
  }

  private func begin(
    _ step: ProcessStep,
    _ asking: ProcessStep.Asking,
    _ rule: PreemptionRule,
    _ patience: Int?,
    work: Int?,
    for process: ReferenceProcess
  ) -> Result {
    let desk = asking.desk
    guard let claim = ask(asking, rule, for: process) else {
      return patience == nil ? .trouble(.refused("r\(desk)")) : .done(giveUp(step))
    }
    let isHeld = isHeld(claim, at: desk)
    if !isHeld, patience == 0 {
      withdraw(claim, at: desk)
      return .done(giveUp(step))
    }
    if !isHeld { limitPatience(of: process, patience) }
    if let work {
      let waiting = block(process, .work(desk: desk, claim: claim, time: work, isHeld: false))
      if isHeld { startWork(of: process, claim, at: desk, lasting: work) }
      return waiting
    }
    return isHeld
      ? take(step, claim, at: desk, for: process)
      : block(process, .units(desk: desk, claim: claim))
  }

  private func giveUp(_ step: ProcessStep) -> String {
    if case .use = step { "works false" } else { "goes away" }
  }

  /// Goes on with units that are granted.
  private func take(
    _ step: ProcessStep,
    _ claim: Int,
    at desk: Int,
    for process: ReferenceProcess
  ) -> Result {
    if case .using(_, let steps) = step {
      process.frames.append(ReferenceProcess.Frame(steps: steps[...], claim: (desk, claim)))
      return .entered
    }
    process.owns.append((desk, claim))
    return .done("acquires")
  }

  // MARK: - Stores and tanks

  private func beginTrade(_ step: ProcessStep, for process: ReferenceProcess) -> Result {
    let wish = number(for: process)
    switch step {
    case .put(let store, let item, let priority):
      let putter = ReferenceStore.Putter(token: wish, priority: priority, item: item)
      apply(stores[store].put(putter), except: wish)
      let waits = stores[store].putters.contains { $0.token == wish }
      return waits ? block(process, .room(store: store, wish: wish)) : .done("done")
    case .take(let store, let kinds, let priority, let patience):
      let filter = KindFilter(kinds: kinds ?? 15)
      let taker = ReferenceStore.Taker(token: wish, priority: priority, filter: filter)
      let outcome = stores[store].take(taker)
      apply(outcome, except: wish)
      if let own = outcome.deliveries.first(where: { $0.token == wish }) {
        return .done("takes \(own.item)")
      }
      if patience == 0 {
        _ = stores[store].renege(wish)
        return .done("goes away")
      }
      limitPatience(of: process, patience)
      return block(process, .item(store: store, wish: wish))
    case .draw(let tank, let amount, let priority):
      let own = ReferenceLevel.Wish(token: wish, priority: priority, amount: amount)
      return settle(tanks[tank].draw(own), wish, for: process, at: tank, draws: true)
    case .add(let tank, let amount, let priority):
      let own = ReferenceLevel.Wish(token: wish, priority: priority, amount: amount)
      return settle(tanks[tank].add(own), wish, for: process, at: tank, draws: false)
    default: return .done("?")
    }
  }

  private func settle(
    _ served: [Int],
    _ wish: Int,
    for process: ReferenceProcess,
    at tank: Int,
    draws: Bool
  ) -> Result {
    for number in served where number != wish { asker(of: number).map { wake($0) } }
    return served.contains(wish)
      ? .done("done") : block(process, .amount(tank: tank, wish: wish, draws: draws))
  }

  func apply(_ outcome: ReferenceStore.Outcome, except caller: Int? = nil) {
    for delivery in outcome.deliveries where delivery.token != caller {
      guard let process = asker(of: delivery.token) else { continue }
      process.item = delivery.item
      wake(process)
    }
    for number in outcome.admissions where number != caller { asker(of: number).map { wake($0) } }
  }

  // MARK: - Waits for occurrences

  private func wait(
    _ process: ReferenceProcess,
    for awaited: ProcessStep.Awaited,
    _ patience: Int?
  ) -> Result {
    guard let occurrence = occurrence(awaited) else { return .done("has nothing to wait for") }
    let step = ProcessStep.waitFor(awaited, patience: patience)
    guard let patience else { return wait(process, for: [occurrence], needsAll: true, step) }
    if patience > 0, !occurrence.hasHappened(at: now) {
      let both = [occurrence, makeTimer(patience)]
      return wait(process, for: both, needsAll: false, step)
    }
    if let trouble = obstacle(for: process) ?? occurrence.trouble { return .trouble(trouble) }
    if !occurrence.hasHappened(at: now) { withdraw(occurrence) }
    return .done("has waited \(occurrence.hasHappened(at: now))")
  }

  private func wait(
    _ process: ReferenceProcess,
    for occurrences: [ReferenceOccurrence],
    needsAll: Bool,
    _ step: ProcessStep
  ) -> Result {
    let wait = ReferenceWait(occurrences, needsAll: needsAll, began: now)
    if let trouble = obstacle(for: process) ?? look(at: wait) {
      wait.first = nil
      withdraw(wait)
      return .trouble(trouble)
    }
    let isOver = needsAll ? occurrences.allSatisfy { $0.happenedAt != nil } : wait.first != nil
    if isOver {
      if !needsAll { withdraw(wait) }
      return .done(words(for: step, after: wait))
    }
    for (place, occurrence) in occurrences.enumerated() where occurrence.happenedAt == nil {
      if occurrence.watchers.contains(where: { $0.wait === wait }) { continue }
      occurrence.watchers.append((process, wait, place))
    }
    return block(process, .occurrences(wait))
  }

  /// Notes what has happened before a wait; returns the first failure.
  private func look(at wait: ReferenceWait) -> Trouble? {
    for (place, occurrence) in wait.occurrences.enumerated() {
      if let trouble = occurrence.trouble { return trouble }
      prepare(occurrence)
      if occurrence.happenedAt != nil { wait.first = wait.first ?? place }
    }
    return nil
  }

  private func words(for step: ProcessStep, after wait: ReferenceWait) -> String {
    switch step {
    case .waitFor(_, nil): "has waited"
    case .waitFor: "has waited \(wait.first == 0)"
    case .firstOf: "first \(wait.first ?? 0)"
    default: "all"
    }
  }

  // MARK: - Ends of waits

  /// What has become of the step of a process that has its turn again.
  func outcome(
    of step: ProcessStep,
    _ process: ReferenceProcess,
    after waiting: ReferenceProcess.Waiting
  ) -> Result {
    switch process.outcome {
    case .trouble(let trouble): return .trouble(trouble)
    case .timedOut: return .done(giveUp(step))
    case .done: break
    }
    switch waiting {
    case .units(let desk, let claim): return take(step, claim, at: desk, for: process)
    case .work(let desk, let claim, _, _):
      _ = release(claim, at: desk)
      return .done("works true")
    case .item: return .done("takes \(process.item ?? -1)")
    case .occurrences(let wait): return .done(words(for: step, after: wait))
    case .nothing, .time, .room, .amount: return .done("done")
    }
  }
}
