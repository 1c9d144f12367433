import DiscreteEvents

/// A server with given customers in the process view.
func handCaseProcesses(_ given: HandCases.Case) throws -> [Visit] {
  var visits = given.arrivals.map { _ in Visit() }
  let simulation = Simulation()
  let server = simulation.resource("server", capacity: 1, waitingRoom: given.waitingRoom)

  func visit(_ customer: Int) async throws {
    let arrival = simulation.now
    let claim: Claim
    do { claim = try await server.acquire() } catch is Refused { return }
    visits[customer].wait = simulation.now - arrival
    try await simulation.wait(.seconds(given.services[customer]))
    server.release(claim)
    visits[customer].departure = simulation.now
  }

  for (customer, arrival) in given.arrivals.enumerated() {
    simulation.process("customer \(customer)", after: .seconds(arrival)) {
      try await visit(customer)
    }
  }
  try simulation.run()
  return visits
}
