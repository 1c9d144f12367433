import LogisticsPark
import Wording

/// The format of scenario files: every key with its meaning, range and default.
package enum ScenarioFormat {
  /// The format that this version reads.
  package static let current = 3

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
  static let zones = Field.collection(
    "zones",
    of: ZoneFormat.object,
    count: 1...1000,
    "discs in which customers live",
    "客户居住的圆形区域",
    leftOut: Phrase("nobody orders", "没有人下单")
  )
  static let goods = Field.collection(
    "goods",
    of: GoodsFormat.object,
    count: 1...1000,
    "kinds of goods that are ordered",
    "所订货品的种类",
    leftOut: Phrase("orders differ in weight alone", "订单只有重量不同")
  )
  static let demand = Field.collection(
    "demand",
    of: SourceFormat.object,
    count: 0...100,
    "sources of orders: when they come, where to, how heavy",
    "订单来源：何时下单、送往何处、多重",
    leftOut: Phrase("no orders come", "没有订单")
  )
  static let warehouses = Field.collection(
    "warehouses",
    of: WarehouseFormat.object,
    count: 1...100,
    "where orders are picked and packed, and loaded onto drones",
    "订单拣货、打包并装上无人机的地方",
    leftOut: Phrase(
      "one, main, in which orders need no work",
      "一个，名为 main，订单在其中无需处理"
    )
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
    "how drones fly, and are loaded",
    "无人机如何飞行和装货",
    presence: .empty
  )
  static let weather = Field.object(
    "weather",
    WeatherFormat.object,
    "the air in which drones fly",
    "无人机飞行时的空气",
    presence: .empty
  )
  static let charging = Field.collection(
    "charging",
    of: StationFormat.object,
    count: 0...100,
    "charging stations",
    "充电站",
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
    format.format, schema.format, name.format, study.format, initial.format, zones.format,
    goods.format, demand.format, warehouses.format, pads.format, fleet.format, flight.format,
    weather.format,
    charging.format, safety.format, dispatch.format, telemetry.format,
  ])
}

/// `safety`.
enum SafetyFormat {
  static let reserve = Field.object(
    "reserve",
    ReserveFormat.object,
    "what must be left in a battery at landing",
    "降落时电池必须剩余的电量",
    presence: .empty
  )
  static let object = ObjectFormat([reserve.format])
}

/// `safety.reserve`.
enum ReserveFormat {
  static let stateOfCharge = Field.number(
    "state_of_charge",
    in: .from(0, below: 1),
    "state of charge that must be left at landing",
    "降落时必须剩余的电量比例",
    default: 0.2
  )
  private static let cases: [ObjectFormat.Case] = [
    .init(Word("fixed", "the same for every flight", "每次飞行都相同"), [stateOfCharge.format])
  ]
  private static let kind = FieldFormat(
    "kind",
    Phrase("kind of reserve", "余量的种类"),
    .word(cases.map(\.word)),
    .standard(.string("fixed"))
  )
  static let object = ObjectFormat([], choice: .init(field: kind, cases: cases))
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
  static let returning = Field.word(
    "return",
    of: [
      Word(
        ReturnRule.ownPad.rawValue,
        "back to the pad from which it came",
        "回到出发的起降点"
      ),
      Word(
        ReturnRule.nearestFreePad.rawValue,
        "to the pad nearest to the customer that has room, of any warehouse, if it is no farther; from then on the "
          + "drone flies the orders of that one",
        "到离客户最近且有空位的起降点，可属于任何仓库，只要不比原来的远；此后为该仓库送货"
      ),
    ],
    "where a drone flies when it has handed an order over",
    "无人机交付订单后飞往何处",
    default: ReturnRule.ownPad.rawValue
  )
  static let object = ObjectFormat([policy.format, returning.format])

  private static func words(_ name: String) -> Phrase {
    switch name {
    case FirstFree.name: Phrase("the first free drone that can fly the order", "第一架能飞的空闲无人机")
    case Nearest.name:
      Phrase(
        "the free drone and the waiting order with the shortest way between them; far orders may wait long",
        "距离最短的一对空闲无人机和等待订单；远处的订单可能等很久"
      )
    default: Phrase(same: name)
    }
  }
}

/// Where something is.
enum PlaceFormat {
  static let x = coordinate("x_m", "metres east of the origin", "原点以东的米数")
  static let y = coordinate("y_m", "metres north of the origin", "原点以北的米数")
  /// The same of what may be at the origin without saying so.
  static let xIfAny = coordinate(
    "x_m",
    "metres east of the origin",
    "原点以东的米数",
    default: 0
  )
  static let yIfAny = coordinate(
    "y_m",
    "metres north of the origin",
    "原点以北的米数",
    default: 0
  )

  private static func coordinate(
    _ key: String,
    _ english: String,
    _ chinese: String,
    default value: Double? = nil
  ) -> Field<Double> {
    .number(
      key,
      in: .from(-100_000, through: 100_000),
      unit: "m",
      english,
      chinese,
      default: value
    )
  }
}

extension Position {
  /// The point of an object with `x_m` and `y_m`.
  init(_ object: ObjectReading) {
    self.init(x: object[PlaceFormat.x], y: object[PlaceFormat.y])
  }
}

/// An entry of `pads`.
enum PadFormat {
  static let warehouse = Field.reference(
    "warehouse",
    to: "warehouses",
    "warehouse whose orders fly from it",
    "从这里送出哪个仓库的订单",
    presence: WarehouseFormat.onlyOne
  )
  static let dronesAtOnce = Field.optionalInteger(
    "drones_at_once",
    in: 1...1000,
    unit: "drones",
    "drones that may be loaded there or land at once; others wait, those in the air for as long as their batteries "
      + "let them",
    "可同时装货或降落的无人机数；其余的等待，空中的等到电量不允许为止",
    leftOut: Phrase("any number", "不限"),
    usual: .integer(1)
  )
  static let object = ObjectFormat([
    PlaceFormat.x.format, PlaceFormat.y.format, warehouse.format, dronesAtOnce.format,
  ]) { pad in
    if !pad.has(warehouse.format.key) { pad.report(ParkFault.warehouseNotNamed) }
  }

  static func configuration(
    id: String,
    pad: ObjectReading,
    warehouses: [WarehouseConfiguration]
  ) -> PadConfiguration {
    PadConfiguration(
      id: id,
      position: Position(pad),
      warehouse: warehouses.firstIndex { $0.id == pad[warehouse] } ?? 0,
      dronesAtOnce: pad[dronesAtOnce]
    )
  }
}
