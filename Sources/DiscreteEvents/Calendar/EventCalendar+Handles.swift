extension EventCalendar {
  /// Whether the event of a handle is pending.
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool {
    slots[handle] != nil
  }

  /// The time of a pending event, or nil if it is gone.
  @inlinable
  public func time(of handle: EventHandle) -> SimulationTime? {
    slots[handle].map { SimulationTime(ticks: $0.time) }
  }

  /// Removes a pending event.
  ///
  /// The time taken is constant on average over many calls.
  ///
  /// - Returns: False if the event was popped or cancelled before.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isPending(handle) else { return false }
    leaveEntryBehind(of: handle.slot)
    slots.remove(handle)
    pendingCount &-= 1
    sweepIfWorthwhile()
    return true
  }

  /// Moves a pending event, whose handle stays valid.
  ///
  /// Among events of equal time and priority it counts as inserted now.
  ///
  /// - Parameters:
  ///   - handle: The event.
  ///   - time: Its new time.
  ///   - priority: Its new priority; nil keeps the old one.
  /// - Returns: False if the event was popped or cancelled before.
  @inlinable
  @discardableResult
  public mutating func reschedule(
    _ handle: EventHandle,
    at time: SimulationTime,
    priority: Int16? = nil
  ) -> Bool {
    guard isPending(handle) else { return false }
    leaveEntryBehind(of: handle.slot)
    let slot = slots.slots.update(Int(handle.slot)) { slot in
      slot.time = time.ticks
      slot.priority = priority ?? slot.priority
      return slot
    }
    insert(slot: handle.slot, version: slot.version, time: time, priority: slot.priority)
    sweepIfWorthwhile()
    return true
  }

  /// Entries stored, those included that cancelled and moved events have left behind.
  package var storedEntryCount: Int {
    ladder.bottomCount + Int(ladder.top.count) + ladder.rungs.reduce(0) { $0 + $1.count }
  }

  /// Makes the entry of a slot stale.
  ///
  /// Versions come round after 65,536 entries left behind by one slot. Sweeping before and after
  /// that ensures that none of the older ones is still stored and could pass for the new one.
  @inlinable
  mutating func leaveEntryBehind(of slot: UInt32) {
    let comesRound = slots.slots[Int(slot)].version == .max
    if comesRound {
      sweep()
    }
    slots.slots.update(Int(slot)) { $0.version &+= 1 }
    ladder.staleCount += 1
    if comesRound {
      sweep()
    }
  }

  /// Sweeps stale entries out when they are more than an eighth of the pending events.
  @inlinable
  mutating func sweepIfWorthwhile() {
    if ladder.staleCount > 32 + count / 8 {
      sweep()
    }
  }

  @inlinable
  @inline(never)
  mutating func sweep() {
    ladder.sweep { slots.isLive($0) }
  }
}
