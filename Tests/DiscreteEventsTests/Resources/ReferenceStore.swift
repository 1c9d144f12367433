/// A store that is obviously right: everybody is asked in order, from the front, each time.
///
/// Written from the rules in the doc comments of `FilteredStore` alone.
struct ReferenceStore {
  struct Taker {
    var token: Int
    var priority: Int
    var filter: KindFilter
  }

  struct Putter {
    var token: Int
    var priority: Int
    var item: Int
  }

  struct Delivered: Equatable {
    var token: Int
    var item: Int
  }

  struct Outcome: Equatable {
    var deliveries: [Delivered] = []
    /// Tokens of those who have got rid of an item.
    var admissions: [Int] = []
  }

  let capacity: Int
  private(set) var items: [Int] = []
  private(set) var takers: [Taker] = []
  private(set) var putters: [Putter] = []

  init(capacity: Int) { self.capacity = capacity }

  mutating func put(_ putter: Putter) -> Outcome {
    let place = putters.firstIndex { $0.priority > putter.priority }
    putters.insert(putter, at: place ?? putters.count)
    return serve()
  }

  mutating func take(_ taker: Taker) -> Outcome {
    takers.insert(taker, at: takers.firstIndex { $0.priority > taker.priority } ?? takers.count)
    return serve()
  }

  mutating func renege(_ token: Int) -> Bool {
    let before = takers.count + putters.count
    takers.removeAll { $0.token == token }
    putters.removeAll { $0.token == token }
    return takers.count + putters.count < before
  }

  private mutating func serve() -> Outcome {
    var outcome = Outcome()
    while handOver(noting: &outcome) || admit(noting: &outcome) {}
    return outcome
  }

  /// Gives the first taker for whom there is an item the oldest that it accepts.
  private mutating func handOver(noting outcome: inout Outcome) -> Bool {
    for (place, taker) in takers.enumerated() {
      if let oldest = items.firstIndex(where: { taker.filter.accepts($0) }) {
        outcome.deliveries.append(Delivered(token: taker.token, item: items.remove(at: oldest)))
        takers.remove(at: place)
        return true
      }
    }
    return false
  }

  private mutating func admit(noting outcome: inout Outcome) -> Bool {
    guard items.count < capacity, !putters.isEmpty else { return false }
    let putter = putters.removeFirst()
    items.append(putter.item)
    outcome.admissions.append(putter.token)
    return true
  }
}

/// A level that is obviously right: draws are tried first, then additions, until nobody can.
///
/// Written from the rules in the doc comments of `Level` alone.
struct ReferenceLevel {
  struct Wish {
    var token: Int
    var priority: Int
    var amount: Int
  }

  let capacity: Int
  private(set) var amount: Int
  private(set) var drawers: [Wish] = []
  private(set) var adders: [Wish] = []

  init(_ amount: Int, capacity: Int) {
    self.amount = amount
    self.capacity = capacity
  }

  /// Returns the tokens of those who are served.
  mutating func draw(_ wish: Wish) -> [Int] {
    drawers.insert(wish, at: drawers.firstIndex { $0.priority > wish.priority } ?? drawers.count)
    return serve()
  }

  /// Returns the tokens of those who are served.
  mutating func add(_ wish: Wish) -> [Int] {
    adders.insert(wish, at: adders.firstIndex { $0.priority > wish.priority } ?? adders.count)
    return serve()
  }

  mutating func renege(_ token: Int) -> [Int]? {
    let before = drawers.count + adders.count
    drawers.removeAll { $0.token == token }
    adders.removeAll { $0.token == token }
    return drawers.count + adders.count < before ? serve() : nil
  }

  private mutating func serve() -> [Int] {
    var served: [Int] = []
    while true {
      if let drawer = drawers.first, drawer.amount <= amount {
        amount -= drawer.amount
        served.append(drawers.removeFirst().token)
      } else if let adder = adders.first, amount + adder.amount <= capacity {
        amount += adder.amount
        served.append(adders.removeFirst().token)
      } else {
        return served
      }
    }
  }
}
