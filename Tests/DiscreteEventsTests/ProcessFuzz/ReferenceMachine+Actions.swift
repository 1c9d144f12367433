import DiscreteEvents

extension ReferenceMachine {
  /// Does a step that takes no time; nil for one that may.
  func act(_ step: ProcessStep, for process: ReferenceProcess?) -> String? {
    switch step {
    case .release(let number, let inPart):
      return process.map { release(number, of: $0, inPart) } ?? ""
    case .releaseOf(let other, let number):
      return release(number, of: processes[other % processes.count], false)
    case .putIfRoom(let store, let item): return "puts \(putIfRoom(item, into: store))"
    case .interrupt(let number):
      let other = processes[number % processes.count]
      return "interrupts \(interrupt(other, by: process))"
    case .happen(let number):
      happen(shared[number])
      return "happens"
    case .makeTimer(let time):
      timers.append(makeTimer(time))
      return "timer"
    case .request(let asking): return request(asking, for: process)
    case .spawn(let body, let delay):
      spawn(body, after: delay)
      return "spawns"
    case .setCapacity(let desk, let capacity, let preempts):
      setCapacity(capacity, of: desk, preempts)
      return "changes"
    case .stop:
      isStopRequested = true
      return "stops"
    case .leave: return "stays"
    default: return nil
    }
  }

  private func release(_ number: Int, of process: ReferenceProcess, _ inPart: Bool) -> String {
    guard !process.owns.isEmpty else { return "has nothing" }
    let place = number % process.owns.count
    let (desk, claim) = process.owns[place]
    let held = desks[desk].held.first { $0.token == claim }?.units ?? 0
    let isReleased = release(claim, units: inPart && held > 1 ? 1 : nil, at: desk)
    if !isHeld(claim, at: desk), !isWaiting(claim, at: desk) { process.owns.remove(at: place) }
    return "releases r\(desk) \(isReleased)"
  }

  private func putIfRoom(_ item: Int, into store: Int) -> Bool {
    guard stores[store].items.count < stores[store].capacity, !hasEnded else { return false }
    let wish = number(for: nil)
    apply(stores[store].put(ReferenceStore.Putter(token: wish, priority: 0, item: item)))
    return true
  }

  private func interrupt(_ other: ReferenceProcess, by process: ReferenceProcess?) -> Bool {
    guard other.state != .finished, other.state != .running, !hasEnded else { return false }
    trouble(other, .interrupted("by \(process?.index ?? -1)"))
    return true
  }

  private func setCapacity(_ capacity: Int, of desk: Int, _ preempts: Bool) {
    guard !hasEnded else { return }
    let outcome = desks[desk].setCapacity(capacity, preempting: preempts, at: Int64(now))
    apply(outcome, at: desk)
  }

  private func request(_ asking: ProcessStep.Asking, for process: ReferenceProcess?) -> String {
    guard !hasEnded else {
      let source = ReferenceOccurrence.Source.units(desk: asking.desk, claim: nil)
      requests.append(ReferenceOccurrence("units of r\(asking.desk)", source))
      return "is refused"
    }
    guard let claim = ask(asking, .abandon, for: process, isRequest: true) else {
      return "is refused"
    }
    process?.owns.append((asking.desk, claim))
    return "requests \(isHeld(claim, at: asking.desk))"
  }

  /// What a process may wait for; nil if there is none, or a request that was taken back.
  func occurrence(_ awaited: ProcessStep.Awaited) -> ReferenceOccurrence? {
    switch awaited {
    case .shared(let number): return shared[number]
    case .newTimer(let time): return makeTimer(time)
    case .timer(let number): return timers.isEmpty ? nil : timers[number % timers.count]
    case .end(let number): return end(of: processes[number % processes.count])
    case .request(let number):
      guard !requests.isEmpty else { return nil }
      let request = requests[number % requests.count]
      guard request.happenedAt == nil, case .units(let desk, .some(let claim)) = request.source
      else { return request }
      return isWaiting(claim, at: desk) || isHeld(claim, at: desk) ? request : nil
    }
  }

  private func end(of process: ReferenceProcess) -> ReferenceOccurrence {
    if let end = process.end { return end }
    let end = ReferenceOccurrence("the end of \(process.name)", .end(process))
    process.end = end
    if process.state == .finished { happen(end) }
    return end
  }
}
