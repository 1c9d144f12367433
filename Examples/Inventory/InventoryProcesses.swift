import DiscreteEvents

/// The shop in the process view: customers who come, and a manager who looks at the stock.
///
/// - Parameters:
///   - policy: When to order, and how much.
///   - chance: Where times and demands come from; goes on from where the run leaves it.
/// - Returns: What the stock costs, a month.
/// - Throws: A `SimulationError` if the processes can not go on.
func inventoryProcesses<Chance: InventoryChance>(
  _ policy: StockPolicy,
  _ chance: inout Chance
) throws -> InventoryCosts {
  var draws = chance
  var book = InventoryBook()
  let simulation = Simulation()

  simulation.process("customers") {
    while true {
      try await simulation.wait(draws.timeToNextDemand())
      book.change(-draws.demand(), at: simulation.now)
    }
  }

  simulation.process("manager") {
    for _ in 0..<Inventory.months {
      if let pieces = policy.order(at: book.stock) {
        book.payOrder(of: pieces)
        let delivery = draws.deliveryTime()
        simulation.process("delivery", after: delivery) {
          book.change(pieces, at: simulation.now)
        }
      }
      try await simulation.wait(.months(1))
    }
    simulation.stop()
  }

  try simulation.run()
  chance = draws
  return book.costs(until: simulation.now)
}
