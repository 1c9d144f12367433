package import Wording

/// What happens to drones that fly.
package enum FleetEvent: SubsystemEvent {
  /// A drone is loaded and lifts off.
  case loadingEnds(DroneID)
  /// A drone ends a phase of its mission.
  case phaseEnds(DroneID)
  /// A drone comes back from a duty of its own.
  case patrolEnds(DroneID)

  package var numbers: EventNumbers {
    switch self {
    case .loadingEnds(let drone): EventNumbers(6, drone)
    case .phaseEnds(let drone): EventNumbers(7, drone)
    case .patrolEnds(let drone): EventNumbers(9, drone)
    }
  }

  package init?(_ numbers: EventNumbers) {
    switch numbers.code {
    case 6: self = .loadingEnds(numbers.drone)
    case 7: self = .phaseEnds(numbers.drone)
    case 9: self = .patrolEnds(numbers.drone)
    default: return nil
    }
  }

  package var subject: EventSubject {
    switch self {
    case .loadingEnds(let drone), .phaseEnds(let drone), .patrolEnds(let drone): .drone(drone)
    }
  }

  package func text(_ names: EventNames) -> Phrase {
    switch self {
    case .loadingEnds(let drone): return names.drone(drone, "is loaded and lifts off", "装货完毕，起飞")
    case .phaseEnds(let drone):
      let state = names.park?.state.fleet[drone].state
      return names.drone(
        drone,
        "ends \(state?.name.replacing("_", with: " ") ?? "a phase of its mission")",
        "\(state?.title.chinese ?? "任务的一个阶段")结束"
      )
    case .patrolEnds(let drone): return names.drone(drone, "comes back from patrol", "巡逻归来")
    }
  }

  package func happen(in park: inout Park) {
    switch self {
    case .loadingEnds(let drone): park.liftOff(drone)
    case .phaseEnds(let drone): park.phaseEnds(drone)
    case .patrolEnds(let drone): park.patrolEnds(drone)
    }
  }
}
