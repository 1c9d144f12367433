import DiscreteEvents
import Testing

struct RecordedArrivalsTests {
  private func first(_ count: Int, of process: RecordedArrivals) -> [SimulationTime?] {
    var process = process
    var stream = RandomStream()
    return (0..<count).map { _ in process.next(&stream) }
  }

  private let times: [SimulationTime] = [.seconds(1), .seconds(4), .seconds(4), .seconds(9)]

  @Test func aListComesOnce() throws {
    let recorded = try RecordedArrivals(times)
    #expect(first(6, of: recorded) == times + [nil, nil])
  }

  @Test func aListComesAgainWithItsPeriod() throws {
    let recorded = try RecordedArrivals(times, repeatedEvery: .seconds(8))
    let ticks = first(10, of: recorded).map { ($0?.ticks ?? 0) / 1_000_000 }
    // The last arrival and the first of the next round share a tick.
    #expect(ticks == [1, 4, 4, 9, 9, 12, 12, 17, 17, 20])
  }

  @Test func anEmptyListHasNoArrival() throws {
    #expect(first(2, of: try RecordedArrivals([])) == [nil, nil])
    #expect(first(2, of: try RecordedArrivals([], repeatedEvery: .hours(1))) == [nil, nil])
  }

  @Test func noNumberIsDrawn() throws {
    var recorded = try RecordedArrivals(times)
    var stream = RandomStream()
    _ = recorded.next(&stream)
    #expect(stream == RandomStream())
  }

  @Test func repetitionEndsWithTheClock() throws {
    let late = SimulationTime(ticks: .max / 3)
    let recorded = try RecordedArrivals([.seconds(1), late], repeatedEvery: late)
    // Three rounds fit into the clock, and the next begins beyond its end.
    #expect(
      first(8, of: recorded).map { $0 != nil } == [Bool](repeating: true, count: 6) + [
        false, false,
      ]
    )
    let single = try RecordedArrivals([SimulationTime(ticks: .max)], repeatedEvery: .seconds(1))
    #expect(first(3, of: single) == [.distantFuture, nil, nil])
  }

  @Test func theFirstTimeThatGoesBackIsNamed() {
    let wrong: [SimulationTime] = [.seconds(1), .seconds(3), .seconds(2), .seconds(1)]
    #expect(
      throws: RecordedArrivalsFault.goesBack(
        index: 2,
        time: .seconds(2),
        previous: .seconds(3)
      )
    ) { try RecordedArrivals(wrong) }
  }

  @Test func periodsThatAreTooShortAreNamed() {
    #expect(
      throws: RecordedArrivalsFault.longerThanPeriod(length: .seconds(8), period: .seconds(7))
    ) { try RecordedArrivals(times, repeatedEvery: .seconds(7)) }
    #expect(throws: RecordedArrivalsFault.noPeriod(.zero)) {
      try RecordedArrivals([.zero], repeatedEvery: .zero)
    }
    #expect(
      throws: RecordedArrivalsFault.longerThanPeriod(length: .distantFuture, period: .hours(1))
    ) {
      try RecordedArrivals([SimulationTime(ticks: -2), .distantFuture], repeatedEvery: .hours(1))
    }
  }

  @Test func faultsSayTheirNumbers() {
    let fault = RecordedArrivalsFault.goesBack(
      index: 7,
      time: .seconds(2),
      previous: .seconds(3)
    )
    #expect(fault.description == "arrival 7 at 00:00:02 is before the one at 00:00:03")
  }
}
