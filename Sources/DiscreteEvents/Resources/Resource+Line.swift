extension Resource {
  /// Grants what can be granted, and takes away what may be taken for it.
  mutating func serveLine(at now: SimulationTime, noting changes: inout ResourceChanges) {
    var candidate = line.first
    while let index = candidate {
      let claim = slots[index].details
      if claim.units <= capacity - busyUnits {
        line.leave(index, in: &slots)
        grant(index, at: now, noting: &changes)
      } else if index == line.first, claim.preempts,
        preempt(forClaimAt: index, at: now, noting: &changes)
      {
        line.leave(index, in: &slots)
        grant(index, at: now, noting: &changes)
      } else if lineRule == .firstFit, capacity > busyUnits {
        candidate = line.next(after: index, in: slots)
        continue
      } else {
        return
      }
      candidate = line.first
    }
  }

  /// Gives a claim that is in no list its units, which must be free.
  mutating func grant(
    _ index: UInt32,
    at now: SimulationTime,
    noting changes: inout ResourceChanges
  ) {
    let waited = now - slots[index].details.since
    slots[index].details.isGranted = true
    slots[index].details.since = now
    busyUnits += slots[index].details.units
    holders.append(index, in: &slots)
    usageToLastChange.noteGrant(after: waited)
    changes.grants.append(
      Grant(
        claim: slots.claim(at: index),
        token: slots[index].token,
        units: slots[index].details.units,
        waited: waited,
        served: slots[index].details.served
      )
    )
  }

  /// Takes units from claims that are less urgent than a waiting one, if they suffice.
  private mutating func preempt(
    forClaimAt index: UInt32,
    at now: SimulationTime,
    noting changes: inout ResourceChanges
  ) -> Bool {
    let priority = slots[index].priority
    let needed = slots[index].details.units - (capacity - busyUnits)
    guard unitsHeld(lessUrgentThan: priority) >= needed else { return false }
    var taken = 0
    while taken < needed, let victim = leastUrgentHolder {
      taken += slots[victim].details.units
      takeAway(from: victim, at: now, noting: &changes)
    }
    return true
  }

  private func unitsHeld(lessUrgentThan priority: Int) -> Int {
    var units = 0
    var index = holders.first
    while index != .max {
      if slots[index].priority > priority { units += slots[index].details.units }
      index = slots[index].next
    }
    return units
  }

  /// The holder that loses its units first: the least urgent, and of those the latest granted.
  private var leastUrgentHolder: UInt32? {
    var found: UInt32?
    var index = holders.last
    while index != .max {
      if found.map({ slots[index].priority > slots[$0].priority }) ?? true { found = index }
      index = slots[index].previous
    }
    return found
  }

  private mutating func takeAway(
    from index: UInt32,
    at now: SimulationTime,
    noting changes: inout ResourceChanges
  ) {
    let victim = slots[index].details
    let held = now - victim.since
    changes.preemptions.append(
      Preemption(
        claim: slots.claim(at: index),
        token: slots[index].token,
        units: victim.units,
        held: held,
        rule: victim.ifPreempted
      )
    )
    usageToLastChange.preemptions += 1
    busyUnits -= victim.units
    holders.remove(index, in: &slots)
    guard victim.ifPreempted != .abandon else {
      slots.remove(index)
      return
    }
    slots[index].details.isGranted = false
    slots[index].details.since = now
    slots[index].details.served = victim.ifPreempted == .resume ? victim.served + held : .zero
    line.join(index, atFront: true, in: &slots)
  }
}

extension Resource {
  /// Which units go if the capacity goes down while too many are held.
  public enum BusyUnits: Sendable, Hashable, Codable {
    /// Free units go first, then held ones as their claims release them; nobody is disturbed.
    case finish
    /// Free units go first, then whole claims lose theirs at once, by their `PreemptionRule`: the
    /// least urgent first, among equals the one that was granted last.
    case preempt
  }

  /// Changes the number of units there are.
  ///
  /// - Parameters:
  ///   - capacity: Units from now on; not negative.
  ///   - whenBusy: What becomes of held units when there are too few.
  ///   - now: The present time, not before the last change.
  /// - Returns: Who lost units, and who is served now.
  public mutating func setCapacity(
    _ capacity: Int,
    whenBusy: BusyUnits = .finish,
    at now: SimulationTime
  ) -> ResourceChanges {
    precondition(capacity >= 0, "a negative capacity (\(capacity))")
    book(until: now)
    self.capacity = capacity
    var changes = ResourceChanges()
    while whenBusy == .preempt, busyUnits > capacity, let victim = leastUrgentHolder {
      takeAway(from: victim, at: now, noting: &changes)
    }
    serveLine(at: now, noting: &changes)
    return changes
  }
}
