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
    if there.contains(LabTicket.name) {
      throw CommandError(
        status: .badInput,
        Phrase(
          "'\(path)' has a lab in it already: go on there (cd \(RunCommandLine.word(path))), or begin another with --to",
          "'\(path)' 中已有实验课：请在那里继续（cd \(RunCommandLine.word(path))），或用 --to 另开一个"
        )
      )
    }
    guard there.isEmpty, !manager.fileExists(atPath: path) || Self.isFolder(path) else {
      throw CommandError(
        status: .badInput,
        Phrase(
          "'\(path)' is there already, and what is in it is left as it is: name another folder with --to",
          "'\(path)' 已经存在，其中的内容保持不变：请用 --to 指定另一个文件夹"
        )
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
        Phrase(
          "the folder '\(path)' can not be made: name another place with --to",
          "无法创建文件夹 '\(path)'：请用 --to 指定另一个位置"
        )
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
      Phrase(
        "the lab in '\(assignment.folder)' has no brief.md",
        "'\(assignment.folder)' 中的实验课没有 brief.md"
      )
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
        Phrase(
          "\(path) can not be written (\(trouble.words.english))",
          "无法写入 \(path)（\(trouble.words.chinese)）"
        )
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
    /// Whether start.json is no longer what the lab begins with.
    let isStartChanged: Bool

    /// What is said first where it is not: numbers of runs of it are none of the lab's.
    var note: String? {
      guard isStartChanged else { return nil }
      return Phrase(
        "note: start.json is no longer the lab's: write changes into scenario.json, and put start.json back as it was "
          + "(parksim lab start with --to makes a fresh one)",
        "注意：start.json 已不是实验课的起始场景：改动应写入 scenario.json，并请恢复 start.json（用 parksim lab start 加 --to 可得到一份新的）"
      ).spoken
    }
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
        Phrase(
          "'\(path)' is no folder of a lab: it has no \(LabTicket.name); name the folder that parksim lab start made",
          "'\(path)' 不是实验课的文件夹：其中没有 \(LabTicket.name)；请指定 parksim lab start 创建的文件夹"
        )
      )
    }
    let ticket = try LabTicket(ticketPath)
    for name in [Self.start, Self.scenario, AnswersFile.name]
    where !FileManager.default.fileExists(atPath: path + "/" + name) {
      throw CommandError(
        status: .badInput,
        Phrase(
          "'\(path)' has no \(name): parksim lab start with --to makes a fresh folder, from which it can be copied",
          "'\(path)' 中没有 \(name)：用 parksim lab start 加 --to 可新建一个文件夹，从中复制"
        )
      )
    }
    let folder = try labs.folder(of: ticket.assignment)
    let plain = try AssignmentFile.load(folder)
    let assignment = try AssignmentFile.load(folder, settings: ticket.settings(of: plain))
    let submission = Submission(
      assignment: assignment.id,
      student: student ?? ticket.student,
      ticket: ticket.fingerprint,
      change: try assignment.start.change(in: path + "/" + Self.scenario, of: path),
      answers: try AnswersFile(assignment.questions).read(path + "/" + AnswersFile.name)
    )
    let forbidden = submission.forbiddenKeys(of: assignment, atMost: 10)
    guard forbidden.isEmpty else { throw Self.changesClosed(forbidden, assignment) }
    return Work(
      assignment: assignment,
      ticket: ticket,
      submission: submission,
      isStartChanged: isStartChanged(from: assignment)
    )
  }

  private func isStartChanged(from assignment: Assignment) -> Bool {
    let file = path + "/" + Self.start
    guard let own = try? ScenarioFile.load(file, within: .folders([path])) else { return true }
    return own.digest != assignment.start.scenario.digest
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
      Phrase(
        "the scenario differs from the lab's start in \(shown); \(way.english); put the others back as they were",
        "场景与起始场景在 \(shown) 上不同；\(way.chinese)；请把其余的键恢复原样"
      )
    )
  }
}
