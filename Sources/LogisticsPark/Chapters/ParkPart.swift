/// A part of the park of which metrics are told by itself: one of a kind, by its position among them.
package struct ParkPart: Hashable, Sendable {
  /// Its kind.
  package let kind: EntityKind
  /// Its position.
  package let index: Int

  /// Names a part.
  package init(_ kind: EntityKind, _ index: Int) {
    self.kind = kind
    self.index = index
  }
}

/// What a table of entities says of one.
package struct ParkEntity: Hashable, Sendable {
  /// Its name, which is its id in the scenario where it has one.
  package let name: String
  /// What it is of: of a fleet its drones' type, of a pad its warehouse, of a charger its station; nil of others.
  package let type: String?

  /// Names an entity.
  package init(name: String, type: String? = nil) {
    self.name = name
    self.type = type
  }
}

extension ParkPlan {
  /// The entities of a kind, by position; drones, which the results tell more of, are none of them.
  package func entities(_ kind: EntityKind) -> [ParkEntity] {
    let park = configuration
    switch kind {
    case .drone: return []
    case .source: return (park.demand?.sources ?? []).map { ParkEntity(name: $0.id, type: nil) }
    case .zone: return (park.demand?.zones ?? []).map { ParkEntity(name: $0.id, type: nil) }
    case .goods: return (park.demand?.goods ?? []).map { ParkEntity(name: $0.id, type: nil) }
    case .warehouse: return park.warehouses.map { ParkEntity(name: $0.id, type: nil) }
    case .fleet: return park.fleets.map { ParkEntity(name: $0.id, type: $0.type.name) }
    case .pad:
      return park.pads.map { ParkEntity(name: $0.id, type: park.warehouses[$0.warehouse].id) }
    case .station:
      return (park.charging?.stations ?? []).map { ParkEntity(name: $0.id, type: nil) }
    case .charger:
      return (park.charging?.stations ?? []).flatMap { station in
        station.chargers.map { ParkEntity(name: "\(station.id)/\($0.id)", type: station.id) }
      }
    }
  }
}

extension ParkRecords {
  /// The records by the part of a kind to which they belong; those that belong to none are left out.
  func parts(of kind: EntityKind, _ plan: ParkPlan) -> [Int: ParkRecords] {
    var parts: [Int: ParkRecords] = [:]
    for order in orders {
      let index: Int? =
        switch kind {
        case .source: Int(order.source.index)
        case .zone: order.zone
        case .goods: order.goods
        case .warehouse: Int(order.warehouse.index)
        case .drone, .fleet, .pad, .station, .charger: nil
        }
      if let index { parts[index, default: ParkRecords()].orders.append(order) }
    }
    if kind == .fleet {
      for flight in flights {
        let fleet = plan.fleet[flight.drone].type
        parts[fleet, default: ParkRecords()].flights.append(flight)
      }
    }
    for session in chargeSessions {
      let index: Int? =
        switch kind {
        case .fleet: plan.fleet[session.drone].type
        case .station: Int(session.station.index)
        case .charger: session.charger.map { Int($0.index) }
        case .drone, .source, .zone, .goods, .warehouse, .pad: nil
        }
      if let index { parts[index, default: ParkRecords()].chargeSessions.append(session) }
    }
    for visit in visits where visit.room.part.kind == kind {
      parts[visit.room.part.index, default: ParkRecords()].visits.append(visit)
    }
    return parts
  }
}
