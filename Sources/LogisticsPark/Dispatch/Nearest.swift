/// The shortest way first: of all pairs of order and drone, the one with the least distance.
///
/// Ties go to the order that waits longest, then to the drone that has been free longest.
package struct Nearest: DispatchPolicy {
  package static let name = "nearest"

  package init() {}

  package mutating func choose(_ view: DispatchView) -> DispatchChoice? {
    var best: DispatchChoice?
    var least = Double.infinity
    for order in view.waiting.indices {
      let newDrones = view.newDrones(for: order)
      guard newDrones.isEmpty || newDrones.count < view.available.count else {
        if let drone = nearest(to: order, closerThan: &least, view) {
          best = DispatchChoice(order: order, drone: drone)
        }
        continue
      }
      let needs = view.waiting[order].needs
      for drone in newDrones {
        let distance = needs[view.available[drone].group].distance
        if distance < least, view.mayFly(order: order, drone: drone) {
          least = distance
          best = DispatchChoice(order: order, drone: drone)
        }
      }
    }
    return best
  }

  /// The free drone with the shortest way to an order that it may fly, if that is shorter than what is known.
  ///
  /// Group by group, as all drones of one have the same way.
  private func nearest(
    to order: Int,
    closerThan least: inout Double,
    _ view: DispatchView
  ) -> Int? {
    let needs = view.waiting[order].needs
    var passed = -Double.infinity
    while true {
      // The next shorter way than what is known, of groups that have not been looked at.
      var distance = least
      for need in needs where need.distance > passed && need.distance < distance {
        distance = need.distance
      }
      guard distance < least else { return nil }
      var found: (drone: DroneID, turn: Int)?
      for group in needs.indices where needs[group].distance == distance {
        let drone = view.available.first(of: group) { view.mayFly(order: order, $0) }
        if let drone, drone.turn < found?.turn ?? .max { found = drone }
      }
      if let found {
        least = distance
        return view.available.place(of: found.drone)
      }
      passed = distance
    }
  }
}
