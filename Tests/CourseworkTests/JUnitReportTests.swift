import Coursework
import Testing
import Wording

/// Marks in the form of JUnit.
struct JUnitReportTests {
  @Test(arguments: Language.allCases)
  func everyBookIsValid(language: Language) throws {
    for (name, book) in NastyGradebook.books {
      let text = JUnitReport.text(book, in: language)
      #expect(JUnitValidator.faults(of: text) == [], "\(name)")
      let root = try #require(JUnitValidator.read(text))
      #expect(root.all("testsuite").count == book.grades.count)
    }
  }

  @Test func whatHasBecomeOfASubmissionShows() throws {
    let root = try #require(
      JUnitValidator.read(JUnitReport.text(NastyGradebook.book, in: .english))
    )
    let suites = Dictionary(
      uniqueKeysWithValues: root.all("testsuite").map { ($0.attributes["name"] ?? "", $0) }
    )
    func ends(_ id: String) -> [String] {
      (suites[id]?.all("testcase") ?? []).map { $0.children.first?.name ?? "passed" }
    }
    #expect(ends("s01") == ["passed", "passed", "passed"])
    #expect(ends("s02") == ["failure", "failure", "failure"])
    #expect(ends("s03") == ["failure"] && ends("s04") == ["error"])
    #expect(ends("s05") == ["failure", "failure", "passed", "failure"])
    #expect(ends("s06") == ["error"] && ends("s07") == ["error"] && ends("s08") == ["skipped"])
    #expect(ends("s09") == [])
    let properties = suites.mapValues { suite in
      suite.all("properties").flatMap(\.children).first { $0.attributes["name"] == "score" }?
        .attributes["value"]
    }
    #expect(properties["s01"] == "10.75" && properties["s03"] == "0")
    #expect(properties["s06"] == .some(nil) && properties["s08"] == .some(nil))
  }

  @Test func textsComeBackAsTheyWere() throws {
    let text = JUnitReport.text(NastyGradebook.book, in: .english)
    let root = try #require(JUnitValidator.read(text))
    let failures = root.all("testsuite").flatMap { $0.all("testcase") }.flatMap {
      $0.all("failure")
    }
    #expect(failures.contains { $0.text == "reason-first: 1,5 < 2\nsecond line" })
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    #expect(Array(text.utf8) == Array(JUnitReport.text(NastyGradebook.turned, in: .english).utf8))
  }

  @Test(
    "The validator refuses what the format does not allow",
    arguments: [
      ("tests=\"3\"", "tests=\"4\""), ("failures=\"3\"", "failures=\"2\""),
      ("<testsuites", "<suites"), (" classname=\"packing-bench\"", ""),
      ("time=\"0\"", "time=\"0.5\""),
      ("</failure>", "</failure><error message=\"a\" type=\"b\"/>"), ("<property ", "<prop "),
      ("&lt;", "<"), ("&amp;", "&"), ("name=\"s01\"", "name=\"s01\" hostname=\"here\""),
      (" type=\"graded\"", ""), ("\u{FFFD}", "\u{7}"), ("skipped=\"1\"", "skipped=\"0\""),
    ]
  )
  func mutations(old: String, new: String) {
    var text = JUnitReport.text(NastyGradebook.book, in: .english)
    #expect(text.contains(old))
    text = text.replacing(old, with: new)
    if old == "<testsuites" { text = text.replacing("</testsuites", with: "</suites") }
    #expect(JUnitValidator.faults(of: text) != [])
  }
}
