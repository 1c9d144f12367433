import DiscreteEvents
import LogisticsPark
import Wording

/// An entry of `charging`: a station.
enum StationFormat {
  static let pads = Field.references(
    "pads",
    to: "pads",
    "pads whose drones charge there; where several stations serve a pad, a drone goes to the first with a free charger, "
      + "else to the one with the fewest in line for each charger",
    "哪些起降点的无人机在此充电；若多个充电站服务同一起降点，无人机去第一个有空闲充电桩的站，否则去平均每桩排队最少的站",
    presence: FleetFormat.allPads
  )
  static let transfer = Field.number(
    "transfer_s",
    in: .from(0, through: 3600),
    unit: "s",
    "time from getting a charger until power flows: to move and connect the drone",
    "从得到充电桩到开始充电的时间：移动并连接无人机",
    default: 0
  )
  static let chargers = Field.collection(
    "chargers",
    of: ChargerFormat.object,
    count: 1...20,
    "chargers by kind; whoever is next takes the one with the most power",
    "各种充电桩；排到的无人机用功率最大的"
  )
  static let object = ObjectFormat([
    PlaceFormat.xIfAny.format, PlaceFormat.yIfAny.format, pads.format, transfer.format,
    chargers.format,
  ])

  static func configuration(
    id: String,
    station: ObjectReading,
    pads known: [PadConfiguration]
  ) -> StationConfiguration {
    let named = station.has(pads.format.key) ? station[pads] : []
    let served = named.compactMap { id in known.firstIndex { $0.id == id } }
    return StationConfiguration(
      id: id,
      position: Position(station),
      // One that serves all of them says so however it is written.
      pads: Set(served).count == known.count ? nil : served.sorted(),
      transferTime: .seconds(station[transfer]),
      chargers: station[chargers].map(ChargerFormat.configuration)
    )
  }
}

/// An entry of `chargers`.
enum ChargerFormat {
  static let count = Field.integer(
    "count",
    in: 1...10_000,
    unit: "chargers",
    "number of chargers",
    "充电桩数量",
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
  static let object = ObjectFormat([count.format, session.format, efficiency.format])

  static func configuration(id: String, charger: ObjectReading) -> ChargerConfiguration {
    ChargerConfiguration(
      id: id,
      count: charger[count],
      session: SessionFormat.session(charger[session]),
      efficiency: charger[efficiency]
    )
  }
}

/// `recharge` of a fleet.
enum RechargeFormat {
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
    presence: .derived(Phrase("the target", "目标值")) { recharge, _ in
      recharge["target_state_of_charge"]?.value
    }
  )
  private static let cases: [ObjectFormat.Case] = [
    .init(
      Word("threshold", "whenever the charge is below a threshold", "电量低于阈值就充电"),
      [target.format, start.format]
    )
  ]
  private static let rule = FieldFormat(
    "rule",
    Phrase("when drones charge", "无人机何时充电"),
    .word(cases.map(\.word)),
    .standard(.string("threshold"))
  )
  static let object = ObjectFormat([], choice: .init(field: rule, cases: cases)) { recharge in
    if recharge[start] > recharge[target] {
      recharge.report(
        ParkFault.chargesAboveTarget(start: recharge[start], target: recharge[target]),
        at: start.format.key
      )
    }
  }

  static func configuration(_ recharge: ObjectReading) -> RechargeRule {
    RechargeRule(startBelow: recharge[start], target: recharge[target])
  }
}

/// `session` of a charger.
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
