import Wording

/// The format of `assignment.json`: what a lab asks, opens and rewards.
package enum AssignmentFormat {
  /// The format that this version reads.
  package static let current = 1

  static let format = Field.integer(
    "format",
    in: current...current,
    "version of the format of assignments",
    "作业文件的格式版本"
  )
  static let schema = Field.optionalText(
    "$schema",
    length: 1...1000,
    "where an editor finds the JSON Schema of this file",
    "编辑器所用 JSON Schema 的位置",
    leftOut: Phrase("none", "无")
  )
  static let number = Field.integer(
    "number",
    in: 1...99,
    "number of the lab, by which it may be named",
    "实验课的编号，可用它来指称"
  )
  static let title = Field.phrase("title", "title of the lab", "实验课的标题")
  static let minutes = Field.integer(
    "minutes",
    in: 5...600,
    unit: "min",
    "time that it takes",
    "所需时间"
  )
  static let scenario = Field.text(
    "scenario",
    length: 1...200,
    "the scenario that students begin with, a file of the lab's folder",
    "学生所用的起始场景，是实验课文件夹中的文件"
  )
  static let mayChange = Field.texts(
    "may_change",
    length: 1...1_000,
    count: 0...100,
    "keys of the scenario that may be changed; * stands for one part of a key, and a key opens all below it",
    "允许改变的场景键；* 代表键的一段，一个键也包括它下面的所有键",
    leftOut: Phrase("none: only answers are handed in", "无：只提交答案")
  )
  static let replications = Field.integer(
    "replications",
    in: 5...1_000,
    "replications of the runs behind visible checks, and that the brief asks for",
    "可见检查所用运行的重复次数，也是实验指导所要求的次数",
    default: 30
  )
  static let seed = Field.integer(
    "seed",
    in: 0...9_007_199_254_740_991,
    "seed of those runs where students have none of their own",
    "学生没有各自种子时所用的种子",
    default: 1
  )
  static let mostWork = Field.integer(
    "most_work",
    in: 1...1_000,
    "how many times the orders and events of the starting scenario a changed one may take",
    "改变后的场景的订单数和事件数最多是起始场景的多少倍",
    default: 20
  )
  static let personal = Field.collection(
    "personal",
    of: PersonalFormat.object,
    count: 0...20,
    "values of the starting scenario that each student has of their own, drawn with the course's secret",
    "起始场景中每个学生各不相同的值，用课程密钥抽取",
    leftOut: Phrase("all have the same scenario", "所有人的场景相同")
  )
  static let questions = Field.collection(
    "questions",
    of: QuestionFormat.object,
    count: 0...100,
    "what is asked, in the order of the names",
    "所提的问题，按名称排序",
    leftOut: Phrase("nothing is asked", "没有问题")
  )
  static let checks = Field.collection(
    "checks",
    of: CheckFormat.object,
    count: 1...100,
    "what brings points, in the order of the names",
    "得分的依据，按名称排序"
  )

  static let leaderboard = Field.optionalText(
    "leaderboard",
    length: 1...200,
    "the metric by which a class is ranked on the page that is projected",
    "投影页面上对全班排名所用的指标",
    leftOut: Phrase("nobody is ranked", "不排名")
  )
  static let hiddenPoints = Field.number(
    "hidden_points",
    in: .from(0, through: 1_000),
    "points of checks that students do not see",
    "学生看不到的检查的分数",
    default: 0
  )

  /// The whole file.
  package static let object = ObjectFormat([
    format.format, schema.format, number.format, title.format, minutes.format, scenario.format,
    mayChange.format, replications.format, seed.format, mostWork.format, personal.format,
    questions.format, checks.format, hiddenPoints.format, leaderboard.format,
  ])
}

/// The format of `hidden.json`: what is asked of a submission on days that nobody has seen.
package enum HiddenChecksFormat {
  static let seed = Field.integer(
    "seed",
    in: 0...9_007_199_254_740_991,
    "seed of the runs where the course has no secret",
    "课程没有密钥时运行所用的种子"
  )
  static let replications = Field.integer(
    "replications",
    in: 5...1_000,
    "replications of these runs",
    "这些运行的重复次数",
    default: 30
  )

  static let answers = Field.patch(
    "answers",
    "right answers to visible checks that have no \"is\", by the id of the check: a number or the id of a choice",
    "没有 \"is\" 的可见检查的正确答案，以检查的标识为键：一个数，或选项的标识",
    leftOut: Phrase("all visible checks say theirs", "可见的检查都写明了答案")
  )

  /// The whole file.
  package static let object = ObjectFormat([
    AssignmentFormat.format.format, AssignmentFormat.schema.format, seed.format,
    replications.format, answers.format, AssignmentFormat.checks.format,
  ])
}

/// An entry of `personal`.
enum PersonalFormat {
  static let key = Field.text(
    "key",
    length: 1...1_000,
    "key of the starting scenario that holds a number",
    "起始场景中的数值键"
  )
  static let from = Field.number(
    "from",
    in: .from(-1e12, through: 1e12),
    "smallest value",
    "最小值"
  )
  static let through = Field.number(
    "through",
    in: .from(-1e12, through: 1e12),
    "largest value",
    "最大值"
  )
  static let step = Field.number(
    "step",
    in: .above(0, through: 1e12),
    "distance from one value to the next",
    "相邻两值之差"
  )
  static let object = ObjectFormat([
    key.format, from.format, through.format, step.format,
  ]) { entry in
    let steps = (entry[through] - entry[from]) / entry[step]
    if steps < 1 || steps > 10_000 {
      entry.report(CourseworkFault.stepsOfPersonal(least: 1, most: 10_000), at: step.format.key)
    }
  }
}

/// An entry of `questions`.
enum QuestionFormat {
  static let ask = Field.phrase("ask", "the question", "问题")
  static let unit = Field.optionalText(
    "unit",
    length: 1...40,
    "unit of the number",
    "数值的单位",
    leftOut: Phrase("a pure number", "无单位")
  )
  static let choices = Field.collection(
    "choices",
    of: TextFormat.object,
    count: 2...20,
    "what can be chosen",
    "选项"
  )
  private static let cases: [ObjectFormat.Case] = [
    .init(Word("number", "the answer is a number", "答案是一个数"), [unit.format]),
    .init(Word("choice", "the answer is one of several", "答案是若干选项之一"), [choices.format]),
    .init(
      Word("text", "the answer is in words, which a person reads", "答案是文字，由人阅读"),
      []
    ),
  ]
  static let kind = FieldFormat(
    "kind",
    Phrase("kind of answer", "答案的种类"),
    .word(cases.map(\.word)),
    .standard(.string("number"))
  )
  static let object = ObjectFormat([ask.format], choice: .init(field: kind, cases: cases))
}
