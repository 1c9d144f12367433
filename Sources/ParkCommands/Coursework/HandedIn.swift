import Coursework
import Foundation
import ScenarioFiles
import Wording

/// A file that was handed in, with what it says of itself.
struct HandedIn {
  /// What is kept of a submission until all are judged: the whole takes a dozen times the room of its file.
  struct Outline {
    /// Id of the student.
    let student: String
    /// Fingerprint of the ticket that it was made with, if it says so.
    let ticket: String?
    /// Digest of change and answers; nil if there are none.
    let digest: String?
    /// Answers in words.
    let texts: [String]

    init(_ submission: Submission, _ assignment: Assignment) {
      student = submission.student
      ticket = submission.ticket
      let isEmpty = submission.answers.isEmpty && (submission.change.members ?? []).isEmpty
      digest = isEmpty ? nil : submission.contentDigest(for: assignment)
      texts = submission.answers.values.compactMap {
        if case .text(let text) = $0 { text } else { nil }
      }
    }
  }

  /// What could be read of it.
  enum Content {
    /// A submission.
    case submission(Outline)
    /// What is wrong with it.
    case faulty([Phrase])
  }

  /// Name of the file, from the folder of submissions.
  let file: String
  /// The text, where it could be read.
  let text: String
  /// What it says.
  let content: Content

  /// Reads a file, of which no more is looked at than a submission may have.
  init(_ file: String, in folder: String, for assignment: Assignment) {
    self.file = file
    let path = folder.isEmpty ? file : folder + "/" + file
    guard let bytes = Self.bytes(of: path) else {
      text = ""
      content = .faulty([
        Phrase("the file can not be read", "无法读取文件")
      ])
      return
    }
    guard bytes.count <= Submission.byteLimit else {
      text = ""
      content = .faulty([
        Phrase(
          "larger than \(Submission.byteLimit >> 10) KiB: no submission is; it was not read",
          "大于 \(Submission.byteLimit >> 10) KiB：提交文件不会这么大，没有读取"
        )
      ])
      return
    }
    let source = SourceText(name: file, bytes: bytes)
    text = String(decoding: bytes, as: UTF8.self)
    do {
      content = .submission(Outline(try Submission(source, for: assignment), assignment))
    } catch let faults as ScenarioFaults {
      content = .faulty(Judge.words(of: faults))
    } catch {
      content = .faulty([Phrase(same: "\(error)")])
    }
  }

  /// The bytes of a regular file, at most one more than a submission may have.
  private static func bytes(of path: String) -> [UInt8]? {
    // A pipe in its place would be waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: Submission.byteLimit + 1)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else { return nil }
      if more == 0 { break }
      count += more
    }
    return Array(bytes[..<count])
  }

  /// What it says in short; nil if it can not be read.
  var submission: Outline? {
    if case .submission(let outline) = content { outline } else { nil }
  }

  /// Words of the outermost folder's name, or of the file's where it lies in none: what a course's site chooses.
  var nameWords: Set<String> {
    let first = file.split(separator: "/").first.map(String.init) ?? file
    let name = file.contains("/") ? first : (first as NSString).deletingPathExtension
    return Set([name] + name.split { "_ ()[]".contains($0) }.map(String.init))
  }

  /// Students of a class whom the name tells of, by id, login, address or number.
  func named(in list: ClassList) -> [Student] {
    let words = nameWords
    return list.students.filter { student in
      [student.id, student.login, student.email, student.canvasID].contains {
        !$0.isEmpty && words.contains($0)
      }
    }
  }
}

/// Who handed in what.
struct HandInOwners {
  /// What belongs to whom, by id, and whether another name stands in it.
  private(set) var owned: [(student: Student, handIn: HandedIn, isOther: Bool)] = []
  /// Files of one student of which nobody knows which counts.
  private(set) var several: [(student: Student, files: [String])] = []
  /// What belongs to nobody.
  private(set) var aside: [UnassignedHandIn] = []

  /// Finds the owners.
  ///
  /// With a class list it is the name of the file or of its folder that says whose it is, as the course's site gives
  /// it and no student; what stands inside is believed where the name says nothing.
  ///
  /// - Parameters:
  ///   - handIns: What was handed in.
  ///   - list: The class; nil if there is no list.
  init(_ handIns: [HandedIn], of list: ClassList?) {
    var found: [String: [(Student, HandedIn, isNamed: Bool, isOther: Bool)]] = [:]
    for handIn in handIns {
      let inside = handIn.submission?.student
      let named = list.map(handIn.named)
      if let named, named.count > 1 {
        setAside(handIn, "its name fits several students", "其名称对应多名学生")
      } else if let named, named.count == 1 {
        let isOther = inside.map { $0 != named[0].id } ?? false
        found[Self.sign(of: named[0].id), default: []].append((named[0], handIn, true, isOther))
      } else if let inside {
        guard let student = list == nil ? Student(id: inside) : list?[inside] else {
          setAside(handIn, "its student is not on the class list", "其学生不在班级名单上")
          continue
        }
        found[Self.sign(of: inside), default: []].append((student, handIn, false, false))
      } else if list == nil, let id = Self.idOfFile(handIn.file) {
        found[Self.sign(of: id), default: []].append((Student(id: id), handIn, true, false))
      } else {
        setAside(handIn, "nobody knows whose it is", "不知道是谁的")
      }
    }
    for entries in found.values {
      // Who puts another's id into a file does not take that student's place.
      let named = entries.filter(\.isNamed)
      let candidates = named.isEmpty ? entries : named
      for entry in entries where !entry.isNamed && !named.isEmpty {
        setAside(
          entry.1,
          "says inside that it is \(entry.0.id)'s, whose own file, by its name, is another",
          "内容写着属于 \(entry.0.id)，但该学生另有以其命名的文件"
        )
      }
      if candidates.count > 1 {
        several.append((candidates[0].0, candidates.map(\.1.file).sorted()))
        for entry in candidates {
          setAside(
            entry.1,
            "one of \(candidates.count) files of \(entry.0.id): keep the one that counts",
            "\(entry.0.id) 的 \(candidates.count) 个文件之一：请只保留有效的一个"
          )
        }
      } else if let entry = candidates.first {
        owned.append((entry.0, entry.1, entry.isOther))
      }
    }
    several.sort { $0.student.id < $1.student.id }
    owned.sort { $0.student.id < $1.student.id }
    aside.sort { $0.file < $1.file }
  }

  /// What ids have in common that name the same folder on some system: they differ in upper and lower case.
  private static func sign(of id: String) -> String { id.lowercased() }

  private mutating func setAside(_ handIn: HandedIn, _ english: String, _ chinese: String) {
    aside.append(UnassignedHandIn(file: handIn.file, why: Phrase(english, chinese)))
  }

  /// What a file that can not be read is called by, where there is no class list.
  private static func idOfFile(_ file: String) -> String? {
    let stem = (file as NSString).deletingPathExtension
    let name = stem.split(separator: "/").first.map(String.init) ?? stem
    return Submission.isName(name) ? name : nil
  }
}
