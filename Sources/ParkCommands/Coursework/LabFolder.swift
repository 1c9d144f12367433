import Coursework
import Foundation
import ResultStore
import ScenarioFiles
import Wording

/// A folder in which a student works on a lab.
struct LabFolder {
  /// The folder.
  let path: String

  /// Names of the files in it that are the student's to edit.
  static let scenario = "scenario.json"
  private static let start = "start.json"
  private static let brief = "brief.md"

  init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  // MARK: - Making

  /// Makes the folder of a lab.
  ///
  /// - Throws: ``CommandError`` if it is there and not empty, or can not be written.
  func make(of assignment: Assignment, ticket: LabTicket) throws {
    let manager = FileManager.default
    let there = (try? manager.contentsOfDirectory(atPath: path)) ?? []
    guard there.isEmpty, !manager.fileExists(atPath: path) || Self.isFolder(path) else {
      throw CommandError(
        status: .badInput,
        message: Phrase(
          "'\(path)' is there already, and what is in it is left as it is: name another folder with --to",
          "'\(path)' 已经存在，其中的内容保持不变：请用 --to 指定另一个文件夹"
        ).spoken
      )
    }
    // Personal values and the language are put in; what else lies beside the assignment goes with it.
    let own = try AssignmentFile.load(
      assignment.folder,
      settings: ticket.settings(of: assignment)
    )
    let language = SpokenLanguage.current
    var files: [(name: String, text: [UInt8])] = try further(of: assignment)
    files += [
      (Self.start, Array((own.start.node.prettyText + "\n").utf8)),
      (Self.scenario, Array("{ \"extends\": \"\(Self.start)\" }\n".utf8)),
      (AnswersFile.name, Array(AnswersFile(assignment.questions).template(in: language).utf8)),
      (LabTicket.name, Array(ticket.text.utf8)),
      (Self.brief, try brief(of: assignment, in: language)),
    ]
    do {
      try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandError(
        status: .storage,
        message: Phrase(
          "the folder '\(path)' can not be made: name another place with --to",
          "无法创建文件夹 '\(path)'：请用 --to 指定另一个位置"
        ).spoken
      )
    }
    for file in files { try Self.write(file.text, to: path + "/" + file.name) }
  }

  private func brief(of assignment: Assignment, in language: Language) throws -> [UInt8] {
    let names = language == .chinese ? ["brief.zh-Hans.md", Self.brief] : [Self.brief]
    for name in names {
      if let source = SourceText(file: assignment.folder + "/" + name) { return source.bytes }
    }
    throw CommandError(
      status: .badInput,
      message: Phrase(
        "the lab in '\(assignment.folder)' has no brief.md",
        "'\(assignment.folder)' 中的实验课没有 brief.md"
      ).spoken
    )
  }

  /// Files of the lab beside those that are made, such as tables.
  private func further(of assignment: Assignment) throws -> [(name: String, text: [UInt8])] {
    let known: Set<String> = [
      AssignmentFile.name, Self.start, Self.brief, "brief.zh-Hans.md", Self.scenario,
      AnswersFile.name, LabTicket.name,
      // It lies elsewhere; who has put it here by mistake hands it to nobody.
      LabShelf.hiddenName,
    ]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: assignment.folder)) ?? []
    return names.sorted().filter { !known.contains($0) && !$0.hasPrefix(".") }.compactMap { name in
      SourceText(file: assignment.folder + "/" + name).map { (name, $0.bytes) }
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try WholeFile.replace(path, with: bytes)
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(
        status: .storage,
        message: Phrase(
          "\(path) can not be written (\(trouble.message))",
          "无法写入 \(path)（\(trouble.message)）"
        ).spoken
      )
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  // MARK: - Reading

  /// What a student has done so far.
  struct Work {
    /// The assignment, with the student's values.
    let assignment: Assignment
    /// Whose lab it is.
    let ticket: LabTicket
    /// Change and answers.
    let submission: Submission
  }

  /// Reads the folder.
  ///
  /// - Parameters:
  ///   - labs: Where labs lie.
  ///   - student: Id in place of the ticket's; nil for that one.
  /// - Returns: The work.
  /// - Throws: `ScenarioFaults`; ``CommandError`` if it is no lab's folder, or keys are changed that may not be.
  func read(labs: LabArguments, student: String? = nil) throws -> Work {
    let ticketPath = path + "/" + LabTicket.name
    guard FileManager.default.fileExists(atPath: ticketPath) else {
      throw CommandError(
        status: .badInput,
        message: Phrase(
          "'\(path)' is no folder of a lab: it has no \(LabTicket.name); name the folder that parksim lab start made",
          "'\(path)' 不是实验课的文件夹：其中没有 \(LabTicket.name)；请指定 parksim lab start 创建的文件夹"
        ).spoken
      )
    }
    let ticket = try LabTicket(ticketPath)
    let folder = try labs.folder(of: ticket.assignment)
    let plain = try AssignmentFile.load(folder)
    let assignment = try AssignmentFile.load(folder, settings: ticket.settings(of: plain))
    let submission = Submission(
      assignment: assignment.id,
      student: student ?? ticket.student,
      change: try assignment.start.change(in: path + "/" + Self.scenario, of: path),
      answers: try AnswersFile(assignment.questions).read(path + "/" + AnswersFile.name)
    )
    let forbidden = submission.forbiddenKeys(of: assignment, atMost: 10)
    guard forbidden.isEmpty else { throw Self.changesClosed(forbidden, assignment) }
    return Work(assignment: assignment, ticket: ticket, submission: submission)
  }

  private static func changesClosed(_ keys: [String], _ assignment: Assignment) -> CommandError {
    let shown = keys.joined(separator: ", ")
    let open = assignment.mayChange.map(\.text).joined(separator: ", ")
    let way =
      open.isEmpty
      ? Phrase("no key may be changed", "不允许改变任何键")
      : Phrase("these may be changed: \(open)", "允许改变的键：\(open)")
    return CommandError(
      status: .badInput,
      message: Phrase(
        "the scenario differs from the lab's start in \(shown); \(way.english); put the others back as they were",
        "场景与起始场景在 \(shown) 上不同；\(way.chinese)；请把其余的键恢复原样"
      ).spoken
    )
  }
}
