/// A ring of owners each of whom waits for units that the next one keeps from it.
///
/// Found by reduction of the graph of claims (R. C. Holt, "Some deadlock properties of computer
/// systems", ACM Computing Surveys 4(3), 1972, doi:10.1145/356603.356607): whoever can get all it
/// waits for is thought to finish and give back what it holds, until nobody can. Those who are left
/// never will, unless one of them reneges, the capacity rises or a newcomer preempts. That holds for
/// resources with several units too, where a ring alone proves nothing.
///
/// Nobody is called stuck who could still go on. All who are stuck are found once everybody waits,
/// and even before unless claims preempt, or an owner waits for several claims at once in a line that
/// serves the first fit: what happens then depends on who finishes first, and those who are stuck
/// whatever the order may be found only later.
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
  /// - Complexity: Linear in the claims for each owner who has to wait for another to finish, so
  ///   quadratic at worst, but for a logarithm.
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
