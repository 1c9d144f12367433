import DiscreteEvents

/// What the drones can fly, minute by minute: as many orders as there are drones that are not on a mission
/// or at a bay, as long as there is charge.
struct FleetFlow {
  /// Missions beyond the reach of drones that have charged, for which the charge of the start is good.
  private(set) var missionsBeyondTarget: Double
  /// Orders that the drones can fly in a minute by their number.
  private let byNumber: Double
  /// Orders for which the bays can charge in a minute; 0 without bays.
  private let byBays: Double
  /// Orders for which full drones have charge.
  private let full: Double
  /// Orders for which they have charge now.
  private var charge: Double

  /// The drones of a configuration at its start.
  init(_ need: MissionNeed, _ configuration: ParkConfiguration) {
    let seconds = need.missionSeconds + need.chargeSeconds
    byNumber = need.drones == 0 ? 0 : seconds > 0 ? 60 * Double(need.drones) / seconds : .infinity
    let bays = Double(configuration.charging?.bays ?? 0)
    byBays = need.chargeSeconds > 0 ? 60 * bays / need.chargeSeconds : bays > 0 ? .infinity : 0
    let atStart = need.missionEnergy > 0 ? need.initialEnergy / need.missionEnergy : .infinity
    full = configuration.charging == nil ? atStart : need.ordersOnACharge
    charge = min(full, atStart)
    missionsBeyondTarget = need.missionsBeyondTarget
  }

  /// Orders that can be flown in the minutes that come.
  func room(_ minutes: Int) -> Double {
    min(byNumber * Double(minutes), charge + byBays * Double(minutes))
  }

  /// Whether it is the charge that bounds them.
  var isHeldByBays: Bool { charge + byBays < byNumber }

  /// Orders are flown for some minutes, and drones charged.
  ///
  /// Any mission uses up a drone's charge of the start.
  mutating func fly(_ orders: Double, beyondTarget: Double, _ minutes: Int) {
    charge = min(full, max(0, charge + byBays * Double(minutes) - orders))
    missionsBeyondTarget = max(0, missionsBeyondTarget - orders - beyondTarget)
  }

  /// Days that can go as the one since `before`, until a charge is used up.
  func alikeDays(since before: FleetFlow) -> Double {
    var days = Double.infinity
    for (now, then) in [
      (charge, before.charge), (missionsBeyondTarget, before.missionsBeyondTarget),
    ] where then - now > 1e-6 * (1 + now) {
      days = min(days, now / (then - now))
    }
    return days
  }

  /// Goes on for some days as in the one since `before`.
  mutating func skip(_ days: Double, since before: FleetFlow) {
    // Where any number can be flown, the charge stays infinite.
    if charge.isFinite { charge = min(full, max(0, charge + days * (charge - before.charge))) }
    missionsBeyondTarget = max(
      0,
      missionsBeyondTarget - days * (before.missionsBeyondTarget - missionsBeyondTarget)
    )
  }
}
