/// A claim as it is stored: who asks, how urgently, and the links of the list that it is in.
@frozen
@usableFromInline
struct ClaimSlot<Details: Sendable>: Sendable {
  /// Rises when the claim ends, which makes older claims of the slot invalid.
  @usableFromInline var generation: UInt32
  @usableFromInline var isInUse: Bool
  @usableFromInline var token: Int
  @usableFromInline var priority: Int
  /// The neighbours in the list, or the next free slot while this one is free.
  @usableFromInline var previous: UInt32
  @usableFromInline var next: UInt32
  @usableFromInline var details: Details

  @inlinable
  init(generation: UInt32, token: Int, priority: Int, details: Details) {
    self.generation = generation
    isInUse = true
    self.token = token
    self.priority = priority
    previous = .max
    next = .max
    self.details = details
  }
}

/// Claims in slots that are used again.
@usableFromInline
struct ClaimSlots<Details: Sendable>: Sendable {
  @usableFromInline var slots: [ClaimSlot<Details>]
  @usableFromInline var firstFree: UInt32

  @inlinable static var noSlot: UInt32 { .max }

  @inlinable
  init() {
    slots = []
    firstFree = Self.noSlot
  }

  /// Makes a claim, which is in no list yet.
  @inlinable
  mutating func insert(_ details: Details, token: Int, priority: Int) -> Claim {
    let index = firstFree
    guard index != Self.noSlot else {
      precondition(slots.count < Int(Self.noSlot), "too many claims: \(slots.count)")
      slots.append(
        ClaimSlot(generation: 1, token: token, priority: priority, details: details)
      )
      return Claim(slot: UInt32(slots.count - 1), generation: 1)
    }
    firstFree = slots[Int(index)].next
    let generation = slots[Int(index)].generation
    slots[Int(index)] = ClaimSlot(
      generation: generation,
      token: token,
      priority: priority,
      details: details
    )
    return Claim(slot: index, generation: generation)
  }

  /// Whether a claim is still in use.
  @inlinable
  func contains(_ claim: Claim) -> Bool {
    guard Int(claim.slot) < slots.count else { return false }
    let slot = slots[Int(claim.slot)]
    return slot.isInUse && slot.generation == claim.generation
  }

  /// The claim that is in a slot now.
  @inlinable
  func claim(at index: UInt32) -> Claim {
    Claim(slot: index, generation: slots[Int(index)].generation)
  }

  /// Ends a claim, which must be in no list.
  ///
  /// A slot whose generations are used up is never used again.
  @inlinable
  mutating func remove(_ index: UInt32) {
    slots[Int(index)].isInUse = false
    slots[Int(index)].generation &+= 1
    guard slots[Int(index)].generation != .max else { return }
    slots[Int(index)].next = firstFree
    firstFree = index
  }

  @inlinable
  subscript(index: UInt32) -> ClaimSlot<Details> {
    get { slots[Int(index)] }
    _modify { yield &slots[Int(index)] }
  }
}

extension ClaimSlot: Codable where Details: Codable {}
extension ClaimSlot: Equatable where Details: Equatable {}
extension ClaimSlot: Hashable where Details: Hashable {}
extension ClaimSlots: Codable where Details: Codable {}
extension ClaimSlots: Equatable where Details: Equatable {}
extension ClaimSlots: Hashable where Details: Hashable {}

/// A list of claims that links their slots.
@frozen
@usableFromInline
struct ClaimList: Sendable, Hashable, Codable, BitwiseCopyable {
  @usableFromInline var first: UInt32
  @usableFromInline var last: UInt32

  @inlinable
  init() {
    first = .max
    last = .max
  }

  @inlinable var isEmpty: Bool { first == .max }

  /// Puts a claim behind all others.
  @inlinable
  mutating func append<Details>(_ index: UInt32, in slots: inout ClaimSlots<Details>) {
    slots[index].previous = last
    slots[index].next = .max
    if last == .max {
      first = index
    } else {
      slots[last].next = index
    }
    last = index
  }

  /// Puts a claim before all others.
  @inlinable
  mutating func prepend<Details>(_ index: UInt32, in slots: inout ClaimSlots<Details>) {
    slots[index].previous = .max
    slots[index].next = first
    if first == .max {
      last = index
    } else {
      slots[first].previous = index
    }
    first = index
  }

  /// Takes a claim out.
  @inlinable
  mutating func remove<Details>(_ index: UInt32, in slots: inout ClaimSlots<Details>) {
    let previous = slots[index].previous
    let next = slots[index].next
    if previous == .max {
      first = next
    } else {
      slots[previous].next = next
    }
    if next == .max {
      last = previous
    } else {
      slots[next].previous = previous
    }
  }
}
