import DiscreteEvents
import Foundation
import Testing

struct DiscreteDistributionTests {
  /// Two parcels of 0.5 kg, one of 2 kg, and five of 3 kg, out of order and with repeats.
  private let parcels = DiscreteDistribution(
    values: [3, 0.5, 2, 7, 3, 0.5],
    weights: [4, 1.5, 1, 0, 1, 0.5]
  )

  @Test func valuesAreSortedAndEqualOnesJoined() {
    #expect(parcels.values == [0.5, 2, 3])
    #expect(parcels.probabilities == [0.25, 0.125, 0.625])
    #expect(parcels.support == 0.5...3)
  }

  @Test func quantilesAreTheFirstToReachTheirProbability() {
    #expect(parcels.quantile(0.25) == 0.5)
    #expect(parcels.quantile(0.25.nextUp) == 2)
    #expect(parcels.quantile(0.375) == 2)
    #expect(parcels.quantile(0.375.nextUp) == 3)
    #expect(parcels.quantile(1 - 0x1p-53) == 3)
  }

  @Test func probabilitiesAreTheShares() {
    #expect(parcels.probability(of: 2) == 0.125)
    #expect(parcels.probability(of: 7) == 0 && parcels.probability(of: 1) == 0)
    #expect(parcels.cumulative(0.4) == 0 && parcels.cumulative(0.5) == 0.25)
    #expect(parcels.cumulative(2.9) == 0.375 && parcels.cumulative(3) == 1)
    #expect(parcels.survival(2) == 0.625)
    #expect(parcels.cumulative(.infinity) == 1 && parcels.cumulative(-.infinity) == 0)
  }

  @Test func momentsAreTheWeightedSums() {
    // (0.5 * 2 + 2 * 1 + 3 * 5) / 8 and (0.25 * 2 + 4 * 1 + 9 * 5) / 8 less its square.
    #expect(parcels.mean == 2.25)
    #expect(abs(parcels.variance - (49.5 / 8 - 2.25 * 2.25)) < 1e-15)
  }

  @Test func largeTablesInvertTheirCumulative() {
    var stream = RandomStream.seeded(23, "tables")
    for round in 0..<20 {
      let size = 1 + 10 * round
      let values = (0..<size).map { _ in (stream.uniform() * 50).rounded() }
      let weights = values.map { _ in stream.uniform() < 0.2 ? 0 : stream.uniform() } + [1]
      let distribution = DiscreteDistribution(values: values + [99], weights: weights)
      let jumps = distribution.values.map(distribution.cumulative).filter { $0 < 1 }
      let probabilities =
        jumps + jumps.map(\.nextUp).filter { $0 < 1 } + (0..<100).map { _ in stream.uniform() }
      DistributionLaws.quantilesInvertTheCumulative(
        distribution,
        values: distribution.values,
        probabilities
      )
      DistributionLaws.quantilesRise(distribution)
    }
  }

  @Test func smallWeightsAfterManyAreNotLost() {
    // A plain sum of 0.1 a hundred thousand times is off by 2e-8.
    let size = 100_000
    let distribution = DiscreteDistribution(
      values: (0...size).map(Double.init),
      weights: [Double](repeating: 0.1, count: size) + [0.1]
    )
    let half = distribution.cumulative(Double(size / 2 - 1))
    // Both sums and the quotient are rounded once.
    #expect(abs(half * Double(size + 1) / Double(size / 2) - 1) < 5e-16)
  }

  @Test(
    "Sample shares agree with the weights: chi-square, level 1e-4, a weight 5 % off is found",
    arguments: [1, 1.05]
  )
  func samplesFitTheirWeights(factor: Double) {
    let weights = [0.2, 0.5, 0.3]
    let distribution = DiscreteDistribution(
      values: [10, 20, 30],
      weights: [0.2, 0.5 * factor, 0.3]
    )
    var stream = RandomStream.seeded(24, "weights")
    let samples = 100_000
    var observed = [0.0, 0, 0]
    for _ in 0..<samples { observed[Int(distribution.sample(&stream)) / 10 - 1] += 1 }
    let chiSquare = zip(observed, weights).reduce(0) {
      let expected = $1.1 * Double(samples)
      return $0 + ($1.0 - expected) * ($1.0 - expected) / expected
    }
    // The 0.9999 quantile of chi-square with 2 degrees of freedom.
    #expect(factor == 1 ? chiSquare < 18.421 : chiSquare > 18.421, "\(chiSquare)")
  }

  @Test func savedDistributionsAreTheSame() throws {
    let data = try JSONEncoder().encode(parcels)
    #expect(try JSONDecoder().decode(DiscreteDistribution.self, from: data) == parcels)
  }

  @Test func tablesWithoutWeightTrap() async {
    await #expect(processExitsWith: .failure) { _ = DiscreteDistribution(values: [], weights: []) }
    await #expect(processExitsWith: .failure) {
      _ = DiscreteDistribution(values: [1, 2], weights: [0, 0])
    }
    await #expect(processExitsWith: .failure) {
      _ = DiscreteDistribution(values: [1, 2], weights: [1, -1])
    }
    await #expect(processExitsWith: .failure) {
      _ = DiscreteDistribution(values: [1, 2], weights: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = DiscreteDistribution(values: [.infinity], weights: [1])
    }
  }
}
