package import Wording

/// What happens to drones at chargers.
package enum ChargingEvent: SubsystemEvent {
  /// A drone that has a charger is connected to it.
  case transferEnds(DroneID)
  /// A drone has charged.
  case chargeEnds(DroneID)

  package var numbers: EventNumbers {
    switch self {
    case .transferEnds(let drone): EventNumbers(10, drone)
    case .chargeEnds(let drone): EventNumbers(8, drone)
    }
  }

  package init?(_ numbers: EventNumbers) {
    switch numbers.code {
    case 10: self = .transferEnds(numbers.drone)
    case 8: self = .chargeEnds(numbers.drone)
    default: return nil
    }
  }

  package var subject: EventSubject {
    switch self {
    case .transferEnds(let drone), .chargeEnds(let drone): .drone(drone)
    }
  }

  package func text(_ names: EventNames) -> Phrase {
    switch self {
    case .transferEnds(let drone): names.drone(drone, "is connected to a charger", "已接上充电桩")
    case .chargeEnds(let drone): names.drone(drone, "has charged", "充电完成")
    }
  }

  package func happen(in park: inout Park) {
    switch self {
    case .transferEnds(let drone): park.beginCharging(drone)
    case .chargeEnds(let drone): park.chargeEnds(drone)
    }
  }
}
