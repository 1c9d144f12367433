import DiscreteEvents
import LogisticsPark
import Wording

/// `study`.
enum StudyFormat {
  static let kind = Field.word(
    "kind",
    of: [
      Word(
        StudyKind.terminating.rawValue,
        "from stated initial conditions to a natural end, such as a day",
        "从给定的初始条件到自然结束，例如一天"
      ),
      Word(
        StudyKind.steadyState.rawValue,
        "the long run, after a warm-up that is cut off",
        "去掉预热期之后的长期运行"
      ),
    ],
    "kind of study",
    "研究的种类",
    default: StudyKind.terminating.rawValue
  )
  static let horizon = Field.number(
    "horizon_h",
    in: .from(0.001, through: 1_000_000),
    unit: "h",
    "what is studied: orders come, and averages over time are taken, until then",
    "研究的时长：订单到此为止，时间平均也只计到此",
    usual: .integer(24)
  )
  static let warmUp = Field.number(
    "warm_up_h",
    in: .from(0, through: 1_000_000),
    unit: "h",
    "start of the run that no statistic counts; only in a steady-state study",
    "不计入统计的开头时段；仅用于稳态研究",
    default: 0
  )

  static let drain = Field.optionalNumber(
    "drain_h",
    in: .from(0, through: 1_000_000),
    unit: "h",
    "time after the horizon in which no order comes and those that are open are finished; only in a "
      + "terminating study",
    "时长结束后的收尾时间：不再来订单，只处理未完成的订单；仅用于终止型研究",
    leftOut: Phrase("the run ends at the horizon", "运行在时长结束时终止")
  )
  static let ordersFrom = Field.optionalNumber(
    "orders_from_h",
    in: .from(0, through: 1_000_000),
    unit: "h",
    "hours from the start of the run; orders created before do not count in lead times, waits and "
      + "on_time_share; only in a terminating study",
    "从运行开始算起的小时数；在此之前产生的订单不计入用时、等待和 on_time_share；仅用于终止型研究",
    leftOut: Phrase("orders count from the start, or after the warm-up", "从开始或预热之后的订单都计入")
  )
  static let ordersUntil = Field.optionalNumber(
    "orders_until_h",
    in: .from(0, through: 1_000_000),
    unit: "h",
    "hours from the start of the run; orders created from then on do not count in lead times, waits and "
      + "on_time_share",
    "从运行开始算起的小时数；从此时起产生的订单不计入用时、等待和 on_time_share",
    leftOut: Phrase("orders count to the end", "订单一直计到最后"),
    usual: .integer(24)
  )

  static let object = ObjectFormat([
    kind.format, horizon.format, warmUp.format, drain.format, ordersFrom.format,
    ordersUntil.format,
  ]) { study in
    if study[warmUp] >= study[horizon] {
      study.report(
        ParkFault.warmUpTooLong(hours: study[warmUp], horizon: study[horizon]),
        at: warmUp.format.key
      )
    }
    if study[kind] == StudyKind.terminating.rawValue, study[warmUp] > 0 {
      study.report(ParkFault.warmUpOfTerminatingStudy, at: warmUp.format.key)
    }
    checkOrders(study)
  }

  /// Whether any order can count, and the kind of study goes with what is said of orders.
  private static func checkOrders(_ study: ObjectReading) {
    if study[kind] == StudyKind.steadyState.rawValue {
      if study[drain] ?? 0 > 0 {
        study.report(ParkFault.drainOfSteadyState, at: drain.format.key)
      }
      if study[ordersFrom] ?? 0 > 0 {
        study.report(ParkFault.ordersFromOfSteadyState, at: ordersFrom.format.key)
      }
    }
    let start = max(study[ordersFrom] ?? 0, study[warmUp])
    let hours = { (hours: Double) in SimulationTime.hours(hours) }
    if let from = study[ordersFrom], hours(from) >= hours(study[horizon]) {
      study.report(
        ParkFault.noOrderCounts(from: from, until: study[horizon]),
        at: ordersFrom.format.key
      )
    } else if let end = study[ordersUntil], hours(start) >= hours(end) {
      study.report(
        ParkFault.noOrderCounts(from: start, until: end),
        at: ordersUntil.format.key
      )
    }
  }

  static func configuration(_ study: ObjectReading) -> StudyConfiguration {
    StudyConfiguration(
      kind: StudyKind(rawValue: study[kind]) ?? .terminating,
      horizon: .hours(study[horizon]),
      warmUp: .hours(study[warmUp]),
      drain: .hours(study[drain] ?? 0),
      ordersFrom: study[ordersFrom].map { .hours($0) },
      ordersUntil: study[ordersUntil].map { .hours($0) }
    )
  }
}
