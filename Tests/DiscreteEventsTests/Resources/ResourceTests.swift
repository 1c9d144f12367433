import DiscreteEvents
import Foundation
import Testing

struct ResourceTests {
  @Test func aFreeUnitIsGrantedInTheCall() throws {
    var counter = Resource(capacity: 2)
    let changes = counter.ask(7, at: 3)
    let grant = try #require(changes.grants.first)
    #expect(changes.grants.count == 1)
    #expect(changes.preemptions.isEmpty)
    #expect(!changes.isRefused)
    #expect(grant.claim == changes.claim)
    #expect(grant.token == 7)
    #expect(grant.units == 1)
    #expect(grant.waited == .zero)
    #expect(grant.served == .zero)
    #expect(counter.state(of: changes.claim) == .granted)
    #expect(counter.busyUnits == 1)
    #expect(counter.freeUnits == 1)
    #expect(counter.heldClaims.map(\.since) == [.seconds(3)])
  }

  @Test func whoFindsNoUnitWaitsForARelease() throws {
    var counter = Resource(capacity: 1)
    let first = counter.ask(1)
    let second = counter.ask(2, at: 4)
    #expect(second.grants.isEmpty)
    #expect(counter.state(of: second.claim) == .waiting)
    #expect(counter.lineLength == 1)
    #expect(counter.waitingClaims.map(\.since) == [.seconds(4)])
    let changes = counter.release(first.claim, at: .seconds(10))
    let grant = try #require(changes.grants.first)
    #expect(grant.claim == second.claim)
    #expect(grant.waited == .seconds(6))
    #expect(changes.claim == .none)
    #expect(counter.state(of: first.claim) == .gone)
    #expect(counter.state(of: second.claim) == .granted)
    #expect(counter.lineLength == 0)
  }

  @Test func theLineIsOrderedByPriorityThenArrival() {
    var counter = Resource(capacity: 1)
    _ = counter.ask(0)
    for (token, priority) in [(1, 5), (2, 0), (3, 5), (4, -5), (5, 0)] {
      _ = counter.ask(token, priority: priority)
    }
    #expect(counter.line == [4, 2, 5, 1, 3])
    #expect(counter.waitingClaims.map(\.priority) == [-5, 0, 0, 5, 5])
    var order: [Int] = []
    while let holder = counter.holding.first {
      order.append(holder)
      _ = counter.end(holder)
    }
    #expect(order == [0, 4, 2, 5, 1, 3])
  }

  @Test func unitsAreGrantedAllAtOnceOrNotAtAll() {
    var crane = Resource(capacity: 5)
    #expect(crane.ask(1, units: 3).granted == [1])
    #expect(crane.ask(2, units: 4).granted.isEmpty)
    #expect(crane.busyUnits == 3)
    #expect(crane.end(1).granted == [2])
    #expect(crane.busyUnits == 4)
  }

  @Test("In a strict line a claim that needs more than is free holds up those behind it")
  func strictLinesKeepTheirOrder() {
    var crane = Resource(capacity: 3)
    _ = crane.ask(1, units: 2)
    #expect(crane.ask(2, units: 2).granted.isEmpty)
    #expect(crane.ask(3).granted.isEmpty)
    // A more urgent one may still go before them.
    #expect(crane.ask(4, priority: -1).granted == [4])
    #expect(crane.ask(5, priority: -1).granted.isEmpty)
    #expect(crane.line == [5, 2, 3])
    #expect(crane.end(1).granted == [5])
    #expect(crane.end(4).granted == [2])
    #expect(crane.end(5).granted == [3])
  }

  @Test("In a first-fit line the first for whom the units suffice is served, newcomers too")
  func firstFitLetsSmallClaimsPass() {
    var crane = Resource(capacity: 4, lineRule: .firstFit)
    _ = crane.ask(1, units: 3)
    #expect(crane.ask(2, units: 4).granted.isEmpty)
    #expect(crane.ask(3, units: 2).granted.isEmpty)
    #expect(crane.ask(4, priority: 9).granted == [4])
    _ = crane.ask(5, units: 2)
    _ = crane.ask(6)
    #expect(crane.line == [2, 3, 5, 6])
    #expect(crane.end(4).granted == [6])
    #expect(crane.end(1).granted == [3])
    #expect(crane.end(6).granted == [5])
    #expect(crane.end(3).granted.isEmpty)
    #expect(crane.end(5).granted == [2])
  }

  @Test func oneReleaseMayServeSeveral() {
    var crane = Resource(capacity: 3)
    _ = crane.ask(1, units: 3)
    for token in 2...5 { _ = crane.ask(token) }
    #expect(crane.end(1, at: 2).granted == [2, 3, 4])
    #expect(crane.line == [5])
  }

