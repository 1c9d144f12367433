import DiscreteEvents
import Foundation
import LogisticsPark
import Testing

struct MeasuredPowerModelTests {
  @Test(
    "Rodrigues et al. 2022 at 1.2 kg/m^3, payloads of 0, 0.25 and 0.5 kg",
    arguments: [
      (payload: 0.0, climb: 539.3, cruise: 467.2, descent: 443.1),
      (payload: 0.25, climb: 593.3, cruise: 513.4, descent: 491.0),
      (payload: 0.5, climb: 648.9, cruise: 561.1, descent: 540.5),
    ]
  )
  func powerMatchesThePublishedRegression(
    payload: Double,
    climb: Double,
    cruise: Double,
    descent: Double
  ) {
    let model = MeasuredPowerModel.matrice100
    let mass = 3.715 + payload
    // The figures are rounded to a tenth of a watt.
    #expect(abs(model.power(model.climb, mass: mass, airDensity: 1.2) - climb) < 0.06)
    #expect(abs(model.power(model.cruise, mass: mass, airDensity: 1.2) - cruise) < 0.06)
    #expect(abs(model.power(model.descent, mass: mass, airDensity: 1.2) - descent) < 0.06)
  }
}

struct MissionTests {
  private let type = DroneType.matrice100
  private let conditions = FlightConditions(
    cruiseHeight: 60,
    airDensity: 1.2,
    handOverTime: .seconds(30),
    loadingTime: .seconds(60),
    airTemperature: 20
  )

  @Test("60 m at 2.5 and 2 m/s, 1,000 m at 10 m/s with 1 m/s^2, two turns of 5.5 s, twice, 30 s")
  func durationsWorkedByHand() {
    let mission = Mission(distance: 1000, payload: 0.5)
    let expected: [(Mission.Phase, Double)] = [
      (.climbOut, 24), (.cruiseOut, 121), (.descendOut, 30), (.deliver, 30), (.climbBack, 24),
      (.cruiseBack, 121), (.land, 30),
    ]
    for (phase, seconds) in expected {
      #expect(mission.duration(of: phase, with: type, in: conditions) == .seconds(seconds))
    }
    #expect(mission.duration(with: type, in: conditions) == .seconds(380))
  }

  @Test func aShortLegNeverReachesCruiseSpeed() {
    // 2 sqrt(25 / 1) = 10 s, and 11 s of turns.
    #expect(type.legTime(25) == .seconds(21))
    #expect(type.legTime(0) == .seconds(11))
  }

  @Test func foreseenDrainIsTheSumOverPhases() {
    let mission = Mission(distance: 1000, payload: 0.5)
    let loaded = [(648.916, 24.0), (561.064, 121), (540.489, 30), (561.064, 30)]
    let empty = [(539.332, 24.0), (467.161, 121), (443.082, 30)]
    var delivered = 0.0
    for (power, seconds) in loaded + empty { delivered += power * seconds }
    let drain = mission.drain(with: type, in: conditions)
    // The battery's own resistance adds 2 to 4 %.
    #expect(drain > delivered * 1.02 && drain < delivered * 1.04)
  }

  /// What the reserve policy foresees at once is what the phases take one after the other, to the last bit.
  @Test("1,000 random missions of random drones")
  func foreseenDrainHasTheBitsOfThePhases() {
    var streams = StreamDirectory(seed: 20_261_130, replication: 1)
    var stream = streams.stream("test.drain")
    for _ in 1...1000 {
      let mission = Mission(
        distance: 6_000 * stream.uniform(),
        payload: 0.5 * stream.uniform()
      )
      var (type, conditions) = (type, conditions)
      conditions.cruiseHeight = 20 + 100 * stream.uniform()
      conditions.handOverTime = .seconds(200 * stream.uniform())
      conditions.airDensity = 0.9 + 0.5 * stream.uniform()
      type.battery.resistance = 0.02 * stream.uniform()
      var sum = 0.0
      for phase in Mission.Phase.allCases {
        let power = mission.power(in: phase, with: type, in: conditions)
        sum +=
          type.battery.drain(for: power)
          * mission.duration(of: phase, with: type, in: conditions).inSeconds
      }
      #expect(mission.drain(with: type, in: conditions) == sum)
    }
  }
}

/// Measured flights of the M100 against the model with acceleration and turn overhead.
struct MeasuredFlightTests {
  private struct Flight {
    let number: Int
    let speed: Double
    let payload: Double
    let altitude: Double
    let energy: Double
  }

  /// Mean relative error on even-numbered flights of route R1, its length fitted on odd ones.
  ///
  /// The file has no route length. The route is flown as two legs.
  private func meanError(acceleration: Double, turnSeconds: Double) throws -> Double {
    let flights = try flightsOnRouteOne()
    let odd = flights.filter { $0.number % 2 == 1 }
    let even = flights.filter { $0.number % 2 == 0 }
    let energy = { (flight: Flight, length: Double) in
      self.energy(flight, length, acceleration, turnSeconds)
    }
    var best = (length: 0.0, loss: Double.infinity)
    for length in stride(from: 200.0, through: 700, by: 1) {
      var loss = 0.0
      for flight in odd {
        let error = energy(flight, length) - flight.energy
        loss += error * error
      }
      if loss < best.loss { best = (length, loss) }
    }
    var errors = 0.0
    for flight in even { errors += abs(energy(flight, best.length) / flight.energy - 1) }
    return errors / Double(even.count)
  }

  @Test func energyIsWithinFourAndAHalfPercentOnFlightsNotFitted() throws {
    let type = DroneType.matrice100
    let turns = type.turnTime.inSeconds
    #expect(try meanError(acceleration: type.acceleration, turnSeconds: turns) < 0.045)
    // A pure distance-and-speed model, the mutant, is far off.
    #expect(try meanError(acceleration: 1e9, turnSeconds: 0) > 0.06)
  }

  /// Energy of a flight [Wh]: climb, two legs, one landing.
  private func energy(
    _ flight: Flight,
    _ length: Double,
    _ acceleration: Double,
    _ turnSeconds: Double
  ) -> Double {
    var type = DroneType.matrice100
    type.cruiseSpeed = flight.speed
    type.acceleration = acceleration
    type.turnsPerLeg = 1
    type.turnTime = .seconds(turnSeconds)
    let model = type.power
    let mass = type.emptyMass + flight.payload
    let legs = 2 * type.legTime(length / 2).inSeconds
    let parts: [(phase: MeasuredPowerModel.Phase, seconds: Double)] = [
      (model.climb, flight.altitude / 2.5), (model.cruise, legs),
      (model.descent, flight.altitude / 2),
    ]
    var joules = 0.0
    for (phase, seconds) in parts {
      joules += model.power(phase, mass: mass, airDensity: 1.2) * seconds
    }
    return joules / 3600
  }

  private func flightsOnRouteOne() throws -> [Flight] {
    let url = try #require(
      Bundle.module.url(forResource: "m100_flights", withExtension: "csv", subdirectory: "Fixtures")
    )
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst()
    var flights: [Flight] = []
    for line in lines {
      let fields = line.split(separator: ",")
      guard fields[4] == "R1" else { continue }
      let numbers = [0, 1, 2, 3, 7].compactMap { Double(fields[$0]) }
      try #require(numbers.count == 5)
      flights.append(
        Flight(
          number: Int(numbers[0]),
          speed: numbers[1],
          payload: numbers[2] / 1000,
          altitude: numbers[3],
          energy: numbers[4]
        )
      )
    }
    return flights
  }
}
