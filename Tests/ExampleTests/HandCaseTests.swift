import DiscreteEvents
import Testing

@testable import ExampleModels

/// Cases whose numbers follow by hand; sources stand at the cases.
struct HandCaseTests {
  @Test("Rossetti's eight customers", arguments: View.allCases)
  func eightCustomers(view: View) throws {
    let visits = try HandCases.visits(HandCases.eightCustomers, view)
    #expect(visits.map(\.wait) == [0, 0, 2, 5, 5, 5, 7, 4].map { .seconds($0) })
    let departures = [7, 15, 19, 22, 24, 28, 31, 33]
    #expect(visits.map(\.departure) == departures.map { .seconds($0) })
  }

  @Test("Jobs at one instant wait 0, 10, 20, all three counted", arguments: View.allCases)
  func jobsAtOnce(view: View) throws {
    let visits = try HandCases.visits(HandCases.jobsAtOnce, view)
    #expect(visits.map(\.wait) == [.zero, .seconds(10), .seconds(20)])
    #expect(visits.compactMap(\.departure) == [.seconds(10), .seconds(20), .seconds(30)])
  }

  @Test("simmer, test-simulation-1.R: 50 served, 50 refused, 100.5", arguments: View.allCases)
  func everySecondIsRefused(view: View) throws {
    let visits = try HandCases.visits(HandCases.everySecondRefused, view)
    #expect(visits.filter { $0.departure == nil }.count == 50)
    #expect(visits.compactMap(\.departure).count == 50)
    #expect(visits.compactMap(\.departure).max() == .seconds(100.5))
  }

  @Test("simmer, test-simulation-2.R: a release goes before a request", arguments: View.allCases)
  func allTenAreServed(view: View) throws {
    let visits = try HandCases.visits(HandCases.releaseBeforeSeize, view)
    #expect(visits.map(\.departure) == (1...10).map { .seconds($0) })
    #expect(visits.allSatisfy { $0.wait == .zero })
  }
}
