/// What is known of a pending event by its handle: 16 bytes and the event.
@frozen
@usableFromInline
struct EventSlot<Event: BitwiseCopyable & Sendable>: Sendable, BitwiseCopyable {
  /// Time of the event in ticks; the number of the next free slot while this one is free.
  @usableFromInline var time: Int64
  /// Rises when the event is popped or cancelled, which makes older handles invalid.
  @usableFromInline var generation: UInt32
  /// Rises when an entry of this slot is left behind in the ordering structure.
  @usableFromInline var version: UInt16
  @usableFromInline var priority: Int16
  @usableFromInline var event: Event

  @inlinable
  init(time: Int64, generation: UInt32, version: UInt16, priority: Int16, event: Event) {
    self.time = time
    self.generation = generation
    self.version = version
    self.priority = priority
    self.event = event
  }
}

/// The pending events in slots that are used again.
@usableFromInline
struct EventSlots<Event: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var slots: SegmentedStorage<EventSlot<Event>>
  @usableFromInline var firstFree: UInt32
  /// The slot whose event went last, until it is used again or another event goes.
  ///
  /// Only then its generation rises and it joins the free slots. Most events schedule another one, so a slot is
  /// written to once an event and not twice, and popping need not ask whether a copy shares the storage.
  @usableFromInline var vacant: UInt32

  @inlinable static var noSlot: UInt32 { .max }

  @inlinable
  init() {
    slots = SegmentedStorage()
    firstFree = Self.noSlot
    vacant = Self.noSlot
  }

  /// Puts an event into a slot.
  @inlinable
  @inline(__always)
  mutating func insert(
    _ event: Event,
    time: Int64,
    priority: Int16
  ) -> (handle: EventHandle, version: UInt16) {
    let index = vacant
    guard index != Self.noSlot else {
      return insertIntoFree(event, time: time, priority: priority)
    }
    vacant = Self.noSlot
    return slots.update(Int(index)) { slot in
      slot.generation &+= 1
      slot.time = time
      slot.priority = priority
      slot.event = event
      return (EventHandle(slot: index, generation: slot.generation), slot.version)
    }
  }

  /// Puts an event into a slot while none is vacant.
  @inlinable
  @inline(never)
  mutating func insertIntoFree(
    _ event: Event,
    time: Int64,
    priority: Int16
  ) -> (handle: EventHandle, version: UInt16) {
    let index = firstFree
    guard index != Self.noSlot else {
      return (append(event, time: time, priority: priority), 0)
    }
    return slots.update(Int(index)) { slot in
      firstFree = UInt32(truncatingIfNeeded: slot.time)
      slot.time = time
      slot.priority = priority
      slot.event = event
      return (EventHandle(slot: index, generation: slot.generation), slot.version)
    }
  }

  @inlinable
  mutating func append(_ event: Event, time: Int64, priority: Int16) -> EventHandle {
    let index = slots.count
    precondition(index < Int(Self.noSlot), "too many pending events: \(index)")
    slots.append(
      EventSlot(time: time, generation: 1, version: 0, priority: priority, event: event)
    )
    return EventHandle(slot: UInt32(index), generation: 1)
  }

  /// The slot of a handle, or nil if its event is gone.
  @inlinable
  subscript(handle: EventHandle) -> EventSlot<Event>? {
    guard Int(handle.slot) < slots.count, handle.slot != vacant else { return nil }
    let slot = slots[Int(handle.slot)]
    return slot.generation == handle.generation ? slot : nil
  }

  /// Whether an entry is the current one of its slot.
  @inlinable
  func isLive(_ entry: CalendarEntry) -> Bool {
    slots[Int(entry.slot)].version == entry.version
  }

  /// Takes out the event of an entry; nil if the entry is stale.
  @inlinable
  @inline(__always)
  mutating func remove(_ entry: CalendarEntry) -> Event? {
    let slot = slots[Int(entry.slot)]
    guard slot.version == entry.version else { return nil }
    vacate(entry.slot, generation: slot.generation)
    return slot.event
  }

  /// Takes out a pending event whose entry is stale already.
  @inlinable
  mutating func remove(_ handle: EventHandle) {
    vacate(handle.slot, generation: handle.generation)
  }

  /// Makes the handle of an event invalid, and leaves its slot to the next event.
  @inlinable
  @inline(__always)
  mutating func vacate(_ index: UInt32, generation: UInt32) {
    if vacant != Self.noSlot {
      freeVacant()
    }
    vacant = index
    if generation == .max &- 1 {
      // The last one: the slot must not be used again.
      freeVacant()
    }
  }

  /// Makes the vacant slot free, if there is one.
  ///
  /// A slot whose generations are used up is never used again, so an old handle cannot come to
  /// name a new event.
  @inlinable
  @inline(never)
  mutating func freeVacant() {
    let index = vacant
    guard index != Self.noSlot else { return }
    vacant = Self.noSlot
    slots.update(Int(index)) { slot in
      slot.generation &+= 1
      guard slot.generation != .max else { return }
      slot.time = Int64(firstFree)
      firstFree = index
    }
  }
}
