import LogisticsPark

/// The format of scenario files: every key with its meaning, range and default.
package enum ScenarioFormat {
  /// The format that this version reads.
  package static let current = 2

  static let format = Field.integer(
    "format",
    in: current...current,
    "version of the format",
    "格式版本"
  )
  static let schema = Field.optionalText(
    "$schema",
    length: 1...1000,
    "where an editor finds the JSON Schema of this file; says nothing about the park",
    "编辑器所用 JSON Schema 的位置；与园区无关",
    leftOut: Phrase("none", "无")
  )
  static let name = Field.text(
    "name",
    length: 1...200,
    "name in results and summaries, in any language",
    "在结果和摘要中的名称，任何语言均可"
  )
  static let study = Field.object(
    "study",
    StudyFormat.object,
    "what is studied, and how long a run is",
    "研究什么，一次运行多长"
  )
  static let initial = Field.object(
    "initial",
    InitialFormat.object,
    "how a run begins",
    "运行的初始条件",
    presence: .empty
  )
  static let demand = Field.optionalObject(
    "demand",
    DemandFormat.object,
    "orders: when, where to, how heavy",
    "订单：何时、送往何处、多重",
    leftOut: Phrase("no orders come", "没有订单")
  )
  static let warehouse = Field.object(
    "warehouse",
    WarehouseFormat.object,
    "picking and packing",
    "拣货与打包",
    presence: .empty
  )
  static let pads = Field.collection(
    "pads",
    of: PadFormat.object,
    count: 1...1000,
    "places from which drones fly; a fleet needs at least one",
    "无人机的起降点；有机队就至少要有一个",
    leftOut: Phrase("no pads", "没有起降点")
  )
  static let fleet = Field.collection(
    "fleet",
    of: FleetFormat.object,
    count: 0...100,
    "drones by fleet",
    "各机队的无人机",
    leftOut: Phrase(
      "no drones: an order is delivered when the warehouse is done with it",
      "没有无人机：仓库处理完订单即算送达"
    )
  )
  static let flight = Field.object(
    "flight",
    FlightFormat.object,
    "conditions of flight",
    "飞行条件",
    presence: .empty
  )
  static let charging = Field.optionalObject(
    "charging",
    ChargingFormat.object,
    "charging bays",
    "充电位",
    leftOut: Phrase("nobody charges", "不充电")
  )
  static let safety = Field.object(
    "safety",
    SafetyFormat.object,
    "rules that keep drones in the air safe",
    "飞行安全规则",
    presence: .empty
  )
  static let dispatch = Field.object(
    "dispatch",
    DispatchFormat.object,
    "how drones are chosen for orders",
    "如何为订单选择无人机",
    presence: .empty
  )
  static let telemetry = Field.optionalObject(
    "telemetry",
    TelemetryFormat.object,
    "sensors on the drones",
    "无人机上的传感器",
    leftOut: Phrase("no sensors", "没有传感器")
  )

  /// A whole scenario.
  package static let object = ObjectFormat([
    format.format, schema.format, name.format, study.format, initial.format, demand.format,
    warehouse.format, pads.format, fleet.format, flight.format, charging.format, safety.format,
    dispatch.format, telemetry.format,
  ])
}

/// `safety`.
enum SafetyFormat {
  static let reserve = Field.number(
    "reserve_state_of_charge",
    in: .from(0, below: 1),
    "state of charge that must be left at landing",
    "降落时必须剩余的电量比例",
    default: 0.2
  )
  static let object = ObjectFormat([reserve.format])
}

/// `dispatch`.
enum DispatchFormat {
  static let policy = Field.word(
    "policy",
    of: DispatchRegistry.names.map { Word($0, words($0).english, words($0).chinese) },
    "rule that chooses a drone for an order",
    "为订单选择无人机的规则",
    default: FirstFree.name
  )
  static let object = ObjectFormat([policy.format])

  private static func words(_ name: String) -> Phrase {
    switch name {
    case FirstFree.name: Phrase("the first free drone that can fly the order", "第一架能飞的空闲无人机")
    case Nearest.name: Phrase("the free drone nearest to the customer", "离客户最近的空闲无人机")
    default: Phrase(same: name)
    }
  }
}

/// An entry of `pads`, and everything else with a position.
enum PadFormat {
  static let x = coordinate("x_m", "metres east of the origin", "原点以东的米数")
  static let y = coordinate("y_m", "metres north of the origin", "原点以北的米数")
  static let object = ObjectFormat([x.format, y.format])

  private static func coordinate(
    _ key: String,
    _ english: String,
    _ chinese: String
  ) -> Field<Double> {
    .number(key, in: .from(-100_000, through: 100_000), unit: "m", english, chinese)
  }
}
