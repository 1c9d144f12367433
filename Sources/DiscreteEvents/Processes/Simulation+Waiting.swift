extension Simulation {
  /// Waits for some time.
  ///
  /// - Parameter delay: How long; not negative. With `.distantFuture` until an interruption.
  /// - Throws: `SimulationEnded`, an `Interruption`, or `Preempted` if units were taken away for good.
  public nonisolated(nonsending) func wait(_ delay: SimulationTime) async throws {
    precondition(delay >= .zero, "a wait of a negative time (\(delay))")
    if let process = try setAlarm(at: instant(after: delay)) { try await suspend(process, .time) }
  }

  /// Waits until an instant.
  ///
  /// - Parameter time: When to go on; not before `now`.
  /// - Throws: `SimulationEnded`, an `Interruption`, or `Preempted` if units were taken away for good.
  public nonisolated(nonsending) func wait(until time: SimulationTime) async throws {
    precondition(time >= now, "a wait until \(time), which is before now (\(now))")
    if let process = try setAlarm(at: time) { try await suspend(process, .time) }
  }

  /// The instant after some time; the end of the clock, which never comes, if that is beyond it.
  func instant(after delay: SimulationTime) -> SimulationTime {
    delay < .distantFuture - max(now, .zero) ? now + delay : .distantFuture
  }

  /// Wakes the process that has its turn at an instant; nil if it can go straight there.
  private func setAlarm(at time: SimulationTime) throws -> Process? {
    let process = try waiter()
    guard time < .distantFuture else { return process }
    let priority = process.waitPriority
    if goStraight(to: time, priority: priority, process) { return nil }
    process.alarm = calendar.schedule(
      Alarm(slot: process.slot, isTimer: false),
      at: time,
      priority: priority
    )
    return process
  }

  /// Lets all else that is due at this instant happen first, and then goes on at the same instant.
  ///
  /// What comes up meanwhile at the instant comes first too.
  ///
  /// - Throws: `SimulationEnded`, an `Interruption`, or `Preempted` if units were taken away for good.
  public nonisolated(nonsending) func giveWay() async throws {
    let process = try waiter()
    if goStraight(to: now, priority: .max, process) { return }
    process.alarm = calendar.schedule(
      Alarm(slot: process.slot, isTimer: false),
      at: now,
      priority: .max
    )
    try await suspend(process, .time)
  }

  /// The process that has its turn, which is about to wait.
  @usableFromInline
  func waiter() throws -> Process {
    if hasEnded { throw ended() }
    guard let process = current else {
      preconditionFailure("only a process can wait, in a turn of its own")
    }
    countTurn(of: process)
    if failure != nil { throw ended() }
    guard process.state == .running else { throw foreignSuspension(of: process) }
    guard process.pendingErrors.isEmpty else { throw process.pendingErrors.removeFirst() }
    return process
  }

  /// What a wait throws when there is nothing to wait for any more.
  private func ended() -> SimulationEnded {
    waitsAfterEnd += 1
    precondition(
      waitsAfterEnd - processesMade < 100_000,
      "\(current?.name ?? "a process") goes on waiting after the end: let SimulationEnded pass"
    )
    return SimulationEnded()
  }

  /// Notes that a process waits twice at once, as a task within it can do in its place.
  private func foreignSuspension(of process: Process) -> SimulationError {
    let error = SimulationError.foreignSuspension(process: process.name, time: now)
    failure = error
    return error
  }

  /// Moves the clock for a process that is the next to go on anyway, without a suspension.
  ///
  /// The order of turns is that of a suspension; only the cost differs.
  func goStraight(
    to time: SimulationTime,
    priority: Int16,
    _ process: Process,
    workingAt resource: Resource? = nil
  ) -> Bool {
    guard ready.isEmpty, time <= horizon, !isStopRequested, failure == nil else { return false }
    if let next = calendar.peekNext() {
      guard time < next.time || (time == next.time && priority < next.priority) else {
        return false
      }
    }
    moveClock(to: time)
    turnCount += 1
    if let onTurn {
      onTurn(now, process, resource.map { "has done its work at \($0.name)" } ?? "goes on")
    }
    return true
  }

  /// Gives up the turn until something wakes the process.
  ///
  /// - Returns: False if the time to wait was over first.
  @usableFromInline
  @discardableResult
  nonisolated(nonsending) func suspend(
    _ process: Process,
    _ waiting: Process.Waiting
  ) async throws -> Bool {
    process.waiting = waiting
    process.waitingSince = now
    process.outcome = .done
    process.state = .waiting
    // `withUnsafeContinuation` would do too. It makes sure of its executor before it suspends, though
    // the task is on the ring in any case, at a cost of about 200 instructions.
    await _unsafeInheritExecutor_withUnsafeContinuation { process.continuation = $0 }
    if case .occurrences(let wait) = process.waiting { wait.letGo() }
    process.waiting = .nothing
    switch process.outcome {
    case .done: return true
    case .timedOut: return false
    case .failed(let error): throw error
    }
  }

  /// Lets a process that waits for something without end give up after some time.
  ///
  /// Patience beyond the end of the clock is patience without end.
  @usableFromInline
  func limitPatience(of process: Process, to patience: SimulationTime) {
    let end = instant(after: patience)
    guard end < .distantFuture else { return }
    process.alarm = calendar.schedule(Alarm(slot: process.slot, isTimer: false), at: end)
  }

  /// Ends the wait of a process that has got what it waits for.
  @usableFromInline
  func wake(_ process: Process) {
    calendar.cancel(process.alarm)
    makeReady(process)
  }

  /// Lets a wait throw, or the next one if the process does not wait now.
  func throwInto(_ process: Process, _ error: any Error) {
    guard process.state == .waiting else {
      process.pendingErrors.append(error)
      return
    }
    process.outcome = .failed(error)
    makeReady(process)
    disarm(process)
  }

  /// Takes back all that a process has set up to be woken by; others may be served then.
  func disarm(_ process: Process) {
    calendar.cancel(process.alarm)
    switch process.waiting {
    case .nothing, .time: break
    case .units(let resource, let claim), .work(let resource, let claim, _):
      resource.withdraw(claim)
    case .other(let line, let claim, _): line.withdraw(claim)
    case .occurrences(let wait): wait.withdraw()
    }
  }
}

extension Simulation.Process {
  /// The priority of its waits: the end of a wait that holds units is a completion.
  var waitPriority: Int16 { heldClaims > 0 ? EventPriority.completion : 0 }
}
