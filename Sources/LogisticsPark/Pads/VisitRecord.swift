package import DiscreteEvents

/// Where a drone asks for room on the ground.
package enum GroundRoom: Hashable, Codable, Sendable, BitwiseCopyable {
  /// On a pad.
  case pad(PadID)
  /// At a dock of a warehouse.
  case dock(WarehouseID)
}

/// What a drone asks for room for.
package enum VisitPurpose: String, Codable, Sendable, BitwiseCopyable {
  /// To be loaded.
  case loading
  /// To land.
  case landing
}

/// One stay of a drone at a pad or a dock.
package struct VisitRecord: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Number of the stay within the run, from 1 in the order in which drones ask.
  package var number: Int
  /// Where.
  package let room: GroundRoom
  /// What for.
  package let purpose: VisitPurpose
  /// Who.
  package let drone: DroneID
  /// When it asked for room.
  package let asked: SimulationTime
  /// When it had it; nil if that has not come, or it gave up.
  package let began: SimulationTime?
  /// When it went, or gave up; nil if the run ended first.
  package let ended: SimulationTime?

  /// Makes a record from all its fields.
  package init(
    number: Int,
    room: GroundRoom,
    purpose: VisitPurpose,
    drone: DroneID,
    asked: SimulationTime,
    began: SimulationTime? = nil,
    ended: SimulationTime? = nil
  ) {
    self.number = number
    self.room = room
    self.purpose = purpose
    self.drone = drone
    self.asked = asked
    self.began = began
    self.ended = ended
  }

  /// The times of the stay.
  package var visit: Visit { Visit(asked: asked, began: began, ended: ended) }
}

extension VisitRecord {
  /// The table `visits`.
  static let table = RecordTable<VisitRecord>(
    "visits",
    view: "v_ground_visit",
    since: 3,
    \.visits,
    RecordRules(
      "stays at pads and docks",
      number: { $0.number },
      given: { $0.visitCount },
      openNumbers: {
        $0.fleet.drones.flatMap { [$0.padStay, $0.dockStay] }.compactMap { $0?.number }
      },
      open: { park in park.plan.fleet.ids.flatMap(park.openVisits) },
      stays: { $1.add($0.visit, at: $1.plan.place(of: $0.room)) },
      check: { try $1.check($0) }
    ),
    [
      .integer("visit_number") { Int64($0.number) },
      .entity("place_id", [.pad, .warehouse], shown: .kind) { $0.room.part },
      .word("purpose") { $0.purpose.rawValue },
      .entity("drone_id", .drone) { Int($0.drone.index) },
      .time("asked_us") { $0.asked },
      .time(ifAny: "began_us") { $0.began },
      .time(ifAny: "ended_us") { $0.ended },
    ],
    record: { row in
      VisitRecord(
        number: Int(try row.integer("visit_number")),
        room: GroundRoom(try row.part("place_id")),
        purpose: try row.word("purpose"),
        drone: DroneID(try row.position("drone_id")),
        asked: try row.time("asked_us"),
        began: try row.time(ifAny: "began_us"),
        ended: try row.time(ifAny: "ended_us")
      )
    }
  )
}

extension GroundRoom {
  /// The room that a part of the park stands for: that of a pad, or else the dock of a warehouse.
  init(_ part: ParkPart) {
    self = part.kind == .pad ? .pad(PadID(part.index)) : .dock(WarehouseID(part.index))
  }

  /// What it is in tables: a pad, or the warehouse of the dock.
  var part: ParkPart {
    switch self {
    case .pad(let pad): ParkPart(.pad, Int(pad.index))
    case .dock(let warehouse): ParkPart(.warehouse, Int(warehouse.index))
    }
  }
}

extension PartsOfRecord {
  /// The part to which a stay belongs.
  init(of visit: VisitRecord) {
    self.init()
    switch visit.room {
    case .pad(let id): pad = id.index
    case .dock(let id): warehouse = id.index
    }
  }
}

extension ParkPlan {
  /// The place of room on the ground; nil where there is room for any number.
  package func place(of room: GroundRoom) -> PlaceID? {
    switch room {
    case .pad(let pad): pads.indices.contains(Int(pad.index)) ? pads[Int(pad.index)] : nil
    case .dock(let warehouse):
      warehouses.indices.contains(Int(warehouse.index)) ? self[warehouse].dock : nil
    }
  }
}

/// A stay of a drone at its pad or dock that has not ended.
package struct PlaceStay: Hashable, Codable, Sendable, BitwiseCopyable {
  /// The claim.
  let claim: Claim
  /// Number of the stay.
  let number: Int
  /// What for.
  let purpose: VisitPurpose
  /// When the drone asked for room.
  let asked: SimulationTime
  /// Since when it has room; nil while it waits.
  var began: SimulationTime?

  /// The record of it, so far or to its end.
  func visit(
    of drone: DroneID,
    at room: GroundRoom,
    ended: SimulationTime? = nil
  ) -> VisitRecord {
    VisitRecord(
      number: number,
      room: room,
      purpose: purpose,
      drone: drone,
      asked: asked,
      began: began,
      ended: ended
    )
  }
}