  @Test func aFullWaitingRoomRefuses() {
    var counter = Resource(capacity: 1, waitingRoom: 2)
    for token in 1...3 { #expect(!counter.ask(token).isRefused) }
    // Not even the most urgent gets in, nor pushes anybody out.
    let refused = counter.ask(4, priority: -1)
    #expect(refused.isRefused)
    #expect(refused.claim == .none)
    #expect(counter.state(of: refused.claim) == .gone)
    #expect(counter.line == [2, 3])
    _ = counter.end(1)
    #expect(!counter.ask(5).isRefused)
    #expect(counter.line == [3, 5])
  }

  @Test func withoutWaitingRoomOnlyFreeUnitsAreGranted() {
    var line = Resource(capacity: 1, waitingRoom: 0)
    #expect(line.ask(1).granted == [1])
    #expect(line.ask(2).isRefused)
    _ = line.end(1)
    #expect(line.ask(3).granted == [3])
  }

  @Test func unitsCanBeGivenBackOneByOne() {
    var crane = Resource(capacity: 3)
    let claim = crane.ask(1, units: 3).claim
    _ = crane.ask(2)
    _ = crane.ask(3, units: 2)
    #expect(crane.release(claim, units: 1, at: .seconds(1)).granted == [2])
    #expect(crane.state(of: claim) == .granted)
    #expect(crane.heldClaims.map(\.units) == [2, 1])
    #expect(crane.release(claim, units: 1, at: .seconds(2)).granted.isEmpty)
    #expect(crane.release(claim, units: 1, at: .seconds(3)).granted == [3])
    #expect(crane.state(of: claim) == .gone)
  }

  @Test func whoRenegesLeavesFromAnyPlaceOnce() {
    var counter = Resource(capacity: 1)
    let claims = (0...3).map { counter.ask($0).claim }
    #expect(counter.renege(claims[2], at: .seconds(1)) != nil)
    #expect(counter.line == [1, 3])
    #expect(counter.state(of: claims[2]) == .gone)
    #expect(counter.renege(claims[2], at: .seconds(1)) == nil)
    // A claim that was granted does not renege.
    #expect(counter.renege(claims[0], at: .seconds(1)) == nil)
    #expect(counter.renege(.none, at: .seconds(1)) == nil)
    #expect(counter.holding == [0])
  }

  @Test func renegingFromTheFrontServesThoseBehind() {
    var crane = Resource(capacity: 3)
    _ = crane.ask(1, units: 2)
    let large = crane.ask(2, units: 3).claim
    _ = crane.ask(3)
    let changes = crane.renege(large, at: .seconds(5))
    #expect(changes?.granted == [3])
    #expect(changes?.grants.first?.waited == .seconds(5))
  }

  @Test func aGoneClaimStaysGoneWhenItsPlaceIsUsedAgain() {
    var counter = Resource(capacity: 1)
    let old = counter.ask(1).claim
    _ = counter.end(1)
    let new = counter.ask(2).claim
    #expect(old != new)
    #expect(counter.state(of: old) == .gone)
    #expect(counter.state(of: new) == .granted)
    #expect(counter.renege(old, at: .zero) == nil)
  }

  @Test func copiesGoTheirOwnWay() {
    var counter = Resource(capacity: 1)
    let first = counter.ask(1).claim
    let second = counter.ask(2).claim
    var copy = counter
    #expect(copy.release(first, at: .seconds(1)).granted == [2])
    #expect(counter.state(of: second) == .waiting)
    #expect(counter.renege(second, at: .seconds(1)) != nil)
    #expect(copy.state(of: second) == .granted)
  }

  @Test func aResourceThatWasSavedGoesOnAlike() throws {
    var team = Resource(capacity: 2, waitingRoom: 3, lineRule: .firstFit)
    _ = team.ask(1, priority: 5)
    _ = team.ask(2, priority: 5, at: 1)
    _ = team.ask(3, units: 2, priority: 4, at: 2)
    _ = team.ask(4, preempts: true, at: 3)
    var read = try JSONDecoder().decode(Resource.self, from: JSONEncoder().encode(team))
    #expect(read == team)
    let changes = team.end(1, at: 5)
    #expect(changes.granted == [2])
    #expect(read.end(1, at: 5) == changes)
    #expect(read.set(1, .preempt, at: 6) == team.set(1, .preempt, at: 6))
    #expect(read.ask(5, at: 7) == team.ask(5, at: 7))
    #expect(read == team)
  }

  @Test("Who reneges while holding three others keeps them, and can ask again")
  func renegingTouchesNoOtherResource() {
    var others = (0..<3).map { _ in Resource(capacity: 1) }
    let held = others.indices.map { others[$0].ask(1).claim }
    var fourth = Resource(capacity: 1)
    _ = fourth.ask(9)
    let waiting = fourth.ask(1).claim
    #expect(fourth.renege(waiting, at: .seconds(5)) != nil)
    for index in others.indices { #expect(others[index].state(of: held[index]) == .granted) }
    let again = fourth.ask(1, at: 6).claim
    #expect(fourth.end(9, at: 20).granted == [1])
    #expect(fourth.state(of: again) == .granted)
    for index in others.indices {
      _ = others[index].release(held[index], at: .seconds(21))
      #expect(others[index].busyUnits == 0)
    }
    #expect(fourth.state(of: waiting) == .gone)
  }
}

struct ResourceMisuseTests {
  @Test func unitsAndCapacitiesMustMakeSense() async {
    await #expect(processExitsWith: .failure) { _ = Resource(capacity: -1) }
    await #expect(processExitsWith: .failure) { _ = Resource(capacity: 1, waitingRoom: -1) }
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 1)
      _ = resource.ask(1, units: 0)
    }
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 1)
      _ = resource.set(-1, .finish)
    }
  }

  @Test func onlyHeldUnitsCanBeReleased() async {
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 1)
      let claim = resource.ask(1).claim
      _ = resource.release(claim, at: .zero)
      _ = resource.release(claim, at: .zero)
    }
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 0)
      _ = resource.release(resource.ask(1).claim, at: .zero)
    }
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 2)
      _ = resource.release(resource.ask(1, units: 2).claim, units: 3, at: .zero)
    }
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 2)
      _ = resource.release(resource.ask(1).claim, units: 0, at: .zero)
    }
  }

  @Test func timeDoesNotGoBack() async {
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 1, start: .seconds(5))
      _ = resource.ask(1, at: 4)
    }
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 1)
      _ = resource.ask(1, at: 4)
      _ = resource.usage(until: .seconds(3))
    }
    await #expect(processExitsWith: .failure) {
      var resource = Resource(capacity: 1)
      _ = resource.ask(1, at: 4)
      resource.restartUsage(at: .seconds(3))
    }
  }
}
