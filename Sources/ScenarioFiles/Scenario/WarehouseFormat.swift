import DiscreteEvents
import LogisticsPark
import Wording

/// An entry of `warehouses`.
enum WarehouseFormat {
  /// Without a name the only warehouse is meant; where there are several, one has to be named.
  static let onlyOne = FieldFormat.Presence.derived(
    Phrase("the only one; needed where there are several", "唯一的仓库；有多个时必填")
  ) { _, file in
    let ids = (file["warehouses"]?.members ?? []).prefix(2).map(\.key)
    return ids.count == 1 ? .string(ids[0]) : nil
  }

  static let picking = stage("picking", "people who pick orders", "拣货人员")
  static let packing = stage("packing", "people who pack orders", "打包人员")
  static let docks = Field.optionalObject(
    "docks",
    DockFormat.object,
    "places where drones are loaded",
    "给无人机装货的位置",
    leftOut: Phrase("any number of drones is loaded at once", "同时装货的无人机数不限")
  )
  static let object = ObjectFormat([
    PlaceFormat.xIfAny.format, PlaceFormat.yIfAny.format, picking.format, packing.format,
    docks.format,
  ])

  private static func stage(
    _ key: String,
    _ english: String,
    _ chinese: String
  ) -> Field<ObjectReading?> {
    .optionalObject(
      key,
      StageFormat.object,
      english,
      chinese,
      leftOut: Phrase("orders skip it", "订单跳过这一步")
    )
  }

  static func configuration(id: String, warehouse: ObjectReading) -> WarehouseConfiguration {
    WarehouseConfiguration(
      id: id,
      position: Position(warehouse),
      picking: warehouse[picking].map(StageFormat.configuration),
      packing: warehouse[packing].map(StageFormat.configuration),
      docks: warehouse[docks].map { $0[DockFormat.count] }
    )
  }
}

/// `docks` of a warehouse.
enum DockFormat {
  static let count = Field.integer(
    "count",
    in: 1...1000,
    unit: "docks",
    "drones that are loaded at once",
    "可同时装货的无人机数",
    usual: .integer(2)
  )
  static let object = ObjectFormat([count.format])
}

/// One stage of the warehouse.
enum StageFormat {
  static let service = Field.object(
    "service",
    DurationFormat.object,
    "time of one person for one order",
    "一人处理一个订单的时间"
  )
  static let shifts = Field.collection(
    "shifts",
    of: ShiftFormat.object,
    count: 1...100,
    "who works when; shifts that overlap add up",
    "班次；重叠的班次人数相加"
  )
  static let object = ObjectFormat([service.format, shifts.format])

  static func configuration(_ stage: ObjectReading) -> StageConfiguration {
    StageConfiguration(
      service: DurationFormat.model(stage[service]),
      roster: Roster(stage[shifts].map(ShiftFormat.shift))
    )
  }
}

/// An entry of `shifts`.
enum ShiftFormat {
  static let from = Field.timeOfDay(
    "from",
    "when the shift begins",
    "班次开始的时刻",
    usual: "06:00"
  )
  static let to = Field.timeOfDay(
    "to",
    "when it ends; before `from`, it ends on the next day",
    "班次结束的时刻；早于 `from` 则在次日结束",
    usual: "14:00"
  )
  static let people = Field.integer(
    "people",
    in: 0...100_000,
    unit: "people",
    "people on the shift",
    "班次的人数",
    usual: .integer(4)
  )
  static let object = ObjectFormat([from.format, to.format, people.format]) { shift in
    if shift[from] == shift[to] || shift[from] == .days(1) {
      shift.report(
        ParkFault.shiftWithoutLength(
          from: TimeOfDay.text(of: shift[from]),
          to: TimeOfDay.text(of: shift[to])
        ),
        at: to.format.key
      )
    }
  }

  static func shift(id: String, shift: ObjectReading) -> Shift {
    Shift(name: id, start: shift[from], end: shift[to], people: shift[people])
  }
}

/// A distribution of durations.
enum DurationFormat {
  private static let distribution = FieldFormat(
    "distribution",
    Phrase("shape of the distribution", "分布的形状"),
    .word(cases.map(\.word)),
    .required
  )
  private static let word = Field<String>(distribution) { $0.text($1) }
  private static let constant = seconds("seconds", "the duration", "时长", 120)
  private static let mean = Field.number(
    "mean_s",
    in: .from(0.001, through: 1e6),
    unit: "s",
    "mean",
    "平均值",
    usual: .integer(120)
  )
  private static let variation = Field.number(
    "coefficient_of_variation",
    in: .from(0.001, through: 10),
    "standard deviation over mean",
    "标准差除以平均值",
    usual: .double(0.5)
  )
  private static let low = seconds("low_s", "shortest", "最短", 60)
  private static let mode = seconds("mode_s", "most frequent", "最常见", 120)
  private static let high = seconds("high_s", "longest", "最长", 240)

  private static let cases: [ObjectFormat.Case] = [
    .init(Word("constant", "always the same", "总是相同"), [constant.format]),
    .init(Word("exponential", "exponential", "指数分布"), [mean.format]),
    .init(
      Word("uniform", "uniform from low to high", "low 到 high 的均匀分布"),
      [low.format, high.format]
    ),
    .init(
      Word("triangular", "triangular", "三角分布"),
      [low.format, mode.format, high.format]
    ),
    .init(Word("lognormal", "lognormal", "对数正态分布"), [mean.format, variation.format]),
  ]

  static let object = ObjectFormat([], choice: .init(field: distribution, cases: cases)) {
    duration in
    let fields = [low, mode, high].filter { duration.has($0.format.key) }
    let numbers = fields.map { NamedNumber($0.format.key, duration[$0]) }
    let isAscending = zip(numbers, numbers.dropFirst()).allSatisfy { $0.value <= $1.value }
    guard let first = numbers.first, let last = numbers.last else { return }
    if !(isAscending && first.value < last.value) {
      duration.report(ParkFault.notAscending(numbers))
    }
  }

  private static func seconds(
    _ key: String,
    _ english: String,
    _ chinese: String,
    _ usual: Int
  ) -> Field<Double> {
    .number(
      key,
      in: .from(0, through: 1e6),
      unit: "s",
      english,
      chinese,
      usual: .integer(usual)
    )
  }

  static func model(_ duration: ObjectReading) -> DurationModel {
    switch duration[word] {
    case "exponential": .exponential(meanSeconds: duration[mean])
    case "uniform": .uniform(lowSeconds: duration[low], highSeconds: duration[high])
    case "triangular":
      .triangular(
        lowSeconds: duration[low],
        modeSeconds: duration[mode],
        highSeconds: duration[high]
      )
    case "lognormal":
      .lognormal(meanSeconds: duration[mean], coefficientOfVariation: duration[variation])
    default: .constant(seconds: duration[constant])
    }
  }
}
