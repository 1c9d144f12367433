import DiscreteEvents

/// A few resources that some owners have asked for at random.
struct RandomSystem {
  /// What may occur in it.
  struct Traits {
    var waitsForSeveral = false
    var isAlwaysStrict = false
    var preempts = false
    var hasEscapes = false
  }

  var resources: [Resource] = []
  /// Owners who may leave though they wait.
  var escapes: [Int] = []

  init(_ traits: Traits, using random: inout TestRandom) {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let isStrict = traits.isAlwaysStrict || Bool.random(using: &random)
      let capacity = Int.random(in: 1...3, using: &random)
      resources.append(Resource(capacity: capacity, lineRule: isStrict ? .strict : .firstFit))
    }
    let owners = Int.random(in: 2...5, using: &random)
    for _ in 0..<Int.random(in: owners...4 * owners, using: &random) {
      let owner = Int.random(in: 1...owners, using: &random)
      if !waits(owner) || traits.waitsForSeveral {
        _ = resources[Int.random(in: resources.indices, using: &random)].request(
          units: Int.random(in: 0..<6, using: &random) / 3 + 1,
          for: owner,
          priority: Int.random(in: 0...2, using: &random),
          preempts: traits.preempts && Bool.random(using: &random),
          ifPreempted: [.resume, .restart, .abandon][Int.random(in: 0..<3, using: &random)],
          at: .zero
        )
      }
    }
    if traits.hasEscapes {
      escapes = (1...owners).filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
    }
  }

  var named: [(name: String, resource: Resource)] {
    resources.enumerated().map { ("resource \($0.offset)", $0.element) }
  }

  /// Owners with claims, in rising order.
  var owners: [Int] {
    Set(resources.flatMap { $0.waitingClaims + $0.heldClaims }.map(\.token)).sorted()
  }

  func waits(_ owner: Int) -> Bool {
    resources.contains { $0.waitingClaims.contains { $0.token == owner } }
  }

  /// Ends all claims of an owner, of which some may be preempted meanwhile.
  mutating func finish(_ owner: Int) {
    for index in resources.indices {
      func isOwn(_ claim: ClaimStatus) -> Bool { claim.token == owner }
      while true {
        if let claim = resources[index].waitingClaims.first(where: isOwn)?.claim {
          _ = resources[index].renege(claim, at: .zero)
        } else if let claim = resources[index].heldClaims.first(where: isOwn)?.claim {
          _ = resources[index].release(claim, at: .zero)
        } else {
          break
        }
      }
    }
  }

  /// The owners who finish in none of all orders in which owners can, found by trying all.
  func stuckInEveryOrder() -> [Int] {
    var seen: Set<[Resource]> = []
    var everFinished: Set<Int> = []
    var open = [self]
    while let system = open.popLast() {
      everFinished.formUnion(Set(owners).subtracting(system.owners))
      for owner in system.owners where !system.waits(owner) || escapes.contains(owner) {
        var next = system
        next.finish(owner)
        if seen.insert(next.resources).inserted { open.append(next) }
      }
    }
    return owners.filter { !everFinished.contains($0) }
  }
}
