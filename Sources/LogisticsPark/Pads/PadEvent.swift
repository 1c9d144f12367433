package import Wording

/// What happens at pads.
package enum PadEvent: SubsystemEvent {
  /// A drone that holds above its pad can do so no longer.
  case holdingEnds(DroneID)

  package var numbers: EventNumbers {
    switch self {
    case .holdingEnds(let drone): EventNumbers(11, drone)
    }
  }

  package init?(_ numbers: EventNumbers) {
    guard numbers.code == 11 else { return nil }
    self = .holdingEnds(numbers.drone)
  }

  package var subject: EventSubject {
    switch self {
    case .holdingEnds(let drone): .drone(drone)
    }
  }

  package func text(_ names: EventNames) -> Phrase {
    switch self {
    case .holdingEnds(let drone):
      names.drone(drone, "can hold no longer and lands beside its pad", "无法继续悬停等待，降落在起降点旁")
    }
  }

  package func happen(in park: inout Park) {
    switch self {
    case .holdingEnds(let drone): park.holdingEnds(drone)
    }
  }
}
