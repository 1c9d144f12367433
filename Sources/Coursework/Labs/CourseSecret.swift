import Digests
package import ScenarioFiles

/// What only the instructor of a course knows, from which each student's seed and values follow.
///
/// Nothing is kept of what was drawn: the same course, assignment and student get the same again. Each value has
/// a message of its own, so that none can be told from another.
package struct CourseSecret: Sendable {
  private let key: [UInt8]
  private let course: String

  /// Fewest bytes of a secret.
  package static let fewestBytes = 16

  /// Takes a secret; nil if it has fewer than 16 bytes, line ends and blanks around it not counted.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the secret's file.
  ///   - course: Name of the course, so that next year's students have other values.
  package init?(_ bytes: [UInt8], course: String) {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let rest = bytes.drop(while: isBlank)
    let key = Array(rest.prefix(rest.count - rest.reversed().prefix(while: isBlank).count))
    guard key.count >= Self.fewestBytes else { return nil }
    self.key = key
    self.course = course
  }

  /// 64 bits for a purpose.
  private func bits(_ assignment: String, _ student: String, _ purpose: String) -> UInt64 {
    // Ids have no line feeds, so that no two messages are the same.
    let message = [course, assignment, student, purpose].joined(separator: "\n")
    return MessageCode.bytes(of: Array(message.utf8), key: key).prefix(8).reduce(0) {
      $0 << 8 | UInt64($1)
    }
  }

  /// The seed of a student's own runs.
  package func seed(of student: String, in assignment: String) -> UInt64 {
    bits(assignment, student, "seed") >> 11
  }

  /// The seed of the runs behind hidden checks; a student's own, so that none can be told to another.
  package func hiddenSeed(of student: String, in assignment: String) -> UInt64 {
    bits(assignment, student, "hidden") >> 11
  }

  /// The ticket of a student.
  package func ticket(of student: String, for assignment: Assignment) -> LabTicket {
    LabTicket(
      assignment: assignment.id,
      student: student,
      seed: seed(of: student, in: assignment.id),
      personal: assignment.personal.map { value in
        // A bias of at most 10,001 in 2^64.
        let index = bits(assignment.id, student, "value " + value.id) % UInt64(value.count)
        return (value.id, value.text(at: Int(index)))
      }
    )
  }
}
