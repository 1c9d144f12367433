import Coursework
import Foundation
import Testing
import Wording

/// `results.json` of Gradescope.
struct GradescopeResultsTests {
  private func files(
    _ language: Language = .english
  ) throws -> [(grade: Grade, file: [String: Any])] {
    try NastyGradebook.book.grades.compactMap { grade in
      guard let results = GradescopeResults(grade) else { return nil }
      return (grade, try GradescopeValidator.read(results.text(in: language)))
    }
  }

  @Test(arguments: Language.allCases)
  func eachFileIsValid(language: Language) throws {
    let files = try files(language)
    #expect(files.count == 7)
    for (grade, file) in files {
      #expect(GradescopeValidator.faults(of: file) == [], "\(grade.student.id)")
      let tests = try #require(file["tests"] as? [[String: Any]])
      #expect(tests.count == grade.checks.count)
      let score = try #require(file["score"] as? Double)
      let earned = try #require(grade.earned)
      #expect(abs(score - earned) <= 0.005)
      for (test, check) in zip(tests, grade.checks) {
        #expect((test["visibility"] as? String) == (check.isHidden ? "after_published" : "visible"))
        #expect((test["status"] as? String) == (check.outcome == .full ? "passed" : "failed"))
        if !check.isHidden {
          #expect((test["output"] as? String) == check.told[language])
          #expect((test["name"] as? String) == check.title[language])
        }
      }
    }
  }

  @Test("What has no marks has no file, so that it can not become 0")
  func notGradedHasNoScore() {
    for grade in NastyGradebook.grades {
      let isNone = [.notGraded, .otherName, .several, .missing].contains(grade.status)
      #expect((GradescopeResults(grade) == nil) == isNone, "\(grade.status)")
    }
  }

  @Test(arguments: Language.allCases)
  func nothingOfHiddenChecksIsSeen(language: Language) throws {
    for (grade, file) in try files(language) {
      let seen = GradescopeValidator.seen(of: file)
      for word in NastyGradebook.hiddenWords + [NastyGradebook.hiddenPoints] {
        #expect(!seen.contains(word), "\(grade.student.id): \(word)")
      }
      // After the grades are published marks are explained, and nothing else.
      for word in NastyGradebook.hiddenWords { #expect(!"\(file)".contains(word)) }
    }
  }

  @Test func aMeanOfNothingIsNotOnTheLeaderboard() throws {
    let files = try files()
    let lists = files.map { ($0.file["leaderboard"] as? [[String: Any]])?.count }
    #expect(lists == [2, 2, nil, nil, nil, nil, nil])
    let first = try #require(files[0].file["leaderboard"] as? [[String: Any]])
    #expect(first.map { $0["order"] as? String } == ["asc", "desc"])
  }

  @Test("The validator refuses what the format does not allow", arguments: 0..<14)
  func mutations(index: Int) throws {
    let results = try #require(GradescopeResults(NastyGradebook.grades[0]))
    var file = try GradescopeValidator.read(results.text(in: .english))
    var tests = try #require(file["tests"] as? [[String: Any]])
    switch index {
    case 0:
      file["score"] = nil
      for place in tests.indices { tests[place]["score"] = nil }
    case 1: file["score"] = "10"
    case 2: file["output"] = 3
    case 3: file["output_format"] = "markdown"
    case 4: file["visibility"] = "secret"
    case 5: file["extra"] = 1
    case 6: tests[0]["status"] = "ok"
    case 7: tests[0]["number"] = 1
    case 8: tests[0]["visibility"] = "later"
    case 9: tests[0]["score"] = 99.5
    case 10: tests[0]["points"] = 1
    case 11: file["leaderboard"] = [["name": "a", "value": 1, "order": "up"]]
    case 12: file["leaderboard"] = [["value": 1]]
    default: tests[1]["tags"] = "one"
    }
    file["tests"] = tests
    #expect(GradescopeValidator.faults(of: file) != [])
  }
}
