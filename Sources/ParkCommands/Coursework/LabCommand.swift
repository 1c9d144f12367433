import ArgumentParser
import Coursework
import Foundation
import ScenarioFiles
import Wording

/// `parksim lab`: labs of the course, from the start to what is handed in.
struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Work on a lab: begin it, check your answers, make the file to hand in.",
    discussion: """
      Examples:
        parksim lab list
        parksim lab start 1 --student anna
        parksim lab check lab-1
        parksim lab submit lab-1
      """,
    subcommands: [
      LabListCommand.self, LabStartCommand.self, LabCheckCommand.self, LabSubmitCommand.self,
    ]
  )
}

/// Where labs lie.
struct LabArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder of the labs; by default Scenarios/coursework in this folder, one above it, or beside the program.",
      valueName: "folder"
    )
  )
  var labs: String?

  /// The labs.
  ///
  /// - Throws: ``CommandError`` if there are none.
  func shelf() throws -> LabShelf {
    if let labs {
      let shelf = LabShelf(labs)
      guard !shelf.folders.isEmpty else { throw Self.noLabs(in: labs) }
      return shelf
    }
    let places = [FileManager.default.currentDirectoryPath, ProgramPlace.folder]
    guard let shelf = LabShelf(lookingFrom: places) else {
      throw Self.noLabs(in: LabShelf.usualPlace)
    }
    return shelf
  }

  /// The folder of labs that commands have to be told of, since they would not find the lab otherwise; nil if they do.
  func ownShelf(of lab: String) -> String? {
    let places = [FileManager.default.currentDirectoryPath, ProgramPlace.folder]
    let place = { (path: String) in
      URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
    let own = URL(fileURLWithPath: lab).standardizedFileURL.deletingLastPathComponent().path
    let isUsual = LabShelf(lookingFrom: places).map { place($0.folder) == place(own) } ?? false
    return isUsual ? nil : own
  }

  private static func noLabs(in folder: String) -> CommandError {
    CommandError(
      status: .badInput,
      Phrase(
        "there are no labs in '\(folder)': name their folder with --labs",
        "'\(folder)' 中没有实验课：请用 --labs 指定它们所在的文件夹"
      )
    )
  }

  /// The folder of a lab that is named by number, id or path.
  ///
  /// - Throws: ``CommandError`` if there is none, `ScenarioFaults` of faulty labs.
  func folder(of name: String) throws -> String {
    let isPath = name.contains("/") || name == "." || name == ".."
    if isPath, FileManager.default.fileExists(atPath: name + "/" + AssignmentFile.name) {
      return name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    }
    // A name is one of the labs', whatever folder of that name lies here: it may have been handed in.
    let shelf = try shelf()
    if let folder = try shelf.folder(of: name) { return folder }
    let known = try shelf.all().map { "\($0.number) (\($0.id))" }.joined(separator: ", ")
    throw CommandError(
      status: .badInput,
      Phrase(
        "there is no lab '\(name)': the labs are \(known); those of another folder need --labs, and the path of a lab's own folder has a slash, as in ./mylab",
        "没有实验课 '\(name)'：现有 \(known)；其他文件夹中的需用 --labs 指定，某一课自己的文件夹要写成带斜线的路径，例如 ./mylab"
      )
    )
  }
}

/// What a lab needs beside an assignment that can be read.
enum LabSoundness {
  /// Looks at briefs, numbers and hidden checks, before anything is handed out.
  ///
  /// - Throws: ``CommandError``, or `ScenarioFaults` of hidden checks.
  static func check(_ labs: [Assignment]) throws {
    var owners: [Int: String] = [:]
    for lab in labs {
      if let other = owners.updateValue(lab.id, forKey: lab.number) {
        throw CommandError(
          status: .badInput,
          Phrase(
            "the labs '\(other)' and '\(lab.id)' both have the number \(lab.number): change one",
            "实验课 '\(other)' 与 '\(lab.id)' 的编号都是 \(lab.number)：请改其中之一"
          )
        )
      }
      guard FileManager.default.fileExists(atPath: lab.folder + "/brief.md") else {
        throw CommandError(
          status: .badInput,
          Phrase(
            "the lab in '\(lab.folder)' has no brief.md",
            "'\(lab.folder)' 中的实验课没有 brief.md"
          )
        )
      }
      if let hidden = LabShelf.hiddenChecks(of: lab) {
        _ = try AssignmentFile.hidden(hidden, of: lab)
      }
    }
  }
}

/// Where this program lies.
enum ProgramPlace {
  /// The path of the program, links resolved.
  static var path: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }

  /// Its folder.
  static var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
}

/// `parksim lab list`.
struct LabListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the labs with the time that they take and the points that they bring.",
    discussion: """
      Example:
        parksim lab list
      """
  )

  @OptionGroup var labs: LabArguments

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let all = try labs.shelf().all()
    try LabSoundness.check(all)
    if json { return Terminal.printData(Self.json(all)) }
    var table = TextTable([
      (Phrase("lab", "编号").spoken, .right), (Phrase("name", "名称").spoken, .left),
      (Phrase("minutes", "分钟").spoken, .right), (Phrase("points", "分数").spoken, .right),
      (Phrase("title", "标题").spoken, .left),
    ])
    for lab in all {
      table.add([
        "\(lab.number)", lab.id, "\(lab.minutes)",
        MarkText.text(lab.visiblePoints + lab.hiddenPoints), lab.title.spoken,
      ])
    }
    Terminal.print(table.text)
    Terminal.print(Phrase("begin one: parksim lab start 1", "开始其中之一：parksim lab start 1").spoken)
  }

  private static func json(_ labs: [Assignment]) -> String {
    JSONNode.Value.members([
      (
        "labs",
        .list(
          labs.map { lab in
            .members([
              ("number", .integer(lab.number)), ("id", .string(lab.id)),
              ("title", .string(lab.title.english)), ("minutes", .integer(lab.minutes)),
              ("points", .double(lab.visiblePoints + lab.hiddenPoints)),
              ("hidden_points", .double(lab.hiddenPoints)),
            ])
          }
        )
      )
    ]).node.prettyText
  }
}
