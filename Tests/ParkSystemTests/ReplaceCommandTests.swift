import Foundation
import TestSupport
import Testing

/// `--replace` from several programs at once.
struct ReplaceCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("Programs that make one file anew come one after the other, also where there is none yet")
  func programsThatReplaceComeOneAfterTheOther() throws {
    let path = folder.path("day.sqlite")
    let programs = try (1...3).map { seed in
      try ParkSimProcess.start([
        "run", "Scenarios/shangrao/day.json", "--set", "study.horizon_h=2", "--telemetry", "none",
        "--seed", "\(seed)", "--replications", "8", "--replace", "--out", path,
      ])
    }
    for program in programs {
      program.waitUntilExit()
      #expect(program.terminationReason == .exit)
      #expect(program.terminationStatus == 0)
    }
    let sql = """
      SELECT count(*) AS runs, count(DISTINCT seed) AS seeds,
        count(DISTINCT replication) AS replications
      FROM run WHERE status = 'complete'
      """
    let answer = try ParkSimProcess.run(["query", path, sql, "--format", "csv"])
    #expect(answer.output == "runs,seeds,replications\r\n8,1,8\r\n", "\(answer.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["day.sqlite"])
  }
}
