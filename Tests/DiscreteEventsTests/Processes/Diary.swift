import DiscreteEvents

/// What processes note down, with the time in seconds; several may share one.
final class Diary {
  private(set) var lines: [String] = []
  private let simulation: Simulation

  init(of simulation: Simulation) {
    self.simulation = simulation
  }

  func note(_ text: String) {
    lines.append("\(simulation.now.inSeconds) \(text)")
  }

  /// Notes every turn of a process from now on.
  func noteTurns() {
    simulation.onTurn = { [unowned self] _, process, reason in
      note("\(process.name) \(reason)")
    }
  }
}
