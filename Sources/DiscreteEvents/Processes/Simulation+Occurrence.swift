extension Simulation {
  /// Something that happens once, and for which any number of processes can wait.
  ///
  /// Timers, ends of processes and requests are occurrences; `simulation.occurrence(_:)` makes one
  /// that the model lets happen.
  public final class Occurrence {
    /// What it is called in traces.
    public let name: String
    /// Whether it has happened; a timer has from its instant on.
    public var hasHappened: Bool { isSettled || isOverdue }
    private var isSettled = false
    private var settledAt = SimulationTime.zero
    unowned let simulation: Simulation
    /// Who waits, in the order in which they began to, and some who do not any more.
    private var watchers: [Watcher] = []
    private var staleCount = 0
    private var failure: (any Error)?
    private(set) var source: Source

    /// What lets an occurrence happen.
    enum Source {
      case model
      /// Its alarm is set only while it may be waited for; slot and handle are meaningless else.
      case timer(due: SimulationTime, slot: UInt32, EventHandle)
      case end(Weak<Process>)
      case units(Weak<Resource>, Claim)
    }

    init(_ name: String, from source: Source, in simulation: Simulation) {
      self.name = name
      self.source = source
      self.simulation = simulation
    }

    /// Lets it happen, now: all who wait for it go on at this instant, in order.
    ///
    /// Without effect if it has happened before.
    public func happen() {
      settle(nil)
    }

    /// Waits until it has happened; not at all if it has.
    ///
    /// - Throws: `SimulationEnded`, an `Interruption`, `Preempted`, or the error of a process whose
    ///   end this is.
    public nonisolated(nonsending) func wait() async throws {
      try await simulation.perform(OccurrenceWait([self], needsAll: true))
    }

    /// Waits until it has happened, but not for long.
    ///
    /// A request that has not been granted by then is withdrawn.
    ///
    /// - Parameter patience: How long to wait at most; not negative. With zero there is no waiting.
    /// - Returns: False if it has not happened.
    /// - Throws: `SimulationEnded`, an `Interruption`, `Preempted`, or the error of a process whose
    ///   end this is.
    public nonisolated(nonsending) func wait(
      atMost patience: SimulationTime
    ) async throws -> Bool {
      guard hasHappened || patience == .zero else {
        return try await simulation.firstOf(self, simulation.timer(patience)) == 0
      }
      _ = try simulation.waiter()
      try throwIfFailed()
      if !hasHappened { withdraw() }
      return hasHappened
    }

    /// Ends it with an error; false if nobody waits for it.
    func fail(_ error: any Error) -> Bool {
      let isHeard = watchers.contains { $0.isWaiting }
      settle(error)
      return isHeard
    }

    private func settle(_ error: (any Error)?) {
      guard !isSettled else { return }
      isSettled = true
      settledAt = simulation.now
      failure = error
      let watchers = watchers
      self.watchers = []
      staleCount = 0
      for watcher in watchers where watcher.isWaiting {
        if let error {
          simulation.throwInto(watcher.process, error)
        } else {
          watcher.wait.note(watcher.index, for: watcher.process)
        }
      }
    }

    /// Whether it has happened at an instant before another one.
    func hasHappened(before time: SimulationTime) -> Bool { isSettled && settledAt < time }

    func throwIfFailed() throws {
      if let failure { throw failure }
    }

    /// Adds somebody who waits; false if the same wait has added it just before.
    func watch(_ watcher: Watcher) -> Bool {
      guard watchers.last?.wait !== watcher.wait else { return false }
      watchers.append(watcher)
      return true
    }

    /// Notes that one of those who wait does not any more.
    ///
    /// Many may wait for one occurrence, so they are not searched each time.
    func unwatch() {
      guard !isSettled else { return }
      staleCount += 1
      if staleCount > 16 + watchers.count / 2 {
        watchers.removeAll { !$0.isWaiting }
        staleCount = 0
      }
    }

    /// Takes back what would let it happen, or what it has brought, unless somebody waits for it.
    func withdraw() {
      guard watchers.count <= staleCount, !simulation.hasEnded else { return }
      switch source {
      case .model, .end: break
      case .timer(let due, let slot, let alarm):
        if simulation.calendar.cancel(alarm) {
          _ = simulation.finishTimer(slot)
          source = .timer(due: due, slot: .max, .none)
        }
      case .units(let resource, let claim): resource.object?.withdraw(claim)
      }
    }

    /// Makes it ready to be waited for: sets the alarm of a timer that has lost against others.
    func prepare() {
      guard !isSettled else { return }
      switch source {
      case .model, .end: break
      case .timer(let due, _, let alarm):
        if isOverdue {
          settle(nil)
        } else if !simulation.calendar.isPending(alarm), due < .distantFuture {
          setAlarm()
        }
      case .units(let resource, let claim):
        precondition(
          claim == .none || resource.object?.value.state(of: claim) != .gone,
          "a wait for \(name), whose request was withdrawn when it lost: make a new request"
        )
      }
    }

    /// Whether it is a timer whose alarm was not set when its instant came.
    private var isOverdue: Bool {
      guard case .timer(let due, _, let alarm) = source else { return false }
      return simulation.now >= due && !simulation.calendar.isPending(alarm)
    }

    /// Sets the alarm of a timer.
    func setAlarm() {
      guard case .timer(let due, _, _) = source else { return }
      let (slot, alarm) = simulation.setTimer(self, at: due)
      source = .timer(due: due, slot: slot, alarm)
    }
  }

  /// A process that waits for an occurrence, and the place of the occurrence in its list.
  struct Watcher {
    let process: Process
    let wait: OccurrenceWait
    let index: Int

    var isWaiting: Bool {
      guard process.state == .waiting, case .occurrences(let current) = process.waiting else {
        return false
      }
      return current === wait
    }
  }

  /// A wait for the first or for all of some occurrences.
  @usableFromInline
  final class OccurrenceWait {
    private(set) var occurrences: [Occurrence]
    let needsAll: Bool
    /// Which happened first.
    private(set) var first: Int?
    private var missing = 0
    /// The occurrences that tell of this wait when they happen, each once.
    private var watched: [Occurrence] = []
    /// When it began: what occurrences have brought before is not taken back.
    private var began = SimulationTime.zero

    init(_ occurrences: [Occurrence], needsAll: Bool) {
      self.occurrences = occurrences
      self.needsAll = needsAll
    }

    /// Notes when the wait begins, or would begin if it were not broken off before.
    func noteBeginning(at now: SimulationTime) { began = now }

    /// Takes what has happened before the wait; true if that is enough.
    func begin() throws -> Bool {
      for (index, occurrence) in occurrences.enumerated() {
        try occurrence.throwIfFailed()
        occurrence.prepare()
        if occurrence.hasHappened {
          first = first ?? index
        } else {
          missing += 1
        }
      }
      return isOver
    }

    func watch(_ process: Process) {
      let added = occurrences.indices.filter { index in
        let occurrence = occurrences[index]
        return !occurrence.hasHappened
          && occurrence.watch(Watcher(process: process, wait: self, index: index))
      }
      missing = added.count
      // Nearly always all of them, and then both lists share their storage.
      watched = missing == occurrences.count ? occurrences : added.map { occurrences[$0] }
    }

    func note(_ index: Int, for process: Process) {
      first = first ?? index
      missing -= 1
      guard isOver else { return }
      process.simulation.makeReady(process)
      if !needsAll { dropLosers() }
    }

    /// Takes back all that have not won: what is asked for is withdrawn, or given back.
    func dropLosers() {
      withdraw(except: first.map { occurrences[$0] })
    }

    /// Takes back everything, for a wait that is broken off, but for what has won.
    func withdraw(except winner: Occurrence? = nil) {
      for occurrence in watched where occurrence !== winner { occurrence.unwatch() }
      for occurrence in occurrences where occurrence !== winner {
        if !occurrence.hasHappened(before: began) { occurrence.withdraw() }
      }
    }

    /// Forgets the occurrences, which may still list this wait: else they would keep each other.
    func letGo() {
      occurrences = []
      watched = []
    }

    private var isOver: Bool { missing == 0 || (!needsAll && first != nil) }
  }

  /// Makes an occurrence that the model lets happen by `happen()`.
  public func occurrence(_ name: String = "occurrence") -> Occurrence {
    Occurrence(name, from: .model, in: self)
  }

  /// Makes an occurrence that happens after some time.
  ///
  /// - Parameter delay: How long from now; not negative.
  /// - Returns: The occurrence.
  public func timer(_ delay: SimulationTime) -> Occurrence {
    precondition(delay >= .zero, "a timer of a negative time (\(delay))")
    let due = instant(after: delay)
    let timer = Occurrence("timer", from: .timer(due: due, slot: .max, .none), in: self)
    if due < .distantFuture { timer.setAlarm() }
    return timer
  }

  /// Sets the alarm of a timer.
  func setTimer(_ timer: Occurrence, at due: SimulationTime) -> (slot: UInt32, alarm: EventHandle) {
    let slot = freeTimers.popLast() ?? UInt32(timers.count)
    if Int(slot) == timers.count { timers.append(nil) }
    timers[Int(slot)] = timer
    return (slot, calendar.schedule(Alarm(slot: slot, isTimer: true), at: due))
  }

  func finishTimer(_ slot: UInt32) -> Occurrence? {
    let timer = timers[Int(slot)]
    timers[Int(slot)] = nil
    freeTimers.append(slot)
    return timer
  }

  /// Waits until the first of some occurrences has happened.
  ///
  /// Requests among the others are taken back as soon as that is so, unless somebody else waits for
  /// them: they leave their lines, and what they were granted since the instant at which the wait began
  /// is given back; what was granted earlier stays. Timers can be used again: a deadline may stand in
  /// many lists.
  ///
  /// - Parameter occurrences: At least one. Of several that have happened before, the first counts.
  /// - Returns: The place in the list, from 0, of the one that happened first.
  /// - Throws: `SimulationEnded`, an `Interruption`, `Preempted`, or the error of a process whose end
  ///   is among them; all are taken back then, but for what was granted earlier.
  public nonisolated(nonsending) func firstOf(_ occurrences: Occurrence...) async throws -> Int {
    let wait = OccurrenceWait(occurrences, needsAll: false)
    try await perform(wait)
    return wait.first ?? 0
  }

  /// Waits until the first of some occurrences has happened, like `firstOf` with a list.
  public nonisolated(nonsending) func firstOf(_ occurrences: [Occurrence]) async throws -> Int {
    let wait = OccurrenceWait(occurrences, needsAll: false)
    try await perform(wait)
    return wait.first ?? 0
  }

  /// Waits until all of some occurrences have happened.
  ///
  /// - Parameter occurrences: At least one.
  /// - Throws: `SimulationEnded`, an `Interruption`, `Preempted`, or the error of a process whose end
  ///   is among them; all are taken back then: what requests were granted since the instant at which
  ///   the wait began is given back, what was granted earlier stays.
  public nonisolated(nonsending) func allOf(_ occurrences: Occurrence...) async throws {
    try await perform(OccurrenceWait(occurrences, needsAll: true))
  }

  /// Waits until all of some occurrences have happened, like `allOf` with a list; not at all for none.
  public nonisolated(nonsending) func allOf(_ occurrences: [Occurrence]) async throws {
    try await perform(OccurrenceWait(occurrences, needsAll: true))
  }

  nonisolated(nonsending) func perform(_ wait: OccurrenceWait) async throws {
    if let process = try prepare(wait) {
      try await suspend(process, .occurrences(wait))
    }
  }

  /// Sets a wait up; returns nil if it is over already.
  ///
  /// Never inlined, so that its variables do not take room in the suspended `perform`.
  @inline(never)
  private func prepare(_ wait: OccurrenceWait) throws -> Process? {
    precondition(wait.needsAll || !wait.occurrences.isEmpty, "a wait for the first of none")
    wait.noteBeginning(at: now)
    do {
      let process = try waiter()
      if try wait.begin() {
        if !wait.needsAll { wait.dropLosers() }
        return nil
      }
      wait.watch(process)
      return process
    } catch {
      wait.withdraw()
      throw error
    }
  }
}
