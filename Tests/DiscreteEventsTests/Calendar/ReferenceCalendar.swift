import DiscreteEvents

/// A future event list that is obviously right: a list of all pending events, searched each time.
struct ReferenceCalendar {
  struct Entry {
    var time: SimulationTime
    var priority: Int16
    var sequence: Int
    var event: Int
    var handle: EventHandle
  }

  private(set) var entries: [Entry] = []
  private var nextSequence = 0

  mutating func schedule(
    _ event: Int,
    at time: SimulationTime,
    priority: Int16,
    handle: EventHandle
  ) {
    let entry = Entry(
      time: time,
      priority: priority,
      sequence: nextSequence,
      event: event,
      handle: handle
    )
    nextSequence += 1
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(entries[middle], entry) { high = middle } else { low = middle + 1 }
    }
    entries.insert(entry, at: low)
  }

  mutating func popNext() -> Entry? { entries.popLast() }

  mutating func remove(at index: Int) -> Entry { entries.remove(at: index) }

  /// Whether the first entry comes before the second; entries are kept in the reverse order.
  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    (left.time, left.priority, left.sequence) < (right.time, right.priority, right.sequence)
  }
}

/// Random numbers for choosing operations; SplitMix64.
struct TestRandom: RandomNumberGenerator {
  var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
