import ElementaryFunctions
import Testing

@testable import Verification

/// Mean and variance of counts, against recursions and integrals.
struct CountFormTests {
  @Test func renewalCountsAgreeWithPairsOfPoissonEvents() {
    // Times of two exponential stages of rate 2: every second event of a Poisson process counts.
    let time = 12.0
    let (mean, variance) = momentsOfPairs(stages: 2 * time)
    let theory = RenewalCount(after: time, meanGap: 1, variance: 0.5, thirdMoment: 0.5)
    #expect(abs(theory.mean - mean) < 1e-9)
    #expect(abs(theory.variance - variance) < 1e-9)
  }

  @Test func exponentialTimesGiveAPoissonCount() {
    let theory = RenewalCount(after: 7, meanGap: 2, variance: 4, thirdMoment: 16)
    #expect(abs(theory.mean - 3.5) < 1e-12)
    #expect(abs(theory.variance - 3.5) < 1e-12)
  }

  @Test func clusterSizesAgreeWithBorelsDistribution() {
    let theory = StationaryHawkes(immigrants: 1, branchingRatio: 0.5, decay: 1)
    // P(k) = exp(-n k) (n k)^(k - 1) / k!, whose ratio of neighbours is taken by products.
    var mean = 0.0
    var square = 0.0
    for size in 1...400 {
      var chance = Elementary.exp(-0.5 * Double(size)) / Double(size)
      for factor in 1..<size { chance *= 0.5 * Double(size) / Double(factor) }
      mean += chance * Double(size)
      square += chance * Double(size * size)
    }
    #expect(abs(theory.meanClusterSize - mean) < 1e-9)
    #expect(abs(theory.clusterSizeVariance - (square - mean * mean)) < 1e-9)
  }

  @Test func dispersionAgreesWithTheEquationsOfTheMoments() {
    // Intensity l and count c of a process in its stationary state: d/dt of E[c l], E[c^2], with
    // E[l^2] stationary; one step of Runge and Kutta's method is exact to 1e-10 here.
    let (mu, n, b) = (0.5, 0.6, 1.0)
    let theory = StationaryHawkes(immigrants: mu, branchingRatio: n, decay: b)
    let rate = theory.rate
    let relaxation = b * (1 - n)
    let secondOfRate = (b * mu * rate + n * n * b * b * rate / 2) / relaxation
    // The derivative of (E[c l], E[c^2]) at a time, by the generator of the pair.
    func slope(_ time: Double, _ cross: Double) -> (Double, Double) {
      (
        b * mu * rate * time - relaxation * cross + secondOfRate + n * b * rate,
        2 * cross + rate
      )
    }
    var (cross, square) = (0.0, 0.0)
    let step = 0.001
    for index in 0..<20_000 {
      let time = Double(index) * step
      let k1 = slope(time, cross)
      let k2 = slope(time + step / 2, cross + step / 2 * k1.0)
      let k3 = slope(time + step / 2, cross + step / 2 * k2.0)
      let k4 = slope(time + step, cross + step * k3.0)
      cross += step / 6 * (k1.0 + 2 * k2.0 + 2 * k3.0 + k4.0)
      square += step / 6 * (k1.1 + 2 * k2.1 + 2 * k3.1 + k4.1)
    }
    let mean = rate * 20
    #expect(abs(theory.dispersion(over: 20) - (square - mean * mean) / mean) < 1e-7)
    #expect(abs(theory.dispersion(over: 1e9) - 6.25) < 1e-6)
    #expect(abs(theory.dispersion(over: 1e-6) - 1) < 1e-4)
  }

  private func momentsOfPairs(stages: Double) -> (mean: Double, variance: Double) {
    var chance = Elementary.exp(-stages)
    var (mean, square) = (0.0, 0.0)
    for events in 0...400 {
      let count = Double(events / 2)
      mean += chance * count
      square += chance * count * count
      chance *= stages / Double(events + 1)
    }
    return (mean, square - mean * mean)
  }
}
