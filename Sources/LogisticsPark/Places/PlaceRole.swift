package import Wording

/// What a place is for, as its subsystem says: what happens there, who comes, and what they do in their turn.
package struct PlaceRole: Sendable {
  /// Who is served at a place, which tells what the token of a claim means.
  package enum Visitors: Sendable {
    /// Orders.
    case orders
    /// Drones.
    case drones
  }

  /// Name in results: `place_kind` of the views, and what figures are asked for by.
  package let kind: String
  /// What happens there.
  package let title: Phrase
  /// What one who waits there waits for.
  package let awaitedThing: Phrase
  /// Titles of the numbers of those who wait and of those who are served.
  let titles: (waiting: Phrase, served: Phrase)
  /// Who is served.
  let visitors: Visitors
  /// Priorities that a claim may have.
  let priorities: ClosedRange<Int>
  /// What one does who is served from now on: the park, the token of the claim, the place.
  let begin: @Sendable (inout Park, Int, PlaceID) -> Void

  /// What happens there, in messages.
  package var label: String { title.english }
  /// What one who waits there waits for, in messages.
  package var awaited: String { awaitedThing.english }

  /// Describes a role.
  ///
  /// - Parameters:
  ///   - kind: Name in results.
  ///   - title: What happens there.
  ///   - awaited: What one who waits there waits for.
  ///   - titles: Titles of the numbers of those who wait and of those who are served.
  ///   - visitors: Who is served.
  ///   - priorities: Priorities that a claim may have; lower ones are served first.
  ///   - begin: What one does who is served from now on. It captures nothing: a call comes several times an order, and
  ///     references would be counted that all parks share.
  init(
    _ kind: String,
    _ title: Phrase,
    awaited: Phrase,
    titles: (waiting: Phrase, served: Phrase),
    for visitors: Visitors,
    priorities: ClosedRange<Int> = 0...0,
    begin: @escaping @Sendable (inout Park, Int, PlaceID) -> Void
  ) {
    self.kind = kind
    self.title = title
    awaitedThing = awaited
    self.titles = titles
    self.visitors = visitors
    self.priorities = priorities
    self.begin = begin
  }

  /// Whether orders are served there.
  var isForOrders: Bool {
    if case .orders = visitors { true } else { false }
  }

  /// Name of whom a claim with a token is of.
  func name(of token: Int, in plan: ParkPlan) -> Phrase {
    switch visitors {
    case .orders: .order(OrderReference(token: token))
    case .drones: Phrase(same: plan.fleet[DroneID(token)].name)
    }
  }
}

extension Phrase {
  /// An order by its number.
  static func order(_ order: OrderReference) -> Phrase {
    Phrase("order \(order.id.number)", "订单 \(order.id.number)")
  }
}
