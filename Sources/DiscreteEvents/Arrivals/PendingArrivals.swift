/// The arrivals still to come of clusters that have begun: a binary heap with the first on top.
struct PendingArrivals: Hashable, Codable, Sendable {
  private var heap: [HawkesArrival] = []

  var first: HawkesArrival? { heap.first }

  mutating func insert(_ arrival: HawkesArrival) {
    var place = heap.count
    heap.append(arrival)
    while place > 0 {
      let above = (place - 1) / 2
      guard arrival < heap[above] else { break }
      heap[place] = heap[above]
      place = above
    }
    heap[place] = arrival
  }

  mutating func removeFirst() -> HawkesArrival? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty { sink(last) }
    return first
  }

  /// Puts an arrival in the place of the first and lets it sink to where it belongs.
  private mutating func sink(_ arrival: HawkesArrival) {
    var place = 0
    while 2 * place + 1 < heap.count {
      var below = 2 * place + 1
      if below + 1 < heap.count && heap[below + 1] < heap[below] { below += 1 }
      guard heap[below] < arrival else { break }
      heap[place] = heap[below]
      place = below
    }
    heap[place] = arrival
  }
}
