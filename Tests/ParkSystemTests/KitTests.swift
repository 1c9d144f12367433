import Foundation
import TestSupport
import Testing

private let isCheckout = FileManager.default.fileExists(
  atPath: ParkSimProcess.root.appendingPathComponent(".git").path
)

/// The archives that are given away hold what their lists name, and nothing that is to stay here.
@Suite(.enabled(if: isCheckout, "the archives are made of committed files"))
struct KitTests {
  /// Stands in every file that must not be given away.
  private static let mark = "stays-with-the-instructor"

  private let folder: TemporaryFolder

  /// A repository with what archives are made of, and with a lab whose secrets lie all around.
  init() throws {
    folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(at: folder.file("Results"), withIntermediateDirectories: true)
    let taken = [
      "Tools", "docs", "Scenarios", "seeds", "Results/README.md", "Results/baselines",
      "CITATION.cff", "CHANGELOG.md", "CONTRIBUTING.md", "instructor",
    ]
    for path in taken {
      let from = ParkSimProcess.root.appendingPathComponent(path)
      try manager.copyItem(at: from, to: folder.file(path))
    }
    for name in ["assignment.json", "start.json", "brief.md", "brief.zh-Hans.md"] {
      try write("Scenarios/coursework/trial/\(name)", "{ \"given\": \"\(name)\" }")
    }
    let kept = [
      "instructor/trial/hidden.json", "instructor/trial/model/answer.json",
      "instructor/trial/wrong-1/answer.json", "Scenarios/coursework/trial/hidden.json",
      "Scenarios/coursework/trial/model.json", "Scenarios/shangrao/solution.json",
      "Scenarios/class/dora.json", "docs/how-to/grading.md", "seeds/secret.txt",
      "Results/day.sqlite", "Tests/KitTests.swift", ".env",
    ]
    for path in kept { try write(path, "{ \"\(Self.mark)\": \"\(path)\" }") }
    _ = try shell("git init --quiet . && git add --all --force")
    _ = try shell(
      "git -c user.name=kit -c user.email=kit@localhost commit --quiet --message 'A kit to try'"
    )
  }

