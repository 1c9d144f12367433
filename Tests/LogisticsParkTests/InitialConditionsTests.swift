import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

struct InitialConditionsTests {
  private func run(_ configuration: ParkConfiguration, seed: UInt64 = 1) -> [OrderRecord] {
    var park = Park(configuration, seed: seed, replication: 1, recordsSegments: false)
    park.run(until: configuration.study.horizon)
    return (park.outbox.records.orders + park.remains().records.orders).sorted { $0.id < $1.id }
  }

  @Test("Two pickers, 60 s each, five orders at the start: they end at 60, 60, 120, 120, 180 s")
  func theBacklogIsPickedFromTheFirstInstantOn() {
    let configuration = ParkConfiguration.make(
      horizon: .hours(1),
      backlog: 5,
      ordersPerHour: Array(repeating: 0, count: 24),
      pack: nil,
      drones: 0,
      charging: nil
    )
    let orders = run(configuration)
    #expect(orders.map(\.createdAt) == Array(repeating: .zero, count: 5))
    #expect(orders.compactMap(\.pickEndedAt).map(\.inSeconds) == [60, 60, 120, 120, 180])
    #expect(orders.map(\.promisedBy) == Array(repeating: .minutes(45), count: 5))
  }

  @Test func aParkWithoutAWarehouseFliesItsBacklogAtOnce() {
    let configuration = ParkConfiguration.make(
      backlog: 3,
      ordersPerHour: Array(repeating: 0, count: 24),
      pick: nil,
      pack: nil,
      drones: 2
    )
    let orders = run(configuration)
    #expect(orders.map(\.state) == [.delivered, .delivered, .delivered])
    #expect(orders.prefix(2).map(\.dispatchedAt) == [.zero, .zero])
    #expect(orders[2].dispatchedAt != .zero)
  }

  /// What is drawn of an order that comes during the run.
  private struct Potential: Hashable {
    var createdAt: SimulationTime
    var weight: Double
    var destination: Position
  }

  @Test func ordersOfTheRunKeepTheirFortunesWhateverTheBacklog() {
    let potentials = [0, 1, 40].map { backlog in
      let configuration = ParkConfiguration.make(
        backlog: backlog,
        refundProbability: 0.3
      )
      return run(configuration).dropFirst(backlog).map {
        Potential(createdAt: $0.createdAt, weight: $0.weight, destination: $0.destination)
      }
    }
    #expect(potentials[0].count > 100)
    #expect(potentials[1] == potentials[0])
    #expect(potentials[2] == potentials[0])
  }

  @Test func aLongerBacklogBeginsWithTheShorterOne() {
    let weights = [3, 10].map { backlog in
      run(.make(backlog: backlog)).prefix(3).map(\.weight)
    }
    #expect(weights[0] == weights[1])
    #expect(Set(weights[0]).count == 3)
  }

  @Test("A run from 10:30 has its orders of 12 to 13 h between 1.5 and 2.5 h")
  func demandFollowsTheClock() {
    var rates = Array(repeating: 0.0, count: 24)
    rates[12] = 60
    let configuration = ParkConfiguration.make(
      horizon: .hours(48),
      initial: InitialConditions(timeOfDay: .minutes(630)),
      ordersPerHour: rates
    )
    let hours = run(configuration).map { $0.createdAt.inHours }
    #expect(hours.count > 60)
    #expect(hours.allSatisfy { (1.5..<2.5).contains($0) || (25.5..<26.5).contains($0) })
    #expect(hours.contains { $0 < 3 } && hours.contains { $0 > 25 })
  }

  @Test("People who come at 06:00 pick at the third hour of a run from 03:00")
  func rostersFollowTheClock() {
    var configuration = ParkConfiguration.make(
      horizon: .hours(30),
      initial: InitialConditions(timeOfDay: .hours(3)),
      backlog: 1,
      ordersPerHour: Array(repeating: 0, count: 24),
      pack: nil,
      drones: 0,
      charging: nil
    )
    configuration.warehouse.picking?.roster = Roster([
      Shift(name: "day", start: .hours(6), end: .hours(18), people: 1)
    ])
    #expect(run(configuration).map(\.pickStartedAt) == [.hours(3)])
  }

  @Test(arguments: [0.0, 1, 6, 13.5, 22, 23.99])
  func aRosterFromATimeOfDayHasTheSamePeopleAtTheSameInstants(start: Double) {
    let roster = Roster([
      Shift(name: "early", start: .hours(6), end: .hours(14), people: 2),
      Shift(name: "late", start: .hours(14), end: .hours(22), people: 3),
      Shift(name: "night", start: .hours(21), end: .hours(2), people: 1),
    ])
    let turned = roster.starting(at: .hours(start))
    for minutes in stride(from: 0.0, to: 3000, by: 7) {
      let time = SimulationTime.minutes(minutes)
      #expect(turned.people(at: time) == roster.people(at: time + .hours(start)))
      let change = roster.nextChange(after: time + .hours(start)).map { $0 - .hours(start) }
      #expect(turned.nextChange(after: time) == change)
    }
  }
}
