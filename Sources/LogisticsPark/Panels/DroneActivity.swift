package import DiscreteEvents
package import Wording

/// What a drone does, as pictures of a run tell it apart.
package enum DroneActivity: Int, CaseIterable, Sendable {
  case loading
  case flyingOut
  case flyingBack
  case waitingForRoom
  case waitingForBay
  case charging

  /// Its words.
  package var title: Phrase {
    switch self {
    case .loading: Phrase("loading", "装货")
    case .flyingOut: Phrase("flying out", "送货飞行")
    case .flyingBack: Phrase("flying back", "返航")
    case .waitingForRoom: Phrase("waiting for a pad or dock", "等待起降点或装货位")
    case .waitingForBay: Phrase("waiting for a bay", "等待充电位")
    case .charging: Phrase("charging", "充电")
    }
  }

  /// A stretch of time in which a drone does something.
  package struct Stretch: Hashable, Sendable {
    /// What it does.
    package let activity: DroneActivity
    /// From when on.
    package let from: SimulationTime
    /// Until when.
    package let to: SimulationTime
  }
}

extension PastRun {
  /// What each drone did, by position; a drone is free where nothing is said.
  ///
  /// Loading begins when a drone takes an order. Hand-over belongs to the way out, holding above a full pad to waiting.
  ///
  /// - Complexity: O(records).
  package func activities() -> [[DroneActivity.Stretch]] {
    var stretches = Array(repeating: [DroneActivity.Stretch](), count: plan.fleet.drones.count)
    func add(
      _ activity: DroneActivity,
      _ drone: DroneID,
      _ from: SimulationTime?,
      _ to: SimulationTime?
    ) {
      guard let from, from < to ?? end else { return }
      stretches[Int(drone.index)].append(.init(activity: activity, from: from, to: to ?? end))
    }
    let holdings = waitsForRoom(to: .landing)
    let waits = waitsForRoom(to: .loading)
    var liftOffs: [OrderID: SimulationTime] = [:]
    for flight in records.flights {
      liftOffs[flight.order] = flight.startedAt
      let holding = holdings[Int(flight.drone.index)].last {
        $0.from >= flight.startedAt && $0.from <= flight.endedAt ?? end
      }
      add(.flyingOut, flight.drone, flight.startedAt, flight.deliveredAt)
      guard let delivered = flight.deliveredAt else { continue }
      add(.flyingBack, flight.drone, delivered, holding?.from ?? flight.endedAt)
      if let holding { add(.flyingBack, flight.drone, holding.to, flight.endedAt) }
    }
    for order in records.orders {
      guard let drone = order.drone, let taken = order.dispatchedAt else { continue }
      let liftOff = liftOffs[order.id]
      let waiting = waits[Int(drone.index)].filter { $0.from >= taken && $0.from < liftOff ?? end }
      add(.loading, drone, waiting.last?.to ?? taken, liftOff)
    }
    for drone in stretches.indices { stretches[drone] += holdings[drone] + waits[drone] }
    for session in records.chargeSessions {
      add(.waitingForBay, session.drone, session.requestedAt, session.startedAt)
      add(.charging, session.drone, session.startedAt, session.endedAt)
    }
    return stretches.map { $0.sorted { $0.from < $1.from } }
  }

  /// When each drone waited for a pad or dock for a purpose, in order of time.
  private func waitsForRoom(to purpose: VisitPurpose) -> [[DroneActivity.Stretch]] {
    var waits = Array(repeating: [DroneActivity.Stretch](), count: plan.fleet.drones.count)
    for visit in records.visits where visit.purpose == purpose {
      let until = visit.began ?? visit.ended ?? end
      guard until > visit.asked else { continue }
      waits[Int(visit.drone.index)]
        .append(.init(activity: .waitingForRoom, from: visit.asked, to: until))
    }
    return waits.map { $0.sorted { $0.from < $1.from } }
  }
}
