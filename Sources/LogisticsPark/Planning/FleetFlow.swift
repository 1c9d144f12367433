import DiscreteEvents

/// What the drones can fly, minute by minute: drones that are ready or on missions, and drones at the bays.
///
/// A closed loop of two places, as a fluid (A. Mandelbaum, W. A. Massey and M. I. Reiman, "Strong
/// approximations for Markovian service networks", Queueing Systems 30, 1998, 149-201,
/// doi:10.1023/A:1019112920622): a mission brings a part of a charge session with it, and a drone that waits
/// for a bay flies nothing. So the bays hold the drones up as soon as more of them come than are let go,
/// whatever charge the others have. Steps are implicit (backward Euler), so that they may be of any length.
struct FleetFlow {
  /// Missions beyond the reach of drones that have charged, for which the charge of the start is good.
  private(set) var missionsBeyondTarget: Double

  private let drones: Double
  private let bays: Double
  /// Loading and flying for an order [min].
  private let missionMinutes: Double
  private let sessionsPerMission: Double
  /// A stay in a bay [min].
  private let sessionMinutes: Double
  /// Drones that charge or wait for a bay.
  private var atBays: Double
  /// Missions that can be flown before the first drone asks for a bay; where there are no bays, at all.
  private var beforeSessions: Double
  private let hasBays: Bool

  /// The drones of a pool at the start of a run.
  init(_ pool: ParkNeeds.Pool) {
    let need = pool.need
    drones = Double(need.drones)
    hasBays = !pool.stations.isEmpty
    bays = pool.chargers
    missionMinutes = need.missionSeconds / 60
    sessionsPerMission = need.sessionsPerMission
    sessionMinutes =
      need.sessionsPerMission > 0 ? need.chargeSeconds / need.sessionsPerMission / 60 : 0
    missionsBeyondTarget = need.missionsBeyondTarget
    if hasBays {
      // Later on, a drone has on average half of the missions from one session to the next before it.
      let later = (need.ordersOnACharge + drones) / 2
      beforeSessions = max(0, need.missionsOnFirstCharge - later)
      atBays = max(0, drones - need.missionsOnFirstCharge)
    } else {
      let atStart = need.missionEnergy > 0 ? need.initialEnergy / need.missionEnergy : .infinity
      beforeSessions = atStart
      atBays = 0
    }
  }

  /// Orders that can be flown in the minutes that come.
  func room(_ minutes: Int) -> Double {
    let time = Double(minutes)
    let byNumber = flights(in: time, sessions: 0)
    guard hasBays else { return min(byNumber, beforeSessions) }
    guard byNumber > beforeSessions else { return byNumber }
    return max(beforeSessions, flights(in: time, sessions: sessionsPerMission))
  }

  /// Missions for which there are drones, if each brings some sessions with it and orders never lack.
  private func flights(in time: Double, sessions: Double) -> Double {
    guard missionMinutes > 0 else { return drones > 0 ? .infinity : 0 }
    let flow = time * sessions / missionMinutes
    let end = atBaysAfter(time, come: flow * drones, slower: flow)
    return time * max(0, drones - end) / missionMinutes
  }

  /// Drones at the bays after a time in which some come.
  ///
  /// - Parameters:
  ///   - time: The time [min].
  ///   - come: How many come.
  ///   - slower: By how many fewer for each that is there at the end.
  /// - Returns: The solution of the implicit step, so that a step may be of any length.
  private func atBaysAfter(_ time: Double, come: Double, slower: Double = 0) -> Double {
    guard hasBays else { return 0 }
    let rate = time / max(sessionMinutes, 1e-6)
    let free = (atBays + come) / (1 + rate + slower)
    let full = (atBays + come - rate * bays) / (1 + slower)
    return min(drones, max(0, free <= bays ? free : full))
  }

  /// Whether it is the bays that bound them: drones wait there, and with more bays more would fly.
  var isHeldByBays: Bool {
    let chargeMinutes = sessionsPerMission * sessionMinutes
    let byNumber = drones / (missionMinutes + chargeMinutes)
    return hasBays && chargeMinutes > 0 && atBays >= bays && bays / chargeMinutes < byNumber
  }

  /// Orders are flown for some minutes, and drones charged.
  ///
  /// Any mission uses up a drone's charge of the start.
  mutating func fly(_ orders: Double, beyondTarget: Double, _ minutes: Int) {
    let begun = max(0, orders - beforeSessions) * sessionsPerMission
    atBays = atBaysAfter(Double(minutes), come: begun)
    beforeSessions = max(0, beforeSessions - orders)
    missionsBeyondTarget = max(0, missionsBeyondTarget - orders - beyondTarget)
  }

  /// Days that can go as the one since `before`, until something is used up.
  func alikeDays(since before: FleetFlow) -> Double {
    var days = Double.infinity
    for (now, then) in [
      (beforeSessions, before.beforeSessions), (missionsBeyondTarget, before.missionsBeyondTarget),
      (drones - atBays, before.drones - before.atBays),
    ] where then - now > 1e-6 * (1 + now) {
      days = min(days, now / (then - now))
    }
    return days
  }

  /// Goes on for some days as in the one since `before`.
  mutating func skip(_ days: Double, since before: FleetFlow) {
    // Where any number can be flown, the charge stays infinite.
    if beforeSessions.isFinite {
      beforeSessions = max(0, beforeSessions - days * (before.beforeSessions - beforeSessions))
    }
    atBays = min(drones, max(0, atBays + days * (atBays - before.atBays)))
    missionsBeyondTarget = max(
      0,
      missionsBeyondTarget - days * (before.missionsBeyondTarget - missionsBeyondTarget)
    )
  }
}
