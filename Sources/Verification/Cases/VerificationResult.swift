package import OutputStatistics

/// What a comparison with a closed form came to, for one quantity.
package struct VerificationResult: Sendable {
  /// Confidence level of an interval: a right simulation fails to hold the value once in 10,000.
  package static let level = 1 - 1e-4
  /// Seeds with which a quantity outside its interval is looked at again.
  package static let freshSeeds = 3

  /// An interval and the seed that it comes from.
  package struct Sighting: Sendable, Hashable {
    /// Seed of the study.
    package var seed: UInt64
    /// Interval over the replications, at `level`.
    package var interval: ConfidenceInterval

    /// Whether it agrees with theory: the interval meets the band about the expected value, which is
    /// the value alone where theory is exact.
    package func agrees(with quantity: VerificationCase.Quantity) -> Bool {
      let margin = quantity.band * quantity.expected.magnitude
      return interval.lower <= quantity.expected + margin
        && interval.upper >= quantity.expected - margin
    }
  }

  /// Name of the case.
  package var verificationCase: String
  /// The quantity with its expected value.
  package var quantity: VerificationCase.Quantity
  /// The run that was asked for.
  package var first: Sighting
  /// Runs with fresh seeds, made only if the first does not agree.
  package var again: [Sighting]

  /// Whether the quantity agrees with theory: in the first run, or in all with fresh seeds.
  package var holds: Bool {
    first.agrees(with: quantity)
      || (!again.isEmpty && again.allSatisfy { $0.agrees(with: quantity) })
  }
}

extension VerificationCase {
  /// Simulates the case and compares.
  ///
  /// The level is fixed before the run. A quantity whose interval does not hold the expected value
  /// is looked at again in whole new runs with the three seeds that follow, at the same level: it
  /// fails if any of those is outside too. So a right simulation that was unlucky once passes, which
  /// the result shows, and a wrong one does not: what a run finds at this level, three more find too.
  ///
  /// - Parameters:
  ///   - seed: Seed of the study, 0 to 2^53 - 1.
  ///   - scale: Length of what counts, relative to the full length.
  /// - Returns: A result for each quantity.
  /// - Throws: What a replication throws.
  package func check(seed: UInt64, scale: Double = 1) throws -> [VerificationResult] {
    let first = try sightings(seed: seed, scale: scale)
    let isOutside = zip(first, quantities).contains { !$0.agrees(with: $1) }
    var again: [[VerificationResult.Sighting]] = []
    if isOutside {
      for step in 1...VerificationResult.freshSeeds {
        again.append(try sightings(seed: (seed + UInt64(step)) % (1 << 53), scale: scale))
      }
    }
    return quantities.indices.map { index in
      VerificationResult(
        verificationCase: name,
        quantity: quantities[index],
        first: first[index],
        again: first[index].agrees(with: quantities[index]) ? [] : again.map { $0[index] }
      )
    }
  }

  /// Runs all replications with a seed: an interval for each quantity.
  package func sightings(seed: UInt64, scale: Double) throws -> [VerificationResult.Sighting] {
    var tallies = quantities.map { _ in Tally() }
    for number in 1...replications {
      let replication = Replication(seed: seed, number: number, scale: scale)
      for (index, value) in try observations(of: replication).enumerated() {
        tallies[index].add(value)
      }
    }
    return tallies.map { tally in
      guard let interval = ConfidenceInterval(of: tally, level: VerificationResult.level) else {
        preconditionFailure("\(name) has \(replications) replications, an interval needs two")
      }
      return VerificationResult.Sighting(seed: seed, interval: interval)
    }
  }
}
