import ArgumentParser
import Coursework
import Experiments
import Foundation
import LogisticsPark
import ScenarioFiles
import Wording

/// `parksim grade`: marks of a class.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract:
      "Grade what a class has handed in: marks with reasons, files for course sites, a page.",
    discussion: """
      Every submission is run again, in a process of its own with limits on memory and time; none can keep the others
      from being graded. Points are given by visible and by hidden checks; these lie in instructor/LAB/hidden.json beside
      Scenarios, or are named by --hidden. With the secret that the class's folders were made with, each student is
      judged on values and seeds of their own.

      The folder --out gets class.html, marks.csv, canvas.csv, moodle.csv, junit.xml, grades.json, and for each
      student gradescope/ID/results.json. The class list is a CSV file with a column id, and name, email, canvas_id,
      login and section as far as they are known.

      Examples:
        parksim grade packing-bench submissions
        parksim grade 3 submissions --class class.csv --secret secret.txt --out Results/grades-3
      """
  )

  @Argument(help: "The lab: its number, its name, or the path of its folder, such as ./mylab.")
  var lab: String

  @Argument(help: "Folder of what was handed in, or one file.")
  var submissions: String

  @Option(help: ArgumentHelp("Hidden checks.", valueName: "file"))
  var hidden: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Class list: who is in the class, by id.", valueName: "file")
  )
  var classList: String?

  @OptionGroup var secrets: SecretArguments

  @Option(
    help: ArgumentHelp("Folder for the files; Results/grades-LAB by default.", valueName: "folder")
  )
  var out: String?

  @Flag(help: "Replace files of an earlier grading.")
  var replace = false

  @Option(
    help:
      "Submissions that are judged at the same time; as many as there are processors by default."
  )
  var jobs: Int?

  @Option(help: "Processor time that one submission may take, in seconds.")
  var seconds = 120

  @Option(help: "Memory that one submission may take, in MiB.")
  var memory = 1024

  @Option(
    help: ArgumentHelp(
      "Number of the assignment in Canvas, so that its table goes to it and to no new one.",
      valueName: "number"
    )
  )
  var canvasAssignment: String?

  @Flag(help: "Grade even if most submissions were made with another secret or course.")
  var anyway = false

  @Flag(help: "Print grades.json on standard output too.")
  var json = false

  @OptionGroup var labs: LabArguments

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError(
        "--jobs must be 1 to 1024, got \(jobs)",
        "--jobs 须为 1 到 1024，此处为 \(jobs)"
      )
    }
    guard (1...86_400).contains(seconds) else {
      throw ValidationError(
        "--seconds must be 1 to 86400, got \(seconds)",
        "--seconds 须为 1 到 86400，此处为 \(seconds)"
      )
    }
    guard (128...1_048_576).contains(memory) else {
      throw ValidationError(
        "--memory must be 128 to 1048576, got \(memory)",
        "--memory 须为 128 到 1048576，此处为 \(memory)"
      )
    }
  }

  func run() throws {
    let folder = try labs.folder(of: lab)
    let assignment = try AssignmentFile.load(folder)
    let hiddenPath = hidden ?? LabShelf.hiddenChecks(of: assignment)
    let hiddenChecks = try hiddenPath.map { try AssignmentFile.hidden($0, of: assignment) }
    let secret = try secrets.read()
    let list = try classList.map { try ClassList(try ScenarioFile.text(of: $0)) }
    let place = GradeFolder(out ?? "Results/grades-\(assignment.id)")
    try place.check(replacing: replace)
    let found = try Self.files(of: submissions)
    let handIns = found.files.map { HandedIn($0, in: found.folder, for: assignment) }
    let owners = HandInOwners(handIns, of: list)
    let grading = ClassGrading(
      lab: folder,
      assignment: assignment,
      hidden: hiddenPath,
      secret: secret,
      memory: memory,
      seconds: seconds,
      threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount
    )
    let gradebook = Gradebook(
      assignment: GradedAssignment(
        id: assignment.id,
        title: assignment.title,
        points: assignment.checks.filter { hiddenChecks != nil || !$0.isOpen }.reduce(0) {
          $0 + $1.points
        } + (hiddenChecks?.points ?? 0)
      ),
      grades: try grades(of: owners, assignment, grading, list),
      aside: owners.aside + found.aside,
      notes: notes(assignment, hiddenChecks, secret)
    )
    try place.write(gradebook, canvasAssignment: canvasAssignment)
    if json {
      Terminal.printData(GradesDocument.text(gradebook), end: "")
    } else {
      Terminal.print(GradeText(gradebook: gradebook, folder: place.path).text)
    }
    // Of one file, as a course's site grades it, there are marks or there are none.
    if found.folder.isEmpty, gradebook.grades.allSatisfy({ $0.earned == nil || $0.file.isEmpty }) {
      throw CommandError(status: .checkFailed, Phrase("", ""))
    }
  }

  // MARK: - What was handed in

  private static func files(
    of path: String
  ) throws -> (folder: String, files: [String], aside: [UnassignedHandIn]) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandError(
        status: .badInput,
        Phrase(
          "'\(path)' is not there: name the folder of what was handed in",
          "'\(path)' 不存在：请指定提交文件所在的文件夹"
        )
      )
    }
    guard isFolder.boolValue else { return ("", [path], []) }
    let found = HandInFolder(path)
    let files = found.files.filter { $0.lowercased().hasSuffix(".json") }
    guard !files.isEmpty || !found.aside.isEmpty else {
      throw CommandError(
        status: .badInput,
        Phrase(
          "'\(path)' has no submissions (.json): name another folder",
          "'\(path)' 中没有提交文件（.json）：请指定另一个文件夹"
        )
      )
    }
    let others = found.files.filter { !files.contains($0) } + found.others
    return (
      path, files,
      found.aside.map { UnassignedHandIn(file: $0.name, why: Self.words(of: $0)) }
        + others.sorted().map {
          UnassignedHandIn(
            file: $0,
            why: Phrase("is no submission: it does not end with .json", "不是提交文件：不以 .json 结尾")
          )
        }
    )
  }

  private static func words(of aside: SetAside) -> Phrase {
    if case .unreadable(let why) = aside.reason { why } else { Phrase(same: "") }
  }

  // MARK: - Marks

  private func grades(
    of owners: HandInOwners,
    _ assignment: Assignment,
    _ grading: ClassGrading,
    _ list: ClassList?
  ) throws -> [Grade] {
    let copies = CopyGroups(owners.owned.map { ($0.student.id, $0.handIn) })
    let judged = owners.owned.compactMap { owned -> ClassGrading.Task? in
      guard !owned.isOther, owned.handIn.submission != nil else { return nil }
      return ClassGrading.Task(
        student: owned.student,
        file: owned.handIn.file,
        text: owned.handIn.text
      )
    }
    let others = try otherTickets(owners, assignment, grading.secret)
    note(of: judged.count, assignment)
    let progress = TimedProgress()
    let judgements = grading.judge(judged) { progress.show(share: $0, of: judged.count) }
    progress.clear()
    let results = Dictionary(zip(judged.map(\.student.id), judgements)) { first, _ in first }
    var grades = owners.owned.map { owned -> Grade in
      let student = owned.student
      let file = owned.handIn.file
      if owned.isOther, let inside = owned.handIn.submission?.student {
        return Grade(
          student: student,
          status: .otherName,
          file: file,
          reasons: [
            Phrase(
              "the file is \(student.id)'s by its name, and says \(inside) inside: ask both",
              "文件名属于 \(student.id)，内容却写着 \(inside)：请向两人询问"
            )
          ],
          sameAs: copies.others(of: student.id)
        )
      }
      if case .faulty(let reasons) = owned.handIn.content {
        return Grade(student: student, status: .unreadable, file: file, reasons: reasons)
      }
      let judgement = results[student.id] ?? Judgement()
      return Grade(
        student: student,
        status: judgement.status,
        file: file,
        checks: judgement.checks.filter { !$0.isOpen },
        reasons: judgement.reasons,
        sameAs: copies.others(of: student.id),
        texts: judgement.texts,
        standings: judgement.standings,
        remarks: judgement.remarks + (others.contains(student.id) ? [Self.otherTicket] : [])
      )
    }
    grades += owners.several.map { several in
      Grade(
        student: several.student,
        status: .several,
        file: several.files.joined(separator: ", ")
      )
    }
    let there = Set(grades.map(\.student.id))
    grades += (list?.students ?? []).filter { !there.contains($0.id) }.map {
      Grade(student: $0, status: .missing, file: "")
    }
    return grades
  }

  private static let otherTicket = Phrase(
    "made with another seed or other values than this student's: lab.json was edited, or the folder is another's",
    "所用的种子或数值与该学生的不同：lab.json 被改动过，或使用了他人的文件夹"
  )

  /// Students whose submissions were made with another seed or other values than the secret gives.
  ///
  /// - Throws: ``CommandError`` if these are most of the class: then it is the secret or the course that does not fit, and
  ///   everybody's marks would be wrong.
  private func otherTickets(
    _ owners: HandInOwners,
    _ assignment: Assignment,
    _ secret: CourseSecret?
  ) throws -> Set<String> {
    var (others, known) = (Set<String>(), 0)
    for owned in owners.owned {
      guard let made = owned.handIn.submission?.ticket else { continue }
      let ticket = secrets.ticket(of: owned.student.id, assignment, secret)
      known += 1
      if ticket.fingerprint != made { others.insert(owned.student.id) }
    }
    guard others.count >= 3, 2 * others.count > known, !anyway else { return others }
    throw CommandError(
      status: .badInput,
      Phrase(
        "\(others.count) of \(known) submissions were made with other seeds or values than this secret and course give: "
          + "name those with which the folders were made (--secret, --course); if they are right, add --anyway",
        "\(known) 份提交中有 \(others.count) 份所用的种子或数值与此密钥和课程不符：请给出创建文件夹时所用的（--secret、--course）；若确实无误，请加上 --anyway"
      )
    )
  }

  /// Says what the runs will take, where that is long.
  private func note(of count: Int, _ assignment: Assignment) {
    let run = RunCost(assignment.start.scenario.configuration, telemetry: .none)
    // The start and the answer, on the student's chances and on hidden ones.
    let cost = CommandCost(run, runs: 4 * assignment.replications * count)
    guard cost.isNoteworthy else { return }
    let time = CostText.time(cost.processorSeconds)
    Terminal.note(
      Phrase(
        "note: this will take about \(time.english) of processor time",
        "注意：约需处理器时间 \(time.chinese)"
      ).spoken
    )
  }

  private func notes(
    _ assignment: Assignment,
    _ hidden: HiddenChecks?,
    _ secret: CourseSecret?
  ) -> [Phrase] {
    var notes: [Phrase] = []
    let open = assignment.checks.filter(\.isOpen).reduce(0) { $0 + $1.points }
    let left = assignment.hiddenPoints + open
    if hidden == nil, left > 0 {
      notes.append(
        Phrase(
          "no hidden checks were found: \(MarkText.text(left)) points that need them are left out; name their file with --hidden",
          "没有找到隐藏检查：需要它们的 \(MarkText.text(left)) 分未计入；请用 --hidden 指定文件"
        )
      )
    }
    if secret == nil {
      notes.append(
        Phrase(
          "no secret: all students have the same seeds and values; with --secret each has their own",
          "没有密钥：所有学生的种子和数值相同；用 --secret 则各不相同"
        )
      )
    }
    return notes
  }
}

/// Who has handed in the same as somebody else.
struct CopyGroups {
  private var groups: [String: Set<String>] = [:]

  /// Fewest characters of an answer in words that is not given twice by chance.
  private static let longText = 60

  /// Compares change and answers, and long answers in words by themselves.
  init(_ handIns: [(student: String, handIn: HandedIn)]) {
    var owners: [String: Set<String>] = [:]
    for (student, handIn) in handIns {
      guard let submission = handIn.submission else { continue }
      // Who has done nothing has copied from nobody.
      if let digest = submission.digest { owners[digest, default: []].insert(student) }
      for text in submission.texts where text.count >= Self.longText {
        owners["text " + text, default: []].insert(student)
      }
    }
    for group in owners.values where group.count > 1 {
      for student in group { groups[student, default: []].formUnion(group) }
    }
  }

  /// Others with the same, sorted.
  func others(of student: String) -> [String] {
    (groups[student] ?? []).filter { $0 != student }.sorted()
  }
}
