import Figures
import Testing

/// Worked by hand: 0 until 10 s, 2 until 30 s, 1 until 40 s, where the series ends.
struct StepSeriesTests {
  private let series = StepSeries(
    changes: [(30_000_000, -1), (10_000_000, 1), (10_000_000, 1)],
    until: 40_000_000
  )

  @Test func changesAtOneInstantAreOne() {
    #expect(series.times == [0, 10, 30])
    #expect(series.values == [0, 2, 1])
    #expect(series.maximum == 2)
  }

  @Test func whatIsUndoneAtTheInstantIsNoChange() {
    let none = StepSeries(changes: [(5_000_000, 1), (5_000_000, -1)], until: 10_000_000)
    #expect(none.times == [0])
    let late = StepSeries(changes: [(10_000_000, 1)], until: 10_000_000)
    #expect(late.values == [0])
  }

  @Test(arguments: [(-1.0, 0.0), (0, 0), (9.9, 0), (10, 2), (29.9, 2), (30, 1), (50, 1)])
  func valuesHoldUntilTheNextChange(time: Double, value: Double) {
    #expect(series.value(at: time) == value)
  }

  @Test(
    arguments: [
      (0.0, 40.0, 50.0), (10, 30, 40), (20, 35, 25), (0, 10, 0), (35, 60, 5), (50, 60, 0),
      (5, 5, 0),
    ]
  )
  func integralsAreSumsOfRectangles(from: Double, to: Double, area: Double) {
    #expect(series.integral(from: from, to: to) == area)
  }

  @Test func averagesOverStretches() {
    let averaged = series.averaged(over: 20)
    #expect(averaged.times == [0, 20])
    #expect(averaged.values == [1, 1.5])
    // The last stretch is cut where the series ends.
    #expect(series.averaged(over: 30).values == [40.0 / 30, 1])
  }

  @Test func thinningKeepsEveryPeak() {
    let numbers = Array(0..<1000)
    let values = numbers.map { (number: Int) -> Double in
      number % 97 == 50 ? Double(100 + number) : Double(number % 7)
    }
    let long = StepSeries(times: numbers.map { Double($0) }, values: values, end: 1000)
    let thin = long.thinned(to: 10)
    #expect(thin.times.count <= 40)
    #expect(thin.maximum == long.maximum)
    #expect(thin.times.first == 0 && thin.values.last == long.values.last)
    for (time, value) in zip(thin.times, thin.values) { #expect(long.value(at: time) == value) }
    #expect(series.thinned(to: 10) == series)
  }

  @Test(
    arguments: [
      (0.7, 1.0), (1, 1), (1.1, 2), (2, 2), (2.1, 5), (5.5, 10), (34, 50), (0.012, 0.02),
      (0.2, 0.2),
      (999, 1000), (1e-5, 1e-5),
    ]
  )
  func stepsAreRound(size: Double, step: Double) {
    #expect(abs(RoundStep.atLeast(size) / step - 1) < 1e-9)
  }
}
