/// What a calendar comes to, apart from how it is stored.
///
/// Pending events stand in the order of their slots, so that calendars which do the same from now
/// on have the same image, however they came about.
@usableFromInline
struct CalendarImage<Event: BitwiseCopyable & Sendable> {
  /// Generations of all slots; a slot that is used up has the largest one.
  @usableFromInline var generations: [UInt32] = []
  /// Slots to be used again, the next one first.
  @usableFromInline var freeSlots: [UInt32] = []
  /// Times of the pending events [ticks].
  @usableFromInline var times: [Int64] = []
  @usableFromInline var priorities: [Int16] = []
  /// Insertion numbers of the pending events.
  @usableFromInline var insertions: [UInt64] = []
  /// The pending events; if there are slots but none is pending, the event that was last.
  @usableFromInline var events: [Event] = []
  @usableFromInline var nextInsertion: UInt64 = 0

  @usableFromInline
  init() {}
}

extension CalendarImage: Codable where Event: Codable {}

extension CalendarImage {
  /// The image of a calendar.
  @usableFromInline
  init(of original: EventCalendar<Event>) {
    var calendar = original
    calendar.slots.freeVacant()
    let states = calendar.slots.states
    let insertions = calendar.ladder.insertions(of: states)
    let pending = states.indices.filter { insertions[$0] != .max }
    nextInsertion = calendar.nextSequence
    generations = states.map(\.generation)
    freeSlots = Self.freeSlots(states, first: calendar.slots.firstFree)
    times = pending.map { states[$0].time }
    priorities = pending.map { states[$0].priority }
    self.insertions = pending.map { insertions[$0] }
    if pending.isEmpty, !states.isEmpty {
      // Free slots hold events that nobody will see, but a loaded calendar needs one to fill them.
      // The one freed last is the same in a calendar and in one that was loaded on the way.
      events = calendar.slots.events(at: [Int(freeSlots.first ?? 0)])
    } else {
      events = calendar.slots.events(at: pending)
    }
  }

  private static func freeSlots(_ states: [SlotState], first: UInt32) -> [UInt32] {
    var list: [UInt32] = []
    var slot = first
    while slot != EventSlots<Event>.noSlot {
      list.append(slot)
      slot = UInt32(truncatingIfNeeded: states[Int(slot)].time)
    }
    return list
  }

  /// Slots of the pending events, in order.
  var pendingSlots: [Int] {
    var isFree = [Bool](repeating: false, count: generations.count)
    for slot in freeSlots { isFree[Int(slot)] = true }
    return generations.indices.filter { !isFree[$0] && generations[$0] != .max }
  }

  /// Why there is no calendar with this image; nil if there is one.
  @usableFromInline var flaw: String? {
    if generations.count >= UInt32.max { return "\(generations.count) slots" }
    if let slot = generations.firstIndex(of: 0) { return "slot \(slot) has generation 0" }
    if let flaw = freeSlotFlaw { return flaw }
    let used = generations.count { $0 == .max }
    let pending = generations.count - freeSlots.count - used
    let events = pending == 0 && !generations.isEmpty ? 1 : pending
    let counts = [times.count, priorities.count, insertions.count, self.events.count]
    if counts != [pending, pending, pending, events] {
      return "\(pending) pending events with \(counts) times, priorities, insertions and events"
    }
    return insertionFlaw
  }

  private var freeSlotFlaw: String? {
    var isFree = [Bool](repeating: false, count: generations.count)
    for slot in freeSlots {
      guard slot < generations.count else { return "free slot \(slot) of \(generations.count)" }
      if isFree[Int(slot)] { return "slot \(slot) is free twice" }
      if generations[Int(slot)] == .max { return "slot \(slot) is free but used up" }
      isFree[Int(slot)] = true
    }
    return nil
  }

  private var insertionFlaw: String? {
    // Half of what there is, so that a run that goes on from here never comes to the end of it.
    if nextInsertion >= 1 << 47 { return "insertion \(nextInsertion) is beyond 47 bits" }
    let sorted = insertions.sorted()
    if let last = sorted.last, last >= nextInsertion {
      return "insertion \(last) is not before the next one, \(nextInsertion)"
    }
    for (number, next) in zip(sorted, sorted.dropFirst()) where number == next {
      return "two events with the insertion number \(number)"
    }
    return nil
  }
}

extension EventCalendar {
  /// Makes the calendar of an image without a flaw.
  ///
  /// Linear in its slots.
  @usableFromInline
  init(_ image: CalendarImage<Event>) {
    let pending = image.pendingSlots
    var states = image.generations.map {
      SlotState(time: 0, generation: $0, version: 0, priority: 0)
    }
    for (place, slot) in pending.enumerated() {
      states[slot].time = image.times[place]
      states[slot].priority = image.priorities[place]
    }
    var firstFree = EventSlots<Event>.noSlot
    for slot in image.freeSlots.reversed() {
      states[Int(slot)].time = Int64(firstFree)
      firstFree = slot
    }
    slots = EventSlots(states, firstFree: firstFree, events: image.events, at: pending)
    ladder = EventLadder()
    nextSequence = image.nextInsertion
    pendingCount = pending.count
    ladder.fill(
      pending.indices.lazy.map { place in
        let key = CalendarPosition.key(
          priority: image.priorities[place],
          sequence: image.insertions[place]
        )
        return CalendarEntry(
          position: CalendarPosition(time: image.times[place], key: key),
          slot: UInt32(pending[place]),
          version: 0
        )
      }
    )
  }

  /// The earliest time of a pending event.
  ///
  /// Linear in the events, but leaves the storage as it is.
  var earliestTime: SimulationTime? {
    let states = slots.states
    let insertions = ladder.insertions(of: states)
    let times = states.indices.lazy.filter { insertions[$0] != .max }.map { states[$0].time }
    return times.min().map(SimulationTime.init(ticks:))
  }
}
