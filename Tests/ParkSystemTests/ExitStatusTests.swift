import Experiments
import LogisticsPark
import ResultStore
import Testing
import Wording

@testable import ParkCommands

struct ExitStatusTests {
  private let breach = BreachError(breaches: [
    AuditBreach("battery of m100-07", "holds 1 J, its flights and charge sessions leave 2 J")
  ])

  @Test func aBreachExitsWith70AndNamesTheEntity() {
    let error = BatchError(replication: 3, cause: breach)
    let status = ExitStatus(of: error)
    #expect(status.rawValue == 70)
    #expect(status.message(for: error).contains("battery of m100-07"))
    #expect(status.message(for: error).contains("replication 3"))
    #expect(ExitStatus(of: breach).rawValue == 70)
  }

  @Test func storageErrorsExitWith74AlsoInsideABatch() {
    let full = StoreError.full(path: "/disk/day.sqlite.part-1", results: "/disk/day.sqlite")
    #expect(ExitStatus(of: full).rawValue == 74)
    #expect(ExitStatus(of: BatchError(replication: 1, cause: full)).rawValue == 74)
    #expect(!ExitStatus(of: full).message(for: full).contains("\n"))
  }

  @Test func foreignFilesAreBadInput() {
    let error = StoreError.notOurs(path: "thesis.sqlite", why: Phrase("is no database", "不是数据库"))
    #expect(ExitStatus(of: error).rawValue == 2)
  }
}
