import DiscreteEvents
import LogisticsPark
import Wording

/// An entry of `fleet`: a drone type with what the scenario changes of it, a number, pads.
enum FleetFormat {
  private static let matrice = DroneType.matrice100

  private static let type = FieldFormat(
    "type",
    Phrase("drone type", "无人机型号"),
    .word([Word(matrice.name, "DJI Matrice 100", "大疆 Matrice 100")]),
    .required
  )
  static let count = Field.integer(
    "count",
    in: 0...100_000,
    unit: "drones",
    "number of drones",
    "无人机数量",
    usual: .integer(24)
  )
  /// Left out, all pads are meant.
  static let allPads = FieldFormat.Presence.derived(Phrase("all of them", "全部")) { _, file in
    // Of more pads than there may be, their own fault says enough.
    let ids = (file["pads"]?.members ?? []).prefix(1001).map(\.key).sorted()
    guard ids.count <= 1000 else { return nil }
    return ids.isEmpty ? nil : .array(ids.map { JSONNode(.string($0), span: .standard) })
  }
  static let pads = Field.references(
    "pads",
    to: "pads",
    "pads over which the drones are spread in turn",
    "无人机依次分布的起降点",
    presence: allPads
  )
  static let recharge = Field.object(
    "recharge",
    RechargeFormat.object,
    "when the drones charge, and until when",
    "无人机何时充电、充到何时",
    presence: .empty
  )
  static let patrol = Field.optionalObject(
    "patrol",
    PatrolFormat.object,
    "the fleet flies no orders: it is away for an exponential time, then charges",
    "机队不送订单：外出一段指数分布的时间，然后充电",
    leftOut: Phrase("the fleet delivers orders", "机队送订单")
  )
  private static let speed = Field.number(
    "cruise_speed_mps",
    in: .from(0.5, through: 12),
    unit: "m/s",
    "cruise speed",
    "巡航速度",
    default: matrice.cruiseSpeed
  )
  private static let payload = Field.number(
    "maximum_payload_kg",
    in: .above(0, through: 0.5),
    unit: "kg",
    "heaviest payload",
    "最大载重",
    default: matrice.maximumPayload
  )
  private static let battery = Field.object(
    "battery",
    BatteryFormat.object,
    "what differs from the type's battery",
    "与该型号电池不同之处",
    presence: .empty
  )

  static let object = ObjectFormat(
    [count.format, pads.format, recharge.format, patrol.format],
    choice: .init(
      field: type,
      cases: [
        .init(
          Word(matrice.name, "DJI Matrice 100", "大疆 Matrice 100"),
          [speed.format, payload.format, battery.format]
        )
      ]
    )
  ) { fleet in
    if !fleet.has(pads.format.key) { fleet.report(ParkFault.fleetWithoutPads) }
  }

  static func configuration(
    id: String,
    fleet: ObjectReading,
    stateOfCharge: Double,
    pads known: [PadConfiguration]
  ) -> FleetConfiguration {
    var type = matrice
    type.cruiseSpeed = fleet[speed]
    type.maximumPayload = fleet[payload]
    let battery = fleet[battery]
    type.battery.capacity = 3600 * battery[BatteryFormat.capacity]
    type.battery.resistance = battery[BatteryFormat.resistance]
    return FleetConfiguration(
      id: id,
      type: type,
      count: fleet[count],
      pads: fleet[pads].compactMap { id in known.firstIndex { $0.id == id } },
      initialStateOfCharge: stateOfCharge,
      patrolMeanSeconds: fleet[patrol].map { $0[PatrolFormat.mean] },
      recharge: RechargeFormat.configuration(fleet[recharge])
    )
  }
}

/// `fleet.ID.battery`.
enum BatteryFormat {
  private static let type = DroneType.matrice100.battery

  static let capacity = Field.number(
    "capacity_wh",
    in: .from(1, through: 1000),
    unit: "Wh",
    "energy of the full battery",
    "电池充满时的电能",
    default: type.capacity / 3600
  )
  static let resistance = Field.number(
    "internal_resistance_ohm",
    in: .from(0, through: 0.1),
    unit: "Ohm",
    "internal resistance",
    "内阻",
    default: type.resistance
  )
  static let object = ObjectFormat([capacity.format, resistance.format])
}

/// `fleet.ID.patrol`.
enum PatrolFormat {
  static let mean = Field.number(
    "mean_s",
    in: .from(0.001, through: 1e9),
    unit: "s",
    "mean time away",
    "平均外出时间",
    usual: .integer(2400)
  )
  static let object = ObjectFormat([mean.format])
}

/// `flight`.
enum FlightFormat {
  static let height = Field.number(
    "cruise_height_m",
    in: .above(0, through: 1000),
    unit: "m",
    "height of level flight above pad and customer",
    "平飞高度，相对起降点与客户",
    default: 60
  )
  static let loading = duration("loading_s", "time on the pad to load and check", "在起降点装货检查的时间", 60)
  static let handOver = duration("hand_over_s", "hover at the customer", "在客户处悬停的时间", 30)
  static let object = ObjectFormat([height.format, loading.format, handOver.format])

  private static func duration(
    _ key: String,
    _ english: String,
    _ chinese: String,
    _ value: Double
  ) -> Field<Double> {
    .number(key, in: .from(0, through: 3600), unit: "s", english, chinese, default: value)
  }

  static func conditions(_ flight: ObjectReading, weather: ObjectReading) -> FlightConditions {
    FlightConditions(
      cruiseHeight: flight[height],
      airDensity: weather[WeatherFormat.density],
      handOverTime: .seconds(flight[handOver]),
      loadingTime: .seconds(flight[loading]),
      airTemperature: weather[WeatherFormat.temperature]
    )
  }
}

/// `weather`.
enum WeatherFormat {
  static let density = Field.number(
    "air_density_kgm3",
    in: .above(0.3, through: 2),
    unit: "kg/m^3",
    "air density",
    "空气密度",
    default: 1.2
  )
  static let temperature = Field.number(
    "air_temperature_c",
    in: .from(-50, through: 60),
    unit: "degrees Celsius",
    "air temperature",
    "气温",
    default: 20
  )
  static let object = ObjectFormat([density.format, temperature.format])
}
