import DiscreteEvents

/// The gas station in the process view: cars, a watchful station, and a truck.
func gasStationProcesses() throws -> [String] {
  var random = PythonRandom(seed: 42)
  var lines: [String] = []
  let simulation = Simulation()
  let pumps = simulation.resource("pumps", capacity: GasStation.pumps)
  let tank = simulation.level("tank", GasStation.tankSize, capacity: GasStation.tankSize)

  func note(_ text: String) {
    lines.append(GasStation.line(simulation.now, text))
  }

  func refuel(_ car: Int) async throws {
    let liters = GasStation.carTankSize - random.integer(in: GasStation.carTankLevel)
    note("Car \(car) arrived at gas station")
    try await pumps.using {
      try await tank.draw(liters)
      try await simulation.wait(GasStation.fillingTime(liters))
      note("Car \(car) refueled with \(Double(liters).text(1))L")
    }
  }

  func fillTank() async throws {
    note("Calling tank truck")
    try await simulation.wait(GasStation.truckTime)
    let liters = tank.capacity - tank.amount
    note("Tank truck arrived and refuelled station with \(Double(liters).text(1))L")
    try await tank.add(liters)
  }

  simulation.process("station") {
    while true {
      if tank.amount < GasStation.lowLevel { try await fillTank() }
      try await simulation.wait(GasStation.timeBetweenChecks)
    }
  }

  simulation.process("street") {
    var car = 0
    while true {
      try await simulation.wait(.seconds(random.integer(in: GasStation.timeBetweenCars)))
      let number = car
      simulation.process("Car \(number)") { try await refuel(number) }
      car += 1
    }
  }

  try simulation.run(until: GasStation.end)
  return lines
}
