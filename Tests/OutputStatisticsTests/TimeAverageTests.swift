import Foundation
import OutputStatistics
import Testing

struct TimeAverageTests {
  @Test func integralAndMeanAgreeWithHandWork() {
    var queue = TimeAverage(value: 0, at: 100)
    queue.add(2, at: 110)
    queue.add(1, at: 115)
    queue.set(1, at: 120)
    // 10 x 0 + 5 x 2 + 5 x 3 + 10 x 1
    #expect(queue.integral(until: 130) == 35)
    #expect(queue.mean(until: 130) == 35.0 / 30)
    #expect(queue.value == 1)
    #expect(queue.maximum == 3)
  }

  @Test func readingChangesNothing() {
    var queue = TimeAverage(value: 3, at: 0)
    let before = queue
    _ = queue.mean(until: 50)
    #expect(queue == before)
    queue.set(3, at: 50)
    #expect(queue.integral(until: 70) == before.integral(until: 70))
  }

  @Test func markStartsThePeriodAnew() {
    var queue = TimeAverage(value: 9, at: 0)
    queue.set(2, at: 10)
    queue.mark(at: 20)
    queue.set(4, at: 30)
    #expect(queue.start == 20)
    #expect(queue.integral(until: 40) == 60)
    #expect(queue.mean(until: 40) == 3)
    #expect(queue.maximum == 4)
  }

  @Test func windowUsesAnEarlierReading() {
    var queue = TimeAverage(value: 9, at: 0)
    queue.set(2, at: 10)
    let reading = queue.integral(until: 20)
    queue.set(4, at: 30)
    #expect(queue.mean(since: reading, at: 20, until: 40) == 3)
  }

  @Test func periodWithoutLengthHasNoMean() {
    #expect(TimeAverage(value: 5, at: 7).mean(until: 7) == nil)
  }

  @Test func severalChangesAtOneTickCountOnlyTheLast() {
    var queue = TimeAverage(value: 0, at: 0)
    queue.set(100, at: 10)
    queue.set(1, at: 10)
    #expect(queue.integral(until: 20) == 10)
    #expect(queue.maximum == 100)
  }

  @Test func encodingKeepsTheState() throws {
    var queue = TimeAverage(value: 3, at: 5)
    queue.add(-1, at: 9)
    let data = try JSONEncoder().encode(queue)
    #expect(try JSONDecoder().decode(TimeAverage.self, from: data) == queue)
  }

  @Test func goingBackInTimeIsRefused() async {
    await #expect(processExitsWith: .failure) {
      var queue = TimeAverage(value: 0, at: 10)
      queue.set(1, at: 9)
    }
  }

  @Test func integralsBeyond64BitsAreExact() {
    let queue = TimeAverage(value: 1_000_003, at: 0)
    #expect(queue.integral(until: Int64.max) == Int128(Int64.max) * 1_000_003)
    #expect(queue.mean(until: Int64.max) == 1_000_003)
  }
}
