import DiscreteEvents

/// The events that a saved park waits for, by whom they concern.
struct PendingEvents {
  /// An event that is to come.
  typealias Pending = (time: SimulationTime, event: ParkEvent)

  /// Events of nobody by name.
  private(set) var ofPark: [Pending] = []
  /// Events of each drone.
  private(set) var ofDrone: [[Pending]]
  /// Events of orders, by slot.
  private(set) var ofOrder: [[Pending]]
  /// Events of each place.
  private(set) var ofPlace: [[Pending]]

  /// Sorts the events of a state.
  ///
  /// - Throws: `SavedRunFlaw` if an event concerns nobody in the park.
  init(of state: ParkState, in park: Park) throws {
    ofDrone = Array(repeating: [], count: park.plan.fleet.drones.count)
    ofOrder = Array(repeating: [], count: state.orders.slots.count)
    ofPlace = Array(repeating: [], count: park.plan.places.count)
    for next in state.engine.upcoming(state.engine.pendingCount) {
      let pending = (next.time, next.event)
      switch next.event.own.subject {
      case .park: ofPark.append(pending)
      case .drone(let drone): try Self.add(pending, to: &ofDrone, drone.index)
      case .order(let order): try Self.add(pending, to: &ofOrder, order.slot)
      case .place(let place): try Self.add(pending, to: &ofPlace, place.index)
      }
    }
  }

  /// When an event comes that concerns nobody by name.
  func times(of event: ParkEvent) -> [SimulationTime] {
    ofPark.filter { $0.event == event }.map(\.time)
  }

  /// When an event of a place comes.
  func times(of event: ParkEvent, at place: PlaceID) -> [SimulationTime] {
    ofPlace[Int(place.index)].filter { $0.event == event }.map(\.time)
  }

  private static func add(
    _ pending: Pending,
    to lists: inout [[Pending]],
    _ index: Int32
  ) throws {
    guard lists.indices.contains(Int(index)) else {
      throw SavedRunFlaw(message: "an event concerns nobody: \(pending.event)")
    }
    lists[Int(index)].append(pending)
  }
}
