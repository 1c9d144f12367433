import DiscreteEvents
import LogisticsPark
import Testing

struct DispatchTests {
  /// Pads at -1000 m, -900 m and so on to 1000 m.
  private let rules = FlightRules(
    types: [.matrice100],
    groups: (-10...10).map { DroneGroup(type: 0, position: Position(x: 100 * Double($0), y: 0)) },
    conditions: FlightConditions(
      cruiseHeight: 60,
      airDensity: 1.2,
      handOverTime: .seconds(30),
      loadingTime: .seconds(60),
      airTemperature: 20
    ),
    reserve: 0.2
  )

  private func order(_ number: Int32, x: Double) -> WaitingOrder {
    let destination = Position(x: x, y: 0)
    return WaitingOrder(
      reference: OrderReference(id: OrderID(number), slot: number),
      destination: destination,
      payload: 0.5,
      promisedBy: .hours(1),
      needs: rules.needs(to: destination, payload: 0.5)
    )
  }

  private func drone(_ index: Int, x: Double, charge: Double) -> AvailableDrone {
    AvailableDrone(
      id: DroneID(index),
      type: 0,
      position: Position(x: x, y: 0),
      group: 10 + Int(x / 100),
      stored: charge * DroneType.matrice100.battery.capacity
    )
  }

  private func choose(
    _ policy: any DispatchPolicy,
    _ orders: [WaitingOrder],
    _ drones: [AvailableDrone]
  ) -> DispatchChoice? {
    var policy = policy
    let view = DispatchView(
      now: .zero,
      waiting: orders,
      available: AvailableDrones(drones),
      rules: rules
    )
    return policy.choose(view)
  }

  @Test func firstFreeTakesTheOldestOrderAndTheLongestFreeDrone() {
    let orders = [order(1, x: 900), order(2, x: 100)]
    let drones = [drone(3, x: 0, charge: 0.9), drone(1, x: 800, charge: 0.9)]
    #expect(choose(FirstFree(), orders, drones) == DispatchChoice(order: 0, drone: 0))
  }

  @Test func nearestTakesTheShortestWay() {
    let orders = [order(1, x: 900), order(2, x: 300)]
    let drones = [drone(3, x: 0, charge: 0.9), drone(1, x: 800, charge: 0.9)]
    #expect(choose(Nearest(), orders, drones) == DispatchChoice(order: 0, drone: 1))
  }

  @Test func nearestBreaksTiesByWaitingTimeThenFreeTime() {
    let orders = [order(1, x: 100), order(2, x: -100)]
    let drones = [drone(5, x: 0, charge: 0.9), drone(2, x: 0, charge: 0.9)]
    #expect(choose(Nearest(), orders, drones) == DispatchChoice(order: 0, drone: 0))
  }

  @Test func anOrderThatNobodyMayFlyDoesNotHoldUpTheNext() {
    let orders = [order(1, x: 2500), order(2, x: 200)]
    let drones = [drone(0, x: 0, charge: 0.5)]
    #expect(choose(FirstFree(), orders, drones) == DispatchChoice(order: 1, drone: 0))
    #expect(choose(Nearest(), orders, drones) == DispatchChoice(order: 1, drone: 0))
    #expect(choose(FirstFree(), [orders[0]], drones) == nil)
  }

  /// Pairs that were seen together and left waiting are not looked at again, whatever they would be now.
  @Test func whatWasLeftWaitingIsNotLookedAtAgain() {
    let orders = [order(1, x: 100), order(2, x: 300)]
    let drones = [drone(3, x: 0, charge: 0.9), drone(1, x: 800, charge: 0.9)]
    for (seen, pair) in [
      ((2, 2), nil), ((1, 2), DispatchChoice(order: 1, drone: 0)),
      ((2, 1), DispatchChoice(order: 0, drone: 1)),
    ] as [((orders: Int, drones: Int), DispatchChoice?)] {
      let view = DispatchView(
        now: .zero,
        waiting: orders,
        available: AvailableDrones(drones),
        rules: rules,
        seen: seen
      )
      var policy = FirstFree()
      #expect(policy.choose(view) == pair, "\(seen)")
    }
  }

  @Test func theReserveMustBeLeft() {
    let mission = Mission(distance: 1000, payload: 0.5)
    let capacity = DroneType.matrice100.battery.capacity
    let need = mission.drain(with: .matrice100, in: rules.conditions)
    // From the pad in the middle.
    let flight = rules.needs(to: Position(x: 1000, y: 0), payload: 0.5)[10]
    #expect(rules.mayFly(flight, stored: need + 0.2001 * capacity, type: 0))
    #expect(!rules.mayFly(flight, stored: need + 0.1999 * capacity, type: 0))
    let heavy = rules.needs(to: Position(x: 10, y: 0), payload: 0.51)[10]
    #expect(!rules.mayFly(heavy, stored: capacity, type: 0))
  }

  @Test func theRegistryKnowsItsPoliciesByName() {
    #expect(DispatchRegistry.names == ["first_free", "nearest"])
  }
}

extension AvailableDrones {
  /// Drones that are free in this order.
  fileprivate init(_ drones: [AvailableDrone]) {
    let last = drones.map { Int($0.id.index) }.max() ?? 0
    let all = (0...last).map { index in drones.first { Int($0.id.index) == index } ?? drones[0] }
    // The rules of these tests have 21 groups.
    var register = FreeDrones(all, groups: 21)
    for drone in drones { register.add(drone) }
    self.init(drones.map(\.id), in: register)
  }
}
