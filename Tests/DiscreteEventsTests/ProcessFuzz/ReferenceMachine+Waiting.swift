import DiscreteEvents

extension ReferenceMachine {
  /// A number for a claim or a wish.
  func number(for process: ReferenceProcess?) -> Int {
    askers.append(process)
    return askers.count - 1
  }

  /// Whoever asked, unless it has come to its end.
  func asker(of number: Int) -> ReferenceProcess? {
    askers[number].flatMap { $0.state == .finished ? nil : $0 }
  }

  // MARK: - Desks

  func isHeld(_ claim: Int, at desk: Int) -> Bool {
    desks[desk].held.contains { $0.token == claim }
  }

  func isWaiting(_ claim: Int, at desk: Int) -> Bool {
    desks[desk].waiting.contains { $0.token == claim }
  }

  /// Whether waits of a process end as completions.
  func holdsUnits(_ process: ReferenceProcess) -> Bool {
    desks.contains { $0.held.contains { askers[$0.token] === process } }
  }

  /// Asks for units; nil if the waiting room is full.
  func ask(
    _ asking: ProcessStep.Asking,
    _ rule: PreemptionRule,
    for process: ReferenceProcess?,
    isRequest: Bool = false
  ) -> Int? {
    let claim = number(for: process)
    let entry = ReferenceResource.Entry(
      token: claim,
      priority: asking.priority,
      units: asking.units,
      since: Int64(now),
      preempts: asking.preempts && !isRequest,
      rule: rule
    )
    let outcome = desks[asking.desk].request(entry)
    if isRequest { noteRequest(asking.desk, outcome.isRefused ? nil : claim) }
    apply(outcome, at: asking.desk, except: isRequest ? nil : claim)
    return outcome.isRefused ? nil : claim
  }

  private func noteRequest(_ desk: Int, _ claim: Int?) {
    requests.append(ReferenceOccurrence("units of r\(desk)", .units(desk: desk, claim: claim)))
  }

  func release(_ claim: Int, units: Int? = nil, at desk: Int) -> Bool {
    guard let held = desks[desk].held.first(where: { $0.token == claim }) else { return false }
    if hasEnded { return true }
    let outcome = desks[desk].release(claim, units: units ?? held.units, at: Int64(now))
    apply(outcome, at: desk)
    return true
  }

  /// Takes a claim back, whether it waits or holds units.
  func withdraw(_ claim: Int, at desk: Int) {
    if let outcome = desks[desk].renege(claim, at: Int64(now)) {
      apply(outcome, at: desk)
    } else {
      _ = release(claim, at: desk)
    }
  }

  /// Tells what has changed at a desk: one change after the other, though telling of one may bring
  /// about the next.
  func apply(_ outcome: ReferenceResource.Outcome, at desk: Int, except caller: Int? = nil) {
    guard news[desk] == nil else {
      news[desk]?.append((outcome, caller))
      return
    }
    news[desk] = [(outcome, caller)]
    while let first = news[desk]?.first {
      tell(first.0, at: desk, except: first.caller)
      news[desk]?.removeFirst()
    }
    news[desk] = nil
  }

  private func tell(_ outcome: ReferenceResource.Outcome, at desk: Int, except caller: Int?) {
    for loss in outcome.preemptions {
      guard let process = asker(of: loss.token) else { continue }
      if loss.rule == .abandon {
        trouble(process, .preempted("r\(desk)"))
      } else if process.state == .waiting,
        case .work(desk, loss.token, let time, _) = process.waiting
      {
        cancelAlarm(of: process)
        process.waiting = .work(desk: desk, claim: loss.token, time: time, isHeld: false)
        note(process.name, "loses \(loss.units) of r\(desk) and waits again")
      }
    }
    for grant in outcome.grants where grant.token != caller {
      if let request = requests.first(where: { isRequest($0, grant.token) }) {
        if !request.isTakenBack { happen(request) }
      } else if let process = asker(of: grant.token), process.state == .waiting {
        tell(process, grant, at: desk)
      }
    }
  }

  private func isRequest(_ occurrence: ReferenceOccurrence, _ claim: Int) -> Bool {
    if case .units(_, claim) = occurrence.source { true } else { false }
  }

  private func tell(
    _ process: ReferenceProcess,
    _ grant: ReferenceResource.Granted,
    at desk: Int
  ) {
    switch process.waiting {
    case .units(desk, grant.token): wake(process)
    case .work(desk, grant.token, let time, _):
      cancelAlarm(of: process)
      startWork(of: process, grant.token, at: desk, lasting: time, less: Int(grant.served))
      note(process.name, "is granted \(grant.units) of r\(desk)")
    default: break
    }
  }

  func startWork(
    of process: ReferenceProcess,
    _ claim: Int,
    at desk: Int,
    lasting time: Int,
    less served: Int = 0
  ) {
    process.waiting = .work(desk: desk, claim: claim, time: time, isHeld: true)
    process.alarm = schedule(
      .wake(process),
      at: now + time - served,
      priority: Int(EventPriority.completion)
    )
  }

  // MARK: - Occurrences

  /// Lets something happen, or fail, and tells those who wait for it in the order in which they came.
  func happen(_ occurrence: ReferenceOccurrence, _ failed: Trouble? = nil) {
    guard occurrence.happenedAt == nil else { return }
    occurrence.happenedAt = now
    occurrence.trouble = failed
    for watcher in occurrence.watchers where watcher.process.isIn(watcher.wait) {
      let wait = watcher.wait
      if let failed {
        trouble(watcher.process, failed)
        continue
      }
      wait.first = wait.first ?? watcher.place
      let isOver = !wait.needsAll || wait.occurrences.allSatisfy { $0.happenedAt != nil }
      guard isOver else { continue }
      watcher.process.outcome = .done
      makeReady(watcher.process)
      if !wait.needsAll { withdraw(wait) }
    }
  }

  /// Takes back all but the winner and what had happened at an earlier instant.
  func withdraw(_ wait: ReferenceWait) {
    let winner = wait.needsAll ? nil : wait.first.map { wait.occurrences[$0] }
    for occurrence in wait.occurrences where occurrence !== winner {
      if let time = occurrence.happenedAt, time < wait.began { continue }
      withdraw(occurrence)
    }
  }

  func withdraw(_ occurrence: ReferenceOccurrence) {
    guard !hasEnded, occurrence.happenedAt != nil || !occurrence.isAwaited else { return }
    switch occurrence.source {
    case .timer:
      cancel(occurrence.alarm)
      occurrence.alarm = nil
    case .units(let desk, .some(let claim)):
      occurrence.isTakenBack = true
      withdraw(claim, at: desk)
    case .model, .end, .units: break
    }
  }

  func makeTimer(_ time: Int) -> ReferenceOccurrence {
    let timer = ReferenceOccurrence("timer", .timer(due: now + time))
    timer.alarm = schedule(.timer(timer), at: now + time)
    return timer
  }

  /// Makes sure that a timer rings which has lost against others.
  func prepare(_ occurrence: ReferenceOccurrence) {
    guard case .timer(let due) = occurrence.source, occurrence.happenedAt == nil else { return }
    if occurrence.hasHappened(at: now) {
      happen(occurrence)
    } else if occurrence.alarm == nil {
      occurrence.alarm = schedule(.timer(occurrence), at: due)
    }
  }
}
