import ElementaryFunctions

/// Number of an order, from 1 in order of creation within a run.
package struct OrderID: Hashable, Comparable, Codable, Sendable, BitwiseCopyable {
  /// The number, from 1.
  package var number: Int32

  /// Names the order with this number.
  package init(_ number: Int32) {
    self.number = number
  }

  package static func < (left: OrderID, right: OrderID) -> Bool {
    left.number < right.number
  }
}

/// A live order: its number and the slot that holds it while it is open.
///
/// The number guards against a slot that has been given to another order since.
package struct OrderReference: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Number of the order.
  package var id: OrderID
  /// Position in the table of live orders.
  package var slot: Int32

  /// Makes a reference.
  package init(id: OrderID, slot: Int32) {
    self.id = id
    self.slot = slot
  }
}

/// Position of a drone in the fleet, from 0; drones are sorted by their names.
package struct DroneID: Hashable, Comparable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: Int32

  /// Names the drone at this position.
  package init(_ index: Int) {
    self.index = Int32(index)
  }

  package static func < (left: DroneID, right: DroneID) -> Bool {
    left.index < right.index
  }
}

/// Position of a source of orders among those of a park, from 0; sources are sorted by their ids.
package struct SourceID: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: UInt16

  /// Names the source at this position.
  package init(_ index: Int) {
    self.index = UInt16(index)
  }
}

/// Position of a warehouse among those of a park, from 0; warehouses are sorted by their ids.
package struct WarehouseID: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: Int32

  /// Names the warehouse at this position.
  package init(_ index: Int) {
    self.index = Int32(index)
  }
}

/// Position of a pad among those of a park, from 0; pads are sorted by their ids.
package struct PadID: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: Int32

  /// Names the pad at this position.
  package init(_ index: Int) {
    self.index = Int32(index)
  }
}

/// Position of a charging station among those of a park, from 0; stations are sorted by their ids.
package struct StationID: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: UInt16

  /// Names the station at this position.
  package init(_ index: Int) {
    self.index = UInt16(index)
  }
}

/// Kind of charger, by position among those of all stations, from 0; stations and their kinds are sorted by their ids.
package struct ChargerID: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: UInt16

  /// Names the kind at this position.
  package init(_ index: Int) {
    self.index = UInt16(index)
  }
}

/// Position of a place among the places of a park, from 0.
package struct PlaceID: Hashable, Comparable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: Int32

  /// Names the place at this position.
  package init(_ index: Int) {
    self.index = Int32(index)
  }

  package static func < (left: PlaceID, right: PlaceID) -> Bool {
    left.index < right.index
  }
}

/// A point of the park's plane, in metres east and north of its origin.
package struct Position: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Metres east of the origin.
  package var x: Double
  /// Metres north of the origin.
  package var y: Double

  /// Makes a point from metres east and north of the origin.
  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Straight-line distance to another point [m].
  package func distance(to other: Position) -> Double {
    Elementary.hypot(other.x - x, other.y - y)
  }
}
