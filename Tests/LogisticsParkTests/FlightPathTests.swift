import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// From which pad a flight goes to which, and when it is where.
struct FlightPathTests {
  /// One drone on the pad `a`, another pad 1,000 m away, and a customer between them at 800 m; orders at 10 s and 400 s.
  private func park(
    until end: SimulationTime,
    returning rule: ReturnRule = .nearestFreePad
  ) -> ParkConfiguration {
    var park = ParkConfiguration.make(
      horizon: end,
      recordedOrders: [10, 400].map {
        RecordedOrder(createdAt: .seconds($0), zone: 0, weight: 0.2)
      },
      zones: [ZoneConfiguration(id: "z", center: Position(x: 800, y: 0), radius: 0)],
      pick: nil,
      pack: nil,
      drones: 1,
      charging: nil
    )
    park.pads = [
      PadConfiguration(id: "a", position: Position(x: 0, y: 0)),
      PadConfiguration(id: "b", position: Position(x: 1_000, y: 0)),
    ]
    park.returnRule = rule
    return park
  }

  /// One pad with room for one drone, two drones, a customer at 500 m; orders at 10 s and 300 s.
  private func crowdedPark(until end: SimulationTime) -> ParkConfiguration {
    var park = ParkConfiguration.make(
      horizon: end,
      recordedOrders: [10, 300].map {
        RecordedOrder(createdAt: .seconds($0), zone: 0, weight: 0.2)
      },
      zones: [ZoneConfiguration(id: "z", center: Position(x: 500, y: 0), radius: 0)],
      pick: nil,
      pack: nil,
      drones: 2,
      charging: nil
    )
    park.pads[0].dronesAtOnce = 1
    return park
  }

  private func flights(_ park: ParkConfiguration) throws -> [FlightRecord] {
    let listener = KeptRecords()
    let result = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .none).run(listener)
    #expect(result.breaches.isEmpty)
    return listener.flights.sorted { $0.number < $1.number }
  }

  /// What is told of the way of a flight: pads by position, instants in whole seconds.
  private struct Way: Equatable {
    var from: Int32
    var to: Int32?
    var distance: Double
    /// Lift-off, arrival, hand-over, return, landing.
    var times: [Double?]

    init(_ from: Int32, _ to: Int32?, _ distance: Double, _ times: Double?...) {
      (self.from, self.to, self.distance, self.times) = (from, to, distance, times)
    }

    init(_ flight: FlightRecord) {
      (from, to, distance) = (flight.from.index, flight.to?.index, flight.distance)
      times = [
        flight.startedAt, flight.arrivedAt, flight.deliveredAt, flight.returnedAt, flight.endedAt,
      ].map { $0?.inSeconds }
    }
  }

  /// Worked by hand.
  ///
  /// Loading 60 s, up 24, out 800 / 10 + 10 + 11, down 30, hand-over 30, up 24, back to the pad 200 m away
  /// 200 / 10 + 10 + 11, down 30. The second flight begins there, and goes 200 m both ways.
  @Test func aDroneLandsElsewhereAndLiftsOffFromThere() throws {
    #expect(
      try flights(park(until: .minutes(20))).map(Way.init) == [
        Way(0, 1, 1_000, 70, 225, 255, 320, 350), Way(1, 1, 400, 460, 555, 585, 650, 680),
      ]
    )
    // Back to its own pad it is 800 m; the second order waits for it.
    #expect(
      try flights(park(until: .minutes(20), returning: .ownPad)).map(Way.init) == [
        Way(0, 0, 1_600, 70, 225, 255, 380, 410), Way(0, 0, 1_600, 470, 625, 655, 780, 810),
      ]
    )
  }

  @Test(
    "A flight in the air at the end tells how far it has come",
    arguments: [
      (94, 0), (194, 0), (195, 1), (224, 1), (225, 2), (254, 2), (255, 3), (319, 3), (320, 4),
      (349, 4),
    ]
  )
  func aFlightInTheAirTellsHowFarItHasCome(end: Int, known: Int) throws {
    let ways = [
      // The way out counts once it is flown.
      Way(0, nil, 0, 70, nil, nil, nil, nil), Way(0, nil, 800, 70, nil, nil, nil, nil),
      Way(0, nil, 800, 70, 225, nil, nil, nil), Way(0, 1, 800, 70, 225, 255, nil, nil),
      Way(0, 1, 1_000, 70, 225, 255, 320, nil),
    ]
    #expect(try flights(park(until: .seconds(Double(end)))).map(Way.init) == [ways[known]])
  }

  /// Worked by hand.
  ///
  /// The second drone is loaded on the pad from 300 to 360 s; the first is back at 70 + 24 + 71 + 30 + 30 + 24 + 71
  /// = 320 s, holds until the other one lifts off, and takes 30 s to land.
  @Test func aDroneThatHoldsIsBackBeforeItLands() throws {
    #expect(
      try flights(crowdedPark(until: .minutes(20))).map(Way.init) == [
        Way(0, 0, 1_000, 70, 195, 225, 320, 390), Way(0, 0, 1_000, 360, 485, 515, 610, 640),
      ]
    )
    let inTheAir = try flights(crowdedPark(until: .seconds(340))).map(Way.init)
    #expect(inTheAir == [Way(0, 0, 1_000, 70, 195, 225, 320, nil)])
  }

  @Test("The audit finds a flight that does not follow from the one before it")
  func aBrokenPathIsFound() throws {
    let park = park(until: .minutes(20))
    let sound = try flights(park)
    let breaches = { (flights: [FlightRecord]) in
      var paths = FlightPaths(ParkPlan(park))
      for flight in flights { paths.add(flight) }
      return paths.breaches
    }
    #expect(breaches(sound).isEmpty)
    let changes: [(inout [FlightRecord]) -> Void] = [
      { $0[0].from = PadID(1) }, { $0[0].to = PadID(0) }, { $0[1].from = PadID(0) },
      { $0[0].to = nil }, { $0[0].arrivedAt = nil }, { $0[0].returnedAt = nil },
      { $0[0].arrivedAt = .seconds(69) }, { $0[0].arrivedAt = .seconds(256) },
      { $0[0].returnedAt = .seconds(254) }, { $0[0].returnedAt = .seconds(351) },
      { $0[1].startedAt = .seconds(349) }, { $0[0].endedAt = nil }, { $0.swapAt(0, 1) },
    ]
    for (number, change) in changes.enumerated() {
      var broken = sound
      change(&broken)
      let found = breaches(broken)
      #expect(!found.isEmpty && found.allSatisfy { $0.entity == "drone m100-01" }, "\(number)")
    }
  }
}
