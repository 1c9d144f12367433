/// The future event list: pending events in the order (time, priority, insertion).
///
/// The order is total, so it does not depend on how the calendar stores its events or on what else
/// it holds. A calendar is a value: a copy goes its own way, and handles are valid in both.
/// Scheduling and popping take the same time however many events are pending, but for the
/// processor's caches; nothing is allocated per event.
public struct EventCalendar<Event: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var ladder: EventLadder
  @usableFromInline var slots: EventSlots<Event>
  @usableFromInline var nextSequence: UInt64

  @usableFromInline var pendingCount: Int

  /// Makes a calendar without events.
  @inlinable
  public init() {
    ladder = EventLadder()
    slots = EventSlots()
    nextSequence = 0
    pendingCount = 0
  }

  /// Events pending.
  @inlinable public var count: Int { pendingCount }

  /// Whether no event is pending.
  @inlinable public var isEmpty: Bool { pendingCount == 0 }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - event: What shall happen.
  ///   - time: When; any time, also one before events that were popped.
  ///   - priority: Which comes first among events of one time: the lowest number.
  /// - Returns: A handle to cancel or move the event.
  @inlinable
  @discardableResult
  public mutating func schedule(
    _ event: Event,
    at time: SimulationTime,
    priority: Int16 = 0
  ) -> EventHandle {
    let (handle, version) = slots.insert(event, time: time.ticks, priority: priority)
    insert(slot: handle.slot, version: version, time: time, priority: priority)
    pendingCount &+= 1
    return handle
  }

  @inlinable
  @inline(__always)
  mutating func insert(slot: UInt32, version: UInt16, time: SimulationTime, priority: Int16) {
    let sequence = nextSequence
    precondition(sequence < 1 << 48 - 1, "more than 2^48 - 1 events scheduled")
    nextSequence = sequence &+ 1
    let position = CalendarPosition(
      time: time.ticks,
      key: CalendarPosition.key(priority: priority, sequence: sequence)
    )
    ladder.insert(CalendarEntry(position: position, slot: slot, version: version))
  }

  /// Removes and returns the next event.
  @inlinable
  public mutating func popNext() -> (time: SimulationTime, priority: Int16, event: Event)? {
    popNext(through: .distantFuture)
  }

  /// Removes and returns the next event unless it lies after a limit.
  ///
  /// - Parameter limit: The last time that is popped.
  /// - Returns: The event with its time and priority; nil if there is none up to the limit.
  @inlinable
  @inline(__always)
  public mutating func popNext(
    through limit: SimulationTime
  ) -> (time: SimulationTime, priority: Int16, event: Event)? {
    while ladder.bottomCount > 0 || refillBottom() {
      let entry = ladder.bottom[unchecked: ladder.bottomCount &- 1]
      guard entry.position.time <= limit.ticks else { return nil }
      ladder.bottomCount &-= 1
      guard let event = slots.remove(entry) else {
        ladder.staleCount &-= 1
        continue
      }
      pendingCount &-= 1
      return (SimulationTime(ticks: entry.position.time), entry.position.priority, event)
    }
    return nil
  }

  /// The time of the next event, or nil if none is pending.
  ///
  /// It may bring the calendar's storage in order, which changes nothing that can be seen.
  @inlinable
  public mutating func nextTime() -> SimulationTime? {
    peekNext()?.time
  }

  /// The next event without removing it, or nil if none is pending.
  @inlinable
  public mutating func peekNext() -> (time: SimulationTime, priority: Int16, event: Event)? {
    while ladder.bottomCount > 0 || refillBottom() {
      let entry = ladder.bottom[ladder.bottomCount &- 1]
      if slots.isLive(entry) {
        let slot = slots.slots[Int(entry.slot)]
        return (SimulationTime(ticks: slot.time), slot.priority, slot.event)
      }
      ladder.bottomCount &-= 1
      ladder.staleCount &-= 1
    }
    return nil
  }

  @inlinable
  @inline(never)
  mutating func refillBottom() -> Bool {
    ladder.refillBottom { slots.isLive($0) }
  }
}
