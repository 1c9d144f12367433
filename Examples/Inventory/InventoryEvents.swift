import DiscreteEvents

/// The shop in the event view: a demand, a review of the stock, a delivery.
///
/// - Parameters:
///   - policy: When to order, and how much.
///   - chance: Where times and demands come from; goes on from where the run leaves it.
/// - Returns: What the stock costs, a month.
func inventoryEvents<Chance: InventoryChance>(
  _ policy: StockPolicy,
  _ chance: inout Chance
) -> InventoryCosts {
  var shop = InventoryEvents(policy: policy, chance: chance)
  shop.scheduleDemand()
  shop.engine.schedule(.review(month: 0), at: .zero)
  shop.run()
  chance = shop.chance
  return shop.book.costs(until: shop.engine.now)
}

/// The state of the shop.
struct InventoryEvents<Chance: InventoryChance>: Model {
  enum Event: BitwiseCopyable {
    case demand
    case review(month: Int)
    case delivery(pieces: Int)
  }

  var engine = Engine<Event>()
  let policy: StockPolicy
  var chance: Chance
  var book = InventoryBook()

  init(policy: StockPolicy, chance: Chance) {
    self.policy = policy
    self.chance = chance
  }

  mutating func scheduleDemand() {
    engine.schedule(.demand, after: chance.timeToNextDemand())
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .demand:
      book.change(-chance.demand(), at: engine.now)
      scheduleDemand()
    case .delivery(let pieces):
      book.change(pieces, at: engine.now)
    case .review(month: Inventory.months):
      engine.stop()
    case .review(let month):
      review()
      engine.schedule(.review(month: month + 1), after: .months(1))
    }
  }

  private mutating func review() {
    guard let pieces = policy.order(at: book.stock) else { return }
    book.payOrder(of: pieces)
    engine.schedule(.delivery(pieces: pieces), after: chance.deliveryTime())
  }
}
