import Figures
import Testing
import Wording

@testable import Reports

struct FindingTests {
  @Test("A line that empties for some minutes is one jam, worked by hand")
  func jams() throws {
    // 3 wait from 100 s to 700 s, nobody until 1000 s, 5 until 1600 s; much later one waits for 10 s.
    let series = StepSeries(
      times: [0, 100, 700, 1000, 1600, 9000, 9010],
      values: [0, 3, 0, 5, 0, 1, 0],
      end: 10_000
    )
    let jams = Jam.all(in: series)
    let jam = try #require(jams.first)
    #expect(jams.count == 1)
    #expect((jam.from, jam.to) == (100, 1600))
    #expect((jam.most, jam.mostAt) == (5, 1000))
    #expect(jam.waiting == 3 * 600 + 5 * 600)
    #expect(!jam.lastsToEnd)
  }

  @Test func aLineAtTheEndLastsToTheEnd() throws {
    let series = StepSeries(times: [0, 50], values: [0, 2], end: 100)
    let jam = try #require(Jam.all(in: series).first)
    #expect(jam.lastsToEnd && jam.to == 100)
    #expect(Jam.all(in: StepSeries(times: [0], values: [0], end: 100)).isEmpty)
  }

  @Test("The mean of two runs and its interval, worked by hand")
  func means() throws {
    func figure(_ value: Double) -> Figure {
      let series = StepSeries(times: [0], values: [value], end: 96)
      return Figure(
        Phrase(same: "t"),
        horizontal: .timeOfDay(from: 0, until: 96),
        vertical: Axis(Phrase(same: "n")),
        [
          Layer(Phrase(same: "number"), .waiting, .steps(series)),
          Layer(Phrase(same: "same"), .capacity, .rule(5)),
        ]
      )
    }
    let mean = try #require(FigureMeans.mean(of: [[figure(2)], [figure(4)], [figure(6)]]).first)
    #expect(mean.layers.map(\.name.english) == ["number", "number", "same"])
    guard case .ranges(let band) = mean.layers[0].mark, case .steps(let steps) = mean.layers[1].mark
    else {
      Issue.record("an interval and a mean were expected")
      return
    }
    #expect(steps.values.allSatisfy { $0 == 4 } && steps.times.count == 96)
    // t interval of 2, 4, 6: 4 -+ 4.302653 * 2 / sqrt(3), and never below 0.
    #expect(band.allSatisfy { $0.low == 0 && $0.high >= 8.968 })
    #expect(mean.layers[2] == figure(2).layers[1])
  }
}
