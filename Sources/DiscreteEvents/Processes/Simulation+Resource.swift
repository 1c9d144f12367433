internal import DequeModule

extension Simulation {
  /// A resource for processes: the same as the value of that name, which it holds.
  ///
  /// Made by `Simulation.resource(_:capacity:waitingRoom:lineRule:)`.
  ///
  /// Who asks for more units than there are waits, as in simmer (its issue 36): the capacity may rise,
  /// so only time can tell. If nothing is going to happen any more and there have never been as many,
  /// the run ends with `SimulationError.neverEnough`. A level, whose capacity is fixed, refuses at once.
  public final class Resource {
    /// What it is called in traces and messages.
    public let name: String
    /// The claims, and the statistics.
    public private(set) var value: DiscreteEvents.Resource
    let simulation: Simulation
    /// The most units that there have ever been.
    private(set) var greatestCapacity: Int
    /// Requests that are occurrences, by the slot of their claim.
    private var requests: [Request?] = []
    /// Whether somebody is being told of changes, and changes that are to be told after that.
    @exclusivity(unchecked) private var isTelling = false
    private var untold = Deque<ResourceChanges>()

    init(_ name: String, _ value: DiscreteEvents.Resource, in simulation: Simulation) {
      self.name = name
      self.value = value
      self.simulation = simulation
      greatestCapacity = value.capacity
    }

    /// Units there are.
    public var capacity: Int { value.capacity }
    /// Units that are not held.
    public var freeUnits: Int { value.freeUnits }
    /// Claims in the line.
    public var lineLength: Int { value.lineLength }
    /// How it was used up to now.
    public var usage: ResourceUsage { value.usage(until: simulation.now) }

    /// Begins the statistics anew, as after a warm-up.
    public func restartUsage() {
      value.restartUsage(at: simulation.now)
    }

    /// Waits for units and holds them.
    ///
    /// - Parameters:
    ///   - units: How many; from 1.
    ///   - priority: How urgent; the lowest number comes first.
    ///   - preempting: Whether units may be taken from less urgent claims.
    /// - Returns: The claim, with which to release them. If they are taken away by somebody more
    ///   urgent, the wait that the process is in then, or else its next one, throws `Preempted`.
    /// - Throws: `Refused` if the waiting room is full; `SimulationEnded`, an `Interruption` or
    ///   `Preempted`, and the claim has left its line then.
    public nonisolated(nonsending) func acquire(
      units: Int = 1,
      priority: Int = 0,
      preempting: Bool = false
    ) async throws -> Claim {
      let process = try simulation.waiter()
      let claim = request(units, priority, preempting, .abandon, for: process)
      if claim == .none { throw Refused(resource: name) }
      if value.state(of: claim) == .waiting {
        try await simulation.suspend(process, .units(self, claim))
      }
      return claim
    }

    /// Waits for units, but not for long, and holds them.
    ///
    /// - Parameters:
    ///   - units: How many; from 1.
    ///   - priority: How urgent; the lowest number comes first.
    ///   - preempting: Whether units may be taken from less urgent claims.
    ///   - patience: How long to wait at most; with zero there is no waiting. A grant at the very
    ///     instant at which the patience ends is taken if its cause is handled first, as that of a
    ///     completion is.
    /// - Returns: The claim; nil if the process has reneged, or if the waiting room is full. What it
    ///   holds elsewhere it keeps.
    /// - Throws: `SimulationEnded`, an `Interruption` or `Preempted`; the claim has left its line then.
    public nonisolated(nonsending) func acquire(
      units: Int = 1,
      priority: Int = 0,
      preempting: Bool = false,
      atMost patience: SimulationTime
    ) async throws -> Claim? {
      precondition(patience >= .zero, "a negative patience (\(patience))")
      let process = try simulation.waiter()
      let claim = request(units, priority, preempting, .abandon, for: process)
      if claim == .none { return nil }
      guard value.state(of: claim) == .waiting else { return claim }
      if patience == .zero {
        withdraw(claim)
        return nil
      }
      simulation.limitPatience(of: process, to: patience)
      return try await simulation.suspend(process, .units(self, claim)) ? claim : nil
    }

    /// Gives units back; who is served now goes on at this instant.
    ///
    /// - Parameters:
    ///   - claim: What `acquire` has returned.
    ///   - units: How many of its units; nil for all.
    /// - Returns: False, with nothing changed, if the claim holds nothing any more. After the end
    ///   nothing changes either.
    @discardableResult
    public func release(_ claim: Claim, units: Int? = nil) -> Bool {
      guard value.state(of: claim) == .granted else { return false }
      guard !simulation.hasEnded else { return true }
      let owner = simulation.process(of: value.token(of: claim))
      let changes = value.release(claim, units: units, at: simulation.now)
      if value.state(of: claim) == .gone { owner?.heldClaims -= 1 }
      apply(changes)
      return true
    }

    /// Holds units while something is done, and gives them back however that ends.
    ///
    /// The body may wait by the methods of the simulation. If the compiler refuses to let it call
    /// `async` functions of your own ("risks causing data races"), use `acquire` and, in a `defer`,
    /// `release`.
    ///
    /// - Parameters:
    ///   - units: How many; from 1.
    ///   - priority: How urgent; the lowest number comes first.
    ///   - body: What is done meanwhile.
    /// - Returns: What the body returns.
    /// - Throws: What `acquire` or the body throws.
    public nonisolated(nonsending) func using<Result>(
      units: Int = 1,
      priority: Int = 0,
      _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
      let claim = try await acquire(units: units, priority: priority)
      defer { release(claim) }
      return try await body()
    }

