import DiscreteEvents
import ElementaryFunctions
import OutputStatistics
import Testing

@testable import LogisticsPark

struct HourlyOrdersTests {
  private static let hour = SimulationTime.seconds(3600)

  private func orders(
    _ rates: [Double],
    from start: SimulationTime = .zero,
    until end: SimulationTime,
    replication: Int = 1
  ) -> [HourlyOrders.Arrival] {
    var streams = StreamDirectory(seed: 42, replication: replication)
    let plan = HourlyOrders.Plan(rates: rates, in: start..<end)
    var hourly = HourlyOrders(
      plan,
      instants: streams.stream("demand.arrival"),
      fortunes: streams.stream("demand.order")
    )
    var found: [HourlyOrders.Arrival] = []
    while let arrival = hourly.next(plan) { found.append(arrival) }
    return found
  }

  /// The first two uniform numbers of the stream give the first two instants, -ln(1 - u) / rate apart.
  @Test func instantsAreThoseOfTheFirstNumbers() throws {
    var streams = StreamDirectory(seed: 42, replication: 1)
    var draws = streams.stream("demand.arrival")
    var seconds = 0.0
    for arrival in orders(Array(repeating: 60, count: 24), until: Self.hour).prefix(2) {
      seconds -= 60 * Elementary.log(1 - draws.uniform())
      #expect((arrival.instant.inSeconds - seconds).magnitude < 2e-6)
    }
  }

  /// Another rate in one hour moves no order of another hour, and no fortune of one.
  @Test func anHourHasItsOwnOrders() {
    let rates = Array(repeating: 30.0, count: 24)
    var busy = rates
    busy[12] = 90
    let (one, other) = (orders(rates, until: .days(2)), orders(busy, until: .days(2)))
    let outside = { (found: [HourlyOrders.Arrival]) in
      found.filter { Int($0.instant.inHours) % 24 != 12 }
    }
    #expect(outside(one).map(\.instant) == outside(other).map(\.instant))
    #expect(outside(one).map(\.draws) == outside(other).map(\.draws))
    let noon = { (found: [HourlyOrders.Arrival]) in
      found.filter { Int($0.instant.inHours) == 12 }
    }
    #expect(noon(other).count > 2 * noon(one).count)
    #expect(noon(other).prefix(noon(one).count).map(\.draws) == noon(one).map(\.draws))
  }

  /// A run that begins at half past ten has the orders that the day has from then on.
  @Test func aLaterStartHasTheSameOrders() {
    let rates = (0..<24).map { Double($0) }
    let start = SimulationTime.seconds(10.5 * 3600)
    let day = orders(rates, until: .days(1)).filter { $0.instant >= start }
    let late = orders(rates, from: start, until: .days(1))
    #expect(!late.isEmpty && late.map(\.instant) == day.map(\.instant))
    #expect(late.map(\.draws) == day.map(\.draws))
  }

  @Test func noneComeWithoutARateOrAfterTheEnd() {
    #expect(orders([], until: .days(3)).isEmpty)
    #expect(orders(Array(repeating: 0, count: 24), until: .days(1_000_000)).isEmpty)
    let last = orders(Array(repeating: 100, count: 24), until: .seconds(5400)).last?.instant
    #expect((last ?? .zero) < .seconds(5400) && (last ?? .zero) > .seconds(5000))
    var rare = Array(repeating: 0.0, count: 24)
    rare[3] = 1e-9
    #expect(orders(rare, until: .days(1000)).isEmpty)
  }

  /// Counts of an hour are Poisson: of 10,000 hours with 3 orders expected, mean and variance are within
  /// four standard errors, sqrt(3 / n) and sqrt((3 + 2 * 9) / n); and neighbours do not go together.
  @Test func countsArePoisson() {
    let hours = 10_000
    var counts = Array(repeating: 0.0, count: hours)
    let found = orders(
      Array(repeating: 3, count: 24),
      until: SimulationTime.seconds(3600 * Double(hours))
    )
    for arrival in found { counts[Int(arrival.instant.inHours)] += 1 }
    let tally = Tally(counts)
    let n = Double(hours)
    #expect(((tally.mean ?? 0) - 3).magnitude < 4 * (3 / n).squareRoot())
    #expect(((tally.variance ?? 0) - 3).magnitude < 4 * (21 / n).squareRoot())
    let covariance =
      zip(counts, counts.dropFirst()).reduce(0) { $0 + ($1.0 - 3) * ($1.1 - 3) } / (n - 1)
    #expect(covariance.magnitude < 4 * 3 / n.squareRoot())
    // Fortunes are used once.
    #expect(Set(found.map(\.draws)).count == found.count)
  }
}
