import DiscreteEvents
import Testing

struct PiecewiseLinearRateTests {
  /// Up from 0 to 6 in 10 s, down to 2 in 20 s, and so again.
  private let rate = PiecewiseLinearRate(
    rates: [0, 6, 2],
    knots: [.seconds(5), .seconds(15), .seconds(35)],
    repeats: true
  )

  @Test func ratesLieOnTheLines() {
    #expect(rate.rate(at: .seconds(4.999)) == 0)
    #expect(rate.rate(at: .seconds(5)) == 0)
    #expect(rate.rate(at: .seconds(10)) == 3)
    #expect(rate.rate(at: .seconds(15)) == 6)
    #expect(rate.rate(at: .seconds(30)) == 3)
    // The last knot is the first one of the next cycle.
    #expect(rate.rate(at: .seconds(35)) == 0)
    #expect(rate.rate(at: .seconds(60)) == 3)
  }

  @Test func expectedCountsAreTheAreasBelowTheLines() {
    #expect(rate.expectedCountPerCycle == 30 + 80)
    #expect(rate.expectedCount(from: .zero, to: .seconds(15)) == 30)
    #expect(rate.expectedCount(from: .seconds(10), to: .seconds(20)) == 22.5 + 27.5)
    #expect(rate.expectedCount(from: .seconds(5), to: .seconds(70)) == 220 + 7.5)
  }

  @Test func aProfileWithAnEndHasNoRateBeyondIt() {
    let once = PiecewiseLinearRate(rates: [1, 3], knots: [.zero, .seconds(4)], repeats: false)
    #expect(once.rate(at: .seconds(4)) == 0)
    #expect(once.expectedCount(from: .zero, to: .hours(1)) == 8)
  }

  @Test func theMajorantIsNowhereBelow() {
    var stream = RandomStream.seeded(5, "majorant")
    for round in 0..<50 {
      var knots = [SimulationTime.zero]
      for _ in 0..<4 { knots.append(knots[knots.count - 1] + .seconds(10 * stream.uniform())) }
      let rates = knots.map { _ in stream.uniform() }
      let rate = PiecewiseLinearRate(rates: rates, knots: knots, repeats: round.isMultiple(of: 2))
      let majorant = rate.majorant
      for _ in 0..<100 {
        let time = SimulationTime.seconds(50 * stream.uniform())
        #expect(rate.rate(at: time) <= majorant.rate(at: time), "round \(round) at \(time)")
      }
      #expect(majorant.rates == zip(rates, rates.dropFirst()).map { max($0, $1) })
    }
  }

  @Test func badProfilesTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearRate(rates: [1], knots: [.zero], repeats: true)
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearRate(rates: [1, -1], knots: [.zero, .seconds(1)], repeats: true)
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearRate(rates: [1, 1], knots: [.seconds(1), .seconds(1)], repeats: true)
    }
  }
}
