/// A ring of owners each of whom waits for units that the next one keeps from it.
///
/// Found by reduction of the graph of claims (R. C. Holt, "Some deadlock properties of computer
/// systems", ACM Computing Surveys 4(3), 1972): whoever can get all it waits for is thought to
/// finish and give back what it holds, until nobody can; those who are left never will, whatever
/// happens. It is exact for resources with several units, where a ring alone proves nothing.
public struct Deadlock: Error, Sendable, Hashable, Codable {
  /// One owner of the ring, and what keeps it waiting.
  public struct Link: Sendable, Hashable, Codable {
    /// The token of the one who waits.
    public let waiter: Int
    /// The name of the resource that it waits for.
    public let resource: String
    /// The token of the one who holds units of it, or stands before the waiter in its line.
    public let blocker: Int
  }

  /// The ring: the blocker of each link is the waiter of the next, and that of the last the first.
  public let cycle: [Link]
  /// The tokens of all who can never go on, in rising order.
  public let stuck: [Int]

  /// Looks for owners who can never go on.
  ///
  /// - Parameters:
  ///   - resources: All resources whose claims have the same kind of token, with their names: two
  ///     claims of one token are claims of one owner, who gives nothing back before it has all.
  ///   - escapes: Tokens of owners who wait but have another way to go on, such as a timeout.
  /// - Returns: The deadlock, or nil if there is none.
  /// - Complexity: Quadratic in the claims at worst.
  public static func find(
    among resources: [(name: String, resource: Resource)],
    except escapes: [Int] = []
  ) -> Deadlock? {
    var search = DeadlockSearch(resources, escapes: escapes)
    search.reduce()
    guard let start = search.stuck.first else { return nil }
    return Deadlock(cycle: search.cycle(from: start), stuck: search.stuck)
  }

  /// Names the ring, such as "car 2 waits for pump, which car 7 keeps; car 7 waits for ...".
  ///
  /// - Parameter name: What to call the owner of a token.
  /// - Returns: One sentence.
  public func description(naming name: (Int) -> String) -> String {
    let links = cycle.map {
      "\(name($0.waiter)) waits for \($0.resource), which \(name($0.blocker)) keeps from it"
    }
    return "deadlock: " + links.joined(separator: "; ")
  }
}

extension Deadlock: CustomStringConvertible {
  /// Names the ring by tokens.
  public var description: String {
    description { "owner \($0)" }
  }
}

/// The claims of some resources, from which owners who can finish are taken away.
private struct DeadlockSearch {
  private struct Line {
    var name: String
    var isStrict: Bool
    var free: Int
    var waiting: [ClaimStatus]
    var held: [ClaimStatus]
    var preempting: [Claim]
  }

  private var lines: [Line]
  /// Owners who were not taken away yet, in rising order.
  private(set) var stuck: [Int]

  init(_ resources: [(name: String, resource: Resource)], escapes: [Int]) {
    lines = resources.map { name, resource in
      let waiting = resource.waitingClaims
      return Line(
        name: name,
        isStrict: resource.lineRule == .strict,
        free: resource.capacity - resource.busyUnits,
        waiting: waiting,
        held: resource.heldClaims,
        preempting: waiting.map(\.claim).filter { resource.slots[$0.slot].details.preempts }
      )
    }
    let owners = lines.flatMap { ($0.waiting + $0.held).map(\.token) }.sorted()
    stuck = []
    for owner in owners where stuck.last != owner { stuck.append(owner) }
    for owner in escapes { takeAway(owner) }
  }

  mutating func reduce() {
    while let owner = stuck.first(where: { canGoOn($0) }) {
      takeAway(owner)
    }
  }

  private mutating func takeAway(_ owner: Int) {
    stuck.removeAll { $0 == owner }
    for index in lines.indices {
      for claim in lines[index].held where claim.token == owner {
        lines[index].free += claim.units
      }
      lines[index].held.removeAll { $0.token == owner }
      lines[index].waiting.removeAll { $0.token == owner }
    }
  }

  private func canGoOn(_ owner: Int) -> Bool {
    lines.allSatisfy { !blocks(owner, in: $0) }
  }

  /// Whether a line keeps an owner waiting, as far as nobody else finishes.
  private func blocks(_ owner: Int, in line: Line) -> Bool {
    let own = line.waiting.filter { $0.token == owner }
    guard let last = own.last else { return false }
    if line.isStrict, line.waiting.prefix(own.count) != own[...] { return true }
    let needed = own.reduce(0) { $0 + $1.units }
    return needed > line.free + preemptible(by: last, in: line)
  }

  private func preemptible(by claim: ClaimStatus, in line: Line) -> Int {
    guard line.preempting.contains(claim.claim) else { return 0 }
    return line.held.reduce(0) { $0 + ($1.priority > claim.priority ? $1.units : 0) }
  }

  /// Follows who keeps whom waiting until somebody comes up again.
  func cycle(from start: Int) -> [Deadlock.Link] {
    var links: [Deadlock.Link] = []
    var owner = start
    while !links.contains(where: { $0.waiter == owner }) {
      guard let link = link(of: owner) else { return links }
      links.append(link)
      owner = link.blocker
    }
    return Array(links.drop { $0.waiter != owner })
  }

  /// What keeps an owner waiting: the earliest other holder who is stuck, or who is before it in
  /// the line, or else itself.
  private func link(of owner: Int) -> Deadlock.Link? {
    guard let line = lines.first(where: { blocks(owner, in: $0) }) else { return nil }
    let holders = line.held.map(\.token).filter { stuck.contains($0) }
    let ahead = line.waiting.prefix { $0.token != owner }.map(\.token)
    let blocker = (holders + ahead).first { $0 != owner } ?? owner
    return Deadlock.Link(waiter: owner, resource: line.name, blocker: blocker)
  }
}
