import DiscreteEvents
import Foundation
import Testing

struct EmpiricalDistributionTests {
  private let observations = [8.0, 2, 4, 4, 10]

  @Test func stepsGiveTheObservations() throws {
    let steps = try EmpiricalDistribution(observations)
    #expect(steps.observations == [2, 4, 4, 8, 10] && steps.support == 2...10)
    let quantiles = [0.1, 0.2, 0.21, 0.6, 0.61, 0.8, 0.81, 0.99].map(steps.quantile)
    #expect(quantiles == [2, 2, 4, 4, 8, 8, 10, 10])
    #expect([1.9, 2, 4, 7.9, 8, 10].map(steps.cumulative) == [0, 0.2, 0.6, 0.6, 0.8, 1])
  }

  @Test func linesGoFromObservationToObservation() throws {
    let lines = try EmpiricalDistribution(observations, shape: .lines)
    // numpy.quantile([2, 4, 4, 8, 10], ...) of numpy 2.4.6 gives the same.
    let quantiles = [0.05, 0.125, 0.3, 0.5, 0.625, 0.75, 0.9].map(lines.quantile)
    let expected = [2.4, 3, 4, 4, 6, 8, 9.2]
    #expect(zip(quantiles, expected).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(
      [1.9, 2, 3, 3.99.nextUp, 4, 6, 8, 9, 10].map(lines.cumulative).map { ($0 * 1e3).rounded() }
        == [0, 0, 125, 249, 500, 625, 750, 875, 1_000]
    )
  }

  @Test func momentsAreThoseOfTheDistribution() throws {
    let steps = try EmpiricalDistribution(observations)
    // (2 + 4 + 4 + 8 + 10) / 5 and (4 + 16 + 16 + 64 + 100) / 5 less its square.
    #expect(abs(steps.mean - 5.6) < 1e-14 && abs(steps.variance - 8.64) < 1e-13)
    let lines = try EmpiricalDistribution(observations, shape: .lines)
    // The segments have means 3, 4, 6, 9 and mean squares 28/3, 16, 112/3, 244/3.
    #expect(abs(lines.mean - 5.5) < 1e-14 && abs(lines.variance - 5.75) < 1e-13)
  }

  @Test func stepsInvertTheirCumulative() throws {
    var stream = RandomStream.seeded(25, "observations")
    for size in 1...60 {
      let values = (0..<size).map { _ in (stream.uniform() * 40).rounded() }
      let distribution = try EmpiricalDistribution(values)
      let jumps = (1..<max(size, 2)).map { Double($0) / Double(size) }.filter { $0 < 1 }
      DistributionLaws.quantilesInvertTheCumulative(
        distribution,
        values: distribution.observations,
        jumps + jumps.map(\.nextUp) + jumps.map(\.nextDown)
      )
      DistributionLaws.quantilesRise(distribution)
    }
  }

  @Test func linesInvertTheirCumulative() throws {
    var stream = RandomStream.seeded(26, "observations")
    let values = (0..<200).map { _ in stream.uniform() }
    let lines = try EmpiricalDistribution(values, shape: .lines)
    for _ in 0..<500 {
      let probability = stream.uniform()
      #expect(abs(lines.cumulative(lines.quantile(probability)) - probability) < 1e-12)
    }
    DistributionLaws.quantilesRise(lines)
  }

  @Test(
    "Sample mean and variance lie within 3.9 standard errors: level 1e-4, 5 % more is found",
    arguments: [1, 1.05]
  )
  func sampleMomentsAgreeWithTheMoments(scale: Double) throws {
    // Kurtosis of the five values, and of the four segments, from exact fractions.
    for (shape, kurtosis) in [
      (EmpiricalDistribution.Shape.steps, 1.578_189_300_411_522_6),
      (.lines, 1.790_926_275_992_438_5),
    ] {
      let scores = DistributionLaws.momentScores(
        try EmpiricalDistribution(observations, shape: shape),
        kurtosis: kurtosis,
        samples: 50_000,
        scale: scale,
        .seeded(27, "observations")
      )
      let isNear = abs(scores.mean) < 3.891 && abs(scores.variance) < 3.891
      #expect(isNear == (scale == 1), "\(scores)")
    }
  }

  @Test func oneObservationIsCertain() throws {
    let single = try EmpiricalDistribution([3.5])
    #expect(single.quantile(1e-9) == 3.5 && single.quantile(1 - 0x1p-53) == 3.5)
    #expect(single.mean == 3.5 && single.variance == 0)
  }

  @Test func faultyObservationsAreNamed() {
    #expect(throws: EmpiricalDistributionFault.tooFew(count: 0, needed: 1)) {
      try EmpiricalDistribution([])
    }
    #expect(throws: EmpiricalDistributionFault.tooFew(count: 1, needed: 2)) {
      try EmpiricalDistribution([1], shape: .lines)
    }
    #expect(throws: EmpiricalDistributionFault.notFinite(index: 2, text: "nan")) {
      try EmpiricalDistribution([1, 2, .nan, .infinity])
    }
    let fault = EmpiricalDistributionFault.notFinite(index: 2, text: "nan")
    #expect(fault.description == "observation 2 is nan, not a finite number")
  }

  @Test func savedDistributionsAreTheSame() throws {
    let lines = try EmpiricalDistribution(observations, shape: .lines)
    let data = try JSONEncoder().encode(lines)
    #expect(try JSONDecoder().decode(EmpiricalDistribution.self, from: data) == lines)
  }
}
