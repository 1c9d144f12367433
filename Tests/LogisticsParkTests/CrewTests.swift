import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Crews come and go; whoever has an order in hand finishes it, and is paid for it.
struct CrewTests {
  /// Pickers alone, 600 s an order, with orders at given seconds.
  private func park(_ shifts: [Shift], orders: [Int], hours: Int = 24) -> ParkConfiguration {
    var park = ParkConfiguration.make(
      horizon: .hours(hours),
      recordedOrders: orders.map {
        RecordedOrder(createdAt: .seconds($0), zone: 0, weight: nil, destination: nil)
      },
      pick: .constant(seconds: 600),
      pack: nil,
      drones: 0,
      charging: nil
    )
    park.warehouse.picking?.roster = Roster(shifts)
    return park
  }

  private func shift(_ from: Int, _ to: Int, _ people: Int = 1) -> Shift {
    Shift(name: "\(from)", start: .hours(from), end: .hours(to), people: people)
  }

  /// When picking of each order began [s], and what the run came to.
  private func run(
    _ park: ParkConfiguration
  ) throws -> (starts: [Double?], overtime: Double, utilization: Double) {
    let listener = KeptRecords()
    let result = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .none).run(listener)
    #expect(result.breaches.isEmpty)
    let value = { (name: String) in result.metrics.first { $0.name == name }?.value ?? .nan }
    return (
      listener.orders.sorted { $0.id < $1.id }.map { $0.pickStartedAt?.inSeconds },
      value("overtime_h"), value("picker_utilization")
    )
  }

  /// Trial of 2026-11-28, C1: the early person stays 300 s over, the late one begins at once.
  @Test func whoeverComesDoesNotWaitForThoseWhoGo() throws {
    let run = try run(park([shift(0, 1), shift(1, 8)], orders: [3_300, 3_310], hours: 8))
    #expect(run.starts == [3_300, 3_600])
    #expect(run.overtime == 300.0 / 3_600)
    let attended: Double = 8 * 3_600 + 300
    #expect(run.utilization == 1_200 / attended)
  }

  /// At the end of the shift the person who is free goes, and the one who works is not replaced.
  @Test func nobodyTakesTheOrderOfWhoStays() throws {
    let run = try run(park([shift(0, 1, 2)], orders: [3_300, 3_700], hours: 23))
    #expect(run.starts == [3_300, nil])
    #expect(run.overtime == 300.0 / 3_600)
  }

  /// The order at 3000 s ends with the shift: no overtime, and the next one waits for the next day.
  @Test func nobodyBeginsAnOrderAtTheEndOfTheShift() throws {
    let run = try run(park([shift(0, 1)], orders: [3_000, 3_100], hours: 25))
    #expect(run.starts == [3_000, 86_400])
    #expect(run.overtime == 0)
  }

  /// Of two on shift the one is asked who has been free for longest.
  ///
  /// The one whose shift ends at 1 h has the
  /// order of 1000 s, so the other one has that of 3300 s, and the first one that of 3400 s, to 400 s beyond
  /// the shift. The last order is for the one who is still on shift.
  @Test func whoHasBeenFreeForLongestIsNext() throws {
    let run = try run(
      park([shift(0, 1), shift(0, 2)], orders: [1_000, 3_300, 3_400, 3_500], hours: 3)
    )
    #expect(run.starts == [1_000, 3_300, 3_400, 3_900])
    #expect(run.overtime == 400.0 / 3_600)
  }

  /// A person who still works when the next shift begins is on shift again, and is one person.
  @Test func whoStaysUntilTheNextShiftIsOnePerson() throws {
    var long = park([shift(0, 23)], orders: [22 * 3_600 + 3_000, 86_400, 86_500], hours: 30)
    long.warehouse.picking?.service = .constant(seconds: 7_200)
    let run = try run(long)
    // From 22:50 to 0:50 with an hour of overtime; then the others.
    #expect(run.starts == [22 * 3_600 + 3_000, 89_400, 96_600])
    #expect(run.overtime == 1)
  }

  /// At 12:05 the one of crew A who has worked stands behind that of crew B; at 14:00 B goes, and a run that is
  /// saved then goes on.
  @Test func whoStandsTogetherAgainIsSavedSo() throws {
    let roster = [
      Shift(name: "a", start: .hours(8), end: .hours(16), people: 2),
      Shift(name: "b", start: .hours(12), end: .hours(14), people: 1),
    ]
    let park = park(roster, orders: [42_900, 53_000, 53_100, 53_200])
    var run = ParkSimulation(park, seed: 1, replication: 1, telemetry: .none)
    let whole = KeptRecords()
    _ = try run.run(whole)
    let saved = try run.save(at: .minutes(14 * 60 + 1))
    run.origin = try RunOrigin(
      saved,
      configuration: park,
      seed: 1,
      replication: 1,
      telemetry: .none
    )
    let again = KeptRecords()
    _ = try run.run(again)
    #expect(whole.orders == again.orders)
  }

  @Test func shiftsOfTheSameHoursAreOneCrew() throws {
    var streams = StreamDirectory(seed: 5, replication: 1)
    var stream = streams.stream("crews")
    for seed in 0..<20 as Range<UInt64> {
      var park = ParkConfiguration.randomOfManyParts(&stream)
      let listener = KeptRecords()
      _ = try ParkSimulation(park, seed: seed, replication: 1, telemetry: .none).run(listener)
      if let roster = park.warehouse.picking?.roster {
        park.warehouse.picking?.roster = split(roster)
      }
      let again = KeptRecords()
      _ = try ParkSimulation(park, seed: seed, replication: 1, telemetry: .none).run(again)
      #expect(listener.orders == again.orders && listener.flights == again.flights)
    }
  }

  private func split(_ roster: Roster) -> Roster {
    Roster(
      roster.crews.reversed().flatMap { crew in
        [1, crew.people - 1].enumerated().map { number, people in
          let end = crew.start + crew.length
          return Shift(
            name: "\(9 - number)\(crew.name)",
            start: crew.start,
            end: end > .days(1) ? end - .days(1) : end,
            people: people
          )
        }
      }
    )
  }
}
