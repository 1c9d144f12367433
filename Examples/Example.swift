/// How a model is told: by its events, or by its processes.
public enum View: String, CaseIterable, Sendable {
  /// What changes when something happens.
  case events
  /// What somebody does, from beginning to end.
  case processes
}

/// A model with a name, ready to be run.
public struct Example: Sendable {
  /// What it is called on the command line.
  public let name: String
  /// One line: what it shows.
  public let summary: String
  private let run: @Sendable (View) throws -> String

  init(_ name: String, _ summary: String, _ run: @escaping @Sendable (View) throws -> String) {
    self.name = name
    self.summary = summary
    self.run = run
  }

  /// Runs the model and returns what it prints: the same text in both views.
  ///
  /// - Parameter view: How the model is told.
  /// - Returns: The text.
  /// - Throws: A `SimulationError` if the processes can not go on.
  public func text(_ view: View) throws -> String {
    try run(view)
  }
}

extension Example {
  /// All examples, the simplest first.
  public static let all = [
    Example("bank", "one teller and customers who give up", Bank.text),
    Example("machine-shop", "machines that fail and one repairman", MachineShop.text),
    Example("multi-server-queue", "M/M/c beside Erlang's formula", MultiServerQueue.text),
    Example("inventory", "nine (s, S) policies under the same demand", Inventory.text),
    Example("hand-cases", "four systems that are checked by hand", HandCases.text),
    Example("law-kelton-queue", "single server, numbers of the book", LawKeltonQueue.text),
    Example("law-kelton-inventory", "the policies, numbers of the book", LawKeltonInventory.text),
    Example("simpy-bank", "SimPy's bank_renege, letter by letter", SimPyBank.text),
    Example("simpy-machine-shop", "SimPy's machine_shop", SimPyMachineShop.text),
    Example("simpy-carwash", "SimPy's carwash: who goes first at one instant", Carwash.text),
    Example("simpy-gas-station", "SimPy's gas_station_refuel: a level", GasStation.text),
    Example("simpy-movies", "SimPy's movie_renege: a turn or bad news", Movies.text),
  ]
}
