import Coursework
import Testing
import Wording

/// Tables for Canvas and Moodle, and our own.
struct CourseSiteTableTests {
  private static let marked = "\u{FEFF}"

  @Test(arguments: Language.allCases)
  func canvasTakesEveryBook(language: Language) throws {
    for (name, book) in NastyGradebook.books {
      let text = CanvasTable.text(book, assignment: "4711", in: language)
      #expect(CanvasValidator.faults(of: text) == [], "\(name)")
      let rows = try PlainCSV.rows(text)
      #expect(rows.count == book.grades.count + 2)
      #expect(rows[0][5].hasSuffix(" (4711)"))
      #expect(rows[1][5] == "10.75")
    }
  }

  @Test func canvasGivesNoScoreWhereThereAreNoMarks() throws {
    let rows = try PlainCSV.rows(CanvasTable.text(NastyGradebook.book, in: .english)).dropFirst(2)
    let scores = Dictionary(uniqueKeysWithValues: rows.map { ($0[2], $0[5]) })
    #expect(scores["s01"] == "10.75")
    #expect(scores["s02"] == "0.83")
    #expect(scores["s03"] == "0" && scores["s04"] == "0" && scores["s05"] == "2.5")
    #expect(scores["s06"] == "" && scores["s07"] == "" && scores["s08"] == "")
    #expect(scores["'-danger"] == "3.62")
    #expect(rows.first { $0[2] == "s02" }?[0] == "王小明")
    #expect(rows.first { $0[2] == "s08" }?[0] == "s08")
  }

  @Test("A title that ends with a number in parentheses is not taken for an assignment's number")
  func titleWithNumber() throws {
    let assignment = GradedAssignment(id: "a", title: Phrase(same: "Lab (3)"), points: 1)
    let book = Gradebook(assignment: assignment, grades: [])
    #expect(try PlainCSV.rows(CanvasTable.text(book, in: .english))[0][5] == "Lab [3]")
    #expect(
      try PlainCSV.rows(CanvasTable.text(book, assignment: "9", in: .english))[0][5]
        == "Lab [3] (9)"
    )
  }

  @Test(arguments: Language.allCases)
  func moodleTakesEveryBook(language: Language) throws {
    for (name, book) in NastyGradebook.books {
      let text = MoodleTable.text(book, in: language)
      #expect(MoodleValidator.faults(of: text) == [], "\(name)")
      for word in NastyGradebook.hiddenWords + [NastyGradebook.hiddenPoints] {
        #expect(!text.contains(word), "\(word)")
      }
    }
    let rows = try PlainCSV.rows(MoodleTable.text(NastyGradebook.book, in: language))
    let grades = Dictionary(uniqueKeysWithValues: rows.dropFirst().map { ($0[1], $0[4]) })
    #expect(grades["s01"] == "10.75" && grades["s06"] == "-" && grades["s08"] == "-")
  }

  @Test func moodleGetsLargeMarksOutOfAHundred() throws {
    let assignment = GradedAssignment(id: "a", title: Phrase(same: "Lab"), points: 250)
    let grade = Grade(
      student: Student(id: "s"),
      status: .graded,
      file: "s.json",
      checks: [NastyGradebook.check("c", 250, 125)]
    )
    let text = MoodleTable.text(Gradebook(assignment: assignment, grades: [grade]), in: .english)
    let rows = try PlainCSV.rows(text)
    #expect(rows[0][4] == "Lab (out of 100)" && rows[1][4] == "50")
  }

  @Test(arguments: Language.allCases)
  func ownTableIsWhatItSays(language: Language) throws {
    for (name, book) in NastyGradebook.books {
      let text = MarksTable.text(book, in: language)
      #expect(MarksTableValidator.faults(of: text) == [], "\(name)")
      let rows = try PlainCSV.rows(text)
      #expect(rows.count == 1 + book.grades.reduce(0) { $0 + $1.checks.count + 1 })
    }
  }

  @Test("Tables are UTF-8 with a byte-order mark, and the same marks give the same bytes")
  func bytes() {
    let (book, turned) = (NastyGradebook.book, NastyGradebook.turned)
    for language in Language.allCases {
      let tables = [
        (CanvasTable.text(book, in: language), CanvasTable.text(turned, in: language)),
        (MoodleTable.text(book, in: language), MoodleTable.text(turned, in: language)),
        (MarksTable.text(book, in: language), MarksTable.text(turned, in: language)),
      ]
      for (one, other) in tables {
        #expect(one.unicodeScalars.first == "\u{FEFF}")
        #expect(Array(one.utf8) == Array(other.utf8))
      }
    }
  }

  @Test(
    "The validators refuse tables that the sites would refuse",
    arguments: [
      ("Section", "Group"), ("Student,ID", "Name,Number"), ("Points Possible", "Points"),
      (",10.75\r\n", ",ten\r\n"), (",0.83\r\n", ",0.8x\r\n"), ("王小明,1002", "王小明,,1002"),
      ("'=HYPERLINK", "=HYPERLINK"), ("\r\n", "\n"),
      ("\"O'Brien, \"\"Bob\"\"", "\"O'Brien, \"Bob\""),
      ("; '=1+1", "; =1+1"),
    ]
  )
  func canvasMutations(old: String, new: String) {
    let text = CanvasTable.text(NastyGradebook.book, in: .english)
    #expect(text.contains(old))
    #expect(CanvasValidator.faults(of: text.replacing(old, with: new)) != [])
  }

  @Test(arguments: [
    ("idnumber", "number"), ("feedback\r\n", "comment\r\n"), (",0.83,", ",100.5,"),
    (",0.83,", ",good,"), (",s02,", ",s01,"), (",s08,", ",,"), ("< b>", "<b>"),
    ("'@login", "@login"),
    ("wang,", "wang,extra,"),
  ])
  func moodleMutations(old: String, new: String) {
    let text = MoodleTable.text(NastyGradebook.book, in: .english)
    #expect(text.contains(old))
    #expect(MoodleValidator.faults(of: text.replacing(old, with: new)) != [])
  }

  @Test(arguments: [
    ("earned", "marks"), (",graded,", ",done,"), (",2.5,2.5,full,", ",2.5,3,full,"),
    (",2.5,2.5,full,", ",2.5,2.5,part,"), (",2.5,2.5,full,", ",2.5,2.5,all,"),
    ("total,,,10.75,10.75,", "total,,,10.75,9,"), ("total,,,10.75,,", "total,,,10.75,0,"),
    ("secret_check,HIDDEN-TITLE,1,", "secret_check,HIDDEN-TITLE,yes,"), ("\t'-5+3", "\t-5+3"),
  ])
  func ownMutations(old: String, new: String) {
    let text = MarksTable.text(NastyGradebook.book, in: .english)
    #expect(text.contains(old))
    #expect(MarksTableValidator.faults(of: text.replacing(old, with: new)) != [])
  }
}
