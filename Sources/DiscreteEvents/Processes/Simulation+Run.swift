internal import DequeModule

extension Simulation {
  /// Lets the processes take turns until a time, and then ends the simulation.
  ///
  /// At the end every process that still waits is resumed once, in the order in which they were made,
  /// with `SimulationEnded`, so that it can tidy up; processes that have not begun never do. What they
  /// hold of resources stays as it was at the last instant, so that statistics can be read.
  ///
  /// - Parameter limit: The last instant; not before `now`. Without one the run goes on as long as
  ///   anything is going to happen.
  /// - Returns: Why the run came to its end.
  /// - Throws: What went wrong; the simulation has ended then too.
  @discardableResult
  public func run(until limit: SimulationTime = .distantFuture) throws(SimulationError) -> RunEnd {
    let result = Result { () throws(SimulationError) in try advance(until: limit) }
    end()
    if case .success = result, let failure { throw failure }
    return try result.get()
  }

  /// Lets the processes take turns until a time, from which the simulation can go on later.
  ///
  /// Afterwards the clock shows that time, unless the run was stopped or had no limit. Call `end()`
  /// when it shall not go on: processes that wait are never freed otherwise.
  ///
  /// - Parameter limit: The last instant; not before `now`.
  /// - Returns: `reachedLimit`; `noMoreEvents` if nothing is going to happen, though processes may
  ///   wait for items or occurrences; or `stopped`.
  /// - Throws: What went wrong. The simulation can only be ended then.
  @discardableResult
  public func advance(
    until limit: SimulationTime = .distantFuture
  ) throws(SimulationError) -> RunEnd {
    precondition(limit >= now, "until (\(limit)) is before now (\(now))")
    precondition(!hasEnded, "the simulation has ended; use advance(until:) to run in stages")
    precondition(current == nil, "\(current?.name ?? "") lets the simulation run in which it is")
    isStopRequested = false
    horizon = limit
    while failure == nil, !isStopRequested, takeNextTurn() {}
    if let failure { throw failure }
    if isStopRequested {
      isStopRequested = false
      return .stopped
    }
    if let deadlock = calendar.isEmpty ? standstill() : nil { throw deadlock }
    if limit != .distantFuture { moveClock(to: limit) }
    return calendar.isEmpty ? .noMoreEvents : .reachedLimit
  }

  /// Ends the simulation: every process that waits is resumed once with `SimulationEnded`.
  ///
  /// So is one that has got what it waited for but had no turn yet. Without effect on a simulation
  /// that has ended.
  public func end() {
    guard !hasEnded else { return }
    waitsAtEnd = waits(of: suspended.prefix(1_000))
    precondition(current == nil, "\(current?.name ?? "") ends the simulation: let it call stop()")
    hasEnded = true
    for process in processes.compactMap({ $0 }).sorted(by: { $0.number < $1.number }) {
      switch process.state {
      case .waiting, .ready:
        guard process.shell != nil else {
          retire(process)
          continue
        }
        process.outcome = .failed(SimulationEnded())
        takeTurn(process)
      case .scheduled:
        retire(process)
      case .running, .finished:
        break
      }
    }
    ready.removeAll()
    resources.removeAll()
    timers.removeAll()
    dismissShells()
  }

  /// Lets one process have its turn, or one alarm ring; false if there is none up to the horizon.
  private func takeNextTurn() -> Bool {
    if let process = ready.popFirst() {
      takeTurn(process)
      return true
    }
    guard let next = calendar.popNext(through: horizon) else { return false }
    moveClock(to: next.time)
    ring(next.event)
    return true
  }

  private func ring(_ alarm: Alarm) {
    if alarm.isTimer {
      finishTimer(alarm.slot)?.happen()
      return
    }
    guard let process = processes[Int(alarm.slot)] else { return }
    if isPatience(process.waiting) {
      // The wait is over: if who moves up takes units away from it, its next wait throws.
      process.state = .ready
      disarm(process)
      process.outcome = .timedOut
    }
    takeTurn(process)
  }

  /// Whether the alarm of who waits for something is the end of its patience.
  private func isPatience(_ waiting: Process.Waiting) -> Bool {
    switch waiting {
    case .units, .other: true
    case .work(_, _, let work): !work.isHeld
    case .nothing, .time, .occurrences: false
    }
  }

  func moveClock(to time: SimulationTime) {
    if time > now {
      turnsAtThisInstant = 0
      now = time
    }
  }

  /// Runs a process until it waits or ends.
  private func takeTurn(_ process: Process) {
    turnCount += 1
    if let onTurn { onTurn(now, process, turnReason(of: process)) }
    current = process
    process.state = .running
    if process.shell == nil {
      countTurn(of: process)
      begin(process)
    } else {
      let continuation = process.continuation
      process.continuation = nil
      continuation?.resume()
    }
    ring.runNext()
    // A turn is one job, whatever else is on the ring by now: so what is foreign is always found,
    // though an actor or another task may be quick to answer.
    if process.state == .running, failure == nil {
      failure = .foreignSuspension(process: process.name, time: now)
    }
    ring.drain()
    current = nil
  }

  /// Counts that a process begins, or begins to wait, at this instant.
  func countTurn(of process: Process) {
    turnsAtThisInstant += 1
    let excess = turnsAtThisInstant - turnsPerInstantLimit
    if excess >= 0 { noteStorm(process, excess: excess) }
  }

  /// Notes who takes turns in an event storm, and ends the run after some.
  private func noteStorm(_ process: Process, excess: Int) {
    if !stormNames.contains(process.name) { stormNames.append(process.name) }
    guard excess >= 200, failure == nil else { return }
    failure = .eventStorm(time: now, count: turnsAtThisInstant, processes: stormNames)
    stormNames = []
  }

  /// Takes a process out of the simulation, and tells who waits for its end.
  func finish(_ process: Process, error: (any Error)?) {
    retire(process)
    guard let error, !(error is SimulationEnded) else {
      process.storedEnd?.happen()
      return
    }
    let isHeard = process.storedEnd?.fail(error) == true
    if !isHeard || hasEnded, failure == nil {
      failure = .processFailed(name: process.name, time: now, error: error)
    }
  }

  private func retire(_ process: Process) {
    process.state = .finished
    process.shell = nil
    process.body = nil
    calendar.cancel(process.alarm)
    processes[Int(process.slot)] = nil
    freeSlots.append(process.slot)
  }

  /// Gives a process a turn at this instant.
  func makeReady(_ process: Process) {
    process.state = .ready
    ready.append(process)
  }
}
