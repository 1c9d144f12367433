package import DiscreteEvents

extension EventRecord {
  /// The event in words, as far as its record tells; a trace of the park itself tells more.
  ///
  /// - Parameters:
  ///   - drones: Names of the drones, by index.
  ///   - arrivals: Orders that have arrived before it.
  /// - Returns: Words such as `m100-03 has charged`.
  package func text(drones: [String], arrivals: Int) -> String {
    let drone = drones.indices.contains(Int(first)) ? drones[Int(first)] : "drone \(first)"
    // Of a park with one warehouse: its stages are the first places.
    let stage = UInt8(exactly: first).flatMap { WarehouseStage(rawValue: $0)?.label } ?? "work"
    return switch code {
    case 1: "the warm-up ends"
    case 2: "order \(arrivals + 1) arrives"
    case 3: "\(stage) of order \(second) ends"
    case 4: "order \(first) is withdrawn"
    case 5: "\(stage): the shift changes"
    case 6: "\(drone) is loaded and lifts off"
    case 7: "\(drone) ends a phase of its mission"
    case 8: "\(drone) has charged"
    case 9: "\(drone) comes back from patrol"
    case 10: "\(drone) is connected to a charger"
    case 11: "\(drone) can hold no longer and lands beside its pad"
    default: "event \(code) of \(first) and \(second)"
    }
  }

  /// Whether an order arrives.
  package var isArrival: Bool { code == 2 }

  /// Joins the numbers of a record that was kept.
  package init(time: SimulationTime, code: UInt16, first: Int32, second: Int32) {
    self.time = time
    self.code = code
    self.first = first
    self.second = second
  }
}
