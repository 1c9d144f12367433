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

  /// Looks for processes that wait for units of each other in a ring, whatever else happens.
  ///
  /// Processes that wait for occurrences or items may still go on and are not counted.
  ///
  /// - Returns: The ring, or nil if there is none.
  public func findDeadlock() -> Deadlock? {
    let free = processes.compactMap { $0 }.filter { process in
      switch process.waiting {
      case .units, .work: calendar.isPending(process.alarm)
      default: true
      }
    }
    return Deadlock.find(
      among: resources.map { ($0.name, $0.value) },
      except: free.map { token(of: $0) }
    )
  }

  /// The ring in which processes wait for each other, if there is one when nothing is to happen.
  func standstill() -> SimulationError? {
    for process in suspended {
      var links: [Deadlock.Link] = []
      var next: Process? = process
      while let waiter = next, let (what, blocker) = blocker(of: waiter) {
        let link = Deadlock.Link(
          waiter: token(of: waiter),
          resource: what,
          blocker: token(of: blocker)
        )
        links.append(link)
        guard let first = links.firstIndex(where: { $0.waiter == link.blocker }) else {
          next = blocker
          continue
        }
        let cycle = Array(links[first...])
        let deadlock = Deadlock(cycle: cycle, stuck: cycle.map(\.waiter).sorted())
        return .deadlock(
          deadlock,
          description: deadlock.description { self.process(of: $0)?.name ?? "an ended process" }
        )
      }
    }
    return nil
  }

  private var suspended: [Process] {
    processes.compactMap { $0 }.filter { $0.state == .waiting }.sorted { $0.number < $1.number }
  }

  /// What a process waits for, and who keeps it from it.
  private func blocker(of process: Process) -> (what: String, process: Process)? {
    switch process.waiting {
    case .units(let resource, let claim), .work(let resource, let claim, _):
      return resource.blocker(of: claim).map { (resource.name, $0) }
    case .occurrences(let wait):
      for occurrence in wait.occurrences where !occurrence.hasHappened {
        if let source = occurrence.source?() { return (occurrence.name, source) }
      }
      return nil
    case .nothing, .time, .other:
      return nil
    }
  }

  private func reason(of process: Process) -> String {
    switch process.waiting {
    case .nothing: "its turn"
    case .time: "time until \(calendar.time(of: process.alarm) ?? now)"
    case .units(let resource, let claim): "\(resource.value.units(of: claim)) of \(resource.name)"
    case .work(let resource, let claim, let work):
      work.isHeld
        ? "its work at \(resource.name)" : "\(resource.value.units(of: claim)) of \(resource.name)"
    case .other(let line, _): line.name
    case .occurrences(let wait):
      wait.occurrences.map(\.name).joined(separator: wait.needsAll ? " and " : " or ")
    }
  }
}
