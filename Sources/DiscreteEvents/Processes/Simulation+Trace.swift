extension Simulation {
  /// What has brought about the turn that a process has now, for `onTurn`.
  func turnReason(of process: Process) -> String {
    if process.shell == nil { return "begins" }
    switch process.outcome {
    case .done: return gain(of: process)
    case .timedOut: return "has waited long enough"
    case .failed(let error as Interruption):
      return error.cause.isEmpty ? "is interrupted" : "is interrupted: \(error.cause)"
    case .failed(let error as Preempted): return "loses its units of \(error.resource)"
    case .failed(is SimulationEnded): return "the simulation ends"
    case .failed(let error): return "hears of an error: \(error)"
    }
  }

  private func gain(of process: Process) -> String {
    switch process.waiting {
    case .nothing, .time:
      return "goes on"
    case .units(let resource, let claim):
      return "is granted \(resource.units(of: claim))"
    case .work(let resource, _, _):
      return "has done its work at \(resource.name)"
    case .other(let line, _, .put): return "has put into \(line.name)"
    case .other(let line, _, .take): return "is given an item of \(line.name)"
    case .other(let line, _, .draw): return "has drawn from \(line.name)"
    case .other(let line, _, .add): return "has added to \(line.name)"
    case .occurrences(let wait):
      let first = wait.first.map { [wait.occurrences[$0]] }
      let happened = wait.needsAll ? wait.occurrences : first ?? []
      return "goes on after \(happened.map(\.name).joined(separator: " and "))"
    }
  }
}

extension Simulation.Resource {
  /// The units of a claim in words, such as "1 of teller".
  func units(of claim: Claim) -> String {
    value.state(of: claim) == .gone ? name : "\(value.units(of: claim)) of \(name)"
  }

  /// Tells that a process begins to work or goes on with its work.
  func trace(_ process: Simulation.Process, _ grant: Grant) {
    guard let onTurn = simulation.onTurn else { return }
    onTurn(simulation.now, process, "is granted \(grant.units) of \(name)")
  }

  /// Tells that the work of a process is broken off.
  func trace(_ process: Simulation.Process, _ preemption: Preemption) {
    guard let onTurn = simulation.onTurn else { return }
    onTurn(simulation.now, process, "loses \(preemption.units) of \(name) and waits again")
  }
}
