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

  /// For every stage: the integral of the number present equals the sum of presence times.
  ///
  /// - Parameters:
  ///   - park: The park at the end, for the integrals.
  ///   - presence: Ticks of presence by stage, summed over the records of all orders.
  /// - Returns: The stages that do not agree, in ticks and exactly.
  package static func presence(
    of park: Park,
    _ presence: PresenceTimes
  ) -> [AuditBreach] {
    OrderRecord.Stage.allCases.compactMap { stage in
      let integral = park.integral(of: stage)
      let sum = presence[stage]
      if integral == sum { return nil }
      return AuditBreach(
        "stage '\(stage.label)'",
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
    guard let bays = park.state.bays else { return [] }
    let numbers: [(state: DroneState, number: NumberPresent)] = [
      (.waitingForBay, bays.waiting), (.charging, bays.busy),
    ]
    return numbers.compactMap { state, number in
      let integral = number.integral(until: park.now)
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
    for flight in flights { audit.add(flight: flight) }
    for session in sessions { audit.add(session: session) }
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

/// Ticks of presence by stage, summed over order records one at a time.
package struct PresenceTimes: Hashable, Sendable {
  private var ticks = Array(repeating: Int128(0), count: OrderRecord.Stage.allCases.count)

  /// Makes sums of zero.
  package init() {}

  /// Adds an order that has left, or is open at the end of the run.
  package mutating func add(_ order: OrderRecord, until end: SimulationTime) {
    for stage in OrderRecord.Stage.allCases {
      ticks[stage.rawValue] += Int128(order.presence(in: stage, until: end).ticks)
    }
  }

  /// Ticks of presence in a stage.
  package subscript(stage: OrderRecord.Stage) -> Int128 { ticks[stage.rawValue] }
}

extension Park {
  /// Integral of the number present in a stage since the start of the run [orders * ticks].
  package func integral(of stage: OrderRecord.Stage) -> Int128 {
    let end = now
    return switch stage {
    case .pickQueue: state.picking?.waiting.integral(until: end) ?? 0
    case .pick: state.picking?.busy.integral(until: end) ?? 0
    case .packQueue: state.packing?.waiting.integral(until: end) ?? 0
    case .pack: state.packing?.busy.integral(until: end) ?? 0
    case .droneQueue: state.waitingForDrone.integral(until: end)
    case .flight: state.flying.integral(until: end)
    }
  }
}
