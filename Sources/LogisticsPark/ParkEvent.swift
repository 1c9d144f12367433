package import DiscreteEvents

/// Everything that can happen in the park: of each subsystem its own events.
///
/// A new subsystem adds a case here, and its line to each of the members below and to `Park.handle`.
package enum ParkEvent: Hashable, Codable, Sendable, BitwiseCopyable {
  /// The study wants it.
  case study(StudyEvent)
  /// Customers do it.
  case demand(DemandEvent)
  /// Orders are picked and packed.
  case warehouse(WarehouseEvent)
  /// People come to places and go.
  case places(PlaceEvent)
  /// Drones fly.
  case fleet(FleetEvent)
  /// Drones hold above pads.
  case pads(PadEvent)
  /// Drones charge.
  case charging(ChargingEvent)

  /// How it is kept.
  package var numbers: EventNumbers {
    // Not by way of `own`, as it is asked of every event.
    switch self {
    case .study(let event): event.numbers
    case .demand(let event): event.numbers
    case .warehouse(let event): event.numbers
    case .places(let event): event.numbers
    case .fleet(let event): event.numbers
    case .pads(let event): event.numbers
    case .charging(let event): event.numbers
    }
  }

  /// The event that is kept so; nil if there is none.
  package init?(_ numbers: EventNumbers) {
    let event: ParkEvent? =
      StudyEvent(numbers).map { .study($0) }
      ?? DemandEvent(numbers).map { .demand($0) }
      ?? WarehouseEvent(numbers).map { .warehouse($0) }
      ?? PlaceEvent(numbers).map { .places($0) }
      ?? FleetEvent(numbers).map { .fleet($0) }
      ?? PadEvent(numbers).map { .pads($0) }
      ?? ChargingEvent(numbers).map { .charging($0) }
    guard let event else { return nil }
    self = event
  }

  /// The event of the subsystem.
  package var own: any SubsystemEvent {
    switch self {
    case .study(let event): event
    case .demand(let event): event
    case .warehouse(let event): event
    case .places(let event): event
    case .fleet(let event): event
    case .pads(let event): event
    case .charging(let event): event
    }
  }
}

extension Park {
  /// Handles one event; the clock stands at its time.
  package mutating func handle(_ event: ParkEvent) {
    switch event {
    case .study(let event): event.happen(in: &self)
    case .demand(let event): event.happen(in: &self)
    case .warehouse(let event): event.happen(in: &self)
    case .places(let event): event.happen(in: &self)
    case .fleet(let event): event.happen(in: &self)
    case .pads(let event): event.happen(in: &self)
    case .charging(let event): event.happen(in: &self)
    }
  }

  /// Schedules what a run begins with.
  mutating func scheduleBeginnings() {
    scheduleEndOfWarmUp()
    scheduleNextArrival()
    for place in plan.places.indices { scheduleShiftChange(at: PlaceID(place)) }
    for drone in plan.fleet.drones.indices { beginService(DroneID(drone)) }
  }
}

// The order of events at the same instant, beside `EventPriority.completion` for ends of work, flight
// phases and charging: what ends comes before what begins, so that a unit given back at an instant
// serves an order that arrives at it.
extension EventPriority {
  /// The end of the warm-up: everything at that instant counts.
  package static let statistics: Int16 = -100
  /// Changes of shift: nobody begins an order at the instant at which they go home.
  package static let capacity: Int16 = -20
  /// The end of holding, after a landing that makes room at the same instant.
  package static let holding: Int16 = 10
  /// Withdrawals.
  package static let refund: Int16 = 10
  /// New orders.
  package static let arrival: Int16 = 20
}
