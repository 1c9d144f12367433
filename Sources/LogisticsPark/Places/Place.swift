package import DiscreteEvents

/// A place where somebody is served, one unit each, and others wait for it: first come, first served.
///
/// Where the units are people, there is one for each on shift and for each who finishes the work in hand
/// after it. If other units become fewer while all are in use, those who are served are served to the end.
package struct Place: Codable, Sendable {
  /// Who is served and who waits; a claim's token says who it is.
  package internal(set) var resource: Resource
  /// The people who serve; nil where units are none.
  package internal(set) var crews: Crews?
  /// How it was used before statistics began; nil while they count from the start of the run.
  private var usageBefore: ResourceUsage?

  /// Makes a place where nobody is.
  package init(_ plan: PlacePlan, at time: SimulationTime) {
    crews = plan.roster.map { Crews($0, at: time) }
    resource = Resource(capacity: plan.units(at: time), start: time)
  }

  /// Crews come and go, as they do at this instant.
  ///
  /// - Returns: Who is served now.
  mutating func changeShift(to roster: Roster, at now: SimulationTime) -> ResourceChanges {
    crews?.change(to: roster, at: now)
    return resource.setCapacity(crews?.count ?? 0, at: now)
  }

  /// Somebody begins to work on what has come to its turn.
  mutating func beginWork() -> CrewID {
    guard let crew = crews?.begin() else { preconditionFailure("nobody works here") }
    return crew
  }

  /// Somebody of a crew has done the work in hand, and goes if the shift is over.
  ///
  /// - Returns: Who is served now.
  mutating func finishWork(
    _ claim: Claim,
    by crew: CrewID,
    whoStay isOnShift: Bool,
    at now: SimulationTime
  ) -> ResourceChanges {
    crews?.finish(crew, isOnShift: isOnShift, at: now)
    if !isOnShift {
      // Before the claim ends, so that nobody is served by who goes.
      _ = resource.setCapacity(resource.capacity - 1, at: now)
    }
    return resource.release(claim, at: now)
  }

  /// How it has been used since statistics began.
  package func countedUsage(until time: SimulationTime) -> ResourceUsage {
    resource.usage(until: time)
  }

  /// How it has been used since the start of the run.
  package func usage(until time: SimulationTime) -> ResourceUsage {
    let counted = countedUsage(until: time)
    return usageBefore?.joined(with: counted) ?? counted
  }

  /// Starts the statistics anew at the end of the warm-up.
  mutating func markStatistics(at time: SimulationTime) {
    usageBefore = usage(until: time)
    resource.restartUsage(at: time)
    crews?.markStatistics(at: time)
  }

  /// Numbers of those who wait, the first to be served first.
  package var waiting: some Sequence<Int> { resource.waitingClaims.lazy.map(\.token) }

  /// Numbers of those who are served, in the order in which that began.
  package var served: some Sequence<Int> { resource.heldTokens }
}

extension Place {
  /// Whether a place from anywhere has a past that can be.
  ///
  /// - Parameters:
  ///   - now: The instant at which the run stands.
  ///   - opening: The instant from which its statistics count.
  /// - Returns: False if nothing may be asked of it.
  func isSound(at now: SimulationTime, opening: SimulationTime) -> Bool {
    guard resource.contradiction(at: now) == nil, countedUsage(until: now).start == opening else {
      return false
    }
    guard let usageBefore else { return opening == .zero }
    return usageBefore.isSound && usageBefore.start == .zero && usageBefore.end == opening
  }
}
