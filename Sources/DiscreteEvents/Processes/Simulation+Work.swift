extension Simulation.Resource {
  /// Waits for units, holds them for a time of work, and gives them back.
  ///
  /// - Parameters:
  ///   - duration: Time of work; not negative.
  ///   - units: How many; from 1.
  ///   - priority: How urgent; the lowest number comes first.
  ///   - preempting: Whether units may be taken from less urgent claims.
  ///   - ifPreempted: Whether the work is resumed, restarted or abandoned if units are taken away.
  /// - Throws: `Refused` if the waiting room is full; `Preempted` if the work is abandoned;
  ///   `SimulationEnded` or an `Interruption`, after
  ///   which nothing is held.
  public nonisolated(nonsending) func use(
    for duration: SimulationTime,
    units: Int = 1,
    priority: Int = 0,
    preempting: Bool = false,
    ifPreempted: PreemptionRule = .resume
  ) async throws {
    precondition(duration >= .zero, "work of a negative time (\(duration))")
    let process = try simulation.waiter()
    let claim = request(units, priority, preempting, ifPreempted, for: process)
    if claim == .none { throw Refused(resource: name) }
    if let work = beginWork(of: process, claim, lasting: duration) {
      try await simulation.suspend(process, .work(self, claim, work))
    }
    release(claim)
  }

  /// Waits for units, but not for long, holds them for a time of work, and gives them back.
  ///
  /// - Parameters:
  ///   - duration: Time of work; not negative.
  ///   - units: How many; from 1.
  ///   - priority: How urgent; the lowest number comes first.
  ///   - preempting: Whether units may be taken from less urgent claims.
  ///   - ifPreempted: Whether the work is resumed, restarted or abandoned if units are taken away.
  ///   - patience: How long to wait at most until the work begins; with zero there is no waiting.
  ///     Work that has begun is not given up: if units are taken away it waits for them without end.
  /// - Returns: Whether the work is done; false if the process has reneged, or if the waiting room
  ///   is full.
  /// - Throws: `Preempted` if the work is abandoned; `SimulationEnded` or an `Interruption`, after
  ///   which nothing is held.
  public nonisolated(nonsending) func use(
    for duration: SimulationTime,
    units: Int = 1,
    priority: Int = 0,
    preempting: Bool = false,
    ifPreempted: PreemptionRule = .resume,
    atMost patience: SimulationTime
  ) async throws -> Bool {
    precondition(duration >= .zero, "work of a negative time (\(duration))")
    precondition(patience >= .zero, "a negative patience (\(patience))")
    let process = try simulation.waiter()
    let claim = request(units, priority, preempting, ifPreempted, for: process)
    if claim == .none { return false }
    if value.state(of: claim) == .waiting {
      guard patience > .zero else {
        withdraw(claim)
        return false
      }
      simulation.limitPatience(of: process, to: patience)
    }
    if let work = beginWork(of: process, claim, lasting: duration),
      try await !simulation.suspend(process, .work(self, claim, work))
    {
      return false
    }
    release(claim)
    return true
  }

  /// Starts the work of a claim that is granted; nil if it is done at once.
  private func beginWork(
    of process: Simulation.Process,
    _ claim: Claim,
    lasting duration: SimulationTime
  ) -> Simulation.Process.Work? {
    let isHeld = value.state(of: claim) == .granted
    if isHeld {
      let end = simulation.instant(after: duration)
      let isDone =
        end < .distantFuture
        && simulation.goStraight(
          to: end,
          priority: EventPriority.completion,
          process,
          workingAt: self
        )
      if isDone { return nil }
      startWork(of: process, lasting: duration)
    }
    return Simulation.Process.Work(duration: duration, isHeld: isHeld)
  }

  /// Lets the work of a process end after some time; never if that is beyond the end of the clock.
  func startWork(of process: Simulation.Process, lasting duration: SimulationTime) {
    let end = simulation.instant(after: duration)
    guard end < .distantFuture else { return }
    process.alarm = simulation.calendar.schedule(
      Simulation.Alarm(slot: process.slot, isTimer: false),
      at: end,
      priority: EventPriority.completion
    )
  }
}
