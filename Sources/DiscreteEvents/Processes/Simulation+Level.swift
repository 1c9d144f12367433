extension Simulation {
  /// A level for processes: the same as the value of that name, which it holds.
  ///
  /// Made by `Simulation.level(_:_:capacity:)`.
  public final class Level<Amount: Numeric & Comparable & Sendable>: Withdrawable {
    /// What it is called in traces and messages.
    public let name: String
    /// The amount, and who waits.
    public var value: DiscreteEvents.Level<Amount> { stored }
    @exclusivity(unchecked) @usableFromInline var stored: DiscreteEvents.Level<Amount>
    @usableFromInline let simulation: Simulation

    @inlinable
    init(_ name: String, _ value: DiscreteEvents.Level<Amount>, in simulation: Simulation) {
      self.name = name
      stored = value
      self.simulation = simulation
    }

    /// The amount that is there.
    @inlinable public var amount: Amount { stored.amount }
    /// The greatest amount that there is room for.
    @inlinable public var capacity: Amount { stored.capacity }

    /// Draws an amount, after waiting until it is there.
    ///
    /// - Parameters:
    ///   - amount: How much; from 0 to the capacity.
    ///   - priority: How urgent, if it has to wait; the lowest number comes first.
    /// - Throws: `SimulationEnded`, an `Interruption` or `Preempted`; nothing was drawn then.
    @inlinable
    public nonisolated(nonsending) func draw(
      _ amount: Amount,
      priority: Int = 0
    ) async throws {
      let process = try simulation.waiter()
      let token = simulation.token(of: process)
      try await settle(stored.draw(amount, for: token, priority: priority), .draw, for: process)
    }

    /// Adds an amount, after waiting until there is room for it.
    ///
    /// - Parameters:
    ///   - amount: How much; from 0 to the capacity.
    ///   - priority: How urgent, if it has to wait; the lowest number comes first.
    /// - Throws: `SimulationEnded`, an `Interruption` or `Preempted`; nothing was added then.
    @inlinable
    public nonisolated(nonsending) func add(
      _ amount: Amount,
      priority: Int = 0
    ) async throws {
      let process = try simulation.waiter()
      let token = simulation.token(of: process)
      try await settle(stored.add(amount, for: token, priority: priority), .add, for: process)
    }

    @inlinable
    nonisolated(nonsending) func settle(
      _ changes: DiscreteEvents.Level<Amount>.Changes,
      _ wish: Process.Wish,
      for process: Process
    ) async throws {
      apply(changes)
      guard stored.isWaiting(changes.claim) else { return }
      try await simulation.suspend(process, .other(self, changes.claim, wish))
    }

    @inlinable
    func apply(_ changes: DiscreteEvents.Level<Amount>.Changes) {
      for service in changes.services where service.claim != changes.claim {
        guard let process = simulation.process(of: service.token) else { continue }
        simulation.wake(process)
      }
    }

    @usableFromInline
    func wish(of claim: Claim) -> String {
      switch stored.slots[claim.slot].details {
      case .draw(let amount): "\(amount) of \(name)"
      case .add(let amount): "room for \(amount) in \(name)"
      }
    }

    @inlinable
    func withdraw(_ claim: Claim) {
      if let changes = stored.renege(claim) { apply(changes) }
    }
  }

  /// Makes a level.
  ///
  /// - Parameters:
  ///   - name: What it is called in traces and messages.
  ///   - amount: What is there at the beginning; from 0 to the capacity.
  ///   - capacity: The greatest amount that there is room for.
  /// - Returns: The level.
  @inlinable
  public func level<Amount: Numeric & Comparable & Sendable>(
    _ name: String = "level",
    _ amount: Amount = .zero,
    capacity: Amount
  ) -> Level<Amount> {
    Level(name, DiscreteEvents.Level(amount, capacity: capacity), in: self)
  }
}
