import DiscreteEvents
import Figures
import LogisticsPark

/// What the playback of runs is drawn from: where everything is, and when what happened.
///
/// Columns of what the records say, one value each; the page finds by itself what was so at an instant.
struct PlaybackData {
  private let runs: [(name: String, run: PastRun)]

  private var plan: ParkPlan { runs[0].run.plan }

  /// Prepares the data of runs of parks that have the same places and drones.
  init(_ runs: [(name: String, run: PastRun)]) {
    self.runs = runs
  }

  /// The data as JSON that can stand in a script element.
  ///
  /// - Complexity: O(records).
  var json: String {
    JSONColumns.object([
      "version": "1",
      "scenario": JSONColumns.quoted(plan.configuration.name),
      "clock_start_s": JSONColumns.number(runs[0].run.clockStart),
      "end_s": JSONColumns.number(runs[0].run.end.inSeconds),
      "park": park,
      "variants": JSONColumns.list(runs.map { variant($0.name, $0.run) }),
    ])
  }

  private var park: String {
    let configuration = plan.configuration
    let warehouses = configuration.warehouses.map { warehouse in
      JSONColumns.object([
        "id": JSONColumns.quoted(warehouse.id), "x": JSONColumns.number(warehouse.position.x),
        "y": JSONColumns.number(warehouse.position.y),
      ])
    }
    let pads = configuration.pads.map { pad in
      JSONColumns.object([
        "id": JSONColumns.quoted(pad.id), "x": JSONColumns.number(pad.position.x),
        "y": JSONColumns.number(pad.position.y), "warehouse": "\(pad.warehouse)",
        "room": pad.dronesAtOnce.map { "\($0)" } ?? "null",
      ])
    }
    let stations = (configuration.charging?.stations ?? []).map { station in
      JSONColumns.object([
        "id": JSONColumns.quoted(station.id), "x": JSONColumns.number(station.position.x),
        "y": JSONColumns.number(station.position.y),
        "bays": "\(station.chargers.reduce(0) { $0 + $1.count })",
      ])
    }
    let zones = (configuration.demand?.zones ?? []).map { zone in
      JSONColumns.object([
        "id": JSONColumns.quoted(zone.id), "x": JSONColumns.number(zone.center.x),
        "y": JSONColumns.number(zone.center.y), "radius": JSONColumns.number(zone.radius),
      ])
    }
    let drones = plan.fleet.drones.map { drone in
      JSONColumns.object([
        "id": JSONColumns.quoted(drone.name), "type": "\(drone.type)", "group": "\(drone.group)",
      ])
    }
    return JSONColumns.object([
      "warehouses": JSONColumns.list(warehouses),
      "pads": JSONColumns.list(pads),
      "stations": JSONColumns.list(stations),
      "zones": JSONColumns.list(zones),
      "types": JSONColumns.list(configuration.fleets.map { JSONColumns.quoted($0.id) }),
      "drones": JSONColumns.list(drones),
    ])
  }

  private func variant(_ name: String, _ run: PastRun) -> String {
    JSONColumns.object([
      "name": JSONColumns.quoted(name),
      "orders": orders(of: run),
      "least_charge": leastCharges(of: run),
      "flights": flights(of: run),
      "sessions": sessions(of: run),
      "places": JSONColumns.list(run.places.map(place)),
    ])
  }

  private static func column<Record>(
    _ records: [Record],
    _ value: (Record) -> String
  ) -> String {
    JSONColumns.list(records.map(value))
  }

  private static func times<Record>(
    _ records: [Record],
    _ time: (Record) -> SimulationTime?
  ) -> String {
    JSONColumns.list(records.map { JSONColumns.number(ifAny: time($0)?.inSeconds) })
  }

  private func orders(of run: PastRun) -> String {
    let orders = run.records.orders
    return JSONColumns.object([
      "number": Self.column(orders) { "\($0.id.number)" },
      "zone": Self.column(orders) { "\($0.zone)" },
      "x": Self.column(orders) { JSONColumns.number($0.destination.x, decimals: 1) },
      "y": Self.column(orders) { JSONColumns.number($0.destination.y, decimals: 1) },
      "weight": Self.column(orders) { JSONColumns.number($0.weight) },
      "warehouse": Self.column(orders) { "\($0.warehouse.index)" },
      "created": Self.times(orders) { $0.createdAt },
      "promised": Self.times(orders) { $0.promisedBy },
      "pick_started": Self.times(orders) { $0.pickStartedAt },
      "pick_ended": Self.times(orders) { $0.pickEndedAt },
      "pack_started": Self.times(orders) { $0.packStartedAt },
      "pack_ended": Self.times(orders) { $0.packEndedAt },
      "dispatched": Self.times(orders) { $0.dispatchedAt },
      "closed": Self.times(orders) { $0.closedAt },
      "state": Self.column(orders) { JSONColumns.quoted($0.state.rawValue) },
      "failure": Self.column(orders) {
        $0.failure.map { JSONColumns.quoted($0.rawValue) } ?? "null"
      },
      "drone": Self.column(orders) { $0.drone.map { "\($0.index)" } ?? "null" },
    ])
  }

