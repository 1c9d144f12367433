import LogisticsPark
package import Wording

/// An entry of `checks`.
enum CheckFormat {
  static let points = Field.number(
    "points",
    in: .from(0, through: 1_000),
    "points that it brings",
    "满足时所得的分数",
    usual: .integer(1)
  )
  static let title = Field.phrase("title", "what is checked", "检查的内容")
  static let hint = Field.optionalPhrase(
    "hint",
    "what a student is told who does not have all its points; not the answer",
    "未得满分的学生所看到的提示，不能给出答案",
    leftOut: Phrase("no hint", "没有提示")
  )

  // MARK: - Numbers from runs

  static let metric = Field.text(
    "metric",
    length: 1...200,
    "a metric, also a quantile or that of a part: lead_time_s.p95@warehouse/main",
    "指标，也可以是分位数或某一部分的指标：lead_time_s.p95@warehouse/main"
  )
  static let goal = Field.text(
    "goal",
    length: 1...200,
    "a metric, >= or <=, and a number, such as on_time_share >= 0.95",
    "指标、>= 或 <=、以及一个数，例如 on_time_share >= 0.95"
  )
  static let atLeast = Field.optionalNumber(
    "at_least",
    in: .from(-1e12, through: 1e12),
    "least that it may be",
    "允许的最小值",
    leftOut: Phrase("no lower bound", "没有下限")
  )
  static let atMost = Field.optionalNumber(
    "at_most",
    in: .from(-1e12, through: 1e12),
    "most that it may be",
    "允许的最大值",
    leftOut: Phrase("no upper bound", "没有上限")
  )
  static let by = Field.number(
    "by",
    in: .from(0, through: 1e12),
    "by how much it must be better, in the metric's unit",
    "必须好多少，以指标的单位计",
    default: 0
  )
  static let of = Field.word(
    "of",
    of: [
      Word("answer", "the scenario as it was handed in", "所提交的场景"),
      Word("start", "the scenario to begin with", "起始场景"),
    ],
    "which scenario is meant",
    "所指的场景",
    default: "answer"
  )
  static let change = Field.patch(
    "change",
    "what is changed in it before it is run; a merge patch (RFC 7396)",
    "运行前对它所作的改动；合并补丁（RFC 7396）",
    leftOut: Phrase("nothing", "不改动")
  )
  static let figure = Field.word(
    "figure",
    of: ClaimedFigure.allCases.map { Word($0.rawValue, $0.meaning.english, $0.meaning.chinese) },
    "which figure of the runs is meant",
    "所指的是运行的哪个数",
    default: ClaimedFigure.mean.rawValue
  )

  // MARK: - Answers

  static let question = Field.text(
    "question",
    length: 1...64,
    "the question whose answer is judged",
    "所判断的是哪个问题的答案"
  )
  static let share = Field.optionalNumber(
    "share",
    in: .from(0, through: 0.5),
    "how far the answer may be off, as a share of the right one; half the points are given up to five times as far",
    "答案与正确值允许的相对误差；在其五倍以内得一半的分",
    leftOut: Phrase("0.01, unless within is there", "0.01，除非写了 within")
  )
  static let within = Field.optionalNumber(
    "within",
    in: .from(0, through: 1e12),
    "how far it may be off, in its unit, in place of a share",
    "允许的绝对误差（以其单位计），代替相对误差",
    leftOut: Phrase("share says it", "由 share 决定")
  )
  static let number = Field.optionalNumber(
    "is",
    in: .from(-1e15, through: 1e15),
    "the right answer, if students may read it here",
    "正确答案（如果允许学生在此读到）",
    leftOut: Phrase("among the answers of the hidden checks", "写在隐藏检查的 answers 中")
  )
  static let choice = Field.optionalText(
    "is",
    length: 1...64,
    "the right choice, if students may read it here",
    "正确的选项（如果允许学生在此读到）",
    leftOut: Phrase("among the answers of the hidden checks", "写在隐藏检查的 answers 中")
  )

  // MARK: - Closed forms

  static let form = Field.word(
    "form",
    of: [
      Word("erlang_c", "several servers and one line, M/M/c", "多服务台排队 M/M/c"),
      Word(
        "machine_repair",
        "machines that fail and are repaired, M/M/c//N",
        "机器维修模型 M/M/c//N"
      ),
    ],
    "the closed form",
    "所用的公式"
  )
  static let theoryFigure = Field.word(
    "figure",
    of: TheoryFigure.allCases.map { Word($0.rawValue, $0.meaning.english, $0.meaning.chinese) },
    "which figure of it is meant",
    "所指的是其中哪个量"
  )
  static let arrivals = factors(
    "arrivals_per_hour",
    "arrivals in an hour, of erlang_c",
    "每小时到达数（erlang_c）"
  )
  static let machines = factors(
    "machines",
    "number of machines, of machine_repair",
    "机器数（machine_repair）"
  )
  static let up = factors(
    "up_s",
    "mean time from a repair to the next, of machine_repair",
    "从一次维修到下一次的平均时间（machine_repair）"
  )
  static let service = factors("service_s", "mean time of service", "平均服务时间")
  static let servers = factors("servers", "number of servers", "服务台数")

