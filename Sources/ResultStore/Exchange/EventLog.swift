import DiscreteEvents
import LogisticsPark

/// The story of a run as an event log in the form that vidigi reads.
///
/// Each entity arrives once and departs once, each use of a resource that begins also ends, and
/// events of one entity stand in order of time. What is open when the run ends, ends with it.
struct EventLog {
  /// What an event is, in vidigi's words.
  enum Kind: String {
    case arrivalDeparture = "arrival_departure"
    case queue
    case resourceUse = "resource_use"
    case resourceUseEnd = "resource_use_end"
  }

  /// A line of the log.
  struct Event: Equatable {
    var entity: String
    var pathway: String
    var kind: Kind
    var name: String
    var time: SimulationTime
    var resource: Int?
  }

  /// Lines of the log by time; those of one entity at one time in the order of its life.
  private(set) var events: [Event] = []

  private let end: SimulationTime
  private let drones: [String: Int]

  /// Tells the story of a run.
  ///
  /// - Parameters:
  ///   - orders: Orders by number.
  ///   - flights: Flights by number.
  ///   - sessions: Charge sessions by number.
  ///   - drones: Names of the drones, of which the first is resource 1.
  ///   - end: End of the run.
  init(
    orders: [StoredOrder],
    flights: [StoredFlight],
    sessions: [StoredChargeSession] = [],
    drones: [String],
    end: SimulationTime
  ) {
    self.end = end
    var numbers: [String: Int] = [:]
    for (index, name) in drones.enumerated() { numbers[name] = index + 1 }
    self.drones = numbers
    let pickers = places(of: orders) { ($0.pickStartedAt, $0.pickEndedAt ?? $0.closedAt) }
    let packers = places(of: orders) { ($0.packStartedAt, $0.packEndedAt ?? $0.closedAt) }
    let bays = places(of: sessions) { ($0.startedAt, $0.endedAt) }
    for (index, order) in orders.enumerated() {
      tell(order, picker: pickers[index], packer: packers[index])
    }
    for flight in flights { tell(flight) }
    for (index, session) in sessions.enumerated() { tell(session, bay: bays[index]) }
    sort()
  }

  private mutating func tell(_ order: StoredOrder, picker: Int?, packer: Int?) {
    let entity = "order-\(order.number)"
    let close = order.closedAt ?? end
    func add(_ kind: Kind, _ name: String, _ time: SimulationTime, _ resource: Int? = nil) {
      events.append(
        Event(
          entity: entity,
          pathway: "order",
          kind: kind,
          name: name,
          time: time,
          resource: resource
        )
      )
    }
    func use(_ name: String, _ start: SimulationTime?, _ stop: SimulationTime?, _ resource: Int?) {
      guard let start, let resource else { return }
      add(.resourceUse, name, start, resource)
      add(.resourceUseEnd, name + "_end", stop ?? close, resource)
    }
    add(.arrivalDeparture, "arrival", order.createdAt)
    // An order that is refused at once waits for nothing.
    if order.pickStartedAt != nil || close > order.createdAt || !order.state.isFinal {
      add(.queue, "wait_pick", order.createdAt)
    }
    use("pick", order.pickStartedAt, order.pickEndedAt, picker)
    if let picked = order.pickEndedAt, order.packStartedAt != nil || close > picked {
      add(.queue, "wait_pack", picked)
    }
    use("pack", order.packStartedAt, order.packEndedAt, packer)
    if let packed = order.packEndedAt, order.dispatchedAt != nil || close > packed {
      add(.queue, "wait_drone", packed)
    }
    use("carry", order.dispatchedAt, order.closedAt, order.drone.flatMap { drones[$0] })
    add(.arrivalDeparture, "depart", close)
  }

  private mutating func tell(_ flight: StoredFlight) {
    let stop = flight.endedAt ?? end
    let drone = drones[flight.drone]
    let steps: [(Kind, String, SimulationTime, Int?)] = [
      (.arrivalDeparture, "arrival", flight.startedAt, nil),
      (.resourceUse, "fly", flight.startedAt, drone),
      (.resourceUseEnd, "fly_end", stop, drone),
      (.arrivalDeparture, "depart", stop, nil),
    ]
    for (kind, name, time, resource) in steps {
      events.append(
        Event(
          entity: "flight-\(flight.number)",
          pathway: "flight",
          kind: kind,
          name: name,
          time: time,
          resource: resource
        )
      )
    }
  }

  /// A stay of a drone at the bays: it waits for one and charges there.
  private mutating func tell(_ session: StoredChargeSession, bay: Int?) {
    let stop = session.endedAt ?? end
    var steps: [(Kind, String, SimulationTime, Int?)] = [
      (.arrivalDeparture, "arrival", session.requestedAt, nil),
      (.queue, "wait_bay", session.requestedAt, nil),
    ]
    if let start = session.startedAt, let bay {
      steps += [(.resourceUse, "charge", start, bay), (.resourceUseEnd, "charge_end", stop, bay)]
    }
    steps.append((.arrivalDeparture, "depart", stop, nil))
    for (kind, name, time, resource) in steps {
      events.append(
        Event(
          entity: "charge-\(session.number)",
          pathway: "charge",
          kind: kind,
          name: name,
          time: time,
          resource: resource
        )
      )
    }
  }

  /// Events were told entity by entity; equal times keep that order.
  private mutating func sort() {
    let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
    events = order.map { events[$0] }
  }

  /// For each customer of a service the place at which it is served: the lowest, from 1, that is free.
  ///
  /// A results file does not say who picked an order, nor at which bay a drone charged; how many were
  /// served at a time is the same.
  private func places<Customer>(
    of customers: [Customer],
    _ service: (Customer) -> (SimulationTime?, SimulationTime?)
  ) -> [Int?] {
    var places = [Int?](repeating: nil, count: customers.count)
    var busyUntil: [SimulationTime] = []
    let begun = customers.indices.compactMap { index in
      service(customers[index]).0.map { ($0, index) }
    }
    for (start, index) in begun.sorted(by: { $0 < $1 }) {
      let stop = service(customers[index]).1 ?? end
      if let free = busyUntil.firstIndex(where: { $0 <= start }) {
        busyUntil[free] = stop
        places[index] = free + 1
      } else {
        busyUntil.append(stop)
        places[index] = busyUntil.count
      }
    }
    return places
  }
}
