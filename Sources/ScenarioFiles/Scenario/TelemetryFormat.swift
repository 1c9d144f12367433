import LogisticsPark
import Wording

/// `telemetry`.
enum TelemetryFormat {
  static let sensors = Field.collection(
    "sensors",
    of: SensorFormat.object,
    count: 1...20,
    "sensors that every drone carries",
    "每架无人机携带的传感器"
  )
  static let object = ObjectFormat([sensors.format])
}

/// An entry of `sensors`.
enum SensorFormat {
  static let period = Field.number(
    "period_s",
    in: .from(0.001, through: 86_400),
    unit: "s",
    "time between samples",
    "采样间隔",
    default: 2
  )
  private static let charge = Quality(suffix: "", unit: "", limit: 1)
  private static let temperature = Quality(suffix: "_c", unit: "degrees Celsius", limit: 100)
  private static let cases: [ObjectFormat.Case] = [
    .init(
      Word(SensorKind.stateOfCharge.rawValue, "the state of charge", "电量"),
      charge.fields
    ),
    .init(
      Word(SensorKind.batteryTemperature.rawValue, "the battery's temperature", "电池温度"),
      temperature.fields
    ),
  ]
  private static let kind = FieldFormat(
    "kind",
    Phrase("what is measured", "测量什么"),
    .word(cases.map(\.word)),
    .required
  )
  static let object = ObjectFormat([period.format], choice: .init(field: kind, cases: cases))

  static func configuration(id: String, sensor: ObjectReading) -> SensorConfiguration {
    let kind = SensorKind(rawValue: sensor.text(kind.key)) ?? .stateOfCharge
    let quality = kind == .stateOfCharge ? charge : temperature
    return SensorConfiguration(
      id: id,
      kind: kind,
      periodSeconds: sensor[period],
      quality: SensorQuality(noise: sensor[quality.noise], resolution: sensor[quality.resolution])
    )
  }

  /// What a sensor makes of the truth.
  private struct Quality: Sendable {
    let noise: Field<Double>
    let resolution: Field<Double>

    init(suffix: String, unit: String, limit: Double) {
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

    var fields: [FieldFormat] { [noise.format, resolution.format] }
  }
}
