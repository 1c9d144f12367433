import DiscreteEvents
import Testing

@testable import ExampleModels

/// Numbers of the files `docs/examples/code/*.out` of SimPy 4.1.2; the whole texts are pinned beside
/// the other examples and are equal to those files.
struct SimPyTests {
  @Test("bank_renege.out: Customer02 goes away, Customer04 is the last", arguments: View.allCases)
  func bank(view: View) throws {
    let lines = try SimPyBank.text(view).split(separator: "\n").map(String.init)
    #expect(lines.count == 15)
    #expect(lines.contains("13.9003 Customer02: RENEGED after  1.174"))
    #expect(lines.last == "43.1401 Customer04: Finished")
  }

  @Test("machine_shop.out: the parts of ten machines", arguments: View.allCases)
  func machineShop(view: View) throws {
    let made = try SimPyMachineShop.text(view).split(separator: "\n").dropFirst(2).map {
      $0.split(separator: " ")[3]
    }
    let published = "3251 3273 3242 3343 3387 3244 3269 3185 3302 3279"
    #expect(made.joined(separator: " ") == published)
  }

  @Test("carwash.out: who goes first at one instant", arguments: View.allCases)
  func carwash(view: View) throws {
    let lines = try Carwash.text(view).split(separator: "\n").map(String.init)
    #expect(lines.count == 28)
    #expect(lines[8] == "Car 4 arrives at the carwash at 5.00.")
    #expect(lines[9] == "Carwash removed 97% of Car 0's dirt.")
    #expect(lines[27] == "Car 6 enters the carwash at 16.00.")
  }

  @Test("gas_station_refuel.out: car 6 is full before car 5", arguments: View.allCases)
  func gasStation(view: View) throws {
    let lines = try GasStation.text(view).split(separator: "\n").map(String.init)
    #expect(lines.count == 19)
    #expect(lines[14] == " 760.0 s: Tank truck arrived and refuelled station with 188.0L")
    #expect(lines[15] == " 779.0 s: Car 6 refueled with 38.0L")
    #expect(lines[16] == " 781.5 s: Car 5 refueled with 43.0L")
  }

  @Test("movie_renege.out: sold out at 38, 43 and 28 minutes", arguments: View.allCases)
  func movies(view: View) throws {
    let movies = try view == .events ? movieEvents() : movieProcesses()
    #expect(movies.map { $0.soldOut?.inMinutes.text(1) } == ["38.0", "43.0", "28.0"])
    #expect(movies.map(\.queuedInVain) == [16, 5, 5])
  }
}