  private static func factors(
    _ key: String,
    _ english: String,
    _ chinese: String
  ) -> Field<[String]?> {
    .texts(
      key,
      length: 1...200,
      count: 1...5,
      english + ": the product of these numbers and keys of the scenario",
      chinese + "：所列数值与场景键的乘积",
      leftOut: Phrase("not needed by the form", "公式不需要")
    )
  }

  // MARK: - Keys

  static let key = Field.text(
    "key",
    length: 1...1_000,
    "key of the scenario that holds a number",
    "场景中的数值键"
  )
  static let prices = Field.collection(
    "prices",
    of: PriceFormat.object,
    count: 1...50,
    "what is paid for, by name",
    "所要付费的各项，以名称为键"
  )
  static let mostPaid = Field.number(
    "at_most",
    in: .from(0, through: 1e15),
    "most that may be paid in all",
    "总共最多可付多少"
  )

  private static let cases: [ObjectFormat.Case] = [
    .init(
      Word(
        "goal",
        "the mean of a metric over the replications is at least, or at most, so much",
        "指标在各次重复上的均值不小于或不大于给定值"
      ),
      [goal.format]
    ),
    .init(
      Word(
        "better",
        "the metric is better than that of the starting scenario, on the same chances",
        "在相同的随机数下，指标优于起始场景"
      ),
      [metric.format, by.format]
    ),
    .init(
      Word(
        "claim",
        "a number that was answered is what a run again gives",
        "所答的数与重新运行的结果一致"
      ),
      [
        question.format, metric.format, figure.format, of.format, change.format, share.format,
        within.format,
      ]
    ),
    .init(
      Word("value", "a number that was answered is the right one", "所答的数正确"),
      [question.format, number.format, share.format, within.format]
    ),
    .init(
      Word("choice", "the right choice was answered", "所选正确"),
      [question.format, choice.format]
    ),
    .init(
      Word(
        "theory",
        "a number that was answered is what a closed form gives",
        "所答的数与公式的结果一致"
      ),
      [
        question.format, form.format, theoryFigure.format, arrivals.format, machines.format,
        up.format, service.format, servers.format, of.format, share.format, within.format,
      ]
    ),
    .init(
      Word(
        "key",
        "a key of the scenario is at least, or at most, so much",
        "场景的某个键不小于或不大于给定值"
      ),
      [key.format, atLeast.format, atMost.format]
    ),
    .init(
      Word("budget", "what the scenario has costs no more than this", "场景中各项的总费用不超过给定值"),
      [prices.format, mostPaid.format]
    ),
  ]

  static let kind = FieldFormat(
    "kind",
    Phrase("kind of check", "检查的种类"),
    .word(cases.map(\.word)),
    .required
  )

  static let object = ObjectFormat(
    [points.format, title.format, hint.format],
    choice: .init(field: kind, cases: cases)
  )
}

/// An entry of `prices`.
enum PriceFormat {
  static let each = Field.number(
    "each",
    in: .from(0, through: 1e12),
    "price of one",
    "单价"
  )
  static let object = ObjectFormat([CheckFormat.key.format, each.format])
}

/// Which figure of several runs somebody claims.
package enum ClaimedFigure: String, CaseIterable, Sendable {
  case mean
  case lower
  case upper
  case standardDeviation = "standard_deviation"
  case first
  case least
  case greatest
  case difference
  case differenceLower = "difference_lower"
  case differenceUpper = "difference_upper"

  /// What it is.
  package var meaning: Phrase {
    switch self {
    case .mean: Phrase("mean over the replications", "各次重复的均值")
    case .lower: Phrase("lower end of the 95 % interval of the mean", "均值 95 % 区间的下端")
    case .upper: Phrase("upper end of it", "该区间的上端")
    case .standardDeviation:
      Phrase("standard deviation between replications", "各次重复之间的标准差")
    case .first: Phrase("value of replication 1", "第 1 次重复的值")
    case .least: Phrase("least value of a replication", "各次重复中的最小值")
    case .greatest: Phrase("greatest value of a replication", "各次重复中的最大值")
    case .difference:
      Phrase(
        "mean difference from the starting scenario, by pairs of the same chances",
        "在相同的随机数下，与起始场景之差（成对）的均值"
      )
    case .differenceLower: Phrase("lower end of the 95 % interval of it", "该差 95 % 区间的下端")
    case .differenceUpper: Phrase("upper end of that", "该差区间的上端")
    }
  }

  /// Whether the starting scenario is run beside.
  package var isDifference: Bool {
    switch self {
    case .difference, .differenceLower, .differenceUpper: true
    case .mean, .lower, .upper, .standardDeviation, .first, .least, .greatest: false
    }
  }
}

/// A figure of a closed form.
package enum TheoryFigure: String, CaseIterable, Sendable {
  case wait = "wait_s"
  case waitingShare = "waiting_share"
  case queueLength = "queue_length"
  case utilization
  case busy
  case throughput = "throughput_per_hour"

  /// What it is.
  package var meaning: Phrase {
    switch self {
    case .wait: Phrase("mean time in the line", "平均排队时间")
    case .waitingShare: Phrase("probability of having to wait", "需要等待的概率")
    case .queueLength: Phrase("mean number in the line", "平均队长")
    case .utilization: Phrase("share of the servers at work", "服务台利用率")
    case .busy: Phrase("mean number of servers at work", "平均工作的服务台数")
    case .throughput: Phrase("services completed in an hour", "每小时完成的服务数")
    }
  }
}
