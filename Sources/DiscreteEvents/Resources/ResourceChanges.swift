/// Says that a claim now holds its units.
public struct Grant: Sendable, Hashable, Codable, BitwiseCopyable {
  /// The claim, with which the units are given back.
  public let claim: Claim
  /// The number that the model gave with the request, such as that of a customer.
  public let token: Int
  /// Units held.
  public let units: Int
  /// How long the claim stood in the line for this grant.
  public let waited: SimulationTime
  /// How long it held its units before it was preempted, if it resumes; else zero.
  ///
  /// Work that takes a time in all still needs that time less `served`.
  public let served: SimulationTime
}

/// What shall become of a claim whose units are taken away.
public enum PreemptionRule: Sendable, Hashable, Codable {
  /// It waits at the front of its priority and goes on where it stopped.
  case resume
  /// It waits at the front of its priority and begins anew.
  case restart
  /// It is gone.
  case abandon
}

/// Says that a claim has lost its units.
public struct Preemption: Sendable, Hashable, Codable {
  /// The claim; it waits again, or is gone if its rule is to abandon.
  public let claim: Claim
  /// The number that the model gave with the request.
  public let token: Int
  /// Units lost.
  public let units: Int
  /// How long it has held them since it was last granted.
  public let held: SimulationTime
  /// What becomes of it.
  public let rule: PreemptionRule
}

/// What a call on a resource has brought about, for the model to act on.
///
/// First deal with the preemptions, then with the grants, each in its order.
public struct ResourceChanges: Sendable, Equatable {
  /// The claim that was made by a request; `Claim.none` after other calls and if it was refused.
  public internal(set) var claim = Claim.none
  /// Whether a request was turned away because the waiting room is full.
  public internal(set) var isRefused = false
  /// Claims that hold their units from now on, those of a request among them.
  public internal(set) var grants = ShortList<Grant>()
  /// Claims that lost their units.
  public internal(set) var preemptions = ShortList<Preemption>()

  init() {}
}
