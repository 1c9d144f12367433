import Coursework
import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// The briefs of labs: commands that run, and tables that say what the assignments say.
struct LabBriefTests {
  private static let labs = [
    "first-flight", "one-day-is-one-day", "packing-bench", "charging-bays", "comparing-policies",
  ]

  private static func text(_ lab: String, _ name: String) throws -> String {
    let place = ParkSimProcess.root.appendingPathComponent("Scenarios/coursework/\(lab)/\(name)")
    return try String(contentsOf: place, encoding: .utf8)
  }

  private static func load(_ lab: String) throws -> Assignment {
    try AssignmentFile.load(
      ParkSimProcess.root.appendingPathComponent("Scenarios/coursework/\(lab)").path
    )
  }

  /// A block of a brief, without the blanks before its lines.
  private struct Block: Equatable {
    var kind: String
    var lines: [String]
    /// The file that the words before it name, if they say that it is to be saved.
    var file: String?
  }

  private static func blocks(of text: String) -> [Block] {
    var blocks: [Block] = []
    var open: Block?
    var file: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let bare = line.drop { $0 == " " }
      if bare.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          (open, file) = (nil, nil)
        } else {
          open = Block(kind: String(bare.dropFirst(3)), lines: [], file: file)
        }
      } else if open != nil {
        open?.lines.append(String(line.hasPrefix("   ") ? line.dropFirst(3) : line))
      } else if let match = line.firstMatch(of: /(?i)save this as `([\w.-]+)`/) {
        file = String(match.1)
      }
    }
    return blocks
  }

  @Test(arguments: labs)
  func everyCommandOfABriefRuns(lab: String) throws {
    let folder = try TemporaryFolder()
    let assignment = try Self.load(lab)
    let labs = ParkSimProcess.root.appendingPathComponent("Scenarios/coursework").path
    let place = "lab-\(assignment.number)"
    let started = try ParkSimProcess.run(
      ["lab", "start", "\(assignment.number)", "--student", "anna", "--labs", labs],
      in: folder.url
    )
    try #require(started.status == 0, "\(started.errors)")
    let work = folder.file(place)
    for block in Self.blocks(of: try Self.text(lab, "brief.md")) {
      switch block.kind {
      case "json":
        let file = work.appendingPathComponent(block.file ?? "scenario.json")
        try Data(block.lines.joined(separator: "\n").utf8).write(to: file)
      case "sh":
        for line in block.lines where line.hasPrefix("parksim ") {
          // Five replications show that a command runs as well as thirty.
          let words = line.replacing("--seed N", with: "--seed 1")
            .replacing(/--replications \d+/, with: "--replications 5")
          let isLab = line.hasPrefix("parksim lab")
          // What a shell writes into a file is for no program of ours.
          let own = Array(Self.words(of: words).prefix { $0 != ">" })
          let result = try ParkSimProcess.run(own + (isLab ? ["--labs", labs] : []), in: work)
          // Nothing is answered yet, so checks do not hold.
          let allowed: Set<Int32> = line.hasPrefix("parksim lab check") ? [0, 1] : [0]
          #expect(allowed.contains(result.status), "\(line): \(result.errors)")
        }
      default: break
      }
    }
    #expect(
      FileManager.default.fileExists(atPath: work.appendingPathComponent("submission.json").path)
    )
  }

  /// Words of a command as a shell splits them; `#` begins a comment.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == "#", word == nil {
        break
      } else if quote == nil, character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return Array((words + (word.map { [$0] } ?? [])).dropFirst())
  }

  @Test(arguments: labs)
  func bothLanguagesHaveTheSameBlocks(lab: String) throws {
    let all = try ["brief.md", "brief.zh-Hans.md"].map { name in
      Self.blocks(of: try Self.text(lab, name)).filter { $0.kind != "text" }.map {
        Block(kind: $0.kind, lines: $0.lines, file: nil)
      }
    }
    #expect(all[0] == all[1])
    #expect(!all[0].isEmpty)
  }

  @Test(arguments: labs)
  func theTablesSayWhatTheAssignmentSays(lab: String) throws {
    let assignment = try Self.load(lab)
    for (name, language) in [("brief.md", Language.english), ("brief.zh-Hans.md", .chinese)] {
      let lines = try Self.text(lab, name).split(separator: "\n").map(String.init)
      for check in assignment.checks {
        let row = "| \(check.title[language]) | \(NumberText.significant(check.points)) |"
        let short = "| \(check.title[language]) | \(Self.short(check.points)) |"
        #expect(lines.contains { $0 == row || $0 == short }, "\(name): \(row)")
      }
      for question in assignment.questions {
        #expect(lines.contains { $0.hasPrefix("| `\(question.id)` |") }, "\(name): \(question.id)")
      }
      for pattern in assignment.mayChange {
        #expect(lines.contains { $0.contains("`\(pattern.text)`") }, "\(name): \(pattern.text)")
      }
      let minutes = "\(assignment.minutes)"
      #expect(lines.contains { $0.hasPrefix("**") && $0.contains(minutes) })
    }
  }

  /// Points without needless digits.
  private static func short(_ points: Double) -> String {
    points == points.rounded() ? "\(Int(points))" : "\(points)"
  }
}

/// The how-to for instructors, from a class list to marks.
struct CourseworkHowToTests {
  @Test func everyCommandOfTheHowToRuns() throws {
    let folder = try TemporaryFolder()
    for name in ["Scenarios", "instructor"] {
      try FileManager.default.createSymbolicLink(
        at: folder.file(name),
        withDestinationURL: ParkSimProcess.root.appendingPathComponent(name)
      )
    }
    let page = ParkSimProcess.root.appendingPathComponent("docs/how-to/coursework.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let list = try #require(text.firstMatch(of: /```csv\n([^`]+)```/))
    try String(list.output.1).write(to: folder.file("class.csv"), atomically: true, encoding: .utf8)
    try Data("a secret that is long enough\n".utf8).write(to: folder.file("secret.txt"))
    var commands = 0
    var last = ""
    for block in text.matches(of: /```sh\n([^`]+)```/) {
      for line in block.output.1.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        if words[0] == "mkdir" {
          try FileManager.default.createDirectory(
            at: folder.file(words[1]),
            withIntermediateDirectories: true
          )
        }
        guard words[0] == "parksim" else { continue }
        commands += 1
        let result = try ParkSimProcess.run(Array(words.dropFirst()), in: folder.url)
        // Nothing is answered, so a check does not hold.
        let allowed: Set<Int32> = words.starts(with: ["parksim", "lab", "check"]) ? [0, 1] : [0]
        #expect(allowed.contains(result.status), "\(line): \(result.errors)")
        last = result.output
      }
    }
    #expect(commands == 5)
    // What the page shows of the last one is what it prints.
    let shown = try #require(text.firstMatch(of: /```text\n([^`]+)\n\.\.\.\n```/))
    #expect(last.hasPrefix(String(shown.output.1)), "\(last)")
  }

  @Test func theChinesePageHasTheSameCommands() throws {
    let blocks = try ["docs/how-to/coursework.md", "docs/zh-Hans/how-to/coursework.md"].map {
      let page = ParkSimProcess.root.appendingPathComponent($0)
      return try String(contentsOf: page, encoding: .utf8).matches(of: /```(sh|csv)\n([^`]+)```/)
        .map {
          String($0.output.2)
        }
    }
    #expect(blocks[0] == blocks[1])
  }
}
