import DiscreteEvents

/// The carwash in the process view: cars that come, wait for a machine and are washed.
func carwashProcesses() throws -> [String] {
  var random = PythonRandom(seed: 42)
  var lines: [String] = []
  let simulation = Simulation()
  let machines = simulation.resource("machines", capacity: Carwash.machines)

  /// Lets all others go first who are due at this instant: SimPy hands over so, we do at once.
  func letOthersPass() async throws {
    try await simulation.timer(.zero).wait()
  }

  func wash(_ car: Int) async throws {
    try await simulation.wait(Carwash.washTime)
    let dirt = random.integer(in: Carwash.dirt)
    lines.append("Carwash removed \(dirt)% of Car \(car)'s dirt.")
  }

  func visit(_ car: Int) async throws {
    lines.append(Carwash.line(car, "arrives at", simulation.now))
    let machine = try await machines.acquire()
    try await letOthersPass()
    lines.append(Carwash.line(car, "enters", simulation.now))
    try await simulation.process("wash") { try await wash(car) }.end.wait()
    try await letOthersPass()
    lines.append(Carwash.line(car, "leaves", simulation.now))
    machines.release(machine)
  }

  func come(_ car: Int) {
    simulation.process("Car \(car)") { try await visit(car) }
  }

  simulation.process("street") {
    for car in 0..<Carwash.carsAtFirst { come(car) }
    var car = Carwash.carsAtFirst
    while true {
      try await simulation.wait(.minutes(random.integer(in: Carwash.timeBetweenCars)))
      come(car)
      car += 1
    }
  }

  try simulation.run(until: Carwash.end)
  return lines
}
