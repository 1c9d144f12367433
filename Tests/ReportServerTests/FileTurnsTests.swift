import ReportServer
import Testing

struct FileTurnsTests {
  /// Who is in which file.
  private actor Visitors {
    private var inside: [String: Int] = [:]
    private(set) var most = 0

    func enter(_ paths: Set<String>) {
      for path in paths {
        inside[path, default: 0] += 1
        most = max(most, inside[path, default: 0])
      }
    }

    func leave(_ paths: Set<String>) {
      for path in paths { inside[path, default: 0] -= 1 }
    }
  }

  @Test func nobodyLooksIntoAFileWhileAnotherDoes() async {
    let turns = FileTurns()
    let visitors = Visitors()
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<200 {
        // Pairs that overlap in a ring, so that taking one after the other could lock up.
        let paths: Set = ["\(index % 5)", "\((index + 1) % 5)"]
        group.addTask {
          await turns.take(paths) {
            await visitors.enter(paths)
            await Task.yield()
            await visitors.leave(paths)
          }
        }
      }
    }
    #expect(await visitors.most == 1)
  }

  @Test func anErrorGivesTheTurnBack() async throws {
    struct Trouble: Error {}
    let turns = FileTurns()
    await #expect(throws: Trouble.self) { try await turns.take(["a"]) { throw Trouble() } }
    #expect(await turns.take(["a"]) { 1 } == 1)
  }
}
