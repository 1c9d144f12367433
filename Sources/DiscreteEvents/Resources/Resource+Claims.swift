extension Resource {
  /// Asks for units.
  ///
  /// - Parameters:
  ///   - units: How many; from 1. A claim for more than there are waits until the capacity is raised.
  ///   - token: A number by which the model knows who asks; it comes back with the grant.
  ///   - priority: How urgent; the lowest number comes first.
  ///   - preempts: Whether units may be taken from less urgent claims.
  ///   - ifPreempted: What becomes of this claim if its own units are taken away.
  ///   - now: The present time, not before the last change.
  /// - Returns: The claim, and who was granted or preempted; the claim waits if it is not among the
  ///   grants and is not refused.
  /// - Complexity: Constant if nothing is preempted and no other claim waits; at worst linear in the
  ///   claims that wait at a first-fit line, and, for each victim, in those that hold units.
  public mutating func request(
    units: Int = 1,
    for token: Int = 0,
    priority: Int = 0,
    preempts: Bool = false,
    ifPreempted: PreemptionRule = .resume,
    at now: SimulationTime
  ) -> ResourceChanges {
    precondition(units >= 1, "a request for \(units) units")
    book(until: now)
    usageToLastChange.requests += 1
    let details = UnitClaim(
      units: units,
      since: now,
      preempts: preempts,
      ifPreempted: ifPreempted
    )
    let claim = slots.insert(details, token: token, priority: priority)
    var changes = ResourceChanges()
    if canServeAtOnce(units: units, priority: priority) {
      grant(claim.slot, at: now, noting: &changes)
    } else {
      line.join(claim.slot, atFront: false, in: &slots)
      serveLine(at: now, noting: &changes)
      if line.count > waitingRoom, state(of: claim) == .waiting {
        refuse(claim, noting: &changes)
        return changes
      }
    }
    changes.claim = claim
    return changes
  }

  /// Gives units back.
  ///
  /// - Parameters:
  ///   - claim: A claim that was granted and is not gone.
  ///   - units: How many of its units; nil for all. A claim ends with its last unit.
  ///   - now: The present time, not before the last change.
  /// - Returns: Who is served now.
  public mutating func release(
    _ claim: Claim,
    units: Int? = nil,
    at now: SimulationTime
  ) -> ResourceChanges {
    precondition(
      state(of: claim) == .granted,
      "a claim is released that does not hold units: it is \(state(of: claim))"
    )
    let held = slots[claim.slot].details.units
    let released = units ?? held
    precondition((1...held).contains(released), "\(released) units released of \(held) held")
    book(until: now)
    busyUnits -= released
    if released == held {
      holders.remove(claim.slot, in: &slots)
      slots.remove(claim.slot)
    } else {
      slots[claim.slot].details.units -= released
    }
    var changes = ResourceChanges()
    serveLine(at: now, noting: &changes)
    return changes
  }

  /// Takes a waiting claim out of the line: its owner reneges, or its timeout is over.
  ///
  /// Claims that the owner holds elsewhere are not touched.
  ///
  /// - Parameters:
  ///   - claim: Any claim.
  ///   - now: The present time, not before the last change.
  /// - Returns: Who is served now that the claim does not stand before them; nil, with nothing
  ///   changed, if the claim does not wait, because it was granted or is gone.
  public mutating func renege(_ claim: Claim, at now: SimulationTime) -> ResourceChanges? {
    guard state(of: claim) == .waiting else { return nil }
    book(until: now)
    usageToLastChange.reneges += 1
    line.leave(claim.slot, in: &slots)
    slots.remove(claim.slot)
    var changes = ResourceChanges()
    serveLine(at: now, noting: &changes)
    return changes
  }

  /// Books the time since the last change.
  mutating func book(until now: SimulationTime) {
    usageToLastChange.advance(
      to: now,
      busy: busyUnits,
      capacity: capacity,
      waiting: line.count
    )
  }

  private func canServeAtOnce(units: Int, priority: Int) -> Bool {
    units <= capacity - busyUnits && (lineRule == .firstFit || line.wouldLead(priority: priority))
  }

  private mutating func refuse(_ claim: Claim, noting changes: inout ResourceChanges) {
    line.leave(claim.slot, in: &slots)
    slots.remove(claim.slot)
    usageToLastChange.refusals += 1
    changes.isRefused = true
  }
}
