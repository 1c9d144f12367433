package import DiscreteEvents

/// An open order: its record so far, the work that is in store for it, its timers.
package struct LiveOrder: Codable, Sendable {
  /// What goes into the results when it leaves.
  package var record: OrderRecord
  /// Time to pick it.
  package var pickTime: SimulationTime
  /// Time to pack it.
  package var packTime: SimulationTime
  /// Its claim at the stage where it is, or was last.
  package var claim = Claim.none
  /// The crew of whoever works on it, or did last.
  package var crew = CrewID(0)
  /// The customer's pending wish to withdraw it.
  package var refund: EventHandle
  /// The customer has withdrawn it while somebody works on it; it leaves when that is done.
  package var isWithdrawn: Bool
  /// What a flight with it takes, by group of drones.
  package var needs: [FlightNeed] = []

  /// Whether it is an order that has not left, and not what is left of one in a free slot: orders are numbered from 1.
  var isOpen: Bool { record.id.number > 0 }

  /// The order has left its slot; the rest of it stays, as nobody reads it.
  fileprivate mutating func leave() {
    record.id = OrderID(0)
    needs = []
  }
}

/// The open orders, in slots that are given to new orders when old ones have left.
package struct OrderTable: Codable, Sendable {
  /// Orders by slot; in those that are free one that is not open.
  var slots: [LiveOrder] = []
  /// Slots that are free, the next one last.
  var free: [Int32] = []

  /// Orders created so far.
  package internal(set) var createdCount = 0
  /// Orders open now.
  package internal(set) var openCount = 0

  /// Makes an empty table.
  package init() {}

  /// Adds an order under the next number.
  package mutating func insert(_ make: (OrderID) -> LiveOrder) -> OrderReference {
    createdCount += 1
    openCount += 1
    let id = OrderID(Int32(createdCount))
    let order = make(id)
    if let slot = free.popLast() {
      slots[Int(slot)] = order
      return OrderReference(id: id, slot: slot)
    }
    slots.append(order)
    return OrderReference(id: id, slot: Int32(slots.count - 1))
  }

  /// The order behind a reference; traps if it has left.
  package subscript(reference: OrderReference) -> LiveOrder {
    @inline(__always) _read {
      check(reference)
      yield slots[Int(reference.slot)]
    }
    @inline(__always) _modify {
      // In place: a record is long, and an order is changed a dozen times.
      check(reference)
      yield &slots[Int(reference.slot)]
    }
  }

  /// Whether the order behind a reference is still open.
  package func contains(_ reference: OrderReference) -> Bool {
    reference.id.number > 0 && slots[Int(reference.slot)].record.id == reference.id
  }

  /// Takes an order out and gives its record.
  package mutating func remove(_ reference: OrderReference) -> OrderRecord {
    let record = self[reference].record
    slots[Int(reference.slot)].leave()
    free.append(reference.slot)
    openCount -= 1
    return record
  }

  /// Records of the open orders, by number.
  package var openRecords: [OrderRecord] {
    slots.filter(\.isOpen).map(\.record).sorted { $0.id < $1.id }
  }

  private func check(_ reference: OrderReference) {
    precondition(contains(reference), "order \(reference.id.number) is not open any more")
  }
}
