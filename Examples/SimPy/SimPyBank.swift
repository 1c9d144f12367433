import DiscreteEvents

/// SimPy's example `bank_renege` (version 4.1.2): the models of `Bank` with Python's numbers.
///
/// *System, question.* Those of `Bank`, with five customers.
///
/// *Result.* The text that SimPy prints after `random.seed(42)`, letter by letter. Times are rounded
/// to ticks, 1.7e-8 of a minute, which the four printed digits do not show.
enum SimPyBank {
  /// The text of the example.
  static func text(_ view: View) throws -> String {
    let chance = SimPyBankChance()
    let story =
      switch view {
      case .events: bankEvents(chance, customers: 5)
      case .processes: try bankProcesses(chance, customers: 5)
      }
    return "Bank renege\n" + story.map { line($0) + "\n" }.joined()
  }

  private static func line(_ entry: BankEntry) -> String {
    let waited = entry.waited.inMinutes.text(3, width: 6)
    let news =
      switch entry.news {
      case .arrives: "Here I am"
      case .isServed: "Waited \(waited)"
      case .leaves: "Finished"
      case .givesUp: "RENEGED after \(waited)"
      }
    return entry.time.inMinutes.text(4, width: 7)
      + " Customer\(entry.customer.text(digits: 2)): \(news)"
  }
}

/// One sequence of numbers for everything, as in SimPy's example.
struct SimPyBankChance: BankChance {
  private var random = PythonRandom(seed: 42)

  mutating func timeToNextArrival() -> SimulationTime {
    .minutes(random.exponential(mean: Bank.timeBetweenArrivals))
  }

  mutating func patience() -> SimulationTime {
    .minutes(random.uniform(Bank.patience.from, Bank.patience.to))
  }

  mutating func serviceTime() -> SimulationTime {
    .minutes(random.exponential(mean: Bank.serviceTime))
  }
}
