import DiscreteEvents

/// A program of processes as the simulation runs it.
final class ProgramOnSimulation {
  /// A claim that a process has to give back.
  struct Own {
    var desk: Int
    var claim: Claim
  }

  let program: ProcessProgram
  let simulation = Simulation()
  let desks: [Simulation.Resource]
  let stores: [Simulation.Store<Int>]
  let tanks: [Simulation.Level<Int>]
  let shared: [Simulation.Occurrence]
  var processes: [Simulation.Process] = []
  /// What each process has to give back, and at the end what nobody has, by whom it was asked for.
  var owns: [[Own]] = []
  var timers: [Simulation.Occurrence] = []
  var requests: [(desk: Int, request: Simulation.Request)] = []
  private(set) var lines: [String] = []

  init(_ program: ProcessProgram) {
    self.program = program
    desks = program.desks.enumerated().map { [simulation] index, desk in
      simulation.resource(
        "r\(index)",
        capacity: desk.capacity,
        waitingRoom: desk.room,
        lineRule: desk.rule
      )
    }
    stores = program.stores.enumerated().map { [simulation] in
      simulation.store("s\($0.offset)", of: Int.self, capacity: $0.element)
    }
    tanks = program.tanks.enumerated().map { [simulation] in
      simulation.level("l\($0.offset)", $0.element.amount, capacity: $0.element.capacity)
    }
    shared = (0..<program.occurrences).map { [simulation] in simulation.occurrence("o\($0)") }
    simulation.onTurn = { [unowned self] _, process, reason in note(process.name, reason) }
  }

  /// Notes what happens to somebody, with the time while there is one.
  func note(_ who: String, _ what: String) {
    lines.append("\(simulation.hasEnded ? "end" : "\(simulation.now.ticks)") \(who) \(what)")
  }

  /// Runs the program to its end and notes all that happens.
  func run() {
    for start in program.starts { spawn(start.body, after: start.delay) }
    var limit: SimulationTime? = .zero
    for stage in program.stages {
      limit = limit.map { $0 + SimulationTime(ticks: Int64(stage.length)) }
      guard advance(until: limit) else { return end() }
      for action in stage.actions { note("outside", act(action, for: nil) ?? "?") }
    }
    while advance(until: nil) {}
    end()
  }

  /// Runs up to a limit; false if there is nothing more to come.
  private func advance(until limit: SimulationTime?) -> Bool {
    do {
      while true {
        let result = try simulation.advance(until: limit ?? .distantFuture)
        guard result == .stopped else {
          guard result == .reachedLimit else { return false }
          note("run", "reached")
          return true
        }
        note("run", "stopped")
      }
    } catch {
      switch error {
      case .processFailed(let name, _, _): note("run", "failed by \(name)")
      // That it is told more is for other tests.
      case .deadlock, .neverReleased, .neverEnough: break
      case .foreignSuspension, .eventStorm: note("run", "\(error)")
      }
      return false
    }
  }

  private func end() {
    simulation.end()
    for wait in simulation.waits { note(wait.process, "was waiting since \(wait.since.ticks)") }
    note("run", "\(simulation.turnCount) turns")
    for store in stores { note(store.name, "\(store.value.items)") }
    for tank in tanks { note(tank.name, "\(tank.amount)") }
  }

  func spawn(_ body: Int, after delay: Int) {
    let index = processes.count
    owns.append([])
    let process = simulation.process("p\(index)", after: SimulationTime(ticks: Int64(delay))) {
      try await self.live(self.program.bodies[body], as: index)
    }
    processes.append(process)
  }

  private nonisolated(nonsending) func live(
    _ body: ProcessProgram.Body,
    as index: Int
  ) async throws {
    for step in body.steps {
      if case .leave = step { break }
      if case .fail = step { throw ProgramFailure(process: "p\(index)") }
      do {
        note("p\(index)", try await perform(step, by: index))
      } catch {
        let trouble = trouble(of: error)
        note("p\(index)", "\(trouble)")
        if trouble == .ended ? !body.clings : body.isTimid { break }
      }
    }
    while body.tidies, let own = owns[index].popLast() {
      note("p\(index)", "tidies r\(own.desk) \(desks[own.desk].release(own.claim))")
    }
  }

  private func trouble(of error: any Error) -> Trouble {
    switch error {
    case let error as Interruption: .interrupted(error.cause)
    case let error as Preempted: .preempted(error.resource)
    case let error as Refused: .refused(error.resource)
    case let error as ProgramFailure: .failed(error)
    default: .ended
    }
  }
}
