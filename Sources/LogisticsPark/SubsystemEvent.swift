package import Wording

/// What can happen in one subsystem of the park, and all there is to know of it.
///
/// A subsystem declares such an enum in its folder and joins it to ``ParkEvent``, which is all that the calendar,
/// traces and checkpoints see of it.
package protocol SubsystemEvent: Hashable, Codable, Sendable, BitwiseCopyable {
  /// How it is kept.
  var numbers: EventNumbers { get }
  /// The event that is kept so; nil if it is of another subsystem, or of none.
  init?(_ numbers: EventNumbers)
  /// Whom it concerns, and whom a saved run must therefore have.
  var subject: EventSubject { get }
  /// The event in words, as the park is before it.
  func text(_ names: EventNames) -> Phrase
  /// It happens; the clock stands at its time.
  func happen(in park: inout Park)
}

/// An event as fingerprints, traces and checkpoints keep it: a code that no other event has and that never
/// changes, and up to three numbers, 0 where there is none.
package struct EventNumbers: Hashable, Sendable, BitwiseCopyable {
  /// The code.
  package let code: UInt16
  /// First number: whom the event concerns.
  package let first: Int32
  /// Second number, such as that of the order at a place.
  package let second: Int32
  /// What a park needs to go on and no record shows, such as the slot of an order.
  package let hidden: Int32

  /// Numbers an event.
  package init(_ code: UInt16, _ first: Int32 = 0, _ second: Int32 = 0, hidden: Int32 = 0) {
    self.code = code
    self.first = first
    self.second = second
    self.hidden = hidden
  }

  /// Numbers an event of a drone.
  init(_ code: UInt16, _ drone: DroneID) { self.init(code, drone.index) }

  /// The drone that is the first number.
  var drone: DroneID { DroneID(Int(first)) }

  /// The place that is the first number.
  var place: PlaceID { PlaceID(Int(first)) }
}

/// Whom an event concerns.
package enum EventSubject: Hashable, Sendable {
  /// Nobody by name.
  case park
  /// A drone.
  case drone(DroneID)
  /// An open order.
  case order(OrderReference)
  /// A place.
  case place(PlaceID)
}

/// What the words of an event may say: names of those concerned, and how the park stands.
package struct EventNames: Sendable {
  /// The park before the event; nil where nothing is known but the record of it.
  let park: Park?
  /// Number of the next order to come; nil where it is not to be said.
  let nextOrder: Int?
  private let drones: [String]

  /// Names in a park.
  init(in park: Park, nextOrder: Int? = nil) {
    self.park = park
    self.nextOrder = nextOrder
    drones = []
  }

  /// Names in a park of which not much is known.
  init(drones: [String], nextOrder: Int) {
    park = nil
    self.nextOrder = nextOrder
    self.drones = drones
  }

  /// Name of a drone.
  func name(of drone: DroneID) -> Phrase {
    if let park { return Phrase(same: park.plan.fleet[drone].name) }
    let index = Int(drone.index)
    return drones.indices.contains(index)
      ? Phrase(same: drones[index]) : Phrase("drone \(index)", "无人机 \(index)")
  }

  /// A drone and what it does.
  func drone(_ drone: DroneID, _ english: String, _ chinese: String) -> Phrase {
    let name = name(of: drone)
    return Phrase("\(name.english) \(english)", "\(name.chinese) \(chinese)")
  }

  /// What happens at a place.
  func label(of place: PlaceID) -> Phrase {
    if let park { return park.plan[place].title }
    // Of a park with one warehouse: its stages are the first places.
    return UInt8(exactly: place.index).flatMap {
      WarehouseStage(rawValue: $0).map { PlaceRole.stage($0).title }
    }
      ?? Phrase("work", "作业")
  }
}
