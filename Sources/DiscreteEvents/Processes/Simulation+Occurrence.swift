extension Simulation {
  /// Something that happens once, and for which any number of processes can wait.
  ///
  /// Timers, ends of processes and requests are occurrences; `simulation.occurrence(_:)` makes one
  /// that the model lets happen.
  public final class Occurrence {
    /// What it is called in traces.
    public let name: String
    /// Whether it has happened.
    public private(set) var hasHappened = false
    unowned let simulation: Simulation
    /// Who waits, in the order in which they began to, and some who do not any more.
    private var watchers: [Watcher] = []
    private var staleCount = 0
    private var failure: (any Error)?
    /// Takes back what would let it happen, for one that has lost against another.
    var withdrawal: (() -> Void)?
    /// Who has to act for it to happen, if that is known: for the naming of deadlocks.
    var source: (() -> Process?)?

    init(_ name: String, in simulation: Simulation) {
      self.name = name
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
      _ = try await simulation.firstOf(self)
    }

    /// Waits until it has happened, but not for long.
    ///
    /// - Parameter patience: How long to wait at most; not negative.
    /// - Returns: False if it has not happened.
    /// - Throws: `SimulationEnded`, an `Interruption`, `Preempted`, or the error of a process whose
    ///   end this is.
    public nonisolated(nonsending) func wait(
      atMost patience: SimulationTime
    ) async throws -> Bool {
      try await simulation.firstOf(self, simulation.timer(patience)) == 0
    }

    /// Ends it with an error; false if nobody waits for it.
    func fail(_ error: any Error) -> Bool {
      defer { settle(error) }
      return !watchers.isEmpty
    }

    private func settle(_ error: (any Error)?) {
      guard !hasHappened else { return }
      hasHappened = true
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

    func throwIfFailed() throws {
      if let failure { throw failure }
    }

    func watch(_ watcher: Watcher) {
      watchers.append(watcher)
    }

    /// Notes that one of those who wait does not any more.
    ///
    /// Many may wait for one occurrence, so they are not searched each time.
    func unwatch() {
      guard !hasHappened else { return }
      staleCount += 1
      if staleCount > 16 + watchers.count / 2 {
        watchers.removeAll { !$0.isWaiting }
        staleCount = 0
      }
    }

    /// Whether anybody waits for it.
    var isWatched: Bool { watchers.count > staleCount }
  }

  /// A process that waits for an occurrence, and the place of the occurrence in its list.
  struct Watcher {
    let process: Process
    let wait: OccurrenceWait
    let index: Int

    var isWaiting: Bool {
      if case .occurrences(let current) = process.waiting { current === wait } else { false }
    }
  }

  /// A wait for the first or for all of some occurrences.
  @usableFromInline
  final class OccurrenceWait {
    let occurrences: [Occurrence]
    let needsAll: Bool
    /// Which happened first.
    private(set) var first: Int?
    private var missing: Int
    private var isWatching = false

    init(_ occurrences: [Occurrence], needsAll: Bool) {
      self.occurrences = occurrences
      self.needsAll = needsAll
      missing = occurrences.count
    }

    /// Takes what has happened before the wait; true if that is enough.
    func begin(for process: Process) throws -> Bool {
      for (index, occurrence) in occurrences.enumerated() {
        try occurrence.throwIfFailed()
        if occurrence.hasHappened {
          first = first ?? index
          missing -= 1
        }
      }
      return isOver
    }

    func watch(_ process: Process) {
      isWatching = true
      for (index, occurrence) in occurrences.enumerated() where !occurrence.hasHappened {
        occurrence.watch(Watcher(process: process, wait: self, index: index))
      }
    }

    func note(_ index: Int, for process: Process) {
      first = first ?? index
      missing -= 1
      guard isOver else { return }
      process.waiting = .nothing
      if !needsAll { dropLosers() }
      process.simulation.makeReady(process)
    }

    /// Takes back all that have not won: what is asked for is withdrawn, or given back.
    func dropLosers() {
      for (index, occurrence) in occurrences.enumerated() where index != first {
        drop(occurrence)
      }
    }

    /// Takes back everything, for a wait that is broken off.
    func withdraw() {
      for occurrence in occurrences { drop(occurrence) }
    }

    private func drop(_ occurrence: Occurrence) {
      if isWatching { occurrence.unwatch() }
      guard !occurrence.isWatched else { return }
      let withdrawal = occurrence.withdrawal
      occurrence.withdrawal = nil
      withdrawal?()
    }

    private var isOver: Bool { missing == 0 || (!needsAll && first != nil) }
  }

  /// Makes an occurrence that the model lets happen by `happen()`.
  public func occurrence(_ name: String = "occurrence") -> Occurrence {
    Occurrence(name, in: self)
  }

  /// Makes an occurrence that happens after some time.
  ///
  /// - Parameter delay: How long from now; not negative.
  /// - Returns: The occurrence.
  public func timer(_ delay: SimulationTime) -> Occurrence {
    precondition(delay >= .zero, "a timer of a negative time (\(delay))")
    let timer = Occurrence("timer", in: self)
    let slot = freeTimers.popLast() ?? UInt32(timers.count)
    if Int(slot) == timers.count { timers.append(nil) }
    timers[Int(slot)] = timer
    let alarm = calendar.schedule(Alarm(slot: slot, isTimer: true), at: now + delay)
    timer.withdrawal = { [unowned self] in
      if calendar.cancel(alarm) { _ = finishTimer(slot) }
    }
    return timer
  }

  func finishTimer(_ slot: UInt32) -> Occurrence? {
    let timer = timers[Int(slot)]
    timers[Int(slot)] = nil
    freeTimers.append(slot)
    return timer
  }

  /// Waits until the first of some occurrences has happened.
  ///
  /// The others are taken back as soon as that is so, unless somebody else waits for them: timers are
  /// cancelled, requests leave their lines, and what they were granted at that instant is given back.
  ///
  /// - Parameter occurrences: At least one. Of several that have happened before, the first counts.
  /// - Returns: The place in the list, from 0, of the one that happened first.
  /// - Throws: `SimulationEnded`, an `Interruption`, `Preempted`, or the error of a process whose end
  ///   is among them; all are taken back then.
  public nonisolated(nonsending) func firstOf(_ occurrences: Occurrence...) async throws -> Int {
    let wait = OccurrenceWait(occurrences, needsAll: false)
    try await perform(wait)
    return wait.first ?? 0
  }

  /// Waits until all of some occurrences have happened.
  ///
  /// - Parameter occurrences: At least one.
  /// - Throws: `SimulationEnded`, an `Interruption`, `Preempted`, or the error of a process whose end
  ///   is among them; all are taken back then, and what requests were granted is given back.
  public nonisolated(nonsending) func allOf(_ occurrences: Occurrence...) async throws {
    try await perform(OccurrenceWait(occurrences, needsAll: true))
  }

  private nonisolated(nonsending) func perform(_ wait: OccurrenceWait) async throws {
    precondition(!wait.occurrences.isEmpty, "a wait for none of no occurrences")
    let process: Process
    do {
      process = try waiter()
      if try wait.begin(for: process) {
        if !wait.needsAll { wait.dropLosers() }
        return
      }
    } catch {
      wait.withdraw()
      throw error
    }
    wait.watch(process)
    try await suspend(process, .occurrences(wait))
  }
}
