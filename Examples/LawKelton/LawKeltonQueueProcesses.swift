import DiscreteEvents

/// The single-server queue in the process view.
func lawKeltonQueueProcesses(until end: LawKeltonQueue.End) throws -> LawKeltonQueue.Report {
  var numbers = LawKeltonNumbers()
  /// Customers whose service has begun.
  var delays = 0
  let simulation = Simulation()
  let server = simulation.resource("server", capacity: 1)

  func visit() async throws {
    try await server.using {
      delays += 1
      if delays == end.delays { simulation.stop() }
      let service = numbers.exponential(mean: LawKeltonQueue.serviceTime)
      try await simulation.wait(.minutes(service))
    }
  }

  simulation.process("arrivals") {
    while true {
      let pause = numbers.exponential(mean: LawKeltonQueue.timeBetweenArrivals)
      try await simulation.wait(.minutes(pause))
      simulation.process("customer") { try await visit() }
    }
  }

  try simulation.run(until: end.time)
  return LawKeltonQueue.Report(server.usage, at: simulation.now)
}
