import DiscreteEvents

/// The machine shop in the process view: the lives of the machines, their failures and the repairman.
///
/// - Parameters:
///   - chance: Where times come from.
///   - end: When to stop.
/// - Returns: What each machine has done.
/// - Throws: A `SimulationError` if the processes can not go on.
func machineShopProcesses(
  _ chance: some MachineShopChance,
  until end: SimulationTime
) throws -> [MachineOutput] {
  var chance = chance
  var output = Array(repeating: MachineOutput(), count: MachineShop.machines)
  var isBroken = Array(repeating: false, count: MachineShop.machines)
  let simulation = Simulation()
  let repairman = simulation.resource("repairman", capacity: 1)

  func work(_ machine: Int) async throws {
    while true {
      try await makePart(on: machine, lasting: chance.partTime(of: machine))
      output[machine].parts += 1
    }
  }

  func makePart(on machine: Int, lasting duration: SimulationTime) async throws {
    var left = duration
    while left > .zero {
      let start = simulation.now
      do {
        try await simulation.wait(left)
        return
      } catch is Interruption {
        left -= simulation.now - start
        try await repair(machine)
      }
    }
  }

  func repair(_ machine: Int) async throws {
    isBroken[machine] = true
    output[machine].failures += 1
    try await repairman.use(
      for: MachineShop.repairTime,
      priority: MachineShop.repairPriority,
      preempting: true
    )
    isBroken[machine] = false
  }

  func fail(_ machine: Int, at work: Simulation.Process) async throws {
    while true {
      try await simulation.wait(chance.timeToFailure(of: machine))
      // A machine that is broken can not fail once more.
      if !isBroken[machine] { work.interrupt("failure") }
    }
  }

  for machine in 0..<MachineShop.machines {
    let work = simulation.process("machine \(machine)") { try await work(machine) }
    simulation.process("failures of \(machine)") { try await fail(machine, at: work) }
  }
  simulation.process("other jobs") {
    while true {
      // Preempted by a repair, a job is resumed where it stopped.
      try await repairman.use(for: MachineShop.jobTime, priority: MachineShop.jobPriority)
    }
  }

  try simulation.run(until: end)
  return output
}
