package import DiscreteEvents
package import Wording

extension EventRecord {
  /// The event in words, as far as its record tells; a trace of the park itself tells more.
  ///
  /// - Parameters:
  ///   - drones: Names of the drones, by index.
  ///   - arrivals: Orders that have arrived before it.
  /// - Returns: Words such as `m100-03 has charged`.
  package func text(drones: [String], arrivals: Int) -> Phrase {
    let names = EventNames(drones: drones, nextOrder: arrivals + 1)
    return event?.own.text(names)
      ?? Phrase("event \(code) of \(first) and \(second)", "事件 \(code)（\(first)，\(second)）")
  }

  /// Whether an order arrives.
  package var isArrival: Bool { event == .demand(.orderArrives) }

  /// The event as far as its record tells; nil if there is no such event.
  private var event: ParkEvent? { ParkEvent(EventNumbers(code, first, second)) }

  /// Joins the numbers of a record that was kept.
  package init(time: SimulationTime, code: UInt16, first: Int32, second: Int32) {
    self.time = time
    self.code = code
    self.first = first
    self.second = second
  }
}
