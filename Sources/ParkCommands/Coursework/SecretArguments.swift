import ArgumentParser
import Coursework
import Foundation
import ScenarioFiles
import Wording

/// `--secret` and `--course`: from what students' seeds and values follow.
struct SecretArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File with the course's secret, at least \(CourseSecret.fewestBytes) bytes, from which each student's seed and values follow.",
      valueName: "file"
    )
  )
  var secret: String?

  @Option(help: "Name of the course, such as spring-2027, so that each has other seeds.")
  var course = ""

  /// The ticket of a student: by the secret, or what all have without one.
  func ticket(of student: String, _ assignment: Assignment, _ secret: CourseSecret?) -> LabTicket {
    if let secret, !student.isEmpty { return secret.ticket(of: student, for: assignment) }
    return LabTicket(
      assignment: assignment.id,
      student: student,
      seed: assignment.seed,
      personal: []
    )
  }

  /// The secret; nil if none was named.
  ///
  /// - Throws: ``CommandError`` for a file that can not be read or is too short.
  func read() throws -> CourseSecret? {
    guard let secret else { return nil }
    guard let source = SourceText(file: secret) else {
      throw CommandError(
        status: .badInput,
        Phrase(
          "the secret '\(secret)' can not be read: name a file that is there",
          "无法读取密钥文件 '\(secret)'：请指定存在的文件"
        )
      )
    }
    guard let read = CourseSecret(source.bytes, course: course) else {
      throw CommandError(
        status: .badInput,
        Phrase(
          "the secret in '\(secret)' is too short to keep: make one with head -c 32 /dev/urandom | base64 > \(secret)",
          "'\(secret)' 中的密钥太短：可用 head -c 32 /dev/urandom | base64 > \(secret) 生成"
        )
      )
    }
    return read
  }
}
