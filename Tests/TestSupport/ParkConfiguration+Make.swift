package import DiscreteEvents
package import LogisticsPark

extension ParkConfiguration {
  /// A small park like the reference day, with constant work times and one pad.
  package static func make(
    horizon: SimulationTime = .hours(24),
    warmUp: SimulationTime = .zero,
    initial: InitialConditions = InitialConditions(),
    backlog: Int = 0,
    ordersPerHour: [Double]? = Array(repeating: 6, count: 24),
    recordedOrders: [RecordedOrder]? = nil,
    weight: WeightConfiguration = WeightConfiguration(low: 0.1, mode: 0.2, high: 0.5),
    zones: [ZoneConfiguration] = [
      ZoneConfiguration(id: "near", center: Position(x: 500, y: 0), radius: 100)
    ],
    promise: SimulationTime = .minutes(45),
    refundProbability: Double = 0,
    refundMeanSeconds: Double = 900,
    pick: DurationModel? = .constant(seconds: 60),
    pickers: Int = 2,
    pack: DurationModel? = .constant(seconds: 30),
    packers: Int = 2,
    drones: Int = 4,
    initialStateOfCharge: Double = 0.95,
    charging: SimpleCharging? = .make(),
    reserve: Double = 0.2,
    policy: String = "first_free",
    sensors: [SensorConfiguration] = []
  ) -> ParkConfiguration {
    ParkConfiguration(
      name: "test park",
      study: StudyConfiguration(kind: .terminating, horizon: horizon, warmUp: warmUp),
      initial: initial,
      demand: ordersPerHour.map {
        DemandConfiguration(
          zones: zones,
          sources: [
            SourceConfiguration(
              arrivals: recordedOrders.map { .recorded($0) } ?? .hourly($0),
              zones: zones.indices.map { OrderShare($0, share: 1) },
              payload: .one(weight),
              promise: promise,
              refundProbability: refundProbability,
              refundMeanSeconds: refundMeanSeconds,
              backlogOrders: backlog
            )
          ]
        )
      },
      warehouses: [
        WarehouseConfiguration(
          picking: pick.map { StageConfiguration(service: $0, roster: .always(pickers)) },
          packing: pack.map { StageConfiguration(service: $0, roster: .always(packers)) }
        )
      ],
      fleets: drones == 0
        ? []
        : [
          FleetConfiguration(
            id: "m100",
            type: .matrice100,
            count: drones,
            pads: [0],
            initialStateOfCharge: initialStateOfCharge,
            patrolMeanSeconds: nil,
            recharge: charging?.rule ?? RechargeRule(startBelow: 0, target: 1)
          )
        ],
      pads: [PadConfiguration(id: "home", position: Position(x: 0, y: 0))],
      charging: charging?.configuration,
      flight: FlightConditions(
        cruiseHeight: 60,
        airDensity: 1.2,
        handOverTime: .seconds(30),
        loadingTime: .seconds(60),
        airTemperature: 20
      ),
      reserveStateOfCharge: reserve,
      dispatchPolicy: policy,
      sensors: sensors
    )
  }
}

extension DemandConfiguration {
  /// The first source.
  package var source: SourceConfiguration {
    get { sources[0] }
    set { sources[0] = newValue }
  }

  /// Adds a zone to which all sources send.
  package mutating func add(_ zone: ZoneConfiguration, share: Double) {
    zones.append(zone)
    for index in sources.indices {
      sources[index].zones.append(OrderShare(zones.count - 1, share: share))
    }
  }
}

extension ParkConfiguration {
  /// The first warehouse.
  package var warehouse: WarehouseConfiguration {
    get { warehouses[0] }
    set { warehouses[0] = newValue }
  }
}

extension ParkConfiguration {
  /// Charging where there is one station with one kind of charger and all fleets have one rule.
  package var simpleCharging: SimpleCharging? {
    get {
      charging.map {
        let rule = fleets.first?.recharge ?? RechargeRule(startBelow: 0, target: 1)
        return SimpleCharging(
          bays: $0.stations[0].chargers[0].count,
          session: $0.stations[0].chargers[0].session,
          efficiency: $0.stations[0].chargers[0].efficiency,
          startBelow: rule.startBelow,
          target: rule.target
        )
      }
    }
    set {
      charging = newValue?.configuration
      guard let newValue else { return }
      for index in fleets.indices { fleets[index].recharge = newValue.rule }
    }
  }
}

/// One station with one kind of charger.
package struct SimpleCharging: Hashable, Sendable {
  package var bays: Int
  package var session: ChargerConfiguration.Session
  package var efficiency: Double
  package var startBelow: Double
  package var target: Double

  /// Bays like those of the reference day.
  package static func make(
    bays: Int = 2,
    session: ChargerConfiguration.Session = .twoStage(power: 180, kneeStateOfCharge: 0.8),
    efficiency: Double = 0.9,
    startBelow: Double = 0.75,
    target: Double = 0.95
  ) -> SimpleCharging {
    SimpleCharging(
      bays: bays,
      session: session,
      efficiency: efficiency,
      startBelow: startBelow,
      target: target
    )
  }

  package var rule: RechargeRule { RechargeRule(startBelow: startBelow, target: target) }

  package var configuration: ChargingConfiguration {
    let chargers = ChargerConfiguration(count: bays, session: session, efficiency: efficiency)
    return ChargingConfiguration(stations: [StationConfiguration(chargers: [chargers])])
  }
}

extension Roster {
  /// The same number of people around the clock.
  package static func always(_ people: Int) -> Roster {
    Roster([Shift(name: "always", start: .zero, end: .days(1), people: people)])
  }
}

extension [SensorConfiguration] {
  /// Two sensors with some noise, of 0.5 Hz if nothing else is said.
  package static func make(periodSeconds: Double = 2) -> [SensorConfiguration] {
    [
      SensorConfiguration(
        id: "state_of_charge",
        kind: .stateOfCharge,
        periodSeconds: periodSeconds,
        quality: SensorQuality(noise: 0.005, resolution: 0.001)
      ),
      SensorConfiguration(
        id: "battery_temperature",
        kind: .batteryTemperature,
        periodSeconds: periodSeconds,
        quality: SensorQuality(noise: 0.3, resolution: 0.1)
      ),
    ]
  }
}
