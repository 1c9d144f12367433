import Foundation
import OutputStatistics
import Testing

struct WelchAverageTests {
  @Test func averagesAgreeWithHandWork() throws {
    let item = try WarmUpCases.load().welch
    let average = WelchAverage(of: item.replications)
    #expect(average.replications == 3)
    #expect(average.averages == item.averages)
    let moving = average.moving(window: item.window)
    #expect(moving.count == item.moving.count)
    for (value, expected) in zip(moving, item.moving) {
      #expect((value - expected).magnitude < 1e-14)
    }
  }

  @Test func windowOfNoneChangesNothing() {
    let average = WelchAverage(of: [[1, 5, 2]])
    #expect(average.moving(window: 0) == [1, 5, 2])
  }

  @Test func longWindowsLeaveNothing() {
    let average = WelchAverage(of: [[1, 5, 2]])
    #expect(average.moving(window: 2) == [1])
    #expect(average.moving(window: 3) == [])
    #expect(average.moving(window: 4) == [])
  }

  @Test func shortestReplicationCounts() {
    #expect(WelchAverage(of: [[1, 5, 2], [3, 3]]).averages == [2, 4])
    #expect(WelchAverage(of: [[1], []]).averages == [])
  }

  @Test func noReplicationIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = WelchAverage(of: []) }
  }
}
