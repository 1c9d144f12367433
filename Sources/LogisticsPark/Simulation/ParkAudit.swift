package import DiscreteEvents

/// A breach of what must hold in every run: a bug of ours, found.
package struct AuditBreach: Hashable, Codable, Sendable {
  /// What breaks the rule, such as `battery of m100-03`.
  package var entity: String
  /// The rule and the two figures that should agree.
  package var message: String

  /// Makes a breach.
  package init(_ entity: String, _ message: String) {
    self.entity = entity
    self.message = message
  }
}

/// Checks of a finished run, from records that do not depend on what they check.
package enum ParkAudit {
  /// Largest gap of a battery's book, as a share of its capacity.
  package static let bookTolerance = 1e-9

  /// Created = delivered + refunded + failed + open, now.
  package static func orderBalance(of park: Park) -> AuditBreach? {
    if park.state.ordersBalance { return nil }
    let (created, open) = (park.state.orders.createdCount, park.state.orders.openCount)
    return AuditBreach(
      "orders",
      """
      \(created) created, but \(park.state.closed.delivered) delivered + \(park.state.closed.refunded) \
      refunded + \(park.state.closed.failed) failed + \(open) open at \(park.now)
      """
    )
  }

  /// The clock moves on: what goes round at the instant at which it does not.
  package static func eventStorm(of park: Park) -> AuditBreach {
    AuditBreach("calendar", park.eventStorm().description)
  }

  /// At every place, and for the drones: the integrals of the numbers present equal the sums of the times
  /// that the records of orders and charge sessions say.
  ///
  /// - Parameters:
  ///   - park: The park at the end, for the integrals.
  ///   - presence: Ticks of presence, summed over all records.
  /// - Returns: The places that do not agree, in ticks and exactly.
  package static func presence(
    of park: Park,
    _ presence: PresenceTimes
  ) -> [AuditBreach] {
    let places = zip(park.plan.places, zip(park.state.places, presence.places)).flatMap {
      plan,
      pair in
      let usage = pair.0.usage(until: park.now)
      return breaches(
        of: plan.label,
        PresenceTimes.Times(waiting: usage.lineIntegral, service: usage.busyIntegral),
        pair.1
      )
    }
    let drones = PresenceTimes.Times(
      waiting: park.state.waitingForDrone.integral(until: park.now),
      service: park.state.flying.integral(until: park.now)
    )
    return places + breaches(of: "delivery by drone", drones, presence.drones)
  }

  private static func breaches(
    of label: String,
    _ integrals: PresenceTimes.Times,
    _ sums: PresenceTimes.Times
  ) -> [AuditBreach] {
    [
      ("waiting for \(label)", integrals.waiting, sums.waiting),
      (label, integrals.service, sums.service),
    ].compactMap { what, integral, sum in
      if integral == sum { return nil }
      return AuditBreach(
        "stage '\(what)'",
        "integral of the number present is \(integral) ticks, presence times sum to \(sum) ticks"
      )
    }
  }

  /// Every drone's times in its states add up to the length of the run.
  package static func stateTimes(
    of drones: [DroneResult],
    length: SimulationTime
  ) -> [AuditBreach] {
    drones.compactMap { drone in
      let total = drone.ticksInState.reduce(0, +)
      if total == length.ticks { return nil }
      return AuditBreach(
        "drone \(drone.name)",
        "times in states sum to \(total) ticks, the run has \(length.ticks)"
      )
    }
  }

  /// At the bays too: integrals of the numbers present equal the drones' times in their states.
  package static func bays(of park: Park, _ drones: [DroneResult]) -> [AuditBreach] {
    guard let places = park.plan.charging?.places else { return [] }
    let usages = places.map { park.state[$0].usage(until: park.now) }
    let integrals = [
      (DroneState.waitingForBay, usages.reduce(0) { $0 + $1.lineIntegral }),
      (.charging, usages.reduce(0) { $0 + $1.busyIntegral }),
    ]
    return integrals.compactMap { state, integral in
      let sum = drones.reduce(Int128(0)) { $0 + Int128($1.ticksInState[Int(state.rawValue)]) }
      if integral == sum { return nil }
      return AuditBreach(
        "charging bays",
        "integral of drones \(state.name) is \(integral) ticks, their times sum to \(sum) ticks"
      )
    }
  }

  /// All checks of batteries from the records of a run.
  package static func batteries(
    of drones: [DroneResult],
    flights: [BatteryEntry],
    sessions: [BatteryEntry]
  ) -> [AuditBreach] {
    var audit = BatteryAudit(of: drones)
    for entry in flights + sessions { audit.add(entry) }
    return audit.breaches
  }

  /// Every battery's book closes: end = start + what went in - what was taken out.
  ///
  /// - Parameters:
  ///   - drones: The drones at the end of the run.
  ///   - entries: What the stored records of flights and charge sessions say.
  /// - Returns: The batteries whose gap is more than `bookTolerance` of their capacity.
  package static func batteryBooks(
    of drones: [DroneResult],
    entries: [BatteryEntry]
  ) -> [AuditBreach] {
    var audit = BatteryAudit(of: drones)
    for entry in entries { audit.book(entry) }
    return audit.books
  }

  /// No drone lands, or is in the air at the end, with an empty battery.
  package static func landings(_ entries: [BatteryEntry]) -> [AuditBreach] {
    entries.compactMap(landing)
  }

  static func landing(_ entry: BatteryEntry) -> AuditBreach? {
    if entry.storedAtEnd > 0 { return nil }
    return AuditBreach("drone \(entry.drone)", "\(entry.label) ends with \(entry.storedAtEnd) J")
  }
}
