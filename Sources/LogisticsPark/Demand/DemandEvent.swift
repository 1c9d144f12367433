package import Wording

/// What customers do.
package enum DemandEvent: SubsystemEvent {
  /// The next order comes.
  case orderArrives
  /// A customer withdraws an order.
  case refundFalls(OrderReference)

  package var numbers: EventNumbers {
    switch self {
    case .orderArrives: EventNumbers(2)
    case .refundFalls(let order): EventNumbers(4, order.id.number, hidden: order.slot)
    }
  }

  package init?(_ numbers: EventNumbers) {
    switch numbers.code {
    case 2: self = .orderArrives
    case 4:
      self = .refundFalls(OrderReference(id: OrderID(numbers.first), slot: numbers.hidden))
    default: return nil
    }
  }

  package var subject: EventSubject {
    switch self {
    case .orderArrives: .park
    case .refundFalls(let order): .order(order)
    }
  }

  package func text(_ names: EventNames) -> Phrase {
    switch self {
    case .orderArrives:
      names.nextOrder.map { Phrase("order \($0) arrives", "订单 \($0) 到达") }
        ?? Phrase("an order arrives", "有订单到达")
    case .refundFalls(let order):
      Phrase("order \(order.id.number) is withdrawn", "订单 \(order.id.number) 退单")
    }
  }

  package func happen(in park: inout Park) {
    switch self {
    case .orderArrives: park.orderArrives()
    case .refundFalls(let order): park.refundFalls(order)
    }
  }
}
