import ArgumentParser
import Coursework
import Foundation
import ResultStore
import ScenarioFiles
import Wording

/// `parksim lab start`: a folder to work in.
struct LabStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Make a folder to work on a lab in: the brief, the scenario, the questions.",
    discussion: """
      The folder gets the brief, start.json, a scenario.json of your own that extends it, answers.json with the
      questions, and lab.json, which says whose lab it is. Only scenario.json and answers.json are meant to be edited.

      An instructor makes the folders of a class, each with a seed and values of its own, by --class and --secret; the
      class list is a CSV file with a column id.

      Examples:
        parksim lab start 1 --student anna
        parksim lab start packing-bench --class class.csv --secret secret.txt --to handouts
      """
  )

  @Argument(help: "The lab: its number, its name, or the path of its folder, such as ./mylab.")
  var lab: String

  @Option(help: "Your id, as your instructor knows you.")
  var student: String?

  @Option(help: ArgumentHelp("Folder to make; lab-N by default.", valueName: "folder"))
  var to: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Class list: a folder is made for each student.", valueName: "file")
  )
  var classList: String?

  @OptionGroup var secrets: SecretArguments
  @OptionGroup var labs: LabArguments

  func validate() throws {
    if classList != nil, student != nil {
      throw ValidationError(
        "--class makes the folders of all: leave out --student, or --class",
        "--class 为所有学生创建文件夹：请去掉 --student，或去掉 --class"
      )
    }
    if classList != nil, secrets.secret == nil {
      throw ValidationError(
        "--class needs --secret, from which each student's seed and values follow",
        "--class 需要 --secret，各个学生的种子和数值由它产生"
      )
    }
    if let student, !Submission.isName(student) {
      throw ValidationError(
        "--student takes letters, digits and . _ @ + -, a letter or digit first, got "
          + TerminalText.visible(student),
        "--student 只能用字母、数字和 . _ @ + -，以字母或数字开头，此处为 " + TerminalText.visible(student)
      )
    }
  }

  func run() throws {
    let folder = try labs.folder(of: lab)
    let assignment = try AssignmentFile.load(folder)
    let secret = try secrets.read()
    let place = to ?? "lab-\(assignment.number)"
    guard let classList else {
      try LabFolder(place).make(of: assignment, ticket: ticket(of: student, assignment, secret))
      return Terminal.print(
        Self.nextSteps(
          place,
          assignment,
          try LabTicket(place + "/" + LabTicket.name),
          labs: labs.ownShelf(of: folder)
        )
      )
    }
    let students = try ClassList(try ScenarioFile.text(of: classList)).students
    for student in students {
      let own = LabFolder(place + "/" + student.id)
      try own.make(of: assignment, ticket: ticket(of: student.id, assignment, secret))
    }
    Terminal.print(
      Phrase(
        "\(place): \(students.count) folders, each with a seed and values of its own; hand them out, and keep the secret",
        "\(place)：\(students.count) 个文件夹，各有自己的种子和数值；请分发给学生，并妥善保管密钥"
      ).spoken
    )
  }

  private func ticket(
    of student: String?,
    _ assignment: Assignment,
    _ secret: CourseSecret?
  ) -> LabTicket {
    secrets.ticket(of: student ?? "", assignment, secret)
  }

  /// Values of the starting scenario that are the student's own, a line each.
  private static func values(_ ticket: LabTicket, _ assignment: Assignment) -> Phrase {
    let settings = ticket.settings(of: assignment)
    guard !settings.isEmpty else { return Phrase("", "") }
    let lines = settings.map { "\n  " + $0.replacing("=", with: " = ") }.joined()
    return Phrase("\nyours alone, in start.json:\(lines)", "\n你独有的数值（在 start.json 中）：\(lines)")
  }

  private static func nextSteps(
    _ place: String,
    _ assignment: Assignment,
    _ ticket: LabTicket,
    labs: String?
  ) -> String {
    let folder = RunCommandLine.word(place)
    let shelf = labs.map { " --labs " + RunCommandLine.word($0) } ?? ""
    let points = MarkText.text(assignment.visiblePoints + assignment.hiddenPoints)
    let english = """
      \(place): lab \(assignment.number), \(assignment.title.english); about \(assignment.minutes) min, \(points) points
      your seed: \(ticket.seed)\(Self.values(ticket, assignment).english)
      next:
        cd \(folder)
        read brief.md; edit scenario.json and answers.json
        parksim lab check\(shelf)
        parksim lab submit\(shelf)
      """
    let chinese = """
      \(place)：实验课 \(assignment.number)，\(assignment.title.chinese)；约 \(assignment.minutes) 分钟，共 \(points) 分
      你的种子：\(ticket.seed)\(Self.values(ticket, assignment).chinese)
      接下来：
        cd \(folder)
        阅读 brief.md，编辑 scenario.json 和 answers.json
        parksim lab check\(shelf)
        parksim lab submit\(shelf)
      """
    return Phrase(english, chinese).spoken
  }
}
