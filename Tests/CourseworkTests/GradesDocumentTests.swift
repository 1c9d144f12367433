import Coursework
import Foundation
import Testing
import Wording

/// `grades.json`, read back by Foundation.
struct GradesDocumentTests {
  private func read(_ text: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  /// Names of the members of an object, and what each must be.
  private static let members: [String: [String: @Sendable (Any) -> Bool]] = [
    "document": [
      "kind": { $0 as? String == "parksim-grades" }, "format": { $0 as? Int == 1 },
      "assignment": { $0 is [String: Any] }, "students": { $0 is [[String: Any]] },
      "aside": { $0 is [[String: Any]] }, "notes": isWords,
    ],
    "assignment": ["id": isText, "title": isPhrase, "points": isNumber],
    "student": [
      "id": isText, "name": isText, "email": isText, "canvas_id": isText, "login": isText,
      "section": isText, "status": isText, "file": isText,
      "earned": { isNumber($0) || $0 is NSNull },
      "checks": { $0 is [[String: Any]] }, "reasons": isWords, "same_as": { $0 is [String] },
      "texts": { $0 is [[String: Any]] }, "standings": { $0 is [[String: Any]] },
      "remarks": isWords,
    ],
    "check": [
      "id": isText, "title": isPhrase, "hidden": { $0 is Bool }, "points": isNumber,
      "earned": isNumber,
      "outcome": { ["full", "part", "none"].contains($0 as? String ?? "") }, "reason": isPhrase,
      "told": isPhrase,
    ],
    "standing": [
      "metric": isText, "value": { isNumber($0) || $0 is NSNull }, "less_is_better": { $0 is Bool },
    ],
    "text": ["question": isPhrase, "answer": isText],
    "aside": ["file": isText, "why": isPhrase],
  ]

  @Sendable private static func isText(_ value: Any) -> Bool { value is String }
  @Sendable private static func isNumber(_ value: Any) -> Bool { value is Double }
  @Sendable private static func isPhrase(_ value: Any) -> Bool {
    Set((value as? [String: String] ?? [:]).keys) == ["en", "zh-Hans"]
  }
  @Sendable private static func isWords(_ value: Any) -> Bool {
    (value as? [Any])?.allSatisfy(isPhrase) ?? false
  }

  private func faults(of object: [String: Any], as kind: String) -> [String] {
    let members = Self.members[kind] ?? [:]
    var faults = Set(object.keys).symmetricDifference(members.keys).map { "\(kind) \($0)" }
    for (key, value) in object where !(members[key]?(value) ?? true) {
      faults.append("\(kind) \(key)")
    }
    let parts = [
      "checks": "check", "standings": "standing", "texts": "text", "students": "student",
      "aside": "aside",
    ]
    for (key, part) in parts {
      for element in object[key] as? [[String: Any]] ?? [] {
        faults += self.faults(of: element, as: part)
      }
    }
    if let assignment = object["assignment"] as? [String: Any] {
      faults += self.faults(of: assignment, as: "assignment")
    }
    return faults
  }

  @Test func everyBookIsWhatTheFormatSays() throws {
    for (name, book) in NastyGradebook.books {
      let document = try read(GradesDocument.text(book))
      #expect(faults(of: document, as: "document") == [], "\(name)")
      #expect((document["students"] as? [Any])?.count == book.grades.count)
    }
  }

  @Test func everythingComesBack() throws {
    let text = GradesDocument.text(NastyGradebook.book)
    let students = try #require(try read(text)["students"] as? [[String: Any]])
    for (student, grade) in zip(students, NastyGradebook.book.grades) {
      #expect(student["id"] as? String == grade.student.id)
      #expect(Array((student["name"] as? String ?? "").utf8) == Array(grade.student.name.utf8))
      #expect(student["earned"] as? Double == grade.earned)
      #expect((student["checks"] as? [[String: Any]])?.count == grade.checks.count)
    }
    #expect(Array(text.utf8) == Array(GradesDocument.text(NastyGradebook.turned).utf8))
    #expect(text.utf8.first == UInt8(ascii: "{"), "JSON has no byte-order mark")
  }

  @Test(
    "The validator refuses what the format does not have",
    arguments: [
      ("\"kind\": \"parksim-grades\"", "\"kind\": \"grades\""), ("\"same_as\"", "\"copies\""),
      ("\"hidden\": true", "\"hidden\": \"yes\""),
      ("\"outcome\": \"part\"", "\"outcome\": \"half\""),
      ("\"zh-Hans\"", "\"zh\""), ("\"earned\": null", "\"earned\": \"none\""),
      ("\"points\": 10.75", "\"points\": \"10.75\""),
    ]
  )
  func mutations(old: String, new: String) throws {
    let text = GradesDocument.text(NastyGradebook.book)
    #expect(text.contains(old))
    #expect(faults(of: try read(text.replacing(old, with: new)), as: "document") != [])
  }
}
