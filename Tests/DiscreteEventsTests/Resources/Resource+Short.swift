import DiscreteEvents

/// Short forms for tests: times in whole seconds, claims shown by their tokens.
extension Resource {
  mutating func ask(
    _ token: Int,
    units: Int = 1,
    priority: Int = 0,
    preempts: Bool = false,
    _ rule: PreemptionRule = .resume,
    at seconds: Int = 0
  ) -> ResourceChanges {
    request(
      units: units,
      for: token,
      priority: priority,
      preempts: preempts,
      ifPreempted: rule,
      at: .seconds(seconds)
    )
  }

  /// Releases all units that an owner of one claim holds.
  mutating func end(_ token: Int, at seconds: Int = 0) -> ResourceChanges {
    release(claim(of: token), at: .seconds(seconds))
  }

  mutating func set(_ capacity: Int, _ rule: BusyUnits, at seconds: Int = 0) -> ResourceChanges {
    setCapacity(capacity, whenBusy: rule, at: .seconds(seconds))
  }

  /// The claim of an owner of one claim; none if it has none.
  func claim(of token: Int) -> Claim {
    (heldClaims + waitingClaims).first { $0.token == token }?.claim ?? .none
  }

  /// The tokens of those who wait, in order.
  var line: [Int] { waitingClaims.map(\.token) }

  /// The tokens of those who hold units, in the order of their grants.
  var holding: [Int] { heldClaims.map(\.token) }
}

extension ResourceChanges {
  /// The tokens of those who were granted.
  var granted: [Int] { grants.map(\.token) }

  /// The tokens of those who were preempted.
  var preempted: [Int] { preemptions.map(\.token) }
}
