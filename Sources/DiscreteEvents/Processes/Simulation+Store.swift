extension Simulation {
  /// A store for processes: the same as the value `FilteredStore`, which it holds.
  ///
  /// Made by `Simulation.store(_:of:capacity:)`.
  public final class Store<Item: Sendable>: Withdrawable {
    /// What it is called in traces and messages.
    public let name: String
    /// The items, and who waits.
    public var value: FilteredStore<Item, ClosureFilter<Item>> { stored }
    @exclusivity(unchecked) @usableFromInline var stored: FilteredStore<Item, ClosureFilter<Item>>
    @usableFromInline let simulation: Simulation
    /// Items for takers that had to wait, by the slot of their process, until their turn.
    @exclusivity(unchecked) @usableFromInline var delivered: [Item?] = []
    /// Whether filters are asked, which must not change the store meanwhile.
    @usableFromInline var isAsking = false

    @inlinable
    init(_ name: String, capacity: Int, in simulation: Simulation) {
      self.name = name
      stored = FilteredStore(capacity: capacity)
      self.simulation = simulation
    }

    /// Items that are there.
    @inlinable public var count: Int { stored.count }

    /// Puts an item in, after waiting for room if there is none.
    ///
    /// - Parameters:
    ///   - item: The item.
    ///   - priority: How urgent, if it has to wait; the lowest number comes first.
    /// - Throws: `SimulationEnded`, an `Interruption` or `Preempted`; the item was not put in then.
    @inlinable
    public nonisolated(nonsending) func put(_ item: Item, priority: Int = 0) async throws {
      let process = try simulation.waiter()
      if stored.putQuietly(item) { return }
      let changes = offer(item, for: simulation.token(of: process), priority)
      if stored.isWaiting(changes.claim) {
        try await simulation.suspend(process, .other(self, changes.claim, .put))
      }
    }

    /// Puts an item in if there is room, from anywhere in the model.
    ///
    /// - Returns: False, with nothing changed, if there is no room or the simulation has ended.
    @inlinable
    @discardableResult
    public func putIfRoom(_ item: Item) -> Bool {
      guard stored.count < stored.capacity, !simulation.hasEnded else { return false }
      _ = offer(item, for: 0, 0)
      return true
    }

    /// Takes the item that has been there longest, after waiting for one if need be.
    ///
    /// - Parameters:
    ///   - priority: How urgent, if it has to wait; the lowest number comes first.
    ///   - condition: Which items will do; nil for any. The same answer every time.
    /// - Returns: The item.
    /// - Throws: `SimulationEnded`, an `Interruption` or `Preempted`; nothing was taken then.
    @inlinable
    public nonisolated(nonsending) func take(
      priority: Int = 0,
      where condition: ((Item) -> Bool)? = nil
    ) async throws -> Item {
      let process = try simulation.waiter()
      if condition == nil, let item = stored.takeQuietly() { return item }
      let changes = ask(priority, condition, for: process)
      if let item = takeDelivery(changes.claim, of: changes) { return item }
      try await simulation.suspend(process, .other(self, changes.claim, .take))
      return collect(for: process)
    }

    /// Takes an item, but does not wait for long.
    ///
    /// - Parameters:
    ///   - patience: How long to wait at most; with zero there is no waiting.
    ///   - priority: How urgent, if it has to wait; the lowest number comes first.
    ///   - condition: Which items will do; nil for any. The same answer every time.
    /// - Returns: The item; nil if the process has reneged.
    /// - Throws: `SimulationEnded`, an `Interruption` or `Preempted`; nothing was taken then.
    @inlinable
    public nonisolated(nonsending) func take(
      atMost patience: SimulationTime,
      priority: Int = 0,
      where condition: ((Item) -> Bool)? = nil
    ) async throws -> Item? {
      precondition(patience >= .zero, "a negative patience (\(patience))")
      let process = try simulation.waiter()
      if condition == nil, let item = stored.takeQuietly() { return item }
      let changes = ask(priority, condition, for: process)
      if let item = takeDelivery(changes.claim, of: changes) { return item }
      if patience == .zero {
        withdraw(changes.claim)
        return nil
      }
      simulation.limitPatience(of: process, to: patience)
      let isDelivered = try await simulation.suspend(process, .other(self, changes.claim, .take))
      return isDelivered ? collect(for: process) : nil
    }

    @inlinable
    func offer(
      _ item: Item,
      for token: Int,
      _ priority: Int
    ) -> FilteredStore<Item, ClosureFilter<Item>>.Changes {
      beginAsking()
      let changes = stored.put(item, for: token, priority: priority)
      isAsking = false
      apply(changes)
      return changes
    }

    /// Makes sure that the store changes one thing after the other.
    ///
    /// The accesses to it are not checked by the compiler, for speed.
    @inlinable
    func beginAsking() {
      precondition(!isAsking, "a filter of \(name) changes the store that asks it")
      isAsking = true
    }

    @inlinable
    func ask(
      _ priority: Int,
      _ condition: ((Item) -> Bool)?,
      for process: Process
    ) -> FilteredStore<Item, ClosureFilter<Item>>.Changes {
      beginAsking()
      let changes = stored.take(
        matching: ClosureFilter(condition),
        for: simulation.token(of: process),
        priority: priority
      )
      isAsking = false
      apply(changes)
      return changes
    }

    /// What the caller itself was given at once.
    @inlinable
    func takeDelivery(
      _ claim: Claim,
      of changes: FilteredStore<Item, ClosureFilter<Item>>.Changes
    ) -> Item? {
      changes.deliveries.first { $0.claim == claim }?.item
    }

    @inlinable
    func apply(_ changes: FilteredStore<Item, ClosureFilter<Item>>.Changes) {
      for delivery in changes.deliveries where delivery.claim != changes.claim {
        guard let process = wake(delivery.token) else { continue }
        while delivered.count <= Int(process.slot) { delivered.append(nil) }
        delivered[Int(process.slot)] = delivery.item
      }
      for admission in changes.admissions where admission.claim != changes.claim {
        _ = wake(admission.token)
      }
    }

    @inlinable
    func wake(_ token: Int) -> Process? {
      guard let process = simulation.process(of: token) else { return nil }
      simulation.wake(process)
      return process
    }

    @inlinable
    func collect(for process: Process) -> Item {
      guard let item = delivered[Int(process.slot)] else {
        preconditionFailure("\(process.name) goes on without an item of \(name)")
      }
      delivered[Int(process.slot)] = nil
      return item
    }

    @usableFromInline
    func wish(of claim: Claim) -> String {
      switch stored.slots[claim.slot].details {
      case .take: "an item of \(name)"
      case .put: "room in \(name)"
      case .nothing: name
      }
    }

    @inlinable
    func withdraw(_ claim: Claim) {
      precondition(!isAsking, "a filter of \(name) changes the store that asks it")
      _ = stored.renege(claim)
    }
  }

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - name: What it is called in traces and messages.
  ///   - type: What it holds.
  ///   - capacity: Items that there is room for; from 1.
  /// - Returns: The store.
  @inlinable
  public func store<Item: Sendable>(
    _ name: String = "store",
    of type: Item.Type,
    capacity: Int = .max
  ) -> Store<Item> {
    Store(name, capacity: capacity, in: self)
  }
}
