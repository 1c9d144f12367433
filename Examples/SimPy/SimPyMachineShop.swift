import DiscreteEvents

/// SimPy's example `machine_shop` (version 4.1.2): the models of `MachineShop` with Python's numbers.
///
/// *System, question.* Those of `MachineShop`, for four weeks.
///
/// *Result.* The text that SimPy prints after `random.seed(42)`: the parts of each machine, exactly.
/// Each time is rounded to ticks, 1.7e-8 of a minute; no count depends on so little.
enum SimPyMachineShop {
  /// The text of the example.
  static func text(_ view: View) throws -> String {
    let chance = SimPyMachineShopChance()
    let output =
      switch view {
      case .events: machineShopEvents(chance, until: .days(28))
      case .processes: try machineShopProcesses(chance, until: .days(28))
      }
    return "Machine shop\nMachine shop results after 4 weeks\n"
      + output.enumerated().map { "Machine \($0) made \($1.parts) parts.\n" }.joined()
  }
}

/// One sequence of numbers for everything, as in SimPy's example.
struct SimPyMachineShopChance: MachineShopChance {
  private var random = PythonRandom(seed: 42)

  mutating func partTime(of machine: Int) -> SimulationTime {
    let (mean, deviation) = MachineShop.partTime
    var minutes = random.normal(mean: mean, standardDeviation: deviation)
    while minutes <= 0 { minutes = random.normal(mean: mean, standardDeviation: deviation) }
    return .minutes(minutes)
  }

  mutating func timeToFailure(of machine: Int) -> SimulationTime {
    .minutes(random.exponential(mean: MachineShop.timeToFailure))
  }
}
