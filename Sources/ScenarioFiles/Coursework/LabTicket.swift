import Digests
import Wording

/// What a student's folder is for: `lab.json`, which `parksim lab start` writes.
package struct LabTicket: Sendable {
  /// Name of the file in a student's folder.
  package static let name = "lab.json"

  /// Id of the assignment.
  package let assignment: String
  /// Id of the student; empty if nobody has said it.
  package let student: String
  /// Seed of the runs that answers are about.
  package let seed: UInt64
  /// Personal values of the starting scenario as JSON texts, by their names.
  package let personal: [(id: String, text: String)]

  /// Makes a ticket from all its fields.
  package init(
    assignment: String,
    student: String,
    seed: UInt64,
    personal: [(id: String, text: String)]
  ) {
    (self.assignment, self.student) = (assignment, student)
    (self.seed, self.personal) = (seed, personal)
  }

  /// Reads the ticket of a folder.
  ///
  /// - Throws: `ScenarioFaults`.
  package init(_ path: String) throws {
    let faults = FaultCollector()
    let reading = try AssignmentFile.read(path, TicketFormat.object, faults: faults)
    assignment = reading[TicketFormat.assignment]
    student = reading[TicketFormat.student] ?? ""
    seed = UInt64(reading[TicketFormat.seed])
    personal = (reading[TicketFormat.personal]?.members ?? []).compactMap { member in
      guard case .number(let number) = member.value.value else {
        let fault = CourseworkFault.notANumber(member.key)
        faults.report(ScenarioFault(fault, at: member.value.span, pointer: "/personal"))
        return nil
      }
      return (member.key, ECMAScriptNumber.text(of: number.value))
    }
    try faults.throwIfAny()
  }

  /// The file as JSON text that ends with a line feed.
  package var text: String {
    var members: [MadeMember] = [
      ("format", .integer(TicketFormat.current)), ("assignment", .string(assignment)),
    ]
    if !student.isEmpty { members.append(("student", .string(student))) }
    members.append(("seed", .integer(Int(seed))))
    if !personal.isEmpty {
      members.append(
        ("personal", .members(personal.map { ($0.id, .double(Double($0.text) ?? 0)) }))
      )
    }
    return JSONNode.Value.members(members).node.prettyText + "\n"
  }

  /// What tells a ticket from those of other students, courses and secrets: the first 16 digits of a SHA-256.
  package var fingerprint: String {
    let values = personal.sorted { $0.id < $1.id }.map { "\($0.id)=\($0.text)" }
    let text = ([assignment, "\(seed)"] + values).joined(separator: "\n")
    return String(SHA256.hexadecimalDigest(of: Array(text.utf8)).prefix(16))
  }

  /// What the personal values change in the starting scenario, as `--set` takes it.
  package func settings(of assignment: Assignment) -> [String] {
    assignment.personal.compactMap { value in
      personal.first { $0.id == value.id }.map { "\(value.key)=\($0.text)" }
    }
  }
}

/// The format of `lab.json`.
enum TicketFormat {
  static let current = 1
  static let format = Field.integer(
    "format",
    in: current...current,
    "version of the format of this file",
    "本文件的格式版本"
  )
  static let assignment = Field.text(
    "assignment",
    length: 1...64,
    "id of the assignment",
    "作业的标识"
  )
  static let student = Field.optionalText(
    "student",
    length: 1...64,
    "id of the student",
    "学生的标识",
    leftOut: Phrase("not known yet", "尚未给出")
  )
  static let seed = Field.integer(
    "seed",
    in: 0...9_007_199_254_740_991,
    "seed of the runs that answers are about",
    "答案所指的运行的种子"
  )
  static let personal = Field.patch(
    "personal",
    "personal values of the starting scenario, by name",
    "起始场景中的个人值，以名称为键",
    leftOut: Phrase("there are none", "没有")
  )
  static let object = ObjectFormat([
    format.format, assignment.format, student.format, seed.format, personal.format,
  ])
}
