import DiscreteEvents

/// The bank in the process view: what a customer does, from the door in to the door out.
///
/// - Parameters:
///   - chance: Where times come from.
///   - customers: How many customers come.
/// - Returns: What happened, in the order in which it did.
/// - Throws: A `SimulationError` if the processes can not go on.
func bankProcesses(_ chance: some BankChance, customers: Int) throws -> [BankEntry] {
  var chance = chance
  var story: [BankEntry] = []
  let simulation = Simulation()
  let teller = simulation.resource("teller", capacity: 1)

  func note(_ customer: Int, _ news: BankEntry.News, waited: SimulationTime = .zero) {
    story.append(BankEntry(time: simulation.now, customer: customer, news: news, waited: waited))
  }

  func visit(_ customer: Int) async throws {
    let arrival = simulation.now
    note(customer, .arrives)
    guard let claim = try await teller.acquire(atMost: chance.patience()) else {
      note(customer, .givesUp, waited: simulation.now - arrival)
      return
    }
    note(customer, .isServed, waited: simulation.now - arrival)
    try await simulation.wait(chance.serviceTime())
    teller.release(claim)
    note(customer, .leaves)
  }

  simulation.process("arrivals") {
    for customer in 0..<customers {
      simulation.process("customer \(customer)") { try await visit(customer) }
      try await simulation.wait(chance.timeToNextArrival())
    }
  }

  try simulation.run()
  return story
}
