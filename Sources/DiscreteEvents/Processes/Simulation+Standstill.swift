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
  public var waits: [Wait] {
    suspended.map { Wait(process: $0.name, reason: reason(of: $0), since: $0.waitingSince) }
  }

  /// Processes that wait, in the order in which they were made.
  var suspended: [Process] {
    processes.compactMap { $0 }.filter { $0.state == .waiting }.sorted { $0.number < $1.number }
  }

  /// What a process waits for, in words.
  func reason(of process: Process) -> String {
    switch process.waiting {
    case .nothing: "its turn"
    case .time: "time until \(calendar.time(of: process.alarm) ?? now)"
    case .units(let resource, let claim): resource.units(of: claim)
    case .work(let resource, let claim, let work):
      work.isHeld ? "its work at \(resource.name)" : resource.units(of: claim)
    case .other(let line, let claim, _): line.wish(of: claim)
    case .occurrences(let wait):
      wait.occurrences.map(\.name).joined(separator: wait.needsAll ? " and " : " or ")
    }
  }

  /// The error that names a ring in which processes wait for each other when nothing is to happen.
  func standstill() -> SimulationError? {
    var search = RingSearch(of: self)
    guard let deadlock = search.find(from: suspended) else { return nil }
    return .deadlock(deadlock, description: description(of: deadlock))
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
