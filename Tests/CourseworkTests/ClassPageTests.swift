import Foundation
import Reports
import Testing
import Wording

@testable import Coursework

/// The page of a class.
struct ClassPageTests {
  private static let named = ClassPage(NastyGradebook.book, isNamed: true).text(in: .english)
  private static let projected = ClassPage(NastyGradebook.book, isNamed: false).text(in: .english)

  /// Elements of a page: each is closed by its own end.
  private func faults(of page: String) -> [String] {
    var faults: [String] = []
    var open: [String] = []
    // What stands in scripts and styles is no markup.
    let markup = page.replacing(/(?s)<(script|style)>.*?<\/\1>/, with: "")
      .replacing(/<!--.*?-->/, with: "")
    for tag in markup.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^"<>]|"[^"]*")*?)(\/?)>/) {
      let name = String(tag.output.2)
      if ["meta", "br"].contains(name) || !tag.output.4.isEmpty { continue }
      if tag.output.1.isEmpty {
        open.append(name)
      } else if open.popLast() != name {
        faults.append("</\(name)> closes another")
      }
    }
    if !open.isEmpty { faults.append("open: \(open)") }
    let ids = markup.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    if Set(ids).count != ids.count { faults.append("an id twice") }
    if markup.contains(/(?i)\b(src|href|action|srcset|poster)\s*=/) {
      faults.append("loads something")
    }
    if markup.contains(/(?i)<[^>]*\son[a-z]+\s*=/) { faults.append("a handler") }
    if !page.hasPrefix("<!DOCTYPE html>\n\(Page.mark)") { faults.append("no mark") }
    if !page.contains("default-src 'none'") { faults.append("no policy") }
    return faults
  }

  @Test(arguments: Language.allCases)
  func pagesAreSound(language: Language) {
    for (name, book) in NastyGradebook.books {
      for isNamed in [true, false] {
        let page = ClassPage(book, isNamed: isNamed).text(in: language)
        #expect(faults(of: page) == [], "\(name)")
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(!page.contains("<script>alert") && !page.contains("NaN") && !page.contains(">nan"))
      }
    }
  }

  @Test(
    "The page checker refuses broken pages",
    arguments: [
      ("</section>", ""), ("<h2>", "<h2><b>"), ("default-src", "script-src"),
      ("<p class", "<p onclick=\"x\" class"), ("<h2>", "<img src=\"x\"/><h2>"),
      ("id=\"checks-en\"", "id=\"marks-en\""),
    ]
  )
  func checkerRefuses(old: String, new: String) {
    #expect(Self.named.contains(old))
    #expect(faults(of: Self.named.replacing(old, with: new)) != [])
  }

  @Test func theSameMarksGiveTheSamePage() {
    for isNamed in [true, false] {
      let one = ClassPage(NastyGradebook.book, isNamed: isNamed).text(in: .chinese)
      let other = ClassPage(NastyGradebook.turned, isNamed: isNamed).text(in: .chinese)
      #expect(Array(one.utf8) == Array(other.utf8))
    }
  }

  @Test("For the instructor everything is there")
  func namedPage() {
    for word in [
      "王小明", "O&#39;Brien", "HIDDEN-TITLE (hidden)", "HIDDEN-REASON", "隐藏原因", "REMARK-DIGEST",
      "NOTE-OF-ALL", "stray,&quot;file&quot;.json", "SECRET-ANSWER", "&lt;script&gt;alert(1)",
      "</bdi>, <bdi>s02 王小明</bdi>",
      "reason-first", "For the instructor", "仅供教师使用", "0.33 / 5",
    ] { #expect(Self.named.contains(word), "\(word)") }
    for status in Grade.Status.allCases {
      #expect(
        Self.named.contains(status.title.english) && Self.named.contains(status.title.chinese)
      )
    }
  }

  @Test("What is projected names nobody and says nothing of hidden checks")
  func projectedPage() throws {
    // Of the page itself; styles and scripts are the same on both.
    let body = Self.projected.replacing(/(?s)<(script|style)>.*?<\/\1>/, with: "")
    var words =
      NastyGradebook.hiddenWords + [NastyGradebook.hiddenPoints, "10.75", "hidden)", "隐藏）"]
    for grade in NastyGradebook.grades {
      let student = grade.student
      words += [
        student.id, student.name, student.email, student.canvasID, student.login, grade.file,
      ]
      words += (grade.reasons + grade.remarks + grade.checks.map(\.reason)).map(\.english)
    }
    words += ["SECRET-ANSWER", "NOTE-OF-ALL", "stray", "reason-", "Brien", "HYPERLINK", "alert("]
    for word in words where word.count > 2 { #expect(!body.contains(word), "\(word)") }
    #expect(body.contains("nobody is named") && body.contains("不含任何姓名"))
    #expect(body.contains("lead_time_p95_s") && body.contains("Goal first"))
  }

  @Test("What fewest have solved comes first")
  func order() {
    let counts = CheckCount.all(of: NastyGradebook.book)
    #expect(counts.map(\.check.id) == ["secret_check", "first", "second"])
    #expect(counts.map { [$0.full, $0.part, $0.none] } == [[1, 1, 2], [1, 2, 1], [2, 1, 1]])
  }

  @Test("In class the first ten places are shown; at the desk the others are folded")
  func places() {
    let grades = (1...12).map { index in
      Grade(
        student: Student(id: "student-\(index)"),
        status: .graded,
        file: "a.json",
        standings: [Standing(metric: "m", value: Double(100 + index), isLessBetter: false)]
      )
    }
    let book = Gradebook(assignment: NastyGradebook.assignment, grades: grades)
    let shown = ClassPage(book, isNamed: false).text(in: .english)
    #expect(shown.contains(">112<") && shown.contains(">103<") && !shown.contains(">102<"))
    let desk = ClassPage(book, isNamed: true).text(in: .english)
    #expect(desk.contains(">101<") && desk.contains("Further places"))
  }

  @Test func marksThatAreNoNumbersBreakNothing() {
    let grade = Grade(
      student: Student(id: "s"),
      status: .graded,
      file: "s.json",
      checks: [NastyGradebook.check("first", 5, .nan)]
    )
    let book = Gradebook(assignment: NastyGradebook.assignment, grades: [grade])
    #expect(ClassPage(book, isNamed: false).text(in: .english).contains("Nobody has marks yet"))
    #expect(CanvasTable.text(book, in: .english).hasSuffix(",s,,,\r\n"))
    #expect(GradescopeResults(grade) == nil)
    #expect(GradesDocument.text(book).contains("\"earned\": null"))
  }

  @Test func marksFallIntoTheStretchThatPeopleRead() {
    let bins = MarkBins([0, 0.3, 0.999, 1, 9.9, 10], of: 10)
    #expect(bins.edges.count == 11 && bins.counts == [3, 1, 0, 0, 0, 0, 0, 0, 0, 2])
    #expect(
      MarkBins([0.1, 0.2, 0.1 + 0.2, 0.7, 1], of: 1).counts == [0, 1, 1, 1, 0, 0, 0, 1, 0, 1]
    )
    #expect(MarkBins([3], of: 3).counts.last == 1 && MarkBins([], of: 7).counts.count == 7)
    #expect(ClassPage.median(of: [1, 2, 4, 8]) == 3 && ClassPage.median(of: []) == nil)
  }
}