  /// By group of drones and order the least state of charge at which a drone of the group may fly the order; nothing of
  /// an order that it can not fly at all, and nothing where drones change their pads and with them their way.
  private func leastCharges(of run: PastRun) -> String {
    let rules = run.plan.fleet.rules
    guard run.plan.configuration.returnRule == .ownPad else { return "null" }
    let needs = run.records.orders.map {
      rules.needs(to: $0.destination, payload: $0.weight, from: $0.warehouse)
    }
    let columns = rules.groups.enumerated().map { index, group in
      let capacity = rules.types[group.type].battery.capacity
      return Self.column(needs) { needs in
        let least = needs[index].energy / capacity + rules.reserve
        return JSONColumns.number(ifAny: least.isFinite ? least : nil, decimals: 4)
      }
    }
    return JSONColumns.list(columns)
  }

  private func flights(of run: PastRun) -> String {
    let flights = run.records.flights
    let places = Dictionary(
      uniqueKeysWithValues: zip(run.records.orders.lazy.map(\.id), 0...)
    )
    let descents = Self.descents(of: run)
    return JSONColumns.object([
      "drone": Self.column(flights) { "\($0.drone.index)" },
      "order": Self.column(flights) { places[$0.order].map { "\($0)" } ?? "null" },
      "from": Self.column(flights) { "\($0.from.index)" },
      "to": Self.column(flights) {
        ($0.to ?? ($0.endedAt == nil ? nil : $0.from)).map { "\($0.index)" } ?? "null"
      },
      "started": Self.times(flights) { $0.startedAt },
      // Rows of earlier formats do not have them.
      "arrived": Self.times(flights) { $0.arrivedAt ?? $0.deliveredAt },
      "delivered": Self.times(flights) { $0.deliveredAt },
      "returned": Self.times(flights) { $0.returnedAt ?? $0.endedAt },
      "landing": Self.times(flights) { flight in
        if let descent = descents[flight.number] {
          descent
        } else {
          flight.returnedAt ?? flight.endedAt
        }
      },
      "ended": Self.times(flights) { $0.endedAt },
      "charge_start": Self.column(flights) { share($0.storedAtStart, of: $0.drone, run.plan) },
      "charge_end": Self.column(flights) { share($0.storedAtEnd, of: $0.drone, run.plan) },
    ])
  }

  /// When flights that had to hold began to descend, by their numbers: there was room, or they could hold no longer.
  private static func descents(of run: PastRun) -> [Int: SimulationTime?] {
    struct Arrival: Hashable {
      let drone: DroneID
      let time: SimulationTime
    }
    let landings = run.records.visits.filter { $0.purpose == .landing }
      .map { (Arrival(drone: $0.drone, time: $0.asked), $0.began ?? $0.ended) }
    let byArrival = Dictionary(landings) { first, _ in first }
    return Dictionary(
      uniqueKeysWithValues: run.records.flights.compactMap { flight in
        flight.returnedAt.flatMap { byArrival[Arrival(drone: flight.drone, time: $0)] }
          .map { (flight.number, $0) }
      }
    )
  }

  private func sessions(of run: PastRun) -> String {
    let sessions = run.records.chargeSessions
    return JSONColumns.object([
      "drone": Self.column(sessions) { "\($0.drone.index)" },
      "station": Self.column(sessions) { "\($0.station.index)" },
      "charger": Self.column(sessions) { session in
        session.charger.flatMap { run.plan.charging?[$0].id }.map(JSONColumns.quoted) ?? "null"
      },
      "requested": Self.times(sessions) { $0.requestedAt },
      "started": Self.times(sessions) { $0.startedAt },
      "ended": Self.times(sessions) { $0.endedAt },
      "charge_start": Self.column(sessions) { share($0.storedAtStart, of: $0.drone, run.plan) },
      "charge_end": Self.column(sessions) { share($0.storedAtEnd, of: $0.drone, run.plan) },
    ])
  }

  /// Stored energy over the capacity of the drone's battery in its variant.
  ///
  /// Variants may differ in their batteries.
  private func share(_ stored: Double, of drone: DroneID, _ plan: ParkPlan) -> String {
    JSONColumns.number(stored / plan.fleet.type(of: drone).battery.capacity, decimals: 4)
  }

  /// Who waited and was served at a place; both change at the instants of either.
  private func place(_ place: PlaceHistory) -> String {
    let times = Set(place.waiting.times).union(place.served.times).sorted()
    return JSONColumns.object([
      "kind": JSONColumns.quoted(place.kind),
      "place": JSONColumns.quoted(place.owner),
      "t": JSONColumns.list(times.map { JSONColumns.number($0) }),
      "waiting": JSONColumns.list(times.map { JSONColumns.number(place.waiting.value(at: $0)) }),
      "served": JSONColumns.list(times.map { JSONColumns.number(place.served.value(at: $0)) }),
      "capacity_t": JSONColumns.list((place.capacity?.times ?? []).map { JSONColumns.number($0) }),
      "capacity": place.capacity.map { capacity in
        JSONColumns.list(capacity.values.map { JSONColumns.number($0) })
      } ?? "null",
    ])
  }
}
