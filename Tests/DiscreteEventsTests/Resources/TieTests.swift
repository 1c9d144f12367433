import DiscreteEvents
import Testing

/// The tie cases in the event view.
struct TieTests {
  private func run(_ shop: TieShop) -> [String] {
    var shop = shop
    shop.run()
    #expect(shop.resource.busyUnits == 0)
    #expect(shop.resource.lineLength == 0)
    return shop.trace
  }

  @Test func releasesComeBeforeRequestsOfTheirInstant() {
    var shop = TieShop(waitingRoom: 0)
    for second in 0..<10 { shop.arrive("c\(second)", at: .seconds(second), work: .seconds(1)) }
    #expect(run(shop) == TieCases.releaseBeforeSeize)
  }

  @Test func ofAHundredEveryOtherIsRefused() throws {
    var shop = TieShop(waitingRoom: 0)
    for second in 1...100 { shop.arrive("c\(second)", at: .seconds(second), work: .seconds(1.5)) }
    let trace = run(shop)
    #expect(trace == TieCases.everyOtherRefused)
    #expect(trace.count { $0.hasSuffix("ends") } == 50)
    #expect(trace.count { $0.hasSuffix("is refused") } == 50)
    #expect(trace.last?.hasPrefix("100.5 ") == true)
  }

  private func shopWithImpatience(timeoutPriority: Int16) -> TieShop {
    var shop = TieShop()
    shop.timeoutPriority = timeoutPriority
    shop.arrive("holder", at: .zero, work: .seconds(5))
    shop.arrive("first", at: .seconds(1), work: .seconds(2), timeout: .seconds(5))
    shop.arrive("second", at: .seconds(2), work: .seconds(2))
    return shop
  }

  @Test func aTimeoutAfterTheGrantOfItsInstantFindsItGranted() {
    #expect(run(shopWithImpatience(timeoutPriority: 0)) == TieCases.grantBeforeTimeout)
  }

  @Test func aTimeoutBeforeTheReleaseOfItsInstantLetsTheNextHaveTheUnit() {
    let shop = shopWithImpatience(timeoutPriority: EventPriority.completion - 1)
    #expect(run(shop) == TieCases.timeoutBeforeGrant)
  }

  private func shopWithBlocker(
    work: SimulationTime = .seconds(5),
    at priority: Int16 = 0
  ) -> TieShop {
    var shop = TieShop()
    shop.arrive("customer", at: .zero, work: work, priority: 5)
    shop.arrive(
      "blocker",
      at: .seconds(2),
      work: .seconds(20),
      preempts: true,
      eventPriority: priority
    )
    return shop
  }

  @Test("A signal at the instant of a preemption leaves the right work, and time goes on")
  func signalsAndPreemptionsOfOneInstant() {
    var shop = shopWithBlocker()
    shop.engine.schedule(.signal(0), at: .seconds(2), priority: -1)
    #expect(run(shop) == TieCases.signalBeforePreemption)
    shop = shopWithBlocker()
    shop.engine.schedule(.signal(0), at: .seconds(2), priority: 1)
    #expect(run(shop) == TieCases.preemptionBeforeSignal)
    #expect(run(shopWithBlocker()).last == "25.0 customer ends")
  }

  @Test func interruptionsAndPreemptionsOfOneInstant() {
    var shop = shopWithBlocker()
    shop.engine.schedule(.interruption(0), at: .seconds(2), priority: -1)
    #expect(run(shop) == TieCases.interruptionBeforePreemption)
    shop = shopWithBlocker()
    shop.engine.schedule(.interruption(0), at: .seconds(2), priority: 1)
    #expect(run(shop) == TieCases.preemptionBeforeInterruption)
  }

  @Test func endsAndPreemptionsOfOneInstant() {
    #expect(run(shopWithBlocker(work: .seconds(2))) == TieCases.endBeforePreemption)
    let early = shopWithBlocker(work: .seconds(2), at: EventPriority.completion - 1)
    #expect(run(early) == TieCases.preemptionBeforeEnd)
  }

  @Test(arguments: [
    (leaves: false, trace: TieCases.renegingWhileHoldingThree),
    (leaves: true, trace: TieCases.leavingWhileHoldingThree),
  ])
  func renegingWhileHoldingThree(_ run: (leaves: Bool, trace: [String])) {
    var model = HolderOfThree(leavesAltogether: run.leaves)
    model.run()
    #expect(model.trace == run.trace)
    for resource in model.resources { #expect(resource.busyUnits + resource.lineLength == 0) }
  }
}
