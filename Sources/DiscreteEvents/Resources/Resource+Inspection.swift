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
