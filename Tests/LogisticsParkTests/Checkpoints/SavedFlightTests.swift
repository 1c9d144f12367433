import TestSupport
import Testing

@testable import DiscreteEvents
@testable import LogisticsPark

/// Flights of a saved run that no run has are refused.
struct SavedFlightTests {
  /// Two pads with room for one drone, which are never empty, and drones that move between them.
  private static let configuration: ParkConfiguration = {
    var park = ParkConfiguration.make(
      horizon: .hours(3),
      ordersPerHour: Array(repeating: 120, count: 24),
      pickers: 9,
      packers: 9,
      drones: 24,
      charging: .make(bays: 24)
    )
    park.pads[0].dronesAtOnce = 1
    park.pads.append(
      PadConfiguration(id: "z", position: Position(x: 600, y: 0), dronesAtOnce: 1)
    )
    park.returnRule = .nearestFreePad
    return park
  }()

  /// The run at the first full minute at which drones are on their way out, on their way back, and hold.
  private static let saved: SavedRun? = {
    let simulation = ParkSimulation(configuration, seed: 1, replication: 1, telemetry: .none)
    for minute in 15..<180 {
      guard let saved = try? simulation.save(at: .minutes(minute)) else { continue }
      let states = Set(saved.park.fleet.drones.map(\.state))
      if states.contains(.cruisingOut), states.contains(.cruisingBack), states.contains(.holding) {
        return saved
      }
    }
    return nil
  }()

  private typealias Flaw = (
    what: String, words: String, apply: @Sendable (inout SavedRun) -> Void
  )

  private static let flawsOfPast: [Flaw] = [
    ("a lift-off from no pad", "between pads", { $0.first.from = PadID(99) }),
    ("a lift-off from another pad", "lifts off from pad", { $0.first.from.turn() }),
    ("a landing at no pad", "between pads", { $0.first.to = PadID(-1) }),
    ("a landing nowhere", "between pads", { $0.first.to = nil }),
    ("a landing at another pad", "flight", { $0.first.to?.turn() }),
    ("no arrival", "follow one another", { $0.first.arrivedAt = nil }),
    (
      "an arrival after the hand-over", "follow one another",
      { $0.first.arrivedAt = $0.first.endedAt }
    ),
    ("no return", "follow one another", { $0.first.returnedAt = nil }),
    (
      "a return before the hand-over", "follow one another",
      { $0.first.returnedAt = $0.first.arrivedAt }
    ),
    (
      "a return after the landing", "follow one another",
      { $0.first.returnedAt = $0.first.endedAt.map { $0 + .seconds(1) } }
    ),
  ]

  private static let flawsInTheAir: [Flaw] = [
    ("a way out from another pad", "mission", { $0[.cruisingOut].from.turn() }),
    ("a way out from no pad", "between pads", { $0[.cruisingOut].from = PadID(99) }),
    (
      "a way back before the hand-over", "another point",
      { $0[.cruisingOut].to = $0[.cruisingOut].from }
    ),
    (
      "an arrival on the way out", "another point",
      { $0[.cruisingOut].arrivedAt = $0[.cruisingOut].startedAt }
    ),
    ("a way back from no pad", "between pads", { $0[.cruisingBack].from = PadID(99) }),
    ("a way back to no pad", "between pads", { $0[.cruisingBack].to = PadID(99) }),
    ("a way back that is not chosen", "another point", { $0[.cruisingBack].to = nil }),
    ("a way back to another pad", "not where", { $0[.cruisingBack].to?.turn() }),
    ("no arrival", "another point", { $0[.cruisingBack].arrivedAt = nil }),
    (
      "an arrival after the hand-over", "another point",
      { $0[.cruisingBack].arrivedAt = $0[.cruisingBack].deliveredAt.map { $0 + .seconds(1) } }
    ),
    (
      "a return before it is back", "another point",
      { $0[.cruisingBack].returnedAt = $0[.cruisingBack].deliveredAt }
    ),
    ("a landing in the air", "another point", { $0[.holding].endedAt = $0[.holding].returnedAt }),
    ("a hold without a return", "another point", { $0[.holding].returnedAt = nil }),
    (
      "a hold since another instant", "another point",
      { $0[.holding].returnedAt = $0[.holding].deliveredAt }
    ),
  ]

  private static let flaws = flawsOfPast + flawsInTheAir

  @Test(arguments: flaws.indices)
  func aFlightThatCanNotBeIsRefused(index: Int) throws {
    var saved = try #require(Self.saved)
    try Self.check(saved)
    let flaw = Self.flaws[index]
    flaw.apply(&saved)
    #expect("\(flaw.what)") {
      try Self.check(saved)
    } throws: { error in
      (error as? SavedRunFlaw)?.message.contains(flaw.words) == true
    }
  }

  private static func check(_ saved: SavedRun) throws {
    _ = try RunOrigin(
      saved,
      configuration: configuration,
      seed: 1,
      replication: 1,
      telemetry: .none
    )
  }
}

extension PadID {
  /// Becomes the other one of two.
  fileprivate mutating func turn() { index = 1 - index }
}

extension SavedRun {
  /// The first flight that has ended.
  fileprivate var first: FlightRecord {
    get { history.records.flights[0] }
    set { history.records.flights[0] = newValue }
  }

  /// The flight of the first drone in a state.
  fileprivate subscript(state: DroneState) -> FlightRecord {
    get {
      guard let flight = park.fleet.drones.first(where: { $0.state == state })?.flight else {
        preconditionFailure("no drone is \(state.name)")
      }
      return flight
    }
    set {
      guard let index = park.fleet.drones.firstIndex(where: { $0.state == state }) else { return }
      park.fleet.drones[index].flight = newValue
    }
  }
}
