import DiscreteEvents
import LogisticsPark

/// Reads the parts of a scenario into the park's configuration, in SI units.
///
/// Faults go to the reader's collector; what is returned after a fault is not used.
struct ScenarioReading {
  /// The format that this version reads.
  static let format = 1

  let root: ObjectReader

  init(_ root: ObjectReader) {
    self.root = root
  }

  func configuration() -> ParkConfiguration {
    _ = root.int("format", in: Self.format...Self.format)
    let study = study(root.object("study"))
    let pads = pads()
    let charging = root.optionalObject("charging").map(charging)
    let reserve = root.objectOrDefaults("safety").double(
      "reserve_state_of_charge",
      in: .from(0, below: 1),
      default: 0.2
    )
    let configuration = ParkConfiguration(
      name: root.string("name", length: 1...200),
      study: study,
      demand: root.optionalObject("demand").map { DemandReading(reader: $0).configuration() },
      warehouse: warehouse(root.objectOrDefaults("warehouse")),
      fleets: fleets(pads),
      pads: pads,
      charging: charging,
      flight: flight(root.objectOrDefaults("flight")),
      reserveStateOfCharge: reserve,
      dispatchPolicy: root.objectOrDefaults("dispatch").choice(
        "policy",
        of: DispatchRegistry.names,
        default: FirstFree.name
      ),
      sensors: root.optionalObject("telemetry").map(sensors)
    )
    // What stands in for a faulty value need not go together with the rest.
    if root.faults.total == 0 {
      ScenarioChecks(root: root, configuration: configuration).check()
    }
    return configuration
  }

  private func study(_ reader: ObjectReader) -> StudyConfiguration {
    let kind = reader.choice("kind", as: StudyKind.self, default: .terminating)
    let horizon = reader.double("horizon_h", in: .from(0.001, through: 1_000_000), unit: "h")
    let warmUp = reader.double(
      "warm_up_h",
      in: .from(0, through: 1_000_000),
      unit: "h",
      default: 0
    )
    if warmUp >= horizon {
      reader.report(
        .inconsistent,
        key: "warm_up_h",
        message: "the warm-up of \(warmUp) h leaves nothing of the horizon of \(horizon) h",
        help: "make it shorter than horizon_h"
      )
    }
    if kind == .terminating, warmUp > 0 {
      reader.report(
        .inconsistent,
        key: "warm_up_h",
        message: "a terminating study has no warm-up: it starts from its stated conditions",
        help: "leave warm_up_h out, or write \"kind\": \"steady_state\""
      )
    }
    return StudyConfiguration(kind: kind, horizon: .hours(horizon), warmUp: .hours(warmUp))
  }

  private func warehouse(_ reader: ObjectReader) -> WarehouseConfiguration {
    WarehouseConfiguration(
      picking: reader.optionalObject("picking").map { StageReading(reader: $0).configuration() },
      packing: reader.optionalObject("packing").map { StageReading(reader: $0).configuration() }
    )
  }

  private func pads() -> [PadConfiguration] {
    root.collection("pads", count: 1...1000, isRequired: false).map { id, reader in
      PadConfiguration(id: id, position: reader.position())
    }
  }

  private func fleets(_ pads: [PadConfiguration]) -> [FleetConfiguration] {
    root.collection("fleet", count: 0...100, isRequired: false).map { id, reader in
      FleetReading(reader: reader, pads: pads).configuration(id: id)
    }
  }

  private func flight(_ reader: ObjectReader) -> FlightConditions {
    FlightConditions(
      cruiseHeight: reader.double(
        "cruise_height_m",
        in: .above(0, through: 1000),
        unit: "m",
        default: 60
      ),
      airDensity: reader.double(
        "air_density_kgm3",
        in: .above(0.3, through: 2),
        unit: "kg/m^3",
        default: 1.2
      ),
      handOverTime: .seconds(
        reader.double("hand_over_s", in: .from(0, through: 3600), unit: "s", default: 30)
      ),
      loadingTime: .seconds(
        reader.double("loading_s", in: .from(0, through: 3600), unit: "s", default: 60)
      ),
      airTemperature: reader.double(
        "air_temperature_c",
        in: .from(-50, through: 60),
        unit: "degrees Celsius",
        default: 20
      )
    )
  }

  private func charging(_ reader: ObjectReader) -> ChargingConfiguration {
    let session = reader.object("session")
    let target = reader.double(
      "target_state_of_charge",
      in: .above(0, below: 1),
      default: 0.95
    )
    let start = reader.double(
      "start_below_state_of_charge",
      in: .above(0, through: 1),
      default: target
    )
    if start > target {
      reader.report(
        .inconsistent,
        key: "start_below_state_of_charge",
        message: "\(start) is above the target of \(target), so a full drone would go to charge",
        help: "make it at most target_state_of_charge"
      )
    }
    return ChargingConfiguration(
      bays: reader.int("bays", in: 1...10_000, unit: "bays"),
      session: chargeSession(session),
      efficiency: reader.double("efficiency", in: .from(0.1, through: 1), default: 0.9),
      startBelow: start,
      target: target
    )
  }

  private func chargeSession(_ reader: ObjectReader) -> ChargingConfiguration.Session {
    let faults = reader.faults.total
    let model = reader.choice("model", of: ["two_stage", "exponential"], default: "two_stage")
    guard reader.faults.total == faults else {
      reader.acceptAllKeys()
      return .exponential(meanSeconds: 1)
    }
    switch model {
    case "exponential":
      return .exponential(
        meanSeconds: reader.double("mean_s", in: .from(0.001, through: 1e6), unit: "s")
      )
    default:
      return .twoStage(
        power: reader.double("power_w", in: .from(1, through: 100_000), unit: "W"),
        kneeStateOfCharge: reader.double(
          "knee_state_of_charge",
          in: .from(0, through: 0.99),
          default: 0.8
        )
      )
    }
  }

  private func sensors(_ reader: ObjectReader) -> SensorConfiguration {
    let charge = reader.objectOrDefaults("state_of_charge")
    let temperature = reader.objectOrDefaults("battery_temperature")
    return SensorConfiguration(
      periodSeconds: reader.double(
        "period_s",
        in: .from(0.001, through: 86_400),
        unit: "s",
        default: 2
      ),
      stateOfCharge: SensorQuality(
        noise: charge.double("noise", in: .from(0, through: 1), default: 0),
        resolution: charge.double("resolution", in: .from(0, through: 1), default: 0)
      ),
      temperature: SensorQuality(
        noise: temperature.double(
          "noise_c",
          in: .from(0, through: 100),
          unit: "degrees Celsius",
          default: 0
        ),
        resolution: temperature.double(
          "resolution_c",
          in: .from(0, through: 100),
          unit: "degrees Celsius",
          default: 0
        )
      )
    )
  }
}

extension ObjectReader {
  /// A point from `x_m` and `y_m`, within 100 km of the origin.
  func position() -> Position {
    let reach = NumberInterval.from(-100_000, through: 100_000)
    return Position(
      x: double("x_m", in: reach, unit: "m"),
      y: double("y_m", in: reach, unit: "m")
    )
  }
}
