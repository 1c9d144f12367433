import Coursework
import Wording

/// A class whose names, answers and files try whatever a format may stumble over.
enum NastyGradebook {
  /// Words that stand only in what is of hidden checks.
  static let hiddenWords = [
    "HIDDEN-TITLE", "隐藏标题", "HIDDEN-REASON", "隐藏原因", "HIDDEN-TOLD", "隐藏告知", "secret_check",
  ]
  /// Points of the hidden check, as any file would write them; no other number looks like them.
  static let hiddenPoints = "3.25"
  /// All points, from which those of the hidden check would follow.
  static let points = 10.75

  static let assignment = GradedAssignment(
    id: "packing-bench",
    title: Phrase("Packing, \"bench\" & <more>", "打包“台” & <更多>"),
    points: points
  )

  static func check(
    _ id: String,
    _ points: Double,
    _ earned: Double,
    told: String = "told: p95 < 30 & <b>bold</b>"
  ) -> CheckResult {
    CheckResult(
      id: id,
      title: Phrase("Goal \(id), at \"p95\"", "目标 \(id)"),
      isHidden: false,
      points: points,
      earned: earned,
      reason: Phrase("reason-\(id): 1,5 < 2\nsecond line", "原因-\(id)"),
      told: Phrase(told, told)
    )
  }

  static func hidden(_ earned: Double) -> CheckResult {
    CheckResult(
      id: "secret_check",
      title: Phrase("HIDDEN-TITLE", "隐藏标题"),
      isHidden: true,
      points: 3.25,
      earned: earned,
      reason: Phrase("HIDDEN-REASON", "隐藏原因"),
      told: Phrase("HIDDEN-TOLD", "隐藏告知")
    )
  }

  static let standings = [
    Standing(metric: "lead_time_p95_s", value: 1234.5, isLessBetter: true),
    Standing(metric: "throughput_per_h", value: 17, isLessBetter: false),
  ]

  /// Students that there are, one for each status and more.
  static let grades: [Grade] = [
    Grade(
      student: Student(
        id: "s01",
        name: "O'Brien, \"Bob\"\r\nJr.; =1+1",
        email: "bob@x.org",
        canvasID: "1001",
        login: "=cmd|' /C calc'!A0",
        section: "A, 1"
      ),
      status: .graded,
      file: "s01/=evil.json",
      checks: [check("first", 5, 5), check("second", 2.5, 2.5, told: "=told"), hidden(3.25)],
      sameAs: ["s02"],
      texts: [
        ReadAnswer(
          question: Phrase("Why?", "为什么？"),
          answer: "SECRET-ANSWER <script>alert(1)</script>"
        )
      ],
      standings: standings
    ),
    Grade(
      student: Student(
        id: "s02",
        name: "王小明",
        email: "wang@x.org",
        canvasID: "1002",
        login: "wang"
      ),
      status: .graded,
      file: "s02.json",
      checks: [check("first", 5, 1.0 / 3), check("second", 2.5, 0.5), hidden(0)],
      sameAs: ["s01"],
      standings: [Standing(metric: "lead_time_p95_s", value: .nan, isLessBetter: true)],
      remarks: [Phrase("REMARK-DIGEST", "备注")]
    ),
    Grade(
      student: Student(id: "s03", name: "=HYPERLINK(\"http://x\")", canvasID: "1003", login: "+1"),
      status: .forbidden,
      file: "s03.json",
      reasons: [Phrase("/fleet/m100 is not open", "/fleet/m100 未开放")]
    ),
    Grade(
      student: Student(id: "s04", name: "bell\u{7}\u{0}\u{1B}[31m\u{FFFE}", login: "@login"),
      status: .unreadable,
      file: "s04\u{1}.json",
      reasons: [Phrase("no JSON\u{0}\u{7}", "不是 JSON")]
    ),
    Grade(
      student: Student(id: "s05", name: "\t-5+3", email: "-mail@x", section: "＝1"),
      status: .tooLarge,
      file: "s05.json",
      checks: [check("first", 5, 0), check("second", 2.5, 2.5), hidden(0)],
      reasons: [Phrase("400 runs; 100 are allowed", "400 次运行；允许 100 次")]
    ),
    Grade(
      student: Student(id: "s06", name: "Points Possible", canvasID: "1006"),
      status: .notGraded,
      file: "s06.json",
      reasons: [Phrase("ended after 60 s", "60 秒后结束")]
    ),
    Grade(
      student: Student(id: "s07", name: "</script><script>alert(2)</script>", canvasID: "1007"),
      status: .otherName,
      file: "s07.json",
      reasons: [Phrase("the text says s99", "内容为 s99")]
    ),
    Grade(student: Student(id: "s08"), status: .missing, file: ""),
    Grade(student: Student(id: "s12"), status: .several, file: "s12.json, s12-1.json"),
    Grade(
      student: Student(id: "s09", name: "Comma, Con", login: "nologin"),
      status: .graded,
      file: "s09.json"
    ),
    Grade(
      student: Student(id: "-danger", name: "A & B <i>", canvasID: "1010", login: "danger"),
      status: .graded,
      file: "d.json",
      checks: [check("first", 5, 2.5), check("second", 2.5, 0), hidden(1.125)],
      standings: [
        standings[0], Standing(metric: "throughput_per_h", value: 18.25, isLessBetter: false),
      ]
    ),
  ]

  static let book = Gradebook(
    assignment: assignment,
    grades: grades,
    aside: [UnassignedHandIn(file: "stray,\"file\".json", why: Phrase("nobody's", "无主"))],
    notes: [Phrase("NOTE-OF-ALL", "总体说明")]
  )

  /// A class of nobody, of which no check is known.
  static let empty = Gradebook(assignment: assignment, grades: [])

  /// A class in which nobody handed in anything.
  static let idle = Gradebook(assignment: assignment, grades: [grades[7]])

  /// The same as ``book``, told in another order.
  static let turned = Gradebook(
    assignment: assignment,
    grades: grades.reversed(),
    aside: book.aside,
    notes: book.notes
  )

  static let books: [(name: String, book: Gradebook)] = [
    ("nasty", book), ("empty", empty), ("idle", idle),
  ]
}
