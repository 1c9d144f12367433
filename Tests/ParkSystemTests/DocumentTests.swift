import Foundation
import ResultStore
import TestSupport
import Testing

/// What people read is true: commands shown are run, keys listed are those that are read.
struct DocumentTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(at: folder.file("Results"), withIntermediateDirectories: true)
    for path in ["Scenarios", "Results/baselines"] {
      try manager.createSymbolicLink(
        at: folder.file(path),
        withDestinationURL: ParkSimProcess.root.appendingPathComponent(path)
      )
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: ParkSimProcess.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Lines of a document that begin with `parksim`, without comments.
  private func commands(in path: String) throws -> [[String]] {
    try text(path).split(whereSeparator: \.isNewline)
      .map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("parksim ") }
      .map { Array(words(of: $0).dropFirst()) }
  }

  /// Words of a command as a shell splits them: double quotes keep spaces, `#` begins a comment.
  private func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in line {
      switch character {
      case "\"":
        isQuoted.toggle()
        word = word ?? ""
      case "#" where !isQuoted && word == nil: return words
      case " " where !isQuoted:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// Runs a command to its end; a server, which has none, until it has shown its first page.
  private func run(
    _ command: [String]
  ) throws -> (status: Int32, output: String, errors: String) {
    #if Server
    if command[0] == "serve" {
      let server = try ServingProcess(command, in: folder.url)
      #expect(try server.get("/").status == 200)
      return (server.end(by: SIGTERM), "", "")
    }
    #endif
    let result = try ParkSimProcess.run(command, in: folder.url)
    // Without its server the program says how to build it.
    let isWithoutServer = command[0] == "serve" && result.errors.contains("--traits Server")
    return (isWithoutServer ? 0 : result.status, result.output, result.errors)
  }

  @Test func everyCommandOfTheReadmeRuns() throws {
    let commands = try commands(in: "README.md")
    #expect(commands.count >= 6)
    // What `make run` has done.
    let first = ["run", "Scenarios/shangrao/day.json", "--out", "Results/day.sqlite"]
    try #require(try ParkSimProcess.run(first, in: folder.url).status == 0)
    for command in commands {
      let result = try run(command)
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
    let query = try #require(
      try text("README.md").firstMatch(of: /sqlite3 (\S+) "([^"]+)"/)
    )
    let file = try ResultFile.openForReading(path: folder.path(String(query.1)))
    #expect(try file.query(String(query.2)).rows.count > 20)
  }

  private static let howTos: [String] = {
    let folder = ParkSimProcess.root.appendingPathComponent("docs/how-to").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // The pages on scenarios and on coursework have tests of their own.
    return files.filter { !["scenarios.md", "coursework.md"].contains($0) }.sorted()
  }()

  @Test("Every command of a how-to runs, from top to bottom", arguments: howTos)
  func everyCommandOfAHowToRuns(name: String) throws {
    for command in try commands(in: "docs/how-to/\(name)") {
      let result = try run(command)
      // `diff` says by its status that two scenarios differ.
      let allowed: Set<Int32> = command.contains("diff") ? [0, 1] : [0]
      #expect(allowed.contains(result.status), "\(command): \(result.errors)")
    }
  }

  /// A page that showed keys of an earlier format was found by a reader.
  @Test(
    "What a how-to shows of a scenario is read",
    arguments: ["recorded-orders", "initial-conditions"]
  )
  func everyScenarioOfAHowToIsRead(page: String) throws {
    let blocks = try text("docs/how-to/\(page).md").matches(of: /```json\n([^`]+)```/)
    #expect(!blocks.isEmpty)
    for block in blocks {
      let shown = String(block.output.1)
      let whole =
        shown.hasPrefix("{")
        ? shown
        : "{ \"extends\": \"Scenarios/shangrao/day.json\", \"name\": \"As shown\", \(shown) }"
      try whole.write(to: folder.file("shown.json"), atomically: true, encoding: .utf8)
      let result = try ParkSimProcess.run(["scenario", "check", "shown.json"], in: folder.url)
      #expect(result.status == 0, "\(page): \(result.errors)")
    }
  }

  @Test func everyExampleInTheHelpTextsRuns() throws {
    let folderOfCommands = ParkSimProcess.root.appendingPathComponent("Sources/ParkCommands")
    let files = try FileManager.default.contentsOfDirectory(atPath: folderOfCommands.path)
    var examples = try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap {
      try commands(in: "Sources/ParkCommands/\($0)")
    }
    // What adopts or adds a baseline would change the project's own files.
    examples.removeAll { $0.contains("--accept") || $0.contains("--add") }
    #expect(examples.count >= 7)
    // Examples read results files that others write.
    let writers = ["run", "experiment"]
    let (writing, reading) = (
      writers.flatMap { name in examples.filter { $0[0] == name } },
      examples.filter { !writers.contains($0[0]) }
    )
    for command in writing + reading {
      let result = try run(command)
      let differs =
        command[0] == "regress" && command.contains("--set") || command[1...].first == "diff"
      #expect(result.status == (differs ? 1 : 0), "\(command): \(result.errors)")
    }
  }

  @Test(arguments: ["docs/how-to/scenarios.md", "docs/zh-Hans/how-to/scenarios.md"])
  func everyCommandAndScenarioOfTheHowToPageIsTrue(page: String) throws {
    let commands = try commands(in: page)
    #expect(commands.count >= 5)
    for command in commands {
      let result = try ParkSimProcess.run(command, in: folder.url)
      let expected: Int32 = command[1...].first == "diff" ? 1 : 0
      #expect(result.status == expected, "\(command): \(result.errors)")
    }
    let scenarios = try text(page).matches(of: /```json\n([^`]+)```/)
    #expect(scenarios.count == 1)
    for scenario in scenarios {
      let file = folder.file("shown.json")
      try scenario.output.1.write(to: file, atomically: true, encoding: .utf8)
      let result = try ParkSimProcess.run(["scenario", "check", "shown.json"], in: folder.url)
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  /// The tutorial as somebody follows it: writes its file, runs its commands, and compares what it shows with what
  /// is printed.
  @Test(arguments: [
    (page: "docs/tutorials/first-day.md", language: "en"),
    (page: "docs/zh-Hans/tutorials/first-day.md", language: "zh"),
  ])
  func theTutorialIsTrue(page: String, language: String) throws {
    let text = try text(page)
    let scenario = try #require(text.firstMatch(of: /```json\n([^`]+)```/))
    try scenario.output.1.write(to: folder.file("my-day.json"), atomically: true, encoding: .utf8)
    var printed = ""
    for command in try commands(in: page) {
      let isSaidInBoth = ["run", "compare"].contains(command[0])
      let result = try run(command + (isSaidInBoth ? ["--lang", language] : []))
      #expect(result.status == 0, "\(command): \(result.errors)")
      printed += result.output
    }
    let shown = text.matches(of: /```text\n([^`]+)```/).flatMap {
      $0.output.1.split(whereSeparator: \.isNewline)
    }
    #expect(shown.count >= 9)
    for line in shown { #expect(printed.contains(line), "\(line)") }
  }

  private static let chinesePages: [String] = {
    let folder = ParkSimProcess.root.appendingPathComponent("docs/zh-Hans").path
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".md") }.sorted()
  }()

  /// The English ones are run by other tests.
  @Test("Commands of a Chinese page are those of the English one", arguments: chinesePages)
  func chineseCommandsAreTheEnglishOnes(page: String) throws {
    let english = page == "README.md" ? page : "docs/\(page)"
    let twin = try linesForTheShell(in: english)
    #expect(try linesForTheShell(in: "docs/zh-Hans/\(page)") == twin)
  }

  /// What blocks for the shell hold, without comments and without the language of the output.
  private func linesForTheShell(in path: String) throws -> [[String]] {
    try text(path).matches(of: /```sh\n([^`]+)```/)
      .flatMap { $0.output.1.split(whereSeparator: \.isNewline) }
      .map { words(of: $0).joined(separator: " ").replacing(" --lang zh", with: "") }
      .map { $0.split(separator: " ").map(String.init) }
  }

  @Test func theGlossaryHasTheSameTermsInBothLanguages() throws {
    let row = /\| ([^|]+) \| ([^|]+) \| [^|]+ \|/
    let english = try text("docs/reference/glossary.md").matches(of: row)
      .map { [String($0.output.1), String($0.output.2)] }.filter {
        $0[0] != "term" && $0[0] != "---"
      }
    let chinese = try text("docs/zh-Hans/reference/glossary.md").matches(of: row)
      .map { [String($0.output.2), String($0.output.1)] }.filter { $0[0] != "英文" && $0[0] != "---" }
    #expect(english == chinese)
    #expect(english.count > 40)
    // Nothing prints these two.
    let explained: Set = ["makespan", "load"]
    let printed = try sources()
    for term in english where !explained.contains(term[0]) {
      for word in term[1].split(separator: "，") {
        #expect(printed.contains(word), "the program has another word for \(term[0])")
      }
    }
  }

  private func sources() throws -> String {
    let folder = ParkSimProcess.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (files ?? []).filter { $0.hasSuffix(".swift") }
      .map { try text("Sources/\($0)") }.joined(separator: "\n")
  }

  @Test func theCitationNamesTheVersion() throws {
    let version = try ParkSimProcess.run(["--version"]).output.split(whereSeparator: \.isNewline)
    #expect(try text("CITATION.cff").contains("\nversion: \(version[0])\n"))
  }

  @Test func everyPlaceThatTheDataPageNamesIsThere() throws {
    let places = try text("docs/reference/data.md")
      .matches(of: /`((?:Tests|Tools|Examples|Scenarios|Results)\/[^`]+|CITATION.cff)`/)
    #expect(places.count > 20)
    for place in places {
      let file = ParkSimProcess.root.appendingPathComponent(String(place.output.1))
      #expect(FileManager.default.fileExists(atPath: file.path), "\(place.output.1)")
    }
  }

  @Test func everyLinkLeadsToAFile() throws {
    let root = ParkSimProcess.root
    let folders = ["docs", "Scenarios", "seeds", "Results", "Examples"]
    let files = folders.flatMap { folder in
      (FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?
        .compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    #expect(files.count > 40)
    for page in files + ["README.md", "CONTRIBUTING.md"] {
      for link in try text(page).matches(of: /\]\(([^)#: ]+)(?:#[^)]*)?\)/) {
        let target = root.appendingPathComponent(page).deletingLastPathComponent()
          .appendingPathComponent(String(link.output.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(link.output.1) of \(page)")
      }
    }
  }

  @Test func theSummaryInTheReadmeIsWhatTheReferenceDayPrints() throws {
    let printed = try ParkSimProcess.run(
      ["run", "Scenarios/shangrao/day.json", "--out", folder.path("day.sqlite")],
      in: folder.url
    ).output
    let lines = try text("README.md").split(whereSeparator: \.isNewline)
    for line in lines where line.hasPrefix("Shangrao: ") || line.hasPrefix("Orders   ") {
      #expect(printed.contains(line), "\(line)")
    }
  }

  @Test func theComparisonInTheHowToIsWhatIsPrinted() throws {
    let out = folder.path("bays.sqlite")
    let made = try ParkSimProcess.run(
      ["experiment", "Scenarios/experiments/bays.json", "--out", out],
      in: folder.url
    )
    #expect(made.status == 0)
    let printed = try ParkSimProcess.run(["compare", out], in: folder.url).output
    let blocks = try text("docs/how-to/experiments.md").matches(of: /```text\n([^`]+)```/)
    #expect(blocks.count == 3)
    for block in blocks.prefix(2) {
      #expect(printed.contains(block.output.1), "\(block.output.1)")
    }
    let grid = folder.path("grid.sqlite")
    let runs = try ParkSimProcess.run(
      ["experiment", "Scenarios/experiments/drones-and-bays.json", "--out", grid],
      in: folder.url
    )
    #expect(runs.status == 0)
    let effects = try ParkSimProcess.run(
      ["effects", grid, "--metric", "lead_time_s"],
      in: folder.url
    ).output
    for block in blocks.dropFirst(2) {
      #expect(effects.contains(block.output.1), "\(block.output.1)")
    }
  }

  @Test func everyKeyOfTheShippedScenariosIsInTheReference() throws {
    let reference = try text("docs/reference/scenario.md")
    let folder = ParkSimProcess.root.appendingPathComponent("Scenarios/validation")
    let validation = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }
      .map { "validation/" + $0.dropLast(".json".count) }
    #expect(validation.count >= 6)
    let shangrao = ["shangrao/day", "shangrao/recorded-lunch", "shangrao/two-warehouses"]
    let scenarios = shangrao + validation
    for name in scenarios {
      let data = Data(try text("Scenarios/\(name).json").utf8)
      let object = try JSONSerialization.jsonObject(with: data)
      for key in keys(of: object, isCollection: false) {
        #expect(reference.contains(key), "\(key) of \(name)")
      }
    }
  }

  /// All keys that the format names; ids of collections are the scenario's own.
  private func keys(of value: Any, isCollection: Bool) -> Set<String> {
    guard let object = value as? [String: Any] else { return [] }
    var found: Set<String> = isCollection ? [] : Set(object.keys)
    for (key, inner) in object {
      let collections = [
        "zones", "shifts", "pads", "fleet", "demand", "warehouses", "charging", "chargers",
        "sensors", "goods",
      ]
      found.formUnion(keys(of: inner, isCollection: !isCollection && collections.contains(key)))
    }
    return found
  }
}
