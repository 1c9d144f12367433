import Coursework
import Foundation
import ResultStore
import ScenarioFiles
import Wording

/// The folder that takes the files of a grading.
struct GradeFolder {
  /// The folder.
  let path: String

  private static let page = "class.html"

  init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Refuses a folder that has marks already, before anything is judged.
  func check(replacing: Bool) throws {
    guard !replacing, FileManager.default.fileExists(atPath: path + "/" + Self.page) else { return }
    throw CommandError(
      status: .badInput,
      Phrase(
        "'\(path)' has marks already: add --replace, or name another folder with --out",
        "'\(path)' 中已有成绩：请加上 --replace，或用 --out 指定另一个文件夹"
      )
    )
  }

  /// Writes all files.
  func write(_ gradebook: Gradebook, canvasAssignment: String?) throws {
    let language = SpokenLanguage.current
    var files: [(name: String, text: String)] = [
      (Self.page, ClassPage(gradebook, isNamed: true).text(in: language)),
      ("class-without-names.html", ClassPage(gradebook, isNamed: false).text(in: language)),
      ("marks.csv", MarksTable.text(gradebook, in: language)),
      ("canvas.csv", CanvasTable.text(gradebook, assignment: canvasAssignment, in: language)),
      ("moodle.csv", MoodleTable.text(gradebook, in: language)),
      ("junit.xml", JUnitReport.text(gradebook, in: language)),
      ("grades.json", GradesDocument.text(gradebook)),
    ]
    for grade in gradebook.grades {
      guard let results = GradescopeResults(grade) else { continue }
      files.append(("gradescope/\(grade.student.id)/results.json", results.text(in: language)))
    }
    for file in files {
      let place = URL(fileURLWithPath: path + "/" + file.name)
      do {
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
      } catch {
        throw CommandError(
          status: .storage,
          Phrase(
            "the folder '\(path)' can not be made: name another place with --out",
            "无法创建文件夹 '\(path)'：请用 --out 指定另一个位置"
          )
        )
      }
      try LabFolder.write(Array(file.text.utf8), to: path + "/" + file.name)
    }
  }
}

/// What a grading came to, for the instructor at the terminal.
struct GradeText {
  let gradebook: Gradebook
  let folder: String

  var text: String {
    ([head] + statuses + [marks, copies].compactMap(\.self)
      + gradebook.notes.map { "  " + $0.spoken }
      + [Phrase("files: \(folder)", "文件：\(folder)").spoken])
      .joined(separator: "\n")
  }

  private var head: String {
    let (title, count) = (gradebook.assignment.title, gradebook.grades.count)
    return Phrase(
      "\(title.english): \(NumberText.count(count, "student"))",
      "\(title.chinese)：\(count) 名学生"
    ).spoken
  }

  private var statuses: [String] {
    let lines = Grade.Status.allCases.compactMap { status -> String? in
      let grades = gradebook.grades.filter { $0.status == status }
      guard !grades.isEmpty else { return nil }
      let words = Self.words(of: status)
      let colon = Phrase(": ", "：").spoken
      guard status != .graded else { return "  " + words.spoken + colon + "\(grades.count)" }
      let names = grades.prefix(10).map(\.student.id).joined(separator: ", ")
      let more = grades.count > 10 ? ", ..." : ""
      return "  \(words.spoken)\(colon)\(grades.count) (\(names)\(more))"
    }
    let aside = gradebook.aside.map {
      Phrase(
        "  '\($0.file)' belongs to nobody: \($0.why.english)",
        "  '\($0.file)' 不属于任何人：\($0.why.chinese)"
      ).spoken
    }
    return lines + aside
  }

  private static func words(of status: Grade.Status) -> Phrase {
    switch status {
    case .graded: Phrase("graded", "已评分")
    case .forbidden: Phrase("0 points, changes keys that are closed", "0 分，改变了不允许改变的键")
    case .unreadable: Phrase("0 points, cannot be read", "0 分，无法读取")
    case .tooLarge: Phrase("scenario too large to be run", "场景过大，没有运行")
    case .notGraded: Phrase("not graded, to be looked at", "未评分，需要查看")
    case .otherName: Phrase("not graded, another name inside", "未评分，内容中是另一个人的名字")
    case .several: Phrase("not graded, several files", "未评分，有多个文件")
    case .missing: Phrase("nothing handed in", "没有提交")
    }
  }

  private var marks: String? {
    let marks = gradebook.grades.compactMap(\.earned).sorted()
    guard !marks.isEmpty else { return nil }
    let middle = marks[marks.count / 2]
    let lower = marks[(marks.count - 1) / 2]
    let numbers = [marks[0], (middle + lower) / 2, marks[marks.count - 1]].map(
      MarkText.text
    )
    let all = MarkText.text(gradebook.assignment.points)
    return Phrase(
      "  marks of \(all): lowest \(numbers[0]), median \(numbers[1]), highest \(numbers[2])",
      "  满分 \(all)：最低 \(numbers[0])，中位数 \(numbers[1])，最高 \(numbers[2])"
    ).spoken
  }

  private var copies: String? {
    let groups = gradebook.grades.filter { !$0.sameAs.isEmpty }.map {
      ([$0.student.id] + $0.sameAs).sorted()
    }
    guard !groups.isEmpty else { return nil }
    let list = Set(groups).map { $0.joined(separator: ", ") }.sorted()
    return Phrase(
      "  the same as each other: \(list.joined(separator: "; "))",
      "  彼此相同：\(list.joined(separator: "；"))"
    ).spoken
  }
}
