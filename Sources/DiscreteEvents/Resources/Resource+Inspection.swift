/// A claim as it stands in a line or holds something, for traces and checks.
public struct ClaimStatus: Sendable, Hashable, Codable, BitwiseCopyable {
  /// The claim.
  public let claim: Claim
  /// The number that the model gave with the request.
  public let token: Int
  /// How urgent; the lowest number comes first.
  public let priority: Int
  /// Units asked for or held.
  public let units: Int
  /// When it joined the line, or was granted.
  public let since: SimulationTime
}

extension Resource {
  /// The claims in the line, the first to be served first; linear in their number.
  public var waitingClaims: [ClaimStatus] {
    var found: [ClaimStatus] = []
    var candidate = line.first
    while let index = candidate {
      found.append(status(at: index))
      candidate = line.next(after: index, in: slots)
    }
    return found
  }

  /// The claims that hold units, in the order in which they were granted; linear in their number.
  public var heldClaims: [ClaimStatus] {
    var found: [ClaimStatus] = []
    var index = holders.first
    while index != .max {
      found.append(status(at: index))
      index = slots[index].next
    }
    return found
  }

  /// The numbers that the model gave with the requests of the claims that hold units, in the order in which
  /// they were granted; no list of them is made.
  package var heldTokens: some Sequence<Int> {
    sequence(state: holders.first) { [slots] index in
      guard index != .max else { return nil }
      let slot = slots[index]
      index = slot.next
      return slot.token
    }
  }

  /// The first claim in the line.
  var firstInLine: ClaimStatus? { line.first.map { status(at: $0) } }

  /// The number that the model gave with the request of a claim that is not gone.
  func token(of claim: Claim) -> Int { slots[claim.slot].token }

  /// The units of a claim that is not gone.
  func units(of claim: Claim) -> Int { slots[claim.slot].details.units }

  private func status(at index: UInt32) -> ClaimStatus {
    let slot = slots[index]
    return ClaimStatus(
      claim: slots.claim(at: index),
      token: slot.token,
      priority: slot.priority,
      units: slot.details.units,
      since: slot.details.since
    )
  }
}

extension Resource {
  /// What contradicts itself, in a resource that comes from anywhere; nil if nothing does.
  ///
  /// A resource that is read from a file may have been written by other hands. One without a contradiction
  /// never ends the program, whatever is asked of it from `now` on; whether it fits the model that reads it
  /// is for the model to say. Claims for more than half of what an `Int` holds are taken for one.
  ///
  /// - Parameter now: The present time.
  /// - Returns: A sentence without a subject, such as `holds 3 units, its claims 2`.
  /// - Complexity: Linear in the most claims that it ever had at once.
  public func contradiction(at now: SimulationTime) -> String? {
    let most = Int.max / 2
    guard capacity >= 0, (0...most).contains(busyUnits), waitingRoom >= 0 else {
      return "holds \(busyUnits) of \(capacity) units"
    }
    guard usageToLastChange.isSound, usageToLastChange.end <= now else {
      return "was used as it can not have been"
    }
    var found = Array(repeating: false, count: slots.slots.count)
    guard let held = units(in: holders, granted: true, at: now, finding: &found) else {
      return "is held by claims that can not be"
    }
    if held != busyUnits { return "holds \(busyUnits) units, its claims \(held)" }
    var priority: Int?
    for rank in line.ranks {
      guard priority.map({ $0 < rank.priority }) ?? true, !rank.claims.isEmpty,
        units(in: rank.claims, granted: false, of: rank.priority, at: now, finding: &found) != nil
      else { return "is waited for by claims that can not be" }
      priority = rank.priority
    }
    let granted = heldClaims.count
    let known = found.count { $0 }
    if line.count != known - granted {
      return "is waited for by \(line.count) claims, of which \(known - granted) are there"
    }
    return slots.contradiction(besides: found)
  }

  /// The units of the claims of a list; nil if it is no list of such claims.
  private func units(
    in list: ClaimList,
    granted: Bool,
    of priority: Int? = nil,
    at now: SimulationTime,
    finding found: inout [Bool]
  ) -> Int? {
    var units = 0
    var previous = UInt32.max
    var index = list.first
    while index != .max {
      guard Int(index) < found.count, !found[Int(index)] else { return nil }
      let slot = slots[index]
      let claim = slot.details
      guard slot.isInUse, slot.previous == previous, claim.isGranted == granted,
        slot.priority == priority ?? slot.priority, (1...Int.max / 2).contains(claim.units),
        (.zero...now).contains(claim.since), (.zero...now).contains(claim.served)
      else { return nil }
      found[Int(index)] = true
      // Those who wait may ask for any number; those who hold have no more than an Int holds.
      let sum = units.addingReportingOverflow(claim.units)
      guard !granted || !sum.overflow else { return nil }
      units = granted ? sum.partialValue : units
      previous = index
      index = slot.next
    }
    return previous == list.last ? units : nil
  }
}

extension ClaimSlots {
  /// What contradicts itself in the slots that are not in use; nil if nothing does.
  ///
  /// - Parameter found: Which slots are in use, as is known from elsewhere.
  /// - Returns: A sentence without a subject.
  func contradiction(besides found: [Bool]) -> String? {
    var isFree = found.map { _ in false }
    var index = firstFree
    while index != Self.noSlot {
      guard Int(index) < isFree.count, !isFree[Int(index)], !slots[Int(index)].isInUse,
        slots[Int(index)].generation != .max
      else { return "has free slots that are not free" }
      isFree[Int(index)] = true
      index = slots[Int(index)].next
    }
    // A slot whose generations are used up is neither in use nor free.
    let isWhole = slots.indices.allSatisfy { place in
      slots[place].generation >= 1 && slots[place].isInUse == found[place]
        && (isFree[place] || found[place] != (slots[place].generation == .max))
    }
    return isWhole ? nil : "has claims that nobody has made"
  }
}
