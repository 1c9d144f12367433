import Foundation
import TestSupport
import Testing

/// What `regress --against` leaves in the folder of temporary files.
struct AgainstTests {
  private let folder: TemporaryFolder
  private let temporary: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    temporary = try TemporaryFolder()
  }

  private func regress(against program: String) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(
      ["regress", "Results/baselines/shangrao-day-seed1.json", "--against", program],
      environment: ["TMPDIR": temporary.url.path]
    )
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: temporary.url.path)
  }

  @Test func whatIsLeftByAnInterruptGoesWithTheNextComparison() throws {
    let other = folder.path("other")
    // A program that is interrupted together with who asked it, as by Ctrl-C.
    let script = """
      #!/bin/sh
      kill -INT $PPID
      exec sleep 20
      """
    try Data((script + "\n").utf8).write(to: folder.file("other"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: other)
    let interrupted = try regress(against: other)
    #expect(interrupted.status == 130, "\(interrupted.errors)")
    let left = try names()
    #expect(left.count == 1, "\(left)")
    for name in left {
      let attributes = try FileManager.default.attributesOfItem(atPath: temporary.path(name))
      #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
    #expect(try regress(against: "/bin/false").status == 2)
    #expect(try names().isEmpty)
  }
}
