extension Simulation {
  /// What a process waits for, for traces and checks.
  public struct Wait: Sendable, Hashable {
    /// The name of the process.
    public let process: String
    /// What it waits for, in words, such as "1 of teller".
    public let reason: String
    /// When it began to wait.
    public let since: SimulationTime
  }

  /// Who waits for what, in the order in which the processes were made; n log n in their number.
  ///
  /// After the end, who was left waiting then: the first 1,000.
  public var waits: [Wait] {
    hasEnded ? waitsAtEnd : waits(of: suspended)
  }

  func waits(of processes: some Sequence<Process>) -> [Wait] {
    processes.map { Wait(process: $0.name, reason: reason(of: $0), since: $0.waitingSince) }
  }

  /// Processes that wait, in the order in which they were made.
  var suspended: [Process] {
    processes.compactMap { $0 }.filter { $0.state == .waiting }.sorted { $0.number < $1.number }
  }

  /// What a process waits for, in words.
  func reason(of process: Process) -> String {
    switch process.waiting {
    case .nothing: "its turn"
    case .time:
      calendar.time(of: process.alarm).map { "time until \($0)" } ?? "an interruption"
    case .units(let resource, let claim): resource.units(of: claim)
    case .work(let resource, let claim, let work):
      work.isHeld ? "its work at \(resource.name)" : resource.units(of: claim)
    case .other(let line, let claim, _): line.wish(of: claim)
    case .occurrences(let wait):
      wait.occurrences.map(\.name).joined(separator: wait.needsAll ? " and " : " or ")
    }
  }

  /// The error that names who waits in vain when nothing is to happen.
  ///
  /// Who asks for too much comes first: if it is in a ring, that others give way would not help it.
  func standstill() -> SimulationError? {
    let suspended = suspended
    if let error = neverEnough(suspended) { return error }
    var search = RingSearch(of: self)
    guard let deadlock = search.find(from: suspended) else { return neverReleased(suspended) }
    return .deadlock(deadlock, description: description(of: deadlock))
  }

  /// The error that names who waits for more units than there have ever been.
  ///
  /// A resource that never had any is taken for closed: its line waits for somebody to open it.
  private func neverEnough(_ suspended: [Process]) -> SimulationError? {
    for process in suspended where isBound(process) {
      for (resource, claim) in claims(of: process.waiting)
      where resource.value.state(of: claim) == .waiting {
        let units = resource.value.units(of: claim)
        let most = resource.greatestCapacity
        guard units > most, most > 0 else { continue }
        return .neverEnough(
          resource: resource.name,
          waiter: process.name,
          units: units,
          capacity: most,
          time: now
        )
      }
    }
    return nil
  }

  /// The claims of units that somebody waits for, or has waited for.
  private func claims(of waiting: Process.Waiting) -> [(Resource, Claim)] {
    switch waiting {
    case .units(let resource, let claim), .work(let resource, let claim, _):
      [(resource, claim)]
    case .occurrences(let wait):
      wait.occurrences.compactMap { occurrence in
        guard case .units(let resource, let claim) = occurrence.source else { return nil }
        return resource.object.map { ($0, claim) }
      }
    case .nothing, .time, .other:
      []
    }
  }

  /// The error that names who waits for units that a process held when it ended.
  private func neverReleased(_ suspended: [Process]) -> SimulationError? {
    for process in suspended {
      guard case .units(let resource, _) = process.waiting else { continue }
      let isKept = resource.value.heldClaims.contains { held in
        held.token != 0 && self.process(of: held.token) == nil
      }
      if isKept {
        return .neverReleased(resource: resource.name, waiter: process.name, time: now)
      }
    }
    return nil
  }

  /// A deadlock that this simulation has found, with the names of its processes.
  ///
  /// - Parameter deadlock: What `findDeadlock()` has returned.
  /// - Returns: One sentence.
  public func description(of deadlock: Deadlock) -> String {
    deadlock.description { number in
      processes.lazy.compactMap { $0 }.first { $0.number == number }?.name ?? "process \(number)"
    }
  }
}
