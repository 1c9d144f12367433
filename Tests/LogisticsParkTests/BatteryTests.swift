import DiscreteEvents
import LogisticsPark
import Testing

struct BatteryTests {
  private let type = DroneType.matrice100.battery

  private func discharging(at power: Double) -> Battery {
    var battery = Battery(type: type, stored: 400_000, temperature: 20, at: .zero)
    let drain = type.drain(for: power)
    battery.begin(.discharge(delivered: power, drain: drain), steadyTemperature: 40, at: .zero)
    return battery
  }

  @Test func readingChangesNothingBitForBit() {
    let battery = discharging(at: 512)
    let before = battery
    for second in 0..<1000 {
      _ = battery.stored(at: .seconds(Double(second) * 0.37))
      _ = battery.temperature(at: .seconds(Double(second) * 0.37))
    }
    #expect(battery == before)
  }

  @Test func splittingAnIntervalChangesItByRoundingOnly() {
    let whole = discharging(at: 512)
    var split = whole
    for second in 1...100 {
      split.begin(whole.regime, steadyTemperature: 40, at: .seconds(second))
    }
    let end = SimulationTime.seconds(100)
    // 100 roundings of 4e5 J, each at most half an ulp (2.9e-11 J).
    #expect(abs(whole.stored(at: end) - split.stored(at: end)) < 3e-9)
    #expect(abs(whole.temperature(at: end) - split.temperature(at: end)) < 1e-11)
  }

  @Test("The cells give up V I, where (V - R I) I is what the terminals deliver")
  func drainIsDeliveredPlusResistiveLoss() {
    for power in [0, 1, 100, 512, 2000] as [Double] {
      let drain = type.drain(for: power)
      let current = drain / type.voltage
      let loss = type.resistance * current * current
      // Relative rounding of a few operations.
      #expect(abs(drain - power - loss) <= 1e-12 * max(1, drain))
    }
  }

  @Test func aMicrosecondOfFlightIsInTheBook() {
    let battery = discharging(at: 512)
    let taken = battery.stored(at: .zero) - battery.stored(at: SimulationTime(ticks: 1))
    #expect(taken / type.capacity > 1e-9)
  }

  @Test func temperatureApproachesItsSteadyValueExponentially() {
    let battery = discharging(at: 512)
    let oneTimeConstant = battery.temperature(at: .minutes(15))
    // 40 - 20 / e.
    #expect(abs(oneTimeConstant - 32.642411176571153) < 1e-12)
  }
}

struct ChargeCurveTests {
  /// Charging at 2C of capacity: E / P = 30 minutes, knee at 80 %.
  private let curve = ChargeCurve(power: 1000, capacity: 1_800_000, kneeStateOfCharge: 0.8)

  @Test(
    "Times of the two-stage model at 2C with the knee at 80 %, in minutes",
    arguments: [
      (from: 0.2, to: 0.8, minutes: 18.000), (from: 0.2, to: 0.9, minutes: 22.159),
      (from: 0.2, to: 0.95, minutes: 26.318), (from: 0.2, to: 0.99, minutes: 35.974),
      (from: 0.3, to: 0.95, minutes: 23.318),
    ]
  )
  func timeToChargeMatchesTheClosedForm(from: Double, to: Double, minutes: Double) {
    let time = curve.time(toReach: to * 1_800_000, from: from * 1_800_000)
    // The figures are given to a thousandth of a minute.
    #expect(abs(time.inMinutes - minutes) < 0.0005)
  }

  @Test func theTargetIsReachedAtTheFirstTickAndNotBefore() {
    var checked = 0
    for start in stride(from: 0.0, to: 0.97, by: 0.0137) {
      for target in stride(from: start + 0.001, to: 0.999, by: 0.0171) {
        let (from, to) = (start * 1_800_000, target * 1_800_000)
        let time = curve.time(toReach: to, from: from)
        let before = SimulationTime(ticks: time.ticks - 1)
        #expect(curve.stored(from: from, after: time.inSeconds) >= to)
        #expect(curve.stored(from: from, after: before.inSeconds) < to)
        checked += 1
      }
    }
    #expect(checked > 1000)
  }

  @Test func energyAddedIsTheDifferenceOfStoredEnergies() {
    for start in [0.0, 0.3, 0.79999, 0.8, 0.9] {
      for seconds in [0.0, 1, 500, 1080, 3000] {
        let from = start * 1_800_000
        let added = curve.energyAdded(to: from, after: seconds)
        let difference = curve.stored(from: from, after: seconds) - from
        // A few roundings of numbers of 1.8e6 J.
        #expect(abs(added - difference) < 2e-9)
      }
    }
  }

  @Test func powerFallsFromTheKneeToNothing() {
    #expect(curve.power(atStored: 0.5 * 1_800_000) == 1000)
    #expect(abs(curve.power(atStored: 0.9 * 1_800_000) - 500) < 1e-9)
    #expect(curve.power(atStored: 1_800_000) == 0)
  }
}
