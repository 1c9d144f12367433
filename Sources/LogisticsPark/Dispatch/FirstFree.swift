/// The order that waits longest goes with the drone that has been free longest.
///
/// An order that no free drone may fly does not hold up those behind it.
package struct FirstFree: DispatchPolicy {
  package static let name = "first_free"

  package init() {}

  package mutating func choose(_ view: DispatchView) -> DispatchChoice? {
    for order in view.waiting.indices {
      for drone in view.newDrones(for: order) where view.mayFly(order: order, drone: drone) {
        return DispatchChoice(order: order, drone: drone)
      }
    }
    return nil
  }
}
