package import Wording

/// What happens where orders are picked and packed.
package enum WarehouseEvent: SubsystemEvent {
  /// Somebody has picked or packed an order.
  case workEnds(PlaceID, OrderReference)

  package var numbers: EventNumbers {
    switch self {
    case .workEnds(let place, let order):
      EventNumbers(3, place.index, order.id.number, hidden: order.slot)
    }
  }

  package init?(_ numbers: EventNumbers) {
    guard numbers.code == 3 else { return nil }
    let order = OrderReference(id: OrderID(numbers.second), slot: numbers.hidden)
    self = .workEnds(numbers.place, order)
  }

  package var subject: EventSubject {
    switch self {
    case .workEnds(_, let order): .order(order)
    }
  }

  package func text(_ names: EventNames) -> Phrase {
    switch self {
    case .workEnds(let place, let order):
      Phrase(
        "\(names.label(of: place).english) of order \(order.id.number) ends",
        "订单 \(order.id.number) \(names.label(of: place).chinese)结束"
      )
    }
  }

  package func happen(in park: inout Park) {
    switch self {
    case .workEnds(let place, let order): park.workEnds(place, order)
    }
  }
}
