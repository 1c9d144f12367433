extension Simulation {
  /// Saves the time, which is all that is left when no process and no timer is.
  ///
  /// A suspended process is a chain of calls in memory, which can not be copied or written down; nor
  /// can one that has not begun, since its body is a closure. So this refuses as long as there is one.
  /// To save or fork a model at any instant, write it with events, as a `Model`.
  ///
  /// - Parameter label: What the snapshot says about itself.
  /// - Returns: A snapshot of `now`: `Simulation(start: try Snapshot.load(SimulationTime.self, ...))`
  ///   goes on from there. Resources, stores and levels are not in it.
  /// - Throws: `SnapshotError.notSavable` with the name of the first process, what it waits for, and
  ///   how many there are. The simulation is not changed and can go on.
  public func save(as label: SnapshotLabel) throws(SnapshotError) -> [UInt8] {
    if let first = processes.compactMap({ $0 }).min(by: { $0.number < $1.number }) {
      throw .notSavable(
        path: "processes",
        type: "Simulation.Process",
        reason: """
          \(first.name) \(hindrance(of: first)), one of \(processCount) that are not at their end; \
          only models of events can be saved at any time
          """
      )
    }
    guard calendar.isEmpty else {
      throw .notSavable(path: "timers", type: "Simulation.Occurrence", reason: "a timer is pending")
    }
    do {
      return try Snapshot.save(now, as: label)
    } catch {
      throw error as? SnapshotError
        ?? .notSavable(path: "now", type: "SimulationTime", reason: "\(error)")
    }
  }

  private func hindrance(of process: Process) -> String {
    switch process.state {
    case .scheduled: "has not begun"
    case .waiting: "waits for \(reason(of: process))"
    case .ready: process.shell == nil ? "has not begun" : "is suspended"
    case .running, .finished: "has its turn"
    }
  }
}
