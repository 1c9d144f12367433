package import DiscreteEvents
import OutputStatistics

/// Machines that run, fail, wait for a repairer and are repaired, for ever.
package struct RepairShop: Model {
  /// What can happen.
  package enum Event: BitwiseCopyable, Sendable {
    /// A machine fails.
    case fails(UInt16)
    /// A machine is repaired.
    case repaired(UInt16)
    /// Statistics begin.
    case settled
  }

  package var engine = Engine<Event>()
  private let running: TimeLaw
  private let repair: TimeLaw
  private let window: StudyWindow
  private var runs: RandomStream
  private var repairs: RandomStream
  private var repairers: Resource
  private var claims: [Claim]
  private var down = TimeAverage(value: 0, at: 0)
  private var allRun = TimeAverage(value: 1, at: 0)

  /// Makes a shop in which all machines have just been repaired.
  package init(
    machines: Int,
    repairers count: Int,
    running: TimeLaw,
    repair: TimeLaw,
    window: StudyWindow,
    streams: inout StreamDirectory,
    name: String
  ) {
    self.running = running
    self.repair = repair
    self.window = window
    runs = streams.stream("time to failure", entity: name)
    repairs = streams.stream("repair time", entity: name)
    repairers = Resource(capacity: count)
    claims = Array(repeating: .none, count: machines)
    engine.schedule(.settled, at: window.start, priority: -2)
    for machine in 0..<machines { run(UInt16(machine)) }
  }

  /// How the repairers were used in the window, up to now.
  package var usage: ResourceUsage { repairers.usage(until: engine.now) }

  /// Mean number of machines down in the window, up to now.
  package var meanDown: Double? { down.mean(until: engine.now.ticks) }

  /// Share of the window, up to now, in which all machines ran.
  package var allRunShare: Double? { allRun.mean(until: engine.now.ticks) }

  /// Lets an event happen.
  package mutating func handle(_ event: Event) {
    switch event {
    case .fails(let machine): fail(machine)
    case .repaired(let machine): mend(machine)
    case .settled:
      repairers.restartUsage(at: engine.now)
      down.mark(at: engine.now.ticks)
      allRun.mark(at: engine.now.ticks)
    }
  }

  private mutating func run(_ machine: UInt16) {
    engine.schedule(.fails(machine), after: .seconds(running.sample(&runs)))
  }

  private mutating func fail(_ machine: UInt16) {
    change(by: 1)
    let changes = repairers.request(for: Int(machine), at: engine.now)
    claims[Int(machine)] = changes.claim
    act(on: changes)
  }

  private mutating func mend(_ machine: UInt16) {
    change(by: -1)
    run(machine)
    act(on: repairers.release(claims[Int(machine)], at: engine.now))
  }

  private mutating func act(on changes: ResourceChanges) {
    for grant in changes.grants {
      engine.schedule(
        .repaired(UInt16(grant.token)),
        after: .seconds(repair.sample(&repairs)),
        priority: EventPriority.completion
      )
    }
  }

  private mutating func change(by delta: Int) {
    down.add(delta, at: engine.now.ticks)
    allRun.set(down.value == 0 ? 1 : 0, at: engine.now.ticks)
  }
}
