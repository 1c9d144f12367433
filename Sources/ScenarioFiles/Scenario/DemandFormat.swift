import DiscreteEvents
import LogisticsPark

/// `demand`.
enum DemandFormat {
  static let ordersPerHour = Field.optionalNumbers(
    "orders_per_hour",
    count: 24...24,
    in: .from(0, through: 1_000_000),
    unit: "orders/h",
    "expected orders in each hour of the day, from midnight",
    "从零点起每小时的期望订单数",
    leftOut: Phrase("orders come as recorded_orders says", "订单按 recorded_orders 到来")
  )
  static let scale = Field.optionalNumber(
    "scale",
    in: .from(0, through: 1000),
    "factor of all of orders_per_hour: 2 doubles the orders",
    "orders_per_hour 各值共同的倍数：2 使订单加倍",
    leftOut: Phrase("1, the rates as they stand", "1，各值不变"),
    usual: .double(1.5),
    neutral: 1
  )
  static let recordedOrders = Field.optionalObject(
    "recorded_orders",
    RecordedOrdersFormat.object,
    "orders from a table; what a row leaves open is drawn as for other orders",
    "来自表格的订单；行中没有的内容照常抽取",
    leftOut: Phrase("orders come as orders_per_hour says", "订单按 orders_per_hour 到来")
  )
  static let promise = Field.number(
    "promise_min",
    in: .above(0, through: 100_000),
    unit: "min",
    "promised time from creation to delivery",
    "从下单到送达的承诺时间",
    usual: .integer(60)
  )
  static let weight = Field.object(
    "weight_kg",
    WeightFormat.object,
    "payload of an order, a triangular distribution",
    "订单的载重，三角分布"
  )
  static let refund = Field.object(
    "refund",
    RefundFormat.object,
    "customers who withdraw an order before it flies",
    "起飞前撤单的客户",
    presence: .empty
  )
  static let zones = Field.collection(
    "zones",
    of: ZoneFormat.object,
    count: 1...1000,
    "discs in which customers live",
    "客户居住的圆形区域"
  )
  static let object = ObjectFormat([
    ordersPerHour.format, scale.format, recordedOrders.format, promise.format, weight.format,
    refund.format,
    zones.format,
  ]) { demand in
    switch (demand.has(ordersPerHour.format.key), demand.has(recordedOrders.format.key)) {
    case (true, true):
      demand.report(ParkFault.ordersFromTwoSources, at: recordedOrders.format.key)
    case (false, false): demand.report(ParkFault.ordersFromNowhere)
    case (false, true):
      if demand.has(scale.format.key) {
        demand.report(ParkFault.scaleOfRecordedOrders, at: scale.format.key)
      }
    case (true, false): break
    }
  }

  static func configuration(
    _ demand: ObjectReading,
    recorded: RecordedOrders?
  ) -> DemandConfiguration {
    let refund = demand[refund]
    let rates = demand[ordersPerHour] ?? []
    return DemandConfiguration(
      ordersPerHour: demand[scale].map { scale in rates.map { $0 * scale } } ?? rates,
      recordedOrders: recorded?.orders,
      zones: demand[zones].map(ZoneFormat.configuration),
      weight: WeightFormat.configuration(demand[weight]),
      promise: .minutes(demand[promise]),
      refundProbability: refund[RefundFormat.probability],
      refundMeanSeconds: 60 * refund[RefundFormat.meanDelay]
    )
  }
}

/// `demand.recorded_orders`.
enum RecordedOrdersFormat {
  static let file = Field.optionalText(
    "file",
    length: 1...1000,
    "CSV file, by its path from the file that names it",
    "CSV 文件，路径相对于引用它的文件",
    leftOut: Phrase("the table stands in rows", "表格在 rows 中")
  )
  static let rows = Field.optionalText(
    "rows",
    length: 1...SourceText.byteLimit,
    "the table itself, its rows separated by semicolons; a resolved scenario carries it",
    "表格本身，各行以分号分隔；解析后的场景带有它",
    leftOut: Phrase("the table is read from file", "表格从 file 读取")
  )
  static let object = ObjectFormat([file.format, rows.format]) { recorded in
    if recorded.has(file.format.key) == recorded.has(rows.format.key) {
      recorded.report(ParkFault.tableNotGivenOnce)
    }
  }
}

/// `demand.refund`.
enum RefundFormat {
  static let probability = Field.number(
    "probability",
    in: .from(0, through: 1),
    "chance that a customer withdraws an order",
    "客户撤单的概率",
    default: 0
  )
  static let meanDelay = Field.number(
    "mean_delay_min",
    in: .above(0, through: 100_000),
    unit: "min",
    "mean time from creation to that wish, exponential",
    "从下单到撤单的平均时间，指数分布",
    default: 30
  )
  static let object = ObjectFormat([probability.format, meanDelay.format])
}

/// `demand.weight_kg`.
enum WeightFormat {
  static let low = weight("low", "lightest payload", "最轻的载重", 0.05)
  static let high = weight("high", "heaviest payload", "最重的载重", 0.5)
  static let mode = Field.number(
    "mode",
    in: range,
    unit: "kg",
    "most frequent payload",
    "最常见的载重",
    presence: .derived(Phrase("the middle of low and high", "low 与 high 的中点")) { weight, _ in
      guard case .number(let low) = weight["low"]?.value,
        case .number(let high) = weight["high"]?.value
      else { return nil }
      return .number(JSONNumber((low.value + high.value) / 2))
    }
  )
  // The mode comes last, since its default follows from the others.
  static let object = ObjectFormat([low.format, high.format, mode.format]) { weight in
    let (low, mode, high) = (weight[low], weight[mode], weight[high])
    if !(low <= mode && mode <= high && low < high) {
      weight.report(
        ParkFault.notAscending(
          [("low", low), ("mode", mode), ("high", high)].map(NamedNumber.init)
        )
      )
    }
  }

  private static let range = NumberInterval.from(0, through: 1000)

  private static func weight(
    _ key: String,
    _ english: String,
    _ chinese: String,
    _ usual: Double
  ) -> Field<Double> {
    .number(key, in: range, unit: "kg", english, chinese, usual: .double(usual))
  }

  static func configuration(_ weight: ObjectReading) -> WeightConfiguration {
    WeightConfiguration(low: weight[low], mode: weight[mode], high: weight[high])
  }
}

/// An entry of `demand.zones`.
enum ZoneFormat {
  static let radius = Field.number(
    "radius_m",
    in: .from(0, through: 100_000),
    unit: "m",
    "radius of the disc",
    "圆形区域的半径",
    usual: .integer(400)
  )
  static let share = Field.number(
    "share",
    in: .above(0, through: 1e9),
    "share of the orders relative to other zones",
    "相对于其他区域的订单份额",
    default: 1,
    advice: Phrase(
      "to send no orders there, leave the zone out",
      "不向该区域送货就删去这个区域"
    )
  )
  static let object = ObjectFormat(
    PadFormat.object.fields + [radius.format, share.format]
  )

  static func configuration(id: String, zone: ObjectReading) -> ZoneConfiguration {
    ZoneConfiguration(
      id: id,
      center: Position(zone),
      radius: zone[radius],
      share: zone[share]
    )
  }
}

extension Position {
  /// The point of an object with `x_m` and `y_m`.
  init(_ object: ObjectReading) {
    self.init(x: object[PadFormat.x], y: object[PadFormat.y])
  }
}
