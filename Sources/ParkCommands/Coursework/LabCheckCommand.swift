import ArgumentParser
import Coursework
import ScenarioFiles
import Wording

/// `parksim lab check`: the checks that students see.
struct LabCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run the checks that you can see on your scenario and answers.",
    discussion: """
      Nothing is handed in, and it can be done as often as you like. Checks that are hidden run when the lab is graded,
      on days that nobody has seen. Exit code 0 if all visible checks have full points, 1 if not.

      Example:
        parksim lab check lab-1
      """
  )

  @Argument(help: "The folder that parksim lab start made.")
  var folder = "."

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  @OptionGroup var labs: LabArguments

  func run() throws {
    let work = try LabFolder(folder).read(labs: labs)
    if let note = work.note { Terminal.note(note) }
    let judgement = Judge(work.assignment, seed: work.ticket.seed).judge(work.submission)
    json
      ? Terminal.printData(LabCheckText.json(judgement))
      : Terminal.print(LabCheckText(work: work, judgement: judgement).text)
    let isFull =
      judgement.status == .graded
      && judgement.checks.allSatisfy { $0.isOpen || $0.outcome == .full }
    if !isFull { throw CommandError(status: .checkFailed, Phrase("", "")) }
  }
}

/// What the visible checks came to, for the student.
struct LabCheckText {
  let work: LabFolder.Work
  let judgement: Judgement

  var text: String {
    let lab = work.assignment
    let student = work.submission.student
    let whose = Phrase(
      student.isEmpty ? "" : ", \(student)",
      student.isEmpty ? "" : "，\(student)"
    )
    let head = Phrase(
      "lab \(lab.number), \(lab.title.english)\(whose.english), seed \(work.ticket.seed)",
      "实验课 \(lab.number)，\(lab.title.chinese)\(whose.chinese)，种子 \(work.ticket.seed)"
    )
    let reasons = judgement.reasons.map { "  " + $0.spoken }
    let checks = judgement.checks.flatMap { check in
      [
        "  \(check.isOpen ? "-" : Self.points(check.earned)) / \(Self.points(check.points))  \(check.title.spoken)",
        "         \(check.told.spoken)",
      ]
    }
    return ([head.spoken] + reasons + checks + [total.spoken] + open + later)
      .joined(separator: "\n")
  }

  private var total: Phrase {
    let lab = work.assignment
    let judged = judgement.checks.filter { !$0.isOpen }
    let earned = Self.points(judgement.earned)
    let all = Self.points(judged.reduce(0) { $0 + $1.points })
    let open = judgement.checks.filter(\.isOpen).reduce(0) { $0 + $1.points }
    let isFull = judged.allSatisfy { $0.outcome == .full }
    let hidden = Self.points(lab.hiddenPoints)
    let later =
      open > 0
      ? Phrase(
        "; \(Self.points(open)) more for answers that are judged when the lab is graded",
        "；另有 \(Self.points(open)) 分的答案在评分时判断"
      ) : Phrase("", "")
    let rest =
      lab.hiddenPoints > 0
      ? Phrase(
        "; hidden checks bring \(hidden) more: they run when the lab is graded, on days that nobody has seen",
        "；隐藏检查另有 \(hidden) 分：评分时在谁也没见过的日子上运行"
      ) : Phrase("", "")
    let words =
      isFull
      ? Phrase(
        "all checks that are judged here hold: \(earned) of \(all) points",
        "此处判断的检查全部通过：\(earned) / \(all) 分"
      )
      : Phrase(
        "\(earned) of \(all) points of the checks that are judged here",
        "此处判断的检查得 \(earned) / \(all) 分"
      )
    return words.followed(by: later.english + rest.english, later.chinese + rest.chinese)
  }

  /// Questions without an answer.
  private var open: [String] {
    let open = work.assignment.questions.map(\.id).filter { work.submission.answers[$0] == nil }
    guard !open.isEmpty else { return [] }
    let list = open.joined(separator: ", ")
    return [
      Phrase(
        "not answered yet in \(AnswersFile.name): \(list)",
        "\(AnswersFile.name) 中尚未回答：\(list)"
      ).spoken
    ]
  }

  /// Answers that no check here looks at.
  private var later: [String] {
    let asked = Set(work.assignment.checks.compactMap(\.question))
    let later = work.assignment.questions.filter { question in
      if case .text = question.kind { return false }
      return !asked.contains(question.id) && work.submission.answers[question.id] != nil
    }.map(\.id)
    guard !later.isEmpty else { return [] }
    let list = later.joined(separator: ", ")
    return [
      Phrase(
        "looked at only when the lab is graded: \(list)",
        "评分时才会查看：\(list)"
      ).spoken
    ]
  }

  private static func points(_ points: Double) -> String { MarkText.text(points) }

  static func json(_ judgement: Judgement) -> String {
    JSONNode.Value.members([
      ("status", .string(judgement.status.rawValue)), ("earned", .double(judgement.earned)),
      (
        "checks",
        .list(
          judgement.checks.map { check in
            .members([
              ("id", .string(check.id)), ("title", .string(check.title.english)),
              ("points", .double(check.points)),
              ("earned", check.isOpen ? .null : .double(check.earned)),
              ("told", .string(check.told.english)),
            ])
          }
        )
      ),
    ]).node.prettyText
  }
}
