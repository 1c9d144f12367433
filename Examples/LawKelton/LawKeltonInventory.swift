import DiscreteEvents

/// The inventory of Law and Kelton, "Simulation Modeling and Analysis", section 1.5.
///
/// *System, question.* Those of `Inventory`; one run of each policy, all from one stream of random
/// numbers, each going on where the one before has stopped.
///
/// *Result.* The table of the book, digit by digit. Times are
/// rounded to ticks of a microsecond, 4e-13 of a month: far below the two digits of the table.
enum LawKeltonInventory {
  /// The table as the example prints it.
  static func text(_ view: View) throws -> String {
    var chance = LawKeltonInventoryChance()
    var text = "  policy     total  ordering  holding  shortage\n"
    for policy in Inventory.policies {
      let costs = try Inventory.costs(of: policy, &chance, view)
      text += policy.text + printed(costs.total, 10) + printed(costs.ordering, 10)
      text += printed(costs.holding, 9) + printed(costs.shortage, 10) + "\n"
    }
    return text
  }

  /// A cost as the book's program prints it, whose numbers are of the type `float`: 98.425 is a
  /// little more in that type and becomes 98.43.
  private static func printed(_ cost: Double, _ width: Int) -> String {
    Double(Float(cost)).text(2, width: width)
  }
}

/// The chance of the book's program.
struct LawKeltonInventoryChance: InventoryChance {
  private var numbers = LawKeltonNumbers()

  mutating func timeToNextDemand() -> SimulationTime {
    .months(numbers.exponential(mean: Inventory.timeBetweenDemands))
  }

  /// One to four pieces; the book rounds the sixths to three digits.
  mutating func demand() -> Int {
    switch numbers.uniform() {
    case ..<0.167: 1
    case ..<0.5: 2
    case ..<0.833: 3
    default: 4
    }
  }

  mutating func deliveryTime() -> SimulationTime {
    .months(numbers.uniform(from: 0.5, to: 1))
  }
}
