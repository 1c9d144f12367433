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
      let needs = view.waiting[order].needs
      let shortest = needs.reduce(.infinity) { min($0, $1.distance) }
      for drone in view.newDrones(for: order) {
        // No other drone has less to fly.
        if least <= shortest { break }
        let distance = needs[view.available[drone].group].distance
        if distance < least, view.mayFly(order: order, drone: drone) {
          least = distance
          best = DispatchChoice(order: order, drone: drone)
        }
      }
    }
    return best
  }
}
