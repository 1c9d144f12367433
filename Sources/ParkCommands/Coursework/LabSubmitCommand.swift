import ArgumentParser
import Coursework
import ScenarioFiles
import Wording

/// `parksim lab submit`: the file to hand in.
struct LabSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Write the one file to hand in: what your scenario changes, and your answers.",
    discussion: """
      The file carries a digest of what it says, so that an edit is noticed. It holds no results: whoever grades it
      runs the scenario again.

      Example:
        parksim lab submit lab-1
      """
  )

  @Argument(help: "The folder that parksim lab start made.")
  var folder = "."

  @Option(help: "Your id, if lab start was not told it.")
  var student: String?

  @Option(
    help: ArgumentHelp(
      "File to write; submission.json in the folder by default.",
      valueName: "file"
    )
  )
  var out: String?

  @OptionGroup var labs: LabArguments

  func run() throws {
    let place = LabFolder(folder)
    let work = try place.read(labs: labs, student: student)
    if let note = work.note { Terminal.note(note) }
    guard Submission.isName(work.submission.student) else {
      throw CommandError(
        status: .badInput,
        Phrase(
          "nobody has said whose work this is: add --student with your id (letters, digits and . _ @ + -)",
          "尚不知道这是谁的作业：请用 --student 给出你的标识（字母、数字和 . _ @ + -）"
        )
      )
    }
    if !work.ticket.student.isEmpty, work.submission.student != work.ticket.student {
      throw CommandError(
        status: .badInput,
        Phrase(
          "this folder is \(work.ticket.student)'s, with values of its own: begin with one of yours",
          "这个文件夹属于 \(work.ticket.student)，其数值各不相同：请从你自己的文件夹开始"
        )
      )
    }
    let text = work.submission.text(for: work.assignment)
    let path = out ?? place.path + "/" + Submission.name
    try LabFolder.write(Array(text.utf8), to: path)
    let open = work.assignment.questions.filter { work.submission.answers[$0.id] == nil }
    let keys = work.submission.change.changedKeyCount
    Terminal.print(
      Phrase(
        "\(path): written; hand in this file. It changes \(NumberText.count(keys, "key")) and answers "
          + "\(work.assignment.questions.count - open.count) of \(NumberText.count(work.assignment.questions.count, "question"))",
        "\(path)：已写出，请提交这个文件。它改变 \(keys) 个键，回答了 \(work.assignment.questions.count) 个问题中的 "
          + "\(work.assignment.questions.count - open.count) 个"
      ).spoken
    )
    if !open.isEmpty {
      let list = open.map(\.id).joined(separator: ", ")
      Terminal.note(Phrase("note: not answered: \(list)", "注意：没有回答：\(list)").spoken)
    }
  }
}
