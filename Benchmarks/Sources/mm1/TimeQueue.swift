internal import DiscreteEvents

/// Times, first in, first out, in a ring that grows when it is full.
struct TimeQueue {
  private var ring = [SimulationTime](repeating: .zero, count: 64)
  private var head = 0
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ time: SimulationTime) {
    if count == ring.count {
      grow()
    }
    ring[(head &+ count) & (ring.count &- 1)] = time
    count &+= 1
  }

  // Apart, so that `append` is short enough to be put into the loop.
  @inline(never)
  private mutating func grow() {
    ring = Array(ring[head...] + ring[..<head]) + ring
    head = 0
  }

  mutating func popFirst() -> SimulationTime {
    precondition(count > 0, "the queue is empty")
    let time = ring[head]
    head = (head &+ 1) & (ring.count &- 1)
    count &-= 1
    return time
  }
}
