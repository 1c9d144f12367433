import Foundation
import TestSupport
import Testing

/// Marks of a class of which most try something.
struct GradeCommandTests {
  let lab: ProbeLab

  init() throws { lab = try ProbeLab() }

  /// What a grading said, by student.
  struct Told {
    let status: String
    let earned: Double?
    let text: String
  }

  static func told(_ grades: URL) throws -> (students: [String: Told], aside: [String: String]) {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: grades)) as? [String: Any]
    )
    let students = try #require(object["students"] as? [[String: Any]])
    let told = try students.map { student in
      (
        student["id"] as? String ?? "",
        Told(
          status: student["status"] as? String ?? "",
          earned: student["earned"] as? Double,
          text: String(
            decoding: try JSONSerialization.data(withJSONObject: student, options: .sortedKeys),
            as: UTF8.self
          )
        )
      )
    }
    let aside = object["aside"] as? [[String: Any]] ?? []
    return (
      Dictionary(told) { one, _ in one },
      Dictionary(
        aside.map { ($0["file"] as? String ?? "", "\($0["why"] ?? "")") }
      ) { one, _ in one }
    )
  }

  /// Names and bytes of all files in a folder.
  static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let place = folder.appendingPathComponent(name)
      let isFolder = try place.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
      if !isFolder { files[name] = try Data(contentsOf: place) }
    }
    return files
  }

  /// One command grades a class of more than sixty: each gets the verdict of what it is, whoever stands beside it, and
  /// a second time, and by two at a time, all files are the same.
  @Test func aClassOfSixtyIsGradedWhateverItHandsIn() throws {
    let wanted = try makeClass()
    #expect(wanted.students.count >= 60)
    let options = ["--secret", "secret.txt", "--jobs"]
    let one = try lab.grade(to: "one", options + ["1"])
    #expect(one.status == 0, "\(one.errors)")
    let (students, aside) = try Self.told(lab.course.file("one/grades.json"))
    for (student, status) in wanted.students {
      let found = students[student]
      #expect(found?.status == status, "\(student): \(found?.text.prefix(400) ?? "nothing")")
      if status == "forbidden" || status == "unreadable" { #expect(found?.earned == 0) }
    }
    let several = students.filter { $0.value.status == "several" }.map(\.key)
    #expect(Set(several) == ["two", "Casey", "Åsa"])
    #expect(Set(students.keys).subtracting(several) == Set(wanted.students.keys))
    for (file, why) in wanted.aside {
      #expect(aside[file]?.contains(why) == true, "\(file): \(aside[file] ?? "nothing")")
    }
    #expect(Set(aside.keys) == Set(wanted.aside.keys))
    for name in students.keys where name.hasPrefix("good") {
      // A right choice and a goal that is reached, and hidden checks that hold.
      #expect((students[name]?.earned ?? 0) >= 7, "\(students[name]?.text ?? "")")
    }
    #expect(students["wrong"]?.earned ?? 9 <= 3)
    let two = try lab.grade(to: "two", options + ["2"])
    #expect(two.status == 0, "\(two.errors)")
    let files = try Self.files(in: lab.course.file("one"))
    #expect(try Self.files(in: lab.course.file("two")) == files)
    #expect(files.values.allSatisfy { $0.count < 1 << 20 }, "no file grows by what one hands in")
    // Nothing was written beside the folder.
    let outside = try FileManager.default.contentsOfDirectory(atPath: lab.course.url.path).sorted()
    #expect(
      outside == ["Scenarios", "class", "instructor", "one", "secret.txt", "two"],
      "\(outside)"
    )
    #expect(!one.output.unicodeScalars.contains("\u{1B}"))
  }
}

/// A secret or a course that is not the one of the handouts.
struct OtherSecretTests {
  @Test func aClassIsNotGradedWithAnotherCourse() throws {
    let lab = try ProbeLab()
    let list = "id\n" + ["anna", "ben", "cai"].joined(separator: "\n") + "\n"
    try lab.write(list, to: "class.csv")
    try lab.write("a secret that is long enough\n", to: "secret.txt")
    let course = ["--secret", "secret.txt", "--course", "spring"]
    func run(_ words: [String]) throws -> (status: Int32, output: String, errors: String) {
      let result = try ParkSimProcess.run(words, in: lab.course.url)
      return (result.status, result.output, result.errors)
    }
    let started = try run(
      ["lab", "start", "probe", "--class", "class.csv", "--to", "out"] + course
    )
    #expect(started.status == 0, "\(started.errors)")
    try FileManager.default.createDirectory(
      at: lab.course.file("handed"),
      withIntermediateDirectories: true
    )
    for student in ["anna", "ben", "cai"] {
      let made = try run(["lab", "submit", "out/\(student)", "--out", "handed/\(student).json"])
      #expect(made.status == 0, "\(made.errors)")
    }
    let other = ["--secret", "secret.txt", "--course", "Spring"]
    let refused = try run(["grade", "probe", "handed", "--out", "marks"] + other)
    #expect(refused.status == 2 && refused.errors.contains("3 of 3 submissions"))
    #expect(!FileManager.default.fileExists(atPath: lab.course.path("marks")))
    let chinese = try run(["grade", "probe", "handed", "--lang", "zh"])
    #expect(chinese.status == 2 && chinese.errors.contains("密钥"))
    #expect(try run(["grade", "probe", "handed", "--out", "marks"] + course).status == 0)
    let anyway = try run(["grade", "probe", "handed", "--out", "wrong", "--anyway"] + other)
    #expect(anyway.status == 0, "\(anyway.errors)")
  }
}
