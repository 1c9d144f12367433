package import Wording

/// What a drone is doing; every instant of a run belongs to exactly one of these.
package enum DroneState: UInt8, CaseIterable, Codable, Sendable, BitwiseCopyable {
  /// On its pad, free to take an order.
  case idle
  /// On its pad, being loaded and checked.
  case loading
  /// Climbs with the order.
  case climbingOut
  /// Flies to the customer.
  case cruisingOut
  /// Descends to the customer.
  case descendingOut
  /// Hands the order over, hovering.
  case delivering
  /// Climbs without payload.
  case climbingBack
  /// Flies home.
  case cruisingBack
  /// Descends to its pad, or beside it if it could hold no longer.
  case landing
  /// On the ground, waits for a charging bay.
  case waitingForBay
  /// Charges.
  case charging
  /// Away on a duty of its own, not for orders (closed-network studies).
  case patrolling
  /// On the ground with an order, waits for room on the pad or for a dock, to be loaded.
  case waitingForPad
  /// In the air above its pad, waits for room to land.
  case holding

  /// Name in tables and exports.
  package var name: String {
    switch self {
    case .idle: "idle"
    case .loading: "loading"
    case .climbingOut: "climbing_out"
    case .cruisingOut: "cruising_out"
    case .descendingOut: "descending_out"
    case .delivering: "delivering"
    case .climbingBack: "climbing_back"
    case .cruisingBack: "cruising_back"
    case .landing: "landing"
    case .waitingForBay: "waiting_for_bay"
    case .charging: "charging"
    case .patrolling: "patrolling"
    case .waitingForPad: "waiting_for_pad"
    case .holding: "holding"
    }
  }

  /// Words for people.
  package var title: Phrase {
    let english = name.replacing("_", with: " ")
    return switch self {
    case .idle: Phrase(english, "空闲")
    case .loading: Phrase(english, "装货")
    case .climbingOut: Phrase(english, "去程爬升")
    case .cruisingOut: Phrase(english, "去程巡航")
    case .descendingOut: Phrase(english, "去程下降")
    case .delivering: Phrase(english, "悬停交货")
    case .climbingBack: Phrase(english, "返程爬升")
    case .cruisingBack: Phrase(english, "返程巡航")
    case .landing: Phrase(english, "降落")
    case .waitingForBay: Phrase(english, "等充电位")
    case .charging: Phrase(english, "充电")
    case .patrolling: Phrase(english, "巡逻")
    case .waitingForPad: Phrase(english, "等起降点")
    case .holding: Phrase(english, "悬停等待")
    }
  }

  /// Whether the drone is on a mission for an order.
  package var isOnMission: Bool {
    switch self {
    case .loading, .climbingOut, .cruisingOut, .descendingOut, .delivering, .climbingBack,
      .cruisingBack, .landing, .waitingForPad, .holding:
      true
    case .idle, .waitingForBay, .charging, .patrolling: false
    }
  }

  /// Whether time in it is stored also where it is zero; of what came later to the format it is not.
  package var isAlwaysStored: Bool { self != .waitingForPad && self != .holding }
}
