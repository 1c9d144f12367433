/// Looks for a ring of processes each of which keeps the next one waiting, when nothing is to happen.
///
/// Follows waiting processes in depth. Every process and the holders of every resource are looked at
/// once, so it takes linear time.
struct RingSearch {
  private enum Mark {
    case new, onPath, done
  }

  /// A process on the path, and those that keep it from going on.
  private struct Step {
    var process: Simulation.Process
    var blockers: [(what: String, process: Simulation.Process)]
    var next = 0
  }

  private var marks: [Mark]
  private var path: [Step] = []
  /// Resources whose holders are all looked at.
  private var resourcesDone: Set<ObjectIdentifier> = []
  private let simulation: Simulation

  init(of simulation: Simulation) {
    self.simulation = simulation
    marks = Array(repeating: .new, count: simulation.processes.count)
  }

  /// The first ring that is reached from some processes, tried in order; nil if there is none.
  mutating func find(from processes: [Simulation.Process]) -> Deadlock? {
    for process in processes where marks[Int(process.slot)] == .new {
      enter(process)
      while let step = path.last {
        guard step.next < step.blockers.count else {
          leave()
          continue
        }
        path[path.count - 1].next += 1
        let blocker = step.blockers[step.next].process
        switch marks[Int(blocker.slot)] {
        case .new: enter(blocker)
        case .onPath: return ring(from: blocker)
        case .done: break
        }
      }
    }
    return nil
  }

  private mutating func enter(_ process: Simulation.Process) {
    marks[Int(process.slot)] = .onPath
    path.append(Step(process: process, blockers: blockers(of: process)))
  }

  private mutating func leave() {
    guard let step = path.popLast() else { return }
    marks[Int(step.process.slot)] = .done
    switch step.process.waiting {
    case .units(let resource, _), .work(let resource, _, _):
      resourcesDone.insert(ObjectIdentifier(resource))
    default: break
    }
  }

  private func ring(from process: Simulation.Process) -> Deadlock {
    let steps = path.drop { $0.process !== process }
    let cycle = steps.map { step in
      let blocker = step.blockers[step.next - 1]
      return Deadlock.Link(
        waiter: step.process.number,
        resource: blocker.what,
        blocker: blocker.process.number
      )
    }
    return Deadlock(cycle: cycle, stuck: cycle.map(\.waiter).sorted())
  }

  private func blockers(
    of process: Simulation.Process
  ) -> [(what: String, process: Simulation.Process)] {
    guard process.state == .waiting else { return [] }
    switch process.waiting {
    case .units(let resource, let claim), .work(let resource, let claim, _):
      if resourcesDone.contains(ObjectIdentifier(resource)) { return [] }
      return resource.blockers(of: claim, for: process).map { (resource.name, $0) }
    case .occurrences(let wait):
      return wait.occurrences.flatMap { blockers(of: $0, for: process) }
    case .nothing, .time, .other:
      return []
    }
  }

  private func blockers(
    of occurrence: Simulation.Occurrence,
    for process: Simulation.Process
  ) -> [(what: String, process: Simulation.Process)] {
    guard !occurrence.hasHappened else { return [] }
    switch occurrence.source {
    case .model, .timer:
      return []
    case .end(let other):
      guard let other = other.object, !other.isFinished else { return [] }
      return [(occurrence.name, other)]
    case .units(let resource, let claim):
      guard let resource = resource.object else { return [] }
      return resource.blockers(of: claim, for: process).map { (resource.name, $0) }
    }
  }
}

extension Simulation.Resource {
  /// The processes that keep a waiting claim from its units: those that hold some; or else the one
  /// before it in the line, or the waiting process itself if it is the only one that holds some.
  func blockers(of claim: Claim, for process: Simulation.Process) -> [Simulation.Process] {
    guard value.state(of: claim) == .waiting else { return [] }
    let holders = value.heldClaims.compactMap { simulation.process(of: $0.token) }
    let others = holders.filter { $0 !== process }
    guard others.isEmpty else { return others }
    if value.lineRule == .strict, let first = value.firstInLine, first.claim != claim,
      let ahead = simulation.process(of: first.token), ahead !== process
    {
      return [ahead]
    }
    return holders.isEmpty ? [] : [process]
  }
}
