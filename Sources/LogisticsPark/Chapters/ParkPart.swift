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

/// The parts of a park to which a record belongs, by kind: a position, or below 0 for none.
package struct PartsOfRecord: Sendable {
  var source: Int32 = -1
  var zone: Int32 = -1
  var goods: Int32 = -1
  var warehouse: Int32 = -1
  var fleet: Int32 = -1
  var pad: Int32 = -1
  var station: Int32 = -1
  var charger: Int32 = -1

  /// Position of the part of a kind; below 0 where it belongs to none.
  subscript(kind: EntityKind) -> Int32 {
    switch kind {
    case .drone: -1
    case .source: source
    case .zone: zone
    case .goods: goods
    case .warehouse: warehouse
    case .fleet: fleet
    case .pad: pad
    case .station: station
    case .charger: charger
    }
  }

  /// The record of the whole park.
  init() {}
}
