/// Claims in the order in which they shall be served: by priority, then by their place in the line.
///
/// Each priority has a list of its own, kept in order of priority. Joining, leaving from any place
/// and asking for the first take constant time, and a search among the priorities that wait.
@usableFromInline
struct WaitingLine: Sendable, Hashable, Codable {
  /// The claims of one priority.
  @frozen
  @usableFromInline
  struct Rank: Sendable, Hashable, Codable, BitwiseCopyable {
    @usableFromInline var priority: Int
    @usableFromInline var claims: ClaimList

    @inlinable
    init(priority: Int) {
      self.priority = priority
      claims = ClaimList()
    }
  }

  /// Ranks in rising order of priority, that is the most urgent first; none is empty.
  @usableFromInline var ranks: [Rank]
  /// Claims in the line.
  @usableFromInline var count: Int

  @inlinable
  init() {
    ranks = []
    count = 0
  }

  @inlinable var isEmpty: Bool { count == 0 }

  /// The slot of the first claim in the line, or nil if nobody waits.
  @inlinable var first: UInt32? { ranks.first?.claims.first }

  /// Whether a newcomer of some priority would be the first.
  @inlinable
  func wouldLead(priority: Int) -> Bool {
    guard let leader = ranks.first else { return true }
    return priority < leader.priority
  }

  /// Lets a claim join at the end, or at the front, of its priority.
  @inlinable
  mutating func join<Details>(
    _ index: UInt32,
    atFront: Bool,
    in slots: inout ClaimSlots<Details>
  ) {
    let rank = rankIndex(makingRoomFor: slots[index].priority)
    if atFront {
      ranks[rank].claims.prepend(index, in: &slots)
    } else {
      ranks[rank].claims.append(index, in: &slots)
    }
    count += 1
  }

  /// Takes a claim out, wherever it stands.
  @inlinable
  mutating func leave<Details>(_ index: UInt32, in slots: inout ClaimSlots<Details>) {
    let rank = rankIndex(atOrAfter: slots[index].priority)
    ranks[rank].claims.remove(index, in: &slots)
    if ranks[rank].claims.isEmpty {
      ranks.remove(at: rank)
    }
    count -= 1
  }

  /// The slot of the claim behind another one, or nil behind the last.
  @inlinable
  func next<Details>(after index: UInt32, in slots: ClaimSlots<Details>) -> UInt32? {
    let next = slots[index].next
    if next != .max { return next }
    let rank = rankIndex(atOrAfter: slots[index].priority) + 1
    return rank < ranks.count ? ranks[rank].claims.first : nil
  }

  @inlinable
  mutating func rankIndex(makingRoomFor priority: Int) -> Int {
    let rank = rankIndex(atOrAfter: priority)
    if rank == ranks.count || ranks[rank].priority != priority {
      ranks.insert(Rank(priority: priority), at: rank)
    }
    return rank
  }

  /// The place of the first rank that is not more urgent than a priority.
  @inlinable
  func rankIndex(atOrAfter priority: Int) -> Int {
    var low = 0
    var high = ranks.count
    while low < high {
      let middle = (low + high) / 2
      if ranks[middle].priority < priority {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