  private func write(_ path: String, _ text: String) throws {
    let file = folder.file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Runs a line of the shell in the repository; what it printed, and the errors.
  private func shell(_ line: String) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "(\(line)) >\(folder.path("out.log")) 2>\(folder.path("err.log"))"]
    process.currentDirectoryURL = folder.url
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus,
      try String(contentsOf: folder.file("out.log"), encoding: .utf8),
      try String(contentsOf: folder.file("err.log"), encoding: .utf8)
    )
  }

  /// Makes an archive of the program beside the tests; its path, or what was wrong.
  private func make(_ kind: String) throws -> (status: Int32, output: String, errors: String) {
    try shell("Tools/make-kit.sh \(kind) '\(ParkSimProcess.executable.path)'")
  }

  /// Unpacks an archive; the files in it, beginning with the folder of the kit.
  private func unpack(_ archive: String) throws -> (kit: URL, files: [String]) {
    let found = try shell("mkdir -p open && tar -xzf \(archive) -C open && ls open")
    let kit = folder.file("open/" + found.output.split(whereSeparator: \.isNewline)[0])
    let all = FileManager.default.enumerator(atPath: kit.path)?.compactMap { $0 as? String } ?? []
    var isFolder: ObjCBool = false
    let files = all.filter {
      FileManager.default.fileExists(atPath: kit.path + "/" + $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    return (kit, files.sorted())
  }

  @Test func studentsGetNothingThatIsToStayHere() throws {
    let made = try make("student-kit")
    try #require(made.status == 0, "\(made.errors)")
    // Somebody may have forgotten to list it.
    #expect(made.errors.contains("not in the archive: Scenarios/coursework/trial/hidden.json"))
    let (kit, files) = try unpack(made.output.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(files.count > 60)
    let lab = files.filter { $0.hasPrefix("Scenarios/coursework/trial/") }
    #expect(
      lab.map { String($0.dropFirst("Scenarios/coursework/trial/".count)) }
        == ["assignment.json", "brief.md", "brief.zh-Hans.md", "start.json"]
    )
    for file in files where file != "bin/parksim" {
      let data = try Data(contentsOf: kit.appendingPathComponent(file))
      #expect(!String(decoding: data, as: UTF8.self).contains(Self.mark), "\(file)")
    }
  }

  /// Titles, ids and answers of the hidden checks that ship, and what model answers say in words.
  private func hiddenTexts() throws -> [String] {
    struct Hidden: Decodable {
      struct Check: Decodable {
        struct Title: Decodable {
          var en: String
          var chinese: String
          enum CodingKeys: String, CodingKey {
            case en
            case chinese = "zh-Hans"
          }
        }
        var title: Title
      }
      var checks: [String: Check]
    }
    let place = ParkSimProcess.root.appendingPathComponent("instructor")
    let labs = try FileManager.default.contentsOfDirectory(atPath: place.path)
      .filter { !$0.hasSuffix(".md") }
    var texts: [String] = []
    for lab in labs {
      let file = place.appendingPathComponent("\(lab)/hidden.json")
      let hidden = try JSONDecoder().decode(Hidden.self, from: Data(contentsOf: file))
      texts += hidden.checks.values.flatMap { [$0.title.en, $0.title.chinese] }
      let answers = place.appendingPathComponent("\(lab)/model/answers.json")
      let model = try JSONSerialization.jsonObject(with: Data(contentsOf: answers))
      texts += ((model as? [String: Any])?.values.compactMap { $0 as? String } ?? [])
        .filter { $0.count > 40 }
    }
    #expect(texts.count > 20)
    return texts
  }

  @Test func nothingOfTheHiddenChecksThatShipIsInTheStudentsArchive() throws {
    let made = try make("student-kit")
    try #require(made.status == 0, "\(made.errors)")
    let (kit, files) = try unpack(made.output.trimmingCharacters(in: .whitespacesAndNewlines))
    let texts = try hiddenTexts()
    for file in files where file != "bin/parksim" {
      let data = try Data(contentsOf: kit.appendingPathComponent(file))
      let content = String(decoding: data, as: UTF8.self)
      for text in texts { #expect(!content.contains(text), "\(file): \(text)") }
    }
  }

  /// The archive for everybody, opened as on a machine of its own.
  @Test func theArchiveStandsByItself() throws {
    let made = try make("dist")
    try #require(made.status == 0, "\(made.errors)")
    let archive = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let first = try Data(contentsOf: folder.file(archive))
    let (kit, files) = try unpack(archive)
    for page in files where page.hasSuffix(".md") && page != "CHANGELOG.md" {
      let text = try String(contentsOf: kit.appendingPathComponent(page), encoding: .utf8)
      for link in text.matches(of: /\]\(([^)#: ]+)(?:#[^)]*)?\)/) {
        let target = kit.appendingPathComponent(page).deletingLastPathComponent()
          .appendingPathComponent(String(link.output.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(link.output.1) of \(page)")
      }
    }
    for page in ["README.md", "README.zh-Hans.md"] {
      let text = try String(contentsOf: kit.appendingPathComponent(page), encoding: .utf8)
      #expect(!text.contains("@"), "\(page) has a name in place of a value")
      let block = try #require(text.firstMatch(of: /```sh\n([^`]+)```/))
      let commands = block.output.1.replacing("\n", with: " && ").dropLast(" && ".count)
      let run = try shell("cd '\(kit.path)' && \(commands) && test -s Results/day.html")
      #expect(run.status == 0, "\(run.errors)")
    }
    // Not even the time at which it was made is in it.
    #expect(try make("dist").status == 0)
    #expect(try Data(contentsOf: folder.file(archive)) == first)
  }

  @Test(
    "What slips into a list is found when the archive is opened",
    arguments: [
      (
        line: "cp instructor/trial/hidden.json Scenarios/coursework/trial/brief.md",
        fault: "contents of"
      ),
      (
        line: "sed 's/{/{\\n /' instructor/trial/model/answer.json >seeds/course.txt",
        fault: "contents of"
      ),
      (line: "echo 'instructor/trial/hidden.json' >>Tools/kit/student.list", fault: "not a place"),
      (line: "echo 'Scenarios/*/*.json' >>Tools/kit/student.list", fault: "a name that tells"),
      (line: "echo 'seeds/*' >>Tools/kit/student.list", fault: "a name that tells"),
      (line: "ln -sf ../../.env Scenarios/class/anna.json", fault: "no regular file"),
      (line: "git rm --quiet seeds/course.txt", fault: "no committed file is seeds/course.txt"),
    ]
  )
  func whatSlipsInIsFound(line: String, fault: String) throws {
    #expect(try shell("\(line) && git add --all").status == 0)
    let made = try make("student-kit")
    #expect(made.status != 0)
    #expect(made.errors.contains(fault), "\(made.errors)")
  }

  /// A scenario or page that is in no list is forgotten or meant for few: then it is named here.
  @Test func everyShippedScenarioAndPageIsInAList() throws {
    let meantForFew = [
      "docs/reference/kernel-interface.txt", "docs/zh-Hans/README.md",
    ]
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "ls-files", "Scenarios", "docs", "seeds"]
    process.currentDirectoryURL = ParkSimProcess.root
    process.standardOutput = output
    try process.run()
    let all = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lists = try ["student", "dist"].map {
      try String(contentsOf: folder.file("Tools/kit/\($0).list"), encoding: .utf8)
    }
    let listed = Set(lists.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) })
    for file in all.split(whereSeparator: \.isNewline).map(String.init)
    where !file.hasPrefix("docs/decisions/") && !file.hasPrefix("Scenarios/coursework/") {
      #expect(listed.contains(file) || meantForFew.contains(file), "\(file)")
    }
  }
}
