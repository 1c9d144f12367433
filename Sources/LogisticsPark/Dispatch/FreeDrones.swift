/// A drone that is free to take an order, as a policy may see it.
package struct AvailableDrone: Hashable, Codable, Sendable, BitwiseCopyable {
  /// The drone.
  package let id: DroneID
  /// Type, by position among the types.
  package let type: Int
  /// Its pad.
  package let position: Position
  /// Group of drones of its fleet on its pad, by position among the groups.
  package let group: Int
  /// Energy stored [J]; it rests, so this does not change while it is free.
  package let stored: Double

  /// Makes a free drone.
  package init(id: DroneID, type: Int, position: Position, group: Int, stored: Double) {
    self.id = id
    self.type = type
    self.position = position
    self.group = group
    self.stored = stored
  }
}

/// The drones that are free, the longest free first.
package struct AvailableDrones: RandomAccessCollection, Sendable {
  private let order: [DroneID]
  private let register: FreeDrones

  /// Shows drones to a policy.
  ///
  /// - Parameters:
  ///   - order: Those that are free, the longest free first.
  ///   - register: What is known of them.
  package init(_ order: [DroneID], in register: FreeDrones) {
    self.order = order
    self.register = register
  }

  /// The drone of a group that has been free longest of those that fit; see ``place(of:)``.
  ///
  /// - Complexity: O(n) for n free drones of the group that do not fit.
  package func first(
    of group: Int,
    where fits: (AvailableDrone) -> Bool
  ) -> (drone: DroneID, turn: Int)? {
    register.ofGroup[group].first { fits(register.drones[Int($0.index)]) }
      .map { ($0, register.turns[Int($0.index)]) }
  }

  /// The place of a free drone.
  ///
  /// - Complexity: O(log n) for n free drones.
  package func place(of drone: DroneID) -> Int { register.place(of: drone, in: order) }

  /// Zero.
  package var startIndex: Int { 0 }

  /// Number of free drones.
  package var endIndex: Int { order.count }

  /// A free drone, by its place in the order.
  package subscript(place: Int) -> AvailableDrone { register.drones[Int(order[place].index)] }
}

/// What is known of the drones that are free beside their order, of which it follows: kept, as a decision looks
/// at many of them.
package struct FreeDrones: Sendable {
  /// Each drone of the park as it was when it was last free, by its position.
  fileprivate var drones: [AvailableDrone]
  /// Those of each group that are free, the longest free first.
  fileprivate var ofGroup: [[DroneID]]
  /// The turn at which each drone of the park became free last, by its position: the order of turns is that
  /// of the free drones, so that one is found among them without a look at all.
  fileprivate var turns: [Int]
  private var turn = 0

  /// Makes a register in which no drone is free.
  ///
  /// - Parameters:
  ///   - drones: All drones of the park, by position.
  ///   - groups: Number of groups of drones.
  package init(_ drones: [AvailableDrone], groups: Int) {
    self.drones = drones
    ofGroup = Array(repeating: [], count: groups)
    turns = Array(repeating: 0, count: drones.count)
  }

  /// A drone, as it was when it was last free.
  subscript(drone: DroneID) -> AvailableDrone { drones[Int(drone.index)] }

  /// A drone is free, the last of all.
  package mutating func add(_ drone: AvailableDrone) {
    let index = Int(drone.id.index)
    turn += 1
    turns[index] = turn
    drones[index] = drone
    ofGroup[drone.group].append(drone.id)
  }

  /// A drone is free no more.
  mutating func remove(_ drone: DroneID) {
    let group = drones[Int(drone.index)].group
    let place = place(of: drone, in: ofGroup[group])
    ofGroup[group].remove(at: place)
  }

  /// The place of a drone among free ones in the order of their turns.
  func place(of drone: DroneID, in row: [DroneID]) -> Int {
    let turn = turns[Int(drone.index)]
    var (low, high) = (0, row.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[Int(row[middle].index)] < turn { low = middle + 1 } else { high = middle }
    }
    precondition(low < row.count && row[low] == drone, "drone \(drone.index) is not free")
    return low
  }
}
