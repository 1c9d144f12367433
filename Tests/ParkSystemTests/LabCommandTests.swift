import Foundation
import TestSupport
import Testing

/// The commands of labs as a student meets them, with their faults.
struct LabCommandTests {
  private let lab: ProbeLab

  init() throws { lab = try ProbeLab() }

  private func run(_ arguments: String..., lang: String = "en") throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(arguments + ["--lang", lang], in: lab.course.url)
  }

  private func start(_ folder: String = "work", student: String? = "anna") throws {
    let who = student.map { ["--student", $0] } ?? []
    let made = try ParkSimProcess.run(
      ["lab", "start", "probe", "--to", folder] + who,
      in: lab.course.url
    )
    #expect(made.status == 0, "\(made.errors)")
  }

  /// Expects a command to be refused in both languages, with words of the reason and of the way out.
  private func expect(
    _ arguments: [String],
    _ status: Int32,
    _ words: [String],
    _ chinese: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let english = try ParkSimProcess.run(arguments + ["--lang", "en"], in: lab.course.url)
    #expect(english.status == status, "\(english.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(english.errors.contains(word), "\(english.errors)", sourceLocation: sourceLocation)
    }
    let other = try ParkSimProcess.run(arguments + ["--lang", "zh"], in: lab.course.url)
    #expect(other.status == status, sourceLocation: sourceLocation)
    #expect(other.errors.contains(chinese), "\(other.errors)", sourceLocation: sourceLocation)
  }

  /// From the start to the marks: what is handed in is as it was made, and gets the marks that the check told.
  @Test func aLabIsDoneFromStartToMarks() throws {
    try start()
    let first = try run("lab", "check", "work")
    #expect(first.status == 1 && first.output.contains("not answered yet"), "\(first.output)")
    try lab.write(
      #"{ "extends": "start.json", "warehouses": { "main": { "packing": { "shifts": { "always": { "people": 4 } } } } } }"#,
      to: "work/scenario.json"
    )
    try lab.write(#"{ "q2-pick": "b" }"#, to: "work/answers.json")
    let check = try run("lab", "check", "work", "--json")
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(check.output.utf8)) as? [String: Any]
    )
    #expect(check.status == 1 && told["status"] as? String == "graded")
    let submit = try run("lab", "submit", "work")
    #expect(submit.status == 0 && submit.output.contains("changes 1 key and answers 1 of 4"))
    #expect(submit.errors.contains("not answered: q1-wait"))
    try FileManager.default.createDirectory(
      at: lab.course.file("class"),
      withIntermediateDirectories: true
    )
    try FileManager.default.copyItem(
      at: lab.course.file("work/submission.json"),
      to: lab.course.file("class/anna.json")
    )
    #expect(try lab.grade().status == 0)
    let anna = try GradeCommandTests.told(lab.course.file("marks/grades.json")).students["anna"]
    let visible = try #require(told["earned"] as? Double)
    #expect(anna?.status == "graded" && (anna?.earned ?? 0) >= visible)
    #expect(anna?.text.contains("digest") == false, "it is as it was made")
  }

  @Test func theSameSecretMakesTheSameFolders() throws {
    try lab.write("id\nanna\nbob\n", to: "class.csv")
    for folder in ["one", "two"] {
      let made = try run(
        "lab",
        "start",
        "7",
        "--class",
        "class.csv",
        "--secret",
        "secret.txt",
        "--to",
        folder
      )
      #expect(made.status == 0 && made.output.contains("2 folders"), "\(made.errors)")
    }
    let one = try GradeCommandTests.files(in: lab.course.file("one"))
    #expect(try GradeCommandTests.files(in: lab.course.file("two")) == one)
    #expect(one["anna/lab.json"] != one["bob/lab.json"])
    #expect(Set(one.keys.filter { $0.hasPrefix("anna/") }).count == 5, "\(one.keys.sorted())")
    // One alone gets what the class's folder has.
    let alone = try run(
      "lab",
      "start",
      "7",
      "--student",
      "anna",
      "--secret",
      "secret.txt",
      "--to",
      "alone"
    )
    #expect(alone.status == 0)
    for (name, bytes) in try GradeCommandTests.files(in: lab.course.file("alone")) {
      #expect(one["anna/" + name] == bytes, "\(name)")
    }
  }

  @Test func whereNoLabIsIsSaid() throws {
    try FileManager.default.createDirectory(
      at: lab.course.file("void"),
      withIntermediateDirectories: true
    )
    for command in ["check", "submit"] {
      try expect(["lab", command, "void"], 2, ["no folder of a lab", "lab.json"], "不是实验课的文件夹")
      try expect(["lab", command, "nowhere"], 2, ["no folder of a lab"], "不是实验课的文件夹")
    }
    try expect(["lab", "start", "9"], 2, ["no lab '9'", "7 (probe)"], "没有实验课 '9'")
    try expect(["lab", "start", "prob"], 2, ["no lab 'prob'", "7 (probe)"], "没有实验课 'prob'")
    try expect(["lab", "list", "--labs", "void"], 2, ["no labs in 'void'", "--labs"], "没有实验课")
    try expect(["grade", "probe", "nowhere"], 2, ["is not there"], "不存在")
    try expect(["grade", "probe", "void"], 2, ["no submissions"], "没有提交文件")
  }

  @Test func whatIsThereIsLeftAsItIs() throws {
    try start()
    let before = try GradeCommandTests.files(in: lab.course.file("work"))
    try expect(
      ["lab", "start", "probe", "--to", "work"],
      2,
      ["has a lab in it already", "--to"],
      "已有实验课"
    )
    #expect(try GradeCommandTests.files(in: lab.course.file("work")) == before)
    try lab.write("", to: "file")
    try expect(["lab", "start", "probe", "--to", "file"], 2, ["is there already"], "已经存在")
    try expect(
      ["lab", "start", "probe", "--to", "file/below"],
      74,
      ["can not be made", "--to"],
      "无法创建文件夹"
    )
    try lab.write(ProbeLab.submission(of: "anna"), to: "class/anna.json")
    #expect(try lab.grade().status == 0)
    try expect(["grade", "probe", "class", "--out", "marks"], 2, ["--replace"], "--replace")
    #expect(try lab.grade(["--replace"]).status == 0)
    try expect(["grade", "probe", "class", "--out", "file/marks"], 74, ["can not be made"], "无法创建")
  }

  @Test func closedKeysAreNamedWithWhatIsOpen() throws {
    try start()
    try lab.write(
      #"{ "extends": "start.json", "pads": { "east": { "x_m": 70 } }, "demand": { "shop": { "scale": 2 } } }"#,
      to: "work/scenario.json"
    )
    for command in ["check", "submit"] {
      try expect(
        ["lab", command, "work"],
        2,
        ["pads.east.x_m", "may be changed: warehouses.main.packing.shifts.*.people"],
        "允许改变的键"
      )
    }
    #expect(!FileManager.default.fileExists(atPath: lab.course.path("work/submission.json")))
  }

  @Test func faultsAreShownWhereTheyStand() throws {
    try start()
    try lab.write(
      "{ \"extends\": \"start.json\",\n  \"demand\": { \"shop\": { \"scal\": 2 } } }\n",
      to: "work/scenario.json"
    )
    try expect(
      ["lab", "check", "work"],
      2,
      ["work/scenario.json:2:", "scal", "^"],
      "scenario.json:2:"
    )
    try lab.write("{ \"extends\": \"start.json\" }", to: "work/scenario.json")
    for (text, words, chinese) in [
      ("{ \"q1-wait\": \"long\" }", "must be a number in s", "答案应是一个数"),
      ("{ \"q2-pick\": \"c\" }", "one of \"a\"", "以下之一"),
      ("{ \"q9\": 1 }", "no such question", "没有这个问题"), ("{ \"q1-wait\": ", "ends", "结束"),
      ("[]", "an array", "数组"),
    ] {
      try lab.write(text, to: "work/answers.json")
      try expect(["lab", "check", "work"], 2, ["work/answers.json:1:", words], chinese)
    }
    try FileManager.default.removeItem(atPath: lab.course.path("work/answers.json"))
    try expect(["lab", "submit", "work"], 2, ["answers.json"], "answers.json")
  }

  @Test func anEditedTicketIsAFault() throws {
    for (index, (text, words, chinese)) in [
      ("{", "ends", "结束"),
      (#"{ "format": 9, "assignment": "probe", "seed": 1 }"#, "format", "format"),
      (#"{ "format": 1, "assignment": "other", "seed": 1 }"#, "no lab 'other'", "没有实验课 'other'"),
      (#"{ "format": 1, "assignment": "probe", "seed": -1 }"#, "seed", "seed"),
      (
        #"{ "format": 1, "assignment": "probe", "seed": 1, "personal": { "pace": "fast" } }"#,
        "is no number", "不是数"
      ),
      (
        #"{ "format": 1, "assignment": "probe", "seed": 1, "personal": { "pace": -5 } }"#, "mean_s",
        "mean_s"
      ),
    ].enumerated() {
      try start("work-\(index)")
      try lab.write(text, to: "work-\(index)/lab.json")
      try expect(["lab", "check", "work-\(index)"], 2, [words], chinese)
    }
  }

  @Test func somebodyHandsItIn() throws {
    try start(student: nil)
    try expect(["lab", "submit", "work"], 2, ["whose work", "--student"], "谁的作业")
    try expect(["lab", "submit", "work", "--student", "a/b"], 2, ["--student"], "--student")
    #expect(try run("lab", "submit", "work", "--student", "bob").status == 0)
    try start("hers")
    try expect(["lab", "submit", "hers", "--student", "bob"], 2, ["anna's"], "属于 anna")
    let odd = try run("lab", "start", "probe", "--student", "../up", "--to", "odd")
    #expect(odd.status == 2, "\(odd.errors)")
    #expect(odd.errors.contains("--student takes letters"))
    try expect(
      ["lab", "submit", "work", "--student", "bob", "--out", "nowhere/x.json"],
      74,
      ["can not be written"],
      "无法写入"
    )
  }

  @Test func faultyClassListsAndSecretsMakeNoFolders() throws {
    try lab.write("short", to: "short.txt")
    let make = { (list: String, secret: String) in
      ["lab", "start", "7", "--class", list, "--secret", secret, "--to", "folders"]
    }
    for (text, words, chinese) in [
      ("name\nAnna\n", "\"id\"", "id"), ("id\n..\n", "can be no id", "不能作为 id"),
      ("id\na b\n", "can be no id", "不能作为 id"), ("id\nanna\nANNA\n", "as in line 2", "第 2 行"),
      ("", "empty", "空"),
    ] {
      try lab.write(text, to: "class.csv")
      try expect(make("class.csv", "secret.txt"), 2, [words], chinese)
    }
    try lab.write("id\nanna\n", to: "class.csv")
    try expect(make("class.csv", "short.txt"), 2, ["too short", "/dev/urandom"], "太短")
    try expect(make("class.csv", "nowhere.txt"), 2, ["can not be read"], "无法读取")
    try expect(make("nowhere.csv", "secret.txt"), 2, ["nowhere.csv"], "nowhere.csv")
    #expect(!FileManager.default.fileExists(atPath: lab.course.path("folders")))
  }
}
