import LogisticsPark

/// `charging`.
enum ChargingFormat {
  static let bays = Field.integer(
    "bays",
    in: 1...10_000,
    unit: "bays",
    "number of bays",
    "充电位数量",
    usual: .integer(16),
    advice: Phrase(
      "write 1 or more; without \"charging\" a drone flies on its first charge only",
      "写 1 或更大的数；没有 \"charging\" 时无人机只用最初的电量"
    )
  )
  static let session = Field.object(
    "session",
    SessionFormat.object,
    "what decides how long a session lasts",
    "决定一次充电时长的因素"
  )
  static let efficiency = Field.number(
    "efficiency",
    in: .from(0.1, through: 1),
    "share of grid energy that reaches the battery",
    "电网电能到达电池的比例",
    default: 0.9
  )
  static let target = Field.number(
    "target_state_of_charge",
    in: .above(0, below: 1),
    "where a session ends",
    "充电结束时的电量比例",
    default: 0.95
  )
  static let start = Field.number(
    "start_below_state_of_charge",
    in: .above(0, through: 1),
    "a drone on its pad below this goes to charge; at most the target",
    "起降点上的无人机低于此值就去充电；不高于目标值",
    presence: .derived(Phrase("the target", "目标值")) { charging, _ in
      charging["target_state_of_charge"]?.value
    }
  )
  static let object = ObjectFormat([
    bays.format, session.format, efficiency.format, target.format, start.format,
  ]) { charging in
    if charging[start] > charging[target] {
      charging.report(
        ParkFault.chargesAboveTarget(start: charging[start], target: charging[target]),
        at: start.format.key
      )
    }
  }

  static func configuration(_ charging: ObjectReading) -> ChargingConfiguration {
    let chargers = ChargerConfiguration(
      count: charging[bays],
      session: SessionFormat.session(charging[session]),
      efficiency: charging[efficiency]
    )
    return ChargingConfiguration(stations: [StationConfiguration(chargers: [chargers])])
  }

  /// The rule of all fleets; without stations it is never asked.
  static func recharge(_ charging: ObjectReading?) -> RechargeRule {
    guard let charging else { return RechargeRule(startBelow: 0, target: 1) }
    return RechargeRule(startBelow: charging[start], target: charging[target])
  }
}

/// `charging.session`.
enum SessionFormat {
  private static let cases: [ObjectFormat.Case] = [
    .init(
      Word(
        "two_stage",
        "constant power up to a knee, then falling, to the target",
        "先恒功率，过拐点后递减，直到目标值"
      ),
      [power.format, knee.format]
    ),
    .init(
      Word(
        "exponential",
        "an exponential time whatever the charge",
        "与电量无关的指数分布时间"
      ),
      [mean.format]
    ),
  ]
  private static let model = FieldFormat(
    "model",
    Phrase("kind of session", "充电的种类"),
    .word(cases.map(\.word)),
    .standard(.string("two_stage"))
  )
  private static let power = Field.number(
    "power_w",
    in: .from(1, through: 100_000),
    unit: "W",
    "power into the battery below the knee",
    "拐点以下充入电池的功率",
    usual: .integer(180)
  )
  private static let knee = Field.number(
    "knee_state_of_charge",
    in: .from(0, through: 0.99),
    "where the power begins to fall",
    "功率开始下降处的电量比例",
    default: 0.8
  )
  private static let mean = Field.number(
    "mean_s",
    in: .from(0.001, through: 1e6),
    unit: "s",
    "mean time of a session",
    "一次充电的平均时间",
    usual: .integer(1200)
  )
  static let object = ObjectFormat([], choice: .init(field: model, cases: cases))

  static func session(_ session: ObjectReading) -> ChargerConfiguration.Session {
    session.text(model.key) == "exponential"
      ? .exponential(meanSeconds: session[mean])
      : .twoStage(power: session[power], kneeStateOfCharge: session[knee])
  }
}

/// `telemetry`.
enum TelemetryFormat {
  static let period = Field.number(
    "period_s",
    in: .from(0.001, through: 86_400),
    unit: "s",
    "time between samples",
    "采样间隔",
    default: 2
  )
  static let charge = Field.object(
    "state_of_charge",
    QualityFormat.charge.object,
    "sensor of the state of charge",
    "电量传感器",
    presence: .empty
  )
  static let temperature = Field.object(
    "battery_temperature",
    QualityFormat.temperature.object,
    "sensor of the battery's temperature",
    "电池温度传感器",
    presence: .empty
  )
  static let object = ObjectFormat([period.format, charge.format, temperature.format])

  static func sensors(_ telemetry: ObjectReading) -> SensorConfiguration {
    SensorConfiguration(
      periodSeconds: telemetry[period],
      stateOfCharge: QualityFormat.charge.quality(telemetry[charge]),
      temperature: QualityFormat.temperature.quality(telemetry[temperature])
    )
  }
}

/// What a sensor makes of the truth.
struct QualityFormat: Sendable {
  static let charge = QualityFormat(suffix: "", unit: "", limit: 1)
  static let temperature = QualityFormat(suffix: "_c", unit: "degrees Celsius", limit: 100)

  let noise: Field<Double>
  let resolution: Field<Double>

  private init(suffix: String, unit: String, limit: Double) {
    let range = NumberInterval.from(0, through: limit)
    noise = .number(
      "noise" + suffix,
      in: range,
      unit: unit,
      "standard deviation of the noise",
      "噪声的标准差",
      default: 0
    )
    resolution = .number(
      "resolution" + suffix,
      in: range,
      unit: unit,
      "step between values; 0 for none",
      "数值的步长；0 为不取整",
      default: 0
    )
  }

  var object: ObjectFormat { ObjectFormat([noise.format, resolution.format]) }

  func quality(_ sensor: ObjectReading) -> SensorQuality {
    SensorQuality(noise: sensor[noise], resolution: sensor[resolution])
  }
}
