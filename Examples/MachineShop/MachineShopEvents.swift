import DiscreteEvents

/// The machine shop in the event view: what changes when a part, a failure or a repair is done.
///
/// - Parameters:
///   - chance: Where times come from.
///   - end: When to stop.
/// - Returns: What each machine has done.
func machineShopEvents(
  _ chance: some MachineShopChance,
  until end: SimulationTime
) -> [MachineOutput] {
  var shop = MachineShopEvents(chance: chance)
  shop.open()
  shop.run(until: end)
  return shop.machines.map(\.output)
}

/// The state of the shop.
struct MachineShopEvents<Chance: MachineShopChance>: Model {
  enum Event: BitwiseCopyable {
    case endOfPart(machine: Int)
    case failure(machine: Int)
    case endOfRepair(machine: Int, Claim)
    case endOfJob(Claim)
  }

  struct Machine {
    var output = MachineOutput()
    var isBroken = false
    /// The end of the part in work; while the machine is broken, what is left of the part.
    var endOfPart = EventHandle.none
    var left = SimulationTime.zero
  }

  /// Who asks for the repairman's other jobs; machines ask by their numbers.
  private let jobs = -1

  var engine = Engine<Event>()
  var chance: Chance
  var repairman = Resource(capacity: 1)
  var machines = Array(repeating: Machine(), count: MachineShop.machines)
  private var endOfJob = EventHandle.none

  init(chance: Chance) {
    self.chance = chance
  }

  mutating func open() {
    for machine in machines.indices {
      startPart(on: machine, lasting: chance.partTime(of: machine))
      engine.schedule(.failure(machine: machine), after: chance.timeToFailure(of: machine))
    }
    startJob()
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .endOfPart(let machine):
      machines[machine].output.parts += 1
      startPart(on: machine, lasting: chance.partTime(of: machine))
    case .failure(let machine):
      // A machine that is broken can not fail once more.
      if !machines[machine].isBroken { stop(machine) }
      engine.schedule(.failure(machine: machine), after: chance.timeToFailure(of: machine))
    case .endOfRepair(let machine, let claim):
      machines[machine].isBroken = false
      startPart(on: machine, lasting: machines[machine].left)
      act(on: repairman.release(claim, at: engine.now))
    case .endOfJob(let claim):
      act(on: repairman.release(claim, at: engine.now))
      startJob()
    }
  }

  private mutating func startPart(on machine: Int, lasting duration: SimulationTime) {
    machines[machine].endOfPart = engine.schedule(.endOfPart(machine: machine), after: duration)
  }

  private mutating func stop(_ machine: Int) {
    let end = engine.time(of: machines[machine].endOfPart) ?? engine.now
    engine.cancel(machines[machine].endOfPart)
    machines[machine].left = end - engine.now
    machines[machine].isBroken = true
    machines[machine].output.failures += 1
    let changes = repairman.request(
      for: machine,
      priority: MachineShop.repairPriority,
      preempts: true,
      at: engine.now
    )
    act(on: changes)
  }

  private mutating func startJob() {
    let changes = repairman.request(
      for: jobs,
      priority: MachineShop.jobPriority,
      ifPreempted: .resume,
      at: engine.now
    )
    act(on: changes)
  }

  private mutating func act(on changes: ResourceChanges) {
    // Only a job can be preempted.
    if !changes.preemptions.isEmpty { engine.cancel(endOfJob) }
    for grant in changes.grants {
      if grant.token == jobs {
        endOfJob = engine.schedule(
          .endOfJob(grant.claim),
          after: MachineShop.jobTime - grant.served,
          priority: EventPriority.completion
        )
      } else {
        engine.schedule(
          .endOfRepair(machine: grant.token, grant.claim),
          after: MachineShop.repairTime,
          priority: EventPriority.completion
        )
      }
    }
  }
}
