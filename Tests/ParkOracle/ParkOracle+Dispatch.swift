import DiscreteEvents
import LogisticsPark

extension ParkOracle {
  /// Sends drones as long as one may fly an order, then those to charge whose charge is of no use.
  func dispatch() {
    while let (parcel, drone) = choice() {
      packed.removeAll { $0.order == parcel.order }
      free.removeAll { $0 === drone }
      orders[parcel.order].dispatchedAt = simulation.now
      orders[parcel.order].drone = drone.id
      orders[parcel.order].state = .flying
      drone.parcel = parcel
      parcel.isTaken.happen()
      drone.call.happen()
    }
    sendToCharge()
  }

  /// The pair that the policy takes first; of several the longest waiting order, then drone.
  func choice() -> (Parcel, OracleDrone)? {
    let pairs = packed.flatMap { parcel in free.map { (parcel, $0) } }
      .filter { mayTake($0, $1, stored: $1.stored) }
    guard configuration.dispatchPolicy == Nearest.name else { return pairs.first }
    let ways = pairs.map { parcel, drone in
      drone.pad.distance(to: orders[parcel.order].destination)
    }
    return ways.min().flatMap { least in ways.firstIndex(of: least) }.map { pairs[$0] }
  }

  func mayTake(_ parcel: Parcel, _ drone: OracleDrone, stored: Double) -> Bool {
    let order = orders[parcel.order]
    guard drone.warehouse == Int(order.warehouse.index) else { return false }
    return mayFly(
      drone.fleet,
      from: drone.pad,
      to: order.destination,
      with: order.weight,
      stored: stored
    )
  }

  /// One drone charges for each order that no free drone may fly and none that charges will be able to, the
  /// fullest first.
  func sendToCharge() {
    if stations.isEmpty { return }
    let full = { (drone: OracleDrone) in
      max(drone.stored, drone.fleet.recharge.target * drone.fleet.type.battery.capacity)
    }
    let stuck = packed.filter { parcel in
      !free.contains { mayTake(parcel, $0, stored: $0.stored) }
    }
    let coming = charging.filter { drone in
      drone.fleet.patrolMeanSeconds == nil
        && stuck.contains { mayTake($0, drone, stored: full(drone)) }
    }
    let useless = free.filter { drone in
      !drone.stations.isEmpty && drone.stored < full(drone)
        && !packed.contains { mayTake($0, drone, stored: drone.stored) }
        && stuck.contains { mayTake($0, drone, stored: full(drone)) }
    }
    let fullest = useless.sorted { ($0.stored, $1.id) > ($1.stored, $0.id) }
    for drone in fullest.prefix(max(0, stuck.count - coming.count)) {
      free.removeAll { $0 === drone }
      askForBay(drone)
      drone.call.happen()
    }
  }
}
