/// A program of processes as a slow machine runs it that shares nothing with the kernel.
///
/// Events stand in one unsorted list that is searched each time; processes are lists of steps with a
/// place in them; claims stand in the plain lists of `ReferenceResource`. Written from the doc
/// comments of `Simulation` and its parts.
final class ReferenceMachine {
  let program: ProcessProgram
  var now = 0
  var hasEnded = false
  var events: [ReferenceEvent] = []
  var eventsMade = 0
  var ready: [ReferenceProcess] = []
  var processes: [ReferenceProcess] = []
  var desks: [ReferenceResource]
  var stores: [ReferenceStore]
  var tanks: [ReferenceLevel]
  var shared: [ReferenceOccurrence]
  var timers: [ReferenceOccurrence] = []
  var requests: [ReferenceOccurrence] = []
  /// Who asked for a claim, or has a wish at a store or a tank, by its number.
  var askers: [ReferenceProcess?] = [nil]
  /// For each desk what is still to be told of it, in order; nil if nobody is telling.
  var news: [[(ReferenceResource.Outcome, caller: Int?)]?]
  var isStopRequested = false
  var failure: String?
  var turns = 0
  var lines: [String] = []

  init(_ program: ProcessProgram) {
    self.program = program
    desks = program.desks.map {
      ReferenceResource(capacity: $0.capacity, waitingRoom: $0.room, lineRule: $0.rule)
    }
    news = program.desks.map { _ in nil }
    stores = program.stores.map { ReferenceStore(capacity: $0) }
    tanks = program.tanks.map { ReferenceLevel($0.amount, capacity: $0.capacity) }
    shared = (0..<program.occurrences).map { ReferenceOccurrence("o\($0)", .model) }
  }

  func note(_ who: String, _ what: String) {
    lines.append("\(hasEnded ? "end" : "\(now)") \(who) \(what)")
  }

  // MARK: - The run

  /// Runs the program to its end and notes all that happens.
  func run() {
    for start in program.starts { spawn(start.body, after: start.delay) }
    var limit = 0
    for stage in program.stages {
      limit += stage.length
      guard advance(until: limit) else { return end() }
      for action in stage.actions { note("outside", act(action, for: nil) ?? "?") }
    }
    while advance(until: nil) {}
    end()
  }

  private func advance(until limit: Int?) -> Bool {
    while true {
      isStopRequested = false
      while failure == nil, !isStopRequested, takeNextTurn(until: limit ?? .max) {}
      if let failure {
        note("run", "failed by \(failure)")
        return false
      }
      if isStopRequested {
        note("run", "stopped")
        continue
      }
      guard !events.isEmpty else { return false }
      now = limit ?? now
      note("run", "reached")
      return true
    }
  }

  private func end() {
    hasEnded = true
    let left = processes.filter { $0.state == .waiting }
    for process in processes where process.state == .waiting || process.state == .ready {
      guard process.hasBegun else { continue }
      process.outcome = .trouble(.ended)
      takeTurn(process)
    }
    for process in left { note(process.name, "was waiting since \(process.waitingSince)") }
    note("run", "\(turns) turns")
    for (index, store) in stores.enumerated() { note("s\(index)", "\(store.items)") }
    for (index, tank) in tanks.enumerated() { note("l\(index)", "\(tank.amount)") }
  }

  private func takeNextTurn(until limit: Int) -> Bool {
    if !ready.isEmpty {
      takeTurn(ready.removeFirst())
      return true
    }
    guard let next = events.min(by: { $0.isBefore($1) }), next.time <= limit else { return false }
    cancel(next.number)
    now = next.time
    switch next.kind {
    case .timer(let timer):
      timer.alarm = nil
      happen(timer)
    case .wake(let process):
      process.alarm = nil
      switch process.waiting {
      case .units, .item, .work(_, _, _, isHeld: false):
        process.state = .ready
        withdraw(process)
        process.outcome = .timedOut
      default: process.outcome = .done
      }
      takeTurn(process)
    }
    return true
  }