    /// Changes the number of units there are.
    ///
    /// - Parameters:
    ///   - capacity: Units from now on; not negative.
    ///   - whenBusy: What becomes of held units when there are too few.
    public func setCapacity(
      _ capacity: Int,
      whenBusy: DiscreteEvents.Resource.BusyUnits = .finish
    ) {
      guard !simulation.hasEnded else { return }
      greatestCapacity = max(greatestCapacity, capacity)
      apply(value.setCapacity(capacity, whenBusy: whenBusy, at: simulation.now))
    }

    /// Asks for units without waiting: the request is an occurrence, for `firstOf` and `allOf`.
    ///
    /// - Parameters:
    ///   - units: How many; from 1.
    ///   - priority: How urgent; the lowest number comes first.
    /// - Returns: The request; after the end of the simulation one that is never granted.
    public func request(units: Int = 1, priority: Int = 0) -> Request {
      guard !simulation.hasEnded else { return Request(.none, of: self) }
      let owner = simulation.current
      let changes = value.request(
        units: units,
        for: owner.map { simulation.token(of: $0) } ?? 0,
        priority: priority,
        ifPreempted: .abandon,
        at: simulation.now
      )
      let request = Request(changes.claim, of: self)
      guard !changes.isRefused else { return request }
      let slot = Int(changes.claim.slot)
      while requests.count <= slot { requests.append(nil) }
      requests[slot] = request
      apply(changes)
      return request
    }

    /// Asks for units for a process; `Claim.none` if the waiting room is full.
    func request(
      _ units: Int,
      _ priority: Int,
      _ preempts: Bool,
      _ ifPreempted: PreemptionRule,
      for process: Process
    ) -> Claim {
      let changes = value.request(
        units: units,
        for: simulation.token(of: process),
        priority: priority,
        preempts: preempts,
        ifPreempted: ifPreempted,
        at: simulation.now
      )
      if value.state(of: changes.claim) == .granted { process.heldClaims += 1 }
      apply(changes, except: changes.claim)
      return changes.claim
    }

    /// Takes a claim back, whether it waits or holds units.
    func withdraw(_ claim: Claim) {
      // A grant that is still to be told is none any more.
      _ = takeRequest(claim)
      if let changes = value.renege(claim, at: simulation.now) {
        apply(changes)
      } else {
        release(claim)
      }
    }

    /// Tells all concerned what has changed.
    ///
    /// Who loses units leaves other lines, which may change this resource again: that is told later,
    /// so that everybody learns of all changes in the order in which they came.
    private func apply(_ changes: ResourceChanges, except caller: Claim = .none) {
      guard !isTelling else {
        untold.append(changes)
        return
      }
      isTelling = true
      tell(changes, except: caller)
      while let next = untold.popFirst() { tell(next, except: .none) }
      isTelling = false
    }

    private func tell(_ changes: ResourceChanges, except caller: Claim) {
      for preemption in changes.preemptions { tell(preemption) }
      for grant in changes.grants where grant.claim != caller { tell(grant) }
    }

    private func tell(_ grant: Grant) {
      let process = simulation.process(of: grant.token)
      // Also if it has given up the claim meanwhile, which has been counted as well.
      process?.heldClaims += 1
      if let request = takeRequest(grant.claim) {
        request.granted.happen()
        return
      }
      guard let process, process.state == .waiting else { return }
      switch process.waiting {
      case .units(let resource, grant.claim) where resource === self:
        simulation.wake(process)
      case .work(let resource, grant.claim, var work) where resource === self:
        // The patience of who has waited for its work to begin.
        simulation.calendar.cancel(process.alarm)
        work.isHeld = true
        process.waiting = .work(resource, grant.claim, work)
        startWork(of: process, lasting: work.duration - grant.served)
        trace(process, grant)
      default:
        break
      }
    }

    private func tell(_ preemption: Preemption) {
      guard let process = simulation.process(of: preemption.token) else { return }
      process.heldClaims -= 1
      guard preemption.rule != .abandon else {
        simulation.throwInto(process, Preempted(resource: name, claim: preemption.claim))
        return
      }
      // Else it has given up its work meanwhile.
      guard process.state == .waiting, case .work(_, preemption.claim, var work) = process.waiting
      else { return }
      simulation.calendar.cancel(process.alarm)
      work.isHeld = false
      process.waiting = .work(self, preemption.claim, work)
      trace(process, preemption)
    }

    /// Requests that stand in the line.
    var waitingRequests: [Claim] {
      requests.compactMap { $0?.claim }.filter { value.state(of: $0) == .waiting }
    }

    private func takeRequest(_ claim: Claim) -> Request? {
      let slot = Int(claim.slot)
      guard slot < requests.count, let request = requests[slot], request.claim == claim else {
        return nil
      }
      requests[slot] = nil
      return request
    }
  }

  /// Makes a resource.
  ///
  /// - Parameters:
  ///   - name: What it is called in traces and messages.
  ///   - capacity: Units there are; not negative.
  ///   - waitingRoom: Claims that may stand in the line; others are refused. Not negative.
  ///   - lineRule: Who may be served when the first in the line can not.
  /// - Returns: The resource.
  public func resource(
    _ name: String = "resource",
    capacity: Int,
    waitingRoom: Int = .max,
    lineRule: DiscreteEvents.Resource.LineRule = .strict
  ) -> Resource {
    let value = DiscreteEvents.Resource(
      capacity: capacity,
      waitingRoom: waitingRoom,
      lineRule: lineRule,
      start: now
    )
    let resource = Resource(name, value, in: self)
    resources.append(resource)
    return resource
  }
}
