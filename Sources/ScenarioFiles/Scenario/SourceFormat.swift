import DiscreteEvents
import LogisticsPark
import Wording

/// An entry of `demand`: a source of orders.
enum SourceFormat {
  static let ordersPerHour = Field.numbers(
    "orders_per_hour",
    count: 24...24,
    in: .from(0, through: 1_000_000),
    unit: "orders/h",
    "expected orders in each hour of the day, from midnight",
    "从零点起每小时的期望订单数"
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
  static let recorded = "recorded"
  private static let cases: [ObjectFormat.Case] = [
    .init(
      Word("hourly", "by chance, at rates that change with the hour", "随机到来，速率随钟点变化"),
      [ordersPerHour.format, scale.format]
    ),
    .init(
      Word(
        recorded,
        "from a table; what a row leaves open is drawn as for other orders",
        "来自表格；行中没有的内容照常抽取"
      ),
      [file.format, rows.format]
    ),
  ]
  static let kind = FieldFormat(
    "kind",
    Phrase("how orders come", "订单如何到来"),
    .word(cases.map(\.word)),
    .standard(.string("hourly"))
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
    "订单的载重，三角分布",
    without: "goods"
  )
  static let goods = Field.shares(
    "goods",
    of: "goods",
    in: .above(0, through: 1e9),
    "kinds of goods that are ordered, with their shares relative to each other; they have the weight",
    "所订的货品种类及其相对份额；载重由货品给出",
    presence: .optional(
      Phrase("orders are of no kind and have a weight_kg", "订单不分种类，载重由 weight_kg 给出")
    ),
    advice: Phrase(
      "to send none of a kind, leave it out",
      "不含某种货品就删去它"
    )
  )
  static let refund = Field.object(
    "refund",
    RefundFormat.object,
    "customers who withdraw an order before it flies",
    "起飞前撤单的客户",
    presence: .empty
  )
  static let zones = Field.shares(
    "zones",
    of: "zones",
    in: .above(0, through: 1e9),
    "zones that the orders go to, with their shares relative to each other",
    "订单送往的区域，及其相对份额",
    presence: .derived(Phrase("all zones alike", "各区域相同")) { _, file in
      let ids = (file["zones"]?.members ?? []).prefix(1001).map(\.key).sorted()
      guard !ids.isEmpty, ids.count <= 1000 else { return nil }
      return .members(ids.map { ($0, .integer(1)) })
    },
    advice: Phrase(
      "to send no orders there, leave the zone out",
      "不向该区域送货就删去这个区域"
    )
  )
  /// The word for the warehouse that is nearest to the customer.
  static let nearest = Word("nearest", "the one nearest to the customer", "离客户最近的仓库")
  static let warehouse = Field.reference(
    "warehouse",
    to: "warehouses",
    or: [nearest],
    "warehouse that serves the orders",
    "处理这些订单的仓库",
    presence: WarehouseFormat.onlyOne
  )
  static let object = ObjectFormat(
    [
      promise.format, weight.format, goods.format, refund.format, zones.format, warehouse.format,
    ],
    choice: .init(field: kind, cases: cases)
  ) { source in
    let isRecorded = source.text(kind.key) == recorded
    if isRecorded, source.has(file.format.key) == source.has(rows.format.key) {
      source.report(ParkFault.tableNotGivenOnce)
    }
    if source.has(weight.format.key), source.has(goods.format.key) {
      source.report(ParkFault.weightOfGoods, at: weight.format.key)
    }
    if !source.has(zones.format.key) { source.report(ParkFault.sourceWithoutZones) }
    if !source.has(warehouse.format.key) { source.report(ParkFault.warehouseNotNamed) }
  }

  /// A source.
  ///
  /// - Parameters:
  ///   - source: The source, by its id.
  ///   - known: Ids of the zones of all sources, sorted.
  ///   - kinds: Ids of all kinds of goods, sorted.
  ///   - warehouses: All warehouses.
  ///   - recorded: Its table, where it has one.
  ///   - backlog: Orders that wait at the start.
  /// - Returns: The source.
  static func configuration(
    _ source: IdentifiedObject,
    zones known: [String],
    goods kinds: [String],
    warehouses: [WarehouseConfiguration],
    recorded: RecordedOrders?,
    backlog: Int
  ) -> SourceConfiguration {
    let (id, source) = source
    let refund = source[refund]
    let shares = { (entries: [IdentifiedShare], ids: [String]) in
      entries.compactMap { entry in
        ids.firstIndex(of: entry.id).map { OrderShare($0, share: entry.share) }
      }
    }
    let named = warehouses.firstIndex { $0.id == source[warehouse] }
    return SourceConfiguration(
      id: id,
      arrivals: recorded.map { .recorded($0.orders(in: known)) } ?? .hourly(rates(of: source)),
      zones: shares(source[zones], known),
      payload: source[weight].map { .one(WeightFormat.configuration($0)) }
        ?? .goods(shares(source[goods], kinds)),
      promise: .minutes(source[promise]),
      refundProbability: refund[RefundFormat.probability],
      refundMeanSeconds: 60 * refund[RefundFormat.meanDelay],
      origin: named.map { .warehouse($0) } ?? .nearest,
      backlogOrders: backlog
    )
  }

  private static func rates(of source: ObjectReading) -> [Double] {
    let rates = source[ordersPerHour]
    return source[scale].map { scale in rates.map { $0 * scale } } ?? rates
  }
}

/// `refund` of a source.
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

/// `weight_kg` of a source or of goods.
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

/// An entry of `zones`.
enum ZoneFormat {
  static let radius = Field.number(
    "radius_m",
    in: .from(0, through: 100_000),
    unit: "m",
    "radius of the disc",
    "圆形区域的半径",
    usual: .integer(400)
  )
  static let object = ObjectFormat([
    PlaceFormat.x.format, PlaceFormat.y.format, radius.format,
  ])

  static func configuration(id: String, zone: ObjectReading) -> ZoneConfiguration {
    ZoneConfiguration(id: id, center: Position(zone), radius: zone[radius])
  }
}

/// An entry of `goods`.
enum GoodsFormat {
  static let weight = Field.object(
    "weight_kg",
    WeightFormat.object,
    "payload of an order of it, a triangular distribution",
    "一单该货品的载重，三角分布"
  )
  static let object = ObjectFormat([weight.format])

  static func configuration(id: String, goods: ObjectReading) -> GoodsConfiguration {
    GoodsConfiguration(id: id, weight: WeightFormat.configuration(goods[weight]))
  }
}