  private func takeTurn(_ process: ReferenceProcess) {
    turns += 1
    note(process.name, reason(of: process))
    process.state = .running
    process.hasBegun = true
    if let step = process.step {
      let waiting = process.waiting
      process.step = nil
      process.waiting = .nothing
      conclude(step, outcome(of: step, process, after: waiting), for: process)
    }
    goOn(process)
  }

  // MARK: - Events

  func schedule(_ kind: ReferenceEvent.Kind, at time: Int, priority: Int = 0) -> Int {
    eventsMade += 1
    events.append(
      ReferenceEvent(time: time, priority: priority, number: eventsMade, kind: kind)
    )
    return eventsMade
  }

  func cancel(_ number: Int?) {
    events.removeAll { $0.number == number }
  }

  func cancelAlarm(of process: ReferenceProcess) {
    cancel(process.alarm)
    process.alarm = nil
  }

  // MARK: - Processes

  func spawn(_ body: Int, after delay: Int) {
    let process = ReferenceProcess(index: processes.count, body: program.bodies[body])
    processes.append(process)
    if hasEnded {
      process.state = .finished
    } else if delay == 0 {
      makeReady(process)
    } else {
      process.alarm = schedule(.wake(process), at: now + delay)
    }
  }

  func makeReady(_ process: ReferenceProcess) {
    process.state = .ready
    ready.append(process)
  }

  /// Ends the wait of a process that has got what it waits for.
  func wake(_ process: ReferenceProcess) {
    cancelAlarm(of: process)
    process.outcome = .done
    makeReady(process)
  }

  /// Lets the wait of a process throw, or its next one.
  func trouble(_ process: ReferenceProcess, _ trouble: Trouble) {
    guard process.state == .waiting else {
      process.troubles.append(trouble)
      return
    }
    process.outcome = .trouble(trouble)
    makeReady(process)
    cancelAlarm(of: process)
    withdraw(process)
  }

  /// Takes back what a process waits for.
  func withdraw(_ process: ReferenceProcess) {
    switch process.waiting {
    case .nothing, .time: break
    case .units(let desk, let claim), .work(let desk, let claim, _, _):
      withdraw(claim, at: desk)
    case .room(let store, let wish), .item(let store, let wish):
      _ = stores[store].renege(wish)
    case .amount(let tank, let wish, _):
      for served in tanks[tank].renege(wish) ?? [] { askers[served].map { wake($0) } }
    case .occurrences(let wait): withdraw(wait)
    }
  }

  func finish(_ process: ReferenceProcess, failing failed: ProgramFailure?) {
    process.state = .finished
    guard let failed else {
      if let end = process.end { happen(end) }
      return
    }
    let isHeard = process.end?.isAwaited ?? false
    if let end = process.end { happen(end, .failed(failed)) }
    if !isHeard || hasEnded { failure = failure ?? process.name }
  }

  // MARK: - Traces

  private func reason(of process: ReferenceProcess) -> String {
    guard process.hasBegun else { return "begins" }
    switch process.outcome {
    case .timedOut: return "has waited long enough"
    case .trouble(.interrupted(let cause)): return "is interrupted: \(cause)"
    case .trouble(.preempted(let desk)): return "loses its units of \(desk)"
    case .trouble(.ended): return "the simulation ends"
    case .trouble(.failed(let failed)): return "hears of an error: \(failed)"
    case .trouble(.refused): return "?"
    case .done: return gain(of: process)
    }
  }

  private func gain(of process: ReferenceProcess) -> String {
    switch process.waiting {
    case .nothing, .time: return "goes on"
    case .units(let desk, let claim):
      let held = desks[desk].held.first { $0.token == claim }
      return "is granted " + (held.map { "\($0.units) of " } ?? "") + "r\(desk)"
    case .work(let desk, _, _, _): return "has done its work at r\(desk)"
    case .room(let store, _): return "has put into s\(store)"
    case .item(let store, _): return "is given an item of s\(store)"
    case .amount(let tank, _, let draws):
      return "has \(draws ? "drawn from" : "added to") l\(tank)"
    case .occurrences(let wait):
      let first = wait.first.map { [wait.occurrences[$0]] } ?? []
      let happened = wait.needsAll ? wait.occurrences : first
      return "goes on after " + happened.map(\.name).joined(separator: " and ")
    }
  }
}
