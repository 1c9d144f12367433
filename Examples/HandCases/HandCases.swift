import DiscreteEvents

/// Four small systems whose every number can be checked by hand.
///
/// *System.* One server; customers whose arrivals and services are given; and room to wait for all of
/// them, or for nobody.
///
/// *Question.* When does each begin and leave, and who is turned away?
///
/// *Result.* Exact times: the clock has whole ticks, so equal times are equal.
enum HandCases {
  /// A system with its numbers, in seconds.
  struct Case {
    var title: String
    var arrivals: [Double]
    var services: [Double]
    var waitingRoom = Int.max
  }

  /// The eight customers of a textbook.
  ///
  /// From M. D. Rossetti, "Simulation Modeling and Arena": waits 0 0 2 5 5 5 7 4, departures 7 15 19
  /// 22 24 28 31 33.
  static let eightCustomers = Case(
    title: "Eight customers",
    arrivals: [3, 11, 13, 14, 17, 19, 21, 27],
    services: [4, 4, 4, 3, 2, 4, 3, 2]
  )

  /// Three jobs at one instant wait 0, 10 and 20, and all three waits are counted, zero included.
  static let jobsAtOnce = Case(
    title: "Three jobs at time 0",
    arrivals: [0, 0, 0],
    services: [10, 10, 10]
  )

  /// Without room to wait every second customer is turned away: 50 finish, the last at 100.5.
  ///
  /// From the tests of simmer (`test-simulation-1.R`).
  static let everySecondRefused = Case(
    title: "No room to wait, service 1.5",
    arrivals: (1...100).map { Double($0) },
    services: Array(repeating: 1.5, count: 100),
    waitingRoom: 0
  )

  /// A release comes before a request of the same instant, so all ten are served.
  ///
  /// From the tests of simmer (`test-simulation-2.R`).
  static let releaseBeforeSeize = Case(
    title: "No room to wait, service 1",
    arrivals: (0..<10).map { Double($0) },
    services: Array(repeating: 1, count: 10),
    waitingRoom: 0
  )

  /// All cases as the example prints them.
  static func text(_ view: View) throws -> String {
    try [eightCustomers, jobsAtOnce, everySecondRefused, releaseBeforeSeize]
      .map { "\($0.title)\n" + text(of: try visits($0, view)) }
      .joined(separator: "\n")
  }

  /// What becomes of the customers of a case.
  static func visits(_ given: Case, _ view: View) throws -> [Visit] {
    switch view {
    case .events: handCaseEvents(given)
    case .processes: try handCaseProcesses(given)
    }
  }

  private static func text(of visits: [Visit]) -> String {
    let served = visits.filter { $0.departure != nil }
    let waits = served.map(\.wait.inSeconds)
    let last = served.compactMap(\.departure).max() ?? .zero
    var text = "  served \(served.count), turned away \(visits.count - served.count), "
    text += "mean wait \((waits.reduce(0, +) / Double(waits.count)).text(2)) s, "
    text += "last departure \(last.inSeconds.text(1)) s\n"
    if visits.count <= 10 {
      let departures = served.compactMap(\.departure?.inSeconds)
      text += "  waits     " + waits.map { $0.text(0, width: 4) }.joined() + "\n"
      text += "  departures" + departures.map { $0.text(0, width: 4) }.joined() + "\n"
    }
    return text
  }
}

/// What becomes of a customer.
struct Visit: Equatable {
  var wait = SimulationTime.zero
  /// Nil for one who is turned away.
  var departure: SimulationTime?
}
