import DiscreteEvents
import Testing

struct SimulationTimeTests {
  @Test func unitsAgree() {
    #expect(SimulationTime.seconds(90).ticks == 90_000_000)
    #expect(SimulationTime.minutes(1.5) == .seconds(90))
    #expect(SimulationTime.hours(2) == .minutes(120))
    #expect(SimulationTime.days(1) == .hours(24.0))
    #expect(SimulationTime.seconds(5_400).inHours == 1.5)
    #expect(SimulationTime.seconds(90).inMinutes == 1.5)
    #expect(SimulationTime(ticks: 1).inSeconds == 1e-6)
  }

  @Test(
    "Fractions go to the nearest tick, ties to even",
    arguments: [
      (0.5e-6, 0), (1.5e-6, 2), (2.5e-6, 2), (-0.5e-6, 0), (-1.5e-6, -2), (0.4e-6, 0),
      (0.6e-6, 1), (1e10, 10_000_000_000_000_000), (-1e10, -10_000_000_000_000_000),
      (2_251_799_813.685_247, 2_251_799_813_685_247), (-3.000_000_4, -3_000_000),
    ]
  )
  func fractionsAreRounded(seconds: Double, ticks: Int64) {
    #expect(SimulationTime.seconds(seconds).ticks == ticks)
  }

  @Test func arithmeticIsExact() {
    var time = SimulationTime.seconds(3) + .minutes(1) - SimulationTime(ticks: 1)
    #expect(time.ticks == 62_999_999)
    time += .seconds(1)
    time -= SimulationTime(ticks: 999_999)
    #expect(time * 2 == .seconds(126))
    #expect(time < .distantFuture && .zero < time)
  }

  @Test(arguments: [
    (0, "00:00:00"), (93_784_000_005, "1d 02:03:04.000005"), (-1, "-00:00:00.000001"),
    (Int64.max, "106751991d 04:00:54.775807"), (Int64.min, "-106751991d 04:00:54.775808"),
  ])
  func descriptionShowsDaysToMicroseconds(ticks: Int64, text: String) {
    #expect("\(SimulationTime(ticks: ticks))" == text)
  }

  @Test func timesOutOfRangeTrap() async {
    // Each result is used: what nobody uses is optimized away with its trap.
    await #expect(processExitsWith: .failure) {
      #expect(SimulationTime.seconds(1e13) == .zero)
    }
    await #expect(processExitsWith: .failure) {
      #expect(SimulationTime.seconds(Double.nan) == .zero)
    }
    await #expect(processExitsWith: .failure) {
      #expect(SimulationTime.distantFuture + SimulationTime(ticks: 1) == .zero)
    }
  }
}
