import Digests
import Wording

/// What a student hands in: a change of the starting scenario, and answers.
package struct Submission: Sendable {
  /// Name of the file that `parksim lab submit` writes.
  package static let name = "submission.json"
  /// Most bytes of a file that is read.
  package static let byteLimit = 1 << 20

  /// Id of the assignment.
  package let assignment: String
  /// Id of the student.
  package let student: String
  /// Fingerprint of the ticket that it was made with; nil of one that does not say it.
  package let ticket: String?
  /// Merge patch of the starting scenario.
  package let change: JSONNode
  /// StudentAnswers by question.
  package let answers: StudentAnswers
  /// Whether it carries the digest of what it says; if not, somebody has edited it.
  package let isAsMade: Bool

  /// Makes a submission from all its fields.
  package init(
    assignment: String,
    student: String,
    ticket: String? = nil,
    change: JSONNode,
    answers: StudentAnswers
  ) {
    self.ticket = ticket
    (self.assignment, self.student) = (assignment, student)
    (self.change, self.answers) = (change, answers)
    isAsMade = true
  }

  /// Reads what was handed in.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - assignment: What it is for.
  /// - Throws: `ScenarioFaults` with all faults, also if it is for another assignment.
  package init(_ source: SourceText, for assignment: Assignment) throws {
    let faults = FaultCollector()
    let reading = try AssignmentFile.read(source, SubmissionFormat.object, faults: faults)
    self.assignment = reading[SubmissionFormat.assignment]
    student = reading[SubmissionFormat.student]
    ticket = reading[SubmissionFormat.ticket]
    change = reading[SubmissionFormat.change] ?? JSONNode.Value.members([]).node
    if !Self.isName(student) {
      reading.report(CourseworkFault.noStudent(student), at: SubmissionFormat.student.format.key)
    }
    if self.assignment != assignment.id {
      reading.report(
        CourseworkFault.otherAssignment(self.assignment, wanted: assignment.id),
        at: SubmissionFormat.assignment.format.key
      )
      try faults.throwIfAny()
    }
    let key = SubmissionFormat.answers.format.key
    answers =
      reading[SubmissionFormat.answers].map {
        AnswersFile(assignment.questions).read($0, at: "/" + key, faults: faults)
      } ?? [:]
    try faults.throwIfAny()
    let digest = SubmissionFormat.digest.format.key
    isAsMade = reading.node.removing(digest).canonicalDigest == reading[SubmissionFormat.digest]
  }

  /// The file as JSON text that ends with a line feed.
  package func text(for assignment: Assignment) -> String {
    let head: [MadeMember] = [
      ("format", .integer(SubmissionFormat.current)), ("assignment", .string(self.assignment)),
      ("student", .string(student)),
    ]
    let members: [MadeMember] =
      head + (ticket.map { [("ticket", .string($0))] } ?? []) + [
        ("change", change.value),
        ("answers", AnswersFile(assignment.questions).value(answers)),
      ]
    let digest = JSONNode.Value.members(members).node.canonicalDigest
    return JSONNode.Value.members(members + [("digest", .string(digest))]).node.prettyText + "\n"
  }

  /// Digest of change and answers, whoever hands them in.
  package func contentDigest(for assignment: Assignment) -> String {
    JSONNode.Value.members([
      ("change", change.value), ("answers", AnswersFile(assignment.questions).value(answers)),
    ]).node.canonicalDigest
  }

  /// Keys that it changes and the assignment does not open, as a message shows them.
  ///
  /// A change may be wide and deep at once, so that the ways to all its keys take a thousand times the room of
  /// the file: no more are made than are asked for.
  ///
  /// - Parameters:
  ///   - assignment: What opens keys.
  ///   - limit: Most keys that are named.
  /// - Returns: The first keys, long ones cut; empty if there are none.
  package func forbiddenKeys(of assignment: Assignment, atMost limit: Int) -> [String] {
    var found: [String] = []
    change.visitChangedKeys { keys in
      if !assignment.mayChange.contains(where: { $0.opens(keys) }) {
        let shown = keys.prefix(10).map {
          TerminalText.shortened(TerminalText.visible($0))
        }
        found.append((shown + (keys.count > 10 ? ["…"] : [])).joined(separator: "."))
      }
      return found.count < limit
    }
    return found
  }

  /// Whether a text may name a student: letters, digits and a few signs, in any script.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, (1...64).contains(text.unicodeScalars.count) else {
      return false
    }
    let isLetter = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    return isLetter(first)
      && text.unicodeScalars.allSatisfy { isLetter($0) || "._@+-".unicodeScalars.contains($0) }
  }
}

/// The format of a submission.
package enum SubmissionFormat {
  static let current = 1
  static let format = Field.integer(
    "format",
    in: current...current,
    "version of the format of submissions",
    "提交文件的格式版本"
  )
  static let assignment = Field.text(
    "assignment",
    length: 1...64,
    "id of the assignment",
    "作业的标识"
  )
  static let student = Field.text("student", length: 1...64, "id of the student", "学生的标识")
  static let ticket = Field.optionalText(
    "ticket",
    length: 1...64,
    "fingerprint of the seed and values that it was made with",
    "生成时所用种子和数值的指纹",
    leftOut: Phrase("not known", "未知")
  )
  static let change = Field.patch(
    "change",
    "what is changed in the starting scenario; a merge patch (RFC 7396)",
    "对起始场景的改动；合并补丁（RFC 7396）",
    leftOut: Phrase("nothing", "不改动")
  )
  static let answers = Field.patch(
    "answers",
    "answers by question; null where there is none",
    "各问题的答案；没有则为 null",
    leftOut: Phrase("nothing is answered", "没有回答")
  )
  static let digest = Field.text(
    "digest",
    length: 1...64,
    "SHA-256 of the rest in canonical JSON (RFC 8785), by which an edit is noticed",
    "其余内容的规范 JSON（RFC 8785）的 SHA-256，用于发现改动"
  )

  /// The whole file.
  package static let object = ObjectFormat([
    format.format, assignment.format, student.format, ticket.format, change.format, answers.format,
    digest.format,
  ])
}
