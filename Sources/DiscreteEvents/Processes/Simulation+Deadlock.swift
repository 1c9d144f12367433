extension Simulation {
  /// Looks for processes that keep each other waiting for units for ever, whatever else happens.
  ///
  /// Somebody who waits for more units than there are counts as a ring of its own, though a rise of
  /// the capacity would help it. A process that waits for the end of others counts too, as if they held what it waits for. One
  /// that may go on in another way (patience, the first of several occurrences, items of a store) is
  /// taken for one that will. So nobody is called stuck who could still go on.
  ///
  /// - Returns: The ring, with the numbers of processes as tokens, for `description(of:)` to name;
  ///   nil if there is none.
  /// - Complexity: As `Deadlock.find`, with a resource for each process that waits for an end.
  public func findDeadlock() -> Deadlock? {
    let living = processes.compactMap { $0 }
    let bound = living.filter { isBound($0) }
    let awaited = Set(bound.flatMap { ownRequests(of: $0) })
    let lines = resources.map { ($0.name, $0.value(withRequests: awaited)) }
    let found = Deadlock.find(
      among: lines + bound.flatMap { endsAsResources(for: $0) },
      except: living.filter { !isBound($0) }.map { token(of: $0) }
    )
    return found.map { deadlock in
      Deadlock(
        cycle: deadlock.cycle.map { link in
          Deadlock.Link(
            waiter: link.waiter >> 24,
            resource: link.resource,
            blocker: link.blocker >> 24
          )
        },
        stuck: deadlock.stuck.map { $0 >> 24 }.filter { $0 > 0 }
      )
    }
  }

  /// Whether a process can go on only when others have given it units or have ended.
  func isBound(_ process: Process) -> Bool {
    guard process.state == .waiting else { return false }
    switch process.waiting {
    case .units, .work:
      return !calendar.isPending(process.alarm)
    case .occurrences(let wait):
      return wait.needsAll || wait.occurrences.count == 1
    case .nothing, .time, .other:
      return false
    }
  }

  /// The requests of its own that a process waits for.
  private func ownRequests(of process: Process) -> [Claim.InResource] {
    guard case .occurrences(let wait) = process.waiting else { return [] }
    return wait.occurrences.compactMap { occurrence in
      guard case .units(let resource, let claim) = occurrence.source,
        let resource = resource.object,
        resource.value.state(of: claim) == .waiting,
        resource.value.token(of: claim) == token(of: process)
      else { return nil }
      return Claim.InResource(claim: claim, resource: ObjectIdentifier(resource))
    }
  }

  /// The ends that a process waits for, each as a unit that the other process holds.
  private func endsAsResources(
    for process: Process
  ) -> [(name: String, resource: DiscreteEvents.Resource)] {
    guard case .occurrences(let wait) = process.waiting else { return [] }
    return wait.occurrences.compactMap { occurrence in
      guard case .end(let other) = occurrence.source, let other = other.object, !other.isFinished
      else { return nil }
      var end = DiscreteEvents.Resource(capacity: 1, start: now)
      _ = end.request(for: token(of: other), at: now)
      _ = end.request(for: token(of: process), at: now)
      return (occurrence.name, end)
    }
  }
}

extension Claim {
  /// A claim together with its resource.
  struct InResource: Hashable {
    var claim: Claim
    var resource: ObjectIdentifier
  }
}

extension Simulation.Resource {
  /// The resource without those requests for which their owner does not wait at present.
  func value(withRequests awaited: Set<Claim.InResource>) -> DiscreteEvents.Resource {
    var value = value
    for claim in waitingRequests {
      let place = Claim.InResource(claim: claim, resource: ObjectIdentifier(self))
      if !awaited.contains(place) { _ = value.renege(claim, at: simulation.now) }
    }
    return value
  }
}
