import DiscreteEvents
import LogisticsPark

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
    "length of a run",
    "一次运行的时长",
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

  static let object = ObjectFormat([kind.format, horizon.format, warmUp.format]) { study in
    if study[warmUp] >= study[horizon] {
      study.report(
        ParkFault.warmUpTooLong(hours: study[warmUp], horizon: study[horizon]),
        at: warmUp.format.key
      )
    }
    if study[kind] == StudyKind.terminating.rawValue, study[warmUp] > 0 {
      study.report(ParkFault.warmUpOfTerminatingStudy, at: warmUp.format.key)
    }
  }

  static func configuration(_ study: ObjectReading) -> StudyConfiguration {
    StudyConfiguration(
      kind: StudyKind(rawValue: study[kind]) ?? .terminating,
      horizon: .hours(study[horizon]),
      warmUp: .hours(study[warmUp])
    )
  }
}
