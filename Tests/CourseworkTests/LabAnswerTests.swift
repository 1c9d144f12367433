import Coursework
import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// The labs that are shipped: what model answers and plausible wrong answers are worth.
struct LabAnswerTests {
  /// What an answer was worked out to be worth, by hand and by the commands of the brief.
  private struct Expected: Decodable {
    var earned: Double
    var mistake: String?
  }

  private static let labs = [
    "first-flight", "one-day-is-one-day", "packing-bench", "charging-bays", "comparing-policies",
  ]
  private static let answers = ["model"] + (1...5).map { "wrong-\($0)" }

  private static func path(_ path: String) -> String {
    ParkSimProcess.root.appendingPathComponent(path).path
  }

  @Test(arguments: labs, answers)
  func anAnswerHasTheMarksThatItIsWorth(lab: String, answer: String) throws {
    let folder = Self.path("instructor/\(lab)/\(answer)")
    let assignment = try AssignmentFile.load(Self.path("Scenarios/coursework/\(lab)"))
    let hidden = try AssignmentFile.hidden(
      Self.path("instructor/\(lab)/hidden.json"),
      of: assignment
    )
    let text = """
      {
        "format": 1, "assignment": "\(lab)", "student": "anna", "digest": "none",
        "change": \(try String(contentsOfFile: folder + "/change.json", encoding: .utf8)),
        "answers": \(try String(contentsOfFile: folder + "/answers.json", encoding: .utf8))
      }
      """
    let submission = try Submission(SourceText(name: answer, text: text), for: assignment)
    let judgement = Judge(
      assignment,
      hidden: hidden,
      seed: assignment.seed,
      hiddenSeed: hidden.seed
    ).judge(submission)
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/expected.json"))
    let expected = try JSONDecoder().decode(Expected.self, from: data)
    #expect(judgement.status == .graded)
    #expect(judgement.earned == expected.earned, "\(judgement.checks.map(\.reason.english))")
    let all = assignment.visiblePoints + assignment.hiddenPoints
    #expect(all == 10)
    #expect((judgement.earned == all) == (answer == "model"))
  }

  /// What a student reads, in a hint or in the assignment, is not the answer.
  @Test(arguments: labs)
  func noAnswerCanBeRead(lab: String) throws {
    let assignment = try AssignmentFile.load(Self.path("Scenarios/coursework/\(lab)"))
    let hidden = try AssignmentFile.hidden(
      Self.path("instructor/\(lab)/hidden.json"),
      of: assignment
    )
    for (check, whole) in zip(assignment.checks, hidden.completing(assignment.checks)) {
      switch check.kind {
      case .value, .choice: #expect(check.isOpen && !whole.isOpen, "\(check.id)")
      default: break
      }
      guard let hint = check.hint, case .value(_, let right?, _) = whole.kind else { continue }
      let number = "\(right)".replacing(".0", with: "")
      let words = hint.english.split { !$0.isNumber && $0 != "." }.map(String.init)
      #expect(!words.contains(number), "\(check.id)")
    }
  }
}
