/// An `EventSlot` without its event: the same fields at the same places.
struct SlotState: Sendable, BitwiseCopyable {
  var time: Int64
  var generation: UInt32
  var version: UInt16
  var priority: Int16
}

// Saving and loading go through witness tables, where code for any type of event runs that asks
// the runtime for a type at every element: half a microsecond each. So the elements are read and
// written here as the bytes that they are.
extension EventSlots {
  private typealias Slot = EventSlot<Event>

  /// Where the event stands in a slot.
  private static var eventOffset: Int {
    guard let offset = MemoryLayout<Slot>.offset(of: \.event) else {
      preconditionFailure("the event is no stored property")
    }
    return offset
  }

  /// All slots without their events.
  var states: [SlotState] {
    let stride = MemoryLayout<Slot>.stride
    var states: [SlotState] = []
    states.reserveCapacity(slots.count)
    for segment in [slots.first] + slots.others {
      segment.withUnsafeBytes { bytes in
        for offset in Swift.stride(from: 0, to: bytes.count, by: stride) {
          states.append(bytes.loadUnaligned(fromByteOffset: offset, as: SlotState.self))
        }
      }
    }
    return states
  }

  /// The events of some slots, given in ascending order.
  func events(at indices: [Int]) -> [Event] {
    let (stride, offset) = (MemoryLayout<Slot>.stride, Self.eventOffset)
    let (size, eventStride) = (MemoryLayout<Event>.size, MemoryLayout<Event>.stride)
    let segments = [slots.first] + slots.others
    return Array(unsafeUninitializedCapacity: indices.count) { events, count in
      let target = UnsafeMutableRawBufferPointer(events)
      var next = 0
      for (number, segment) in segments.enumerated() {
        let start = number << SegmentedStorage<Slot>.segmentBits
        segment.withUnsafeBytes { bytes in
          while next < indices.count, (indices[next] - start) * stride < bytes.count {
            let from = (indices[next] - start) * stride + offset
            let event = UnsafeRawBufferPointer(rebasing: bytes[from..<(from + size)])
            target[(next * eventStride)...].copyBytes(from: event)
            next += 1
          }
        }
      }
      count = indices.count
    }
  }

  /// Makes slots from their states.
  ///
  /// - Parameters:
  ///   - states: All slots.
  ///   - firstFree: The first slot to be used again.
  ///   - events: The events of some slots; the first one fills the others.
  ///   - indices: The slots of the events, in ascending order.
  init(_ states: [SlotState], firstFree: UInt32, events: [Event], at indices: [Int]) {
    self.init()
    self.firstFree = firstFree
    guard let filler = events.first else { return }
    let segmentSize = SegmentedStorage<Slot>.segmentSize
    var next = 0
    for start in Swift.stride(from: 0, to: states.count, by: segmentSize) {
      let range = start..<min(start + segmentSize, states.count)
      var segment: [Slot] = []
      if range.count == segmentSize || start > 0 { segment.reserveCapacity(segmentSize) }
      segment.append(contentsOf: Self.segment(states[range], filler))
      let first = next
      while next < indices.count, indices[next] < range.upperBound { next += 1 }
      Self.place(events, first..<next, at: indices, from: start, in: &segment)
      slots.append(segment: segment)
    }
  }

  /// Slots with the given states and one event in all of them.
  private static func segment(_ states: ArraySlice<SlotState>, _ filler: Event) -> [Slot] {
    let (stride, offset) = (MemoryLayout<Slot>.stride, eventOffset)
    return Array(unsafeUninitializedCapacity: states.count) { slots, count in
      let bytes = UnsafeMutableRawBufferPointer(slots)
      withUnsafeBytes(of: filler) { filler in
        for (index, state) in states.enumerated() {
          bytes.storeBytes(of: state, toByteOffset: index * stride, as: SlotState.self)
          bytes[(index * stride + offset)...].copyBytes(from: filler)
        }
      }
      count = states.count
    }
  }

  /// Puts events into the slots of a segment, which begins with slot `start`.
  private static func place(
    _ events: [Event],
    _ places: Range<Int>,
    at indices: [Int],
    from start: Int,
    in segment: inout [Slot]
  ) {
    let (stride, offset) = (MemoryLayout<Slot>.stride, eventOffset)
    let (size, eventStride) = (MemoryLayout<Event>.size, MemoryLayout<Event>.stride)
    events.withUnsafeBytes { events in
      segment.withUnsafeMutableBytes { bytes in
        for place in places {
          let event = events[(place * eventStride)..<(place * eventStride + size)]
          bytes[((indices[place] - start) * stride + offset)...].copyBytes(from: event)
        }
      }
    }
  }
}

extension SegmentedStorage {
  /// Adds a segment, all of which but the last are full.
  mutating func append(segment: [Element]) {
    if first.isEmpty {
      first = segment
    } else {
      others.append(segment)
    }
  }
}
