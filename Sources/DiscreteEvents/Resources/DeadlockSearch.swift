/// The claims of some resources, from which owners who can finish are taken away.
struct DeadlockSearch {
  /// What an owner waits for or holds.
  private struct Wish {
    var owner: Int
    var units: Int
    var priority: Int
    var preempts: Bool
  }

  /// A resource as the search goes on.
  private struct Line {
    var name: String
    var isStrict: Bool
    var free: Int
    var waiting: [Wish]
    var held: [Wish]

    init(_ name: String, _ resource: Resource, owners: [Int]) {
      func wish(_ claim: ClaimStatus) -> Wish {
        Wish(
          owner: DeadlockSearch.place(of: claim.token, in: owners),
          units: claim.units,
          priority: claim.priority,
          preempts: resource.slots[claim.claim.slot].details.preempts
        )
      }
      self.name = name
      isStrict = resource.lineRule == .strict
      free = resource.capacity - resource.busyUnits
      waiting = resource.waitingClaims.map(wish)
      held = resource.heldClaims.map(wish)
    }

    /// Grants what the line can grant in its order.
    ///
    /// A claim that may preempt makes all who are less urgent give up what they hold, since it may
    /// come before others finish. First-fit lines grant nothing for good: who of those that fit is
    /// served depends on the order in which others finish.
    mutating func serve() {
      var served = 0
      var hasPreempted = false
      for claim in waiting {
        // The first to preempt leaves nothing for those behind it, who are not more urgent.
        if claim.preempts, !hasPreempted {
          let victims = held.filter { $0.priority > claim.priority }
          let taken = victims.reduce(0) { $0 + $1.units }
          guard claim.units <= free + taken else { break }
          free += taken
          held.removeAll { $0.priority > claim.priority }
          hasPreempted = true
        }
        guard claim.units <= free else { break }
        served += 1
        if isStrict {
          free -= claim.units
          held.append(claim)
        }
      }
      if isStrict { waiting.removeFirst(served) }
    }

    /// Owners who can not get all that they wait for.
    func blocked() -> [Int] {
      if isStrict { return waiting.map(\.owner) }
      var owners: [Int] = []
      let sorted = waiting.sorted { $0.owner < $1.owner }
      var place = 0
      while place < sorted.count {
        let own = sorted[place...].prefix { $0.owner == sorted[place].owner }
        if own.reduce(0, { $0 + $1.units }) > free { owners.append(sorted[place].owner) }
        place = own.endIndex
      }
      return owners
    }

    /// The earliest other owner who holds units that can not be preempted, or who stands before a
    /// blocked one, or else itself.
    func blocker(of owner: Int) -> Int {
      guard let own = waiting.first(where: { $0.owner == owner }) else { return owner }
      let holders = held.filter { !own.preempts || $0.priority <= own.priority }
      let ahead = isStrict || own.preempts ? waiting.prefix { $0.owner != owner } : []
      return (holders + ahead).first { $0.owner != owner }?.owner ?? owner
    }
  }

  private var lines: [Line]
  /// Tokens in rising order; owners are numbered by their places here.
  private let tokens: [Int]
  private var isStuck: [Bool]

  /// The tokens of those who did not finish, in rising order.
  var stuck: [Int] { tokens.indices.filter { isStuck[$0] }.map { tokens[$0] } }

  /// Begins with all owners, but for those who have another way to go on.
  init(_ resources: [(name: String, resource: Resource)], escapes: [Int]) {
    let sorted = resources.flatMap { $0.resource.waitingClaims + $0.resource.heldClaims }
      .map(\.token).sorted()
    var owners: [Int] = []
    for token in sorted where owners.last != token { owners.append(token) }
    tokens = owners
    isStuck = Array(repeating: true, count: owners.count)
    lines = resources.map { Line($0.name, $0.resource, owners: owners) }
    let escapes = Set(escapes)
    takeAway(owners.map { escapes.contains($0) })
  }

  /// The place of a token among tokens in rising order, which has it.
  private static func place(of token: Int, in tokens: [Int]) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Lets owners finish until nobody can.
  mutating func reduce() {
    var isGoingOn = true
    while isGoingOn {
      var isBlocked = isStuck.map { !$0 }
      for index in lines.indices {
        lines[index].serve()
        for owner in lines[index].blocked() { isBlocked[owner] = true }
      }
      isGoingOn = isBlocked.contains(false)
      takeAway(isBlocked.map { !$0 })
    }
  }

  /// Lets owners finish, who give back what they hold.
  private mutating func takeAway(_ finished: [Bool]) {
    for index in lines.indices {
      for claim in lines[index].held where finished[claim.owner] {
        lines[index].free += claim.units
      }
      lines[index].held.removeAll { finished[$0.owner] }
      lines[index].waiting.removeAll { finished[$0.owner] }
    }
    for owner in finished.indices where finished[owner] { isStuck[owner] = false }
  }

  /// Follows who keeps whom waiting until somebody comes up again.
  func cycle(from start: Int) -> [Deadlock.Link] {
    var links: [Deadlock.Link] = []
    var owner = Self.place(of: start, in: tokens)
    while !links.contains(where: { $0.waiter == tokens[owner] }) {
      guard let line = lines.first(where: { $0.blocked().contains(owner) }) else { return links }
      let blocker = line.blocker(of: owner)
      links.append(
        Deadlock.Link(waiter: tokens[owner], resource: line.name, blocker: tokens[blocker])
      )
      owner = blocker
    }
    return Array(links.drop { $0.waiter != tokens[owner] })
  }
}
