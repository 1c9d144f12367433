package import DiscreteEvents

/// A system with a closed form, simulated in independent replications and compared with it.
package struct VerificationCase: Sendable {
  /// A number that theory gives and a replication estimates.
  package struct Quantity: Sendable, Hashable {
    /// What it is, such as `mean wait`.
    package var name: String
    /// Unit; 1 for shares and counts.
    package var unit: String
    /// What theory says.
    package var expected: Double
    /// Relative error that theory itself may have; 0 where it is exact.
    package var band: Double

    /// Makes a quantity.
    package init(_ name: String, _ unit: String, _ expected: Double, band: Double = 0) {
      self.name = name
      self.unit = unit
      self.expected = expected
      self.band = band
    }
  }

  /// What a replication depends on.
  package struct Replication: Sendable {
    /// Seed of the study, 0 to 2^53 - 1.
    package var seed: UInt64
    /// Number of the replication, from 1.
    package var number: Int
    /// Length of what counts, relative to the full length; above 0.
    package var scale: Double

    /// Makes it.
    package init(seed: UInt64, number: Int, scale: Double) {
      self.seed = seed
      self.number = number
      self.scale = scale
    }

    /// The streams of the replication.
    package var streams: StreamDirectory { StreamDirectory(seed: seed, replication: number) }
  }

  /// Simulates a replication and gives an estimate of each quantity, in their order; nil where it
  /// has none.
  package typealias Observe = @Sendable (Replication) throws -> [Double?]

  /// A fault that the comparison must find.
  package struct Mutant: Sendable {
    /// What is wrong.
    package var name: String
    /// Length that shows it, relative to that of a quick check.
    package var share = 1.0
    fileprivate var observe: Observe?
    fileprivate var expected: [Double]?

    /// Whether the system is simulated as it should be, and only the closed form is wrong.
    package var isOfTheory: Bool { observe == nil }

    /// A system that is not the one of the closed form.
    package static func system(
      _ name: String,
      share: Double = 1,
      _ observe: @escaping Observe
    ) -> Mutant {
      Mutant(name: name, share: share, observe: observe)
    }

    /// A closed form that is not the one of the system, with a value for each quantity.
    package static func theory(_ name: String, _ expected: [Double]) -> Mutant {
      Mutant(name: name, expected: expected)
    }
  }

  /// Name by which it is chosen.
  package var name: String
  /// The system and its parameters.
  package var system: String
  /// Where the closed form comes from.
  package var source: String
  /// What is compared.
  package var quantities: [Quantity]
  /// Faults that the comparison finds.
  package var mutants: [Mutant]
  /// Number of replications, at least 2.
  package var replications: Int
  /// Scale of a quick check, which still finds the mutants.
  package var quickScale: Double
  private var observe: Observe

  /// Makes a case.
  package init(
    _ name: String,
    system: String,
    source: String,
    quantities: [Quantity],
    replications: Int = 30,
    quickScale: Double,
    mutants: [Mutant],
    observe: @escaping Observe
  ) {
    self.name = name
    self.system = system
    self.source = source
    self.quantities = quantities
    self.replications = replications
    self.quickScale = quickScale
    self.mutants = mutants
    self.observe = observe
  }

  /// The case with one of its faults.
  package func with(_ mutant: Mutant) -> VerificationCase {
    var changed = self
    if let observe = mutant.observe { changed.observe = observe }
    if let expected = mutant.expected {
      for (index, value) in expected.enumerated() { changed.quantities[index].expected = value }
    }
    return changed
  }

  /// Simulates a replication and gives an estimate of each quantity, in their order.
  package func observations(of replication: Replication) throws -> [Double] {
    let values = try observe(replication)
    precondition(
      values.count == quantities.count,
      "\(name) gives \(values.count) values for \(quantities.count) quantities"
    )
    return try zip(values, quantities).map { value, quantity in
      guard let value else {
        throw NothingObserved(verificationCase: name, quantity: quantity.name)
      }
      return value
    }
  }
}

/// A replication was too short to observe something.
package struct NothingObserved: Error, Hashable {
  /// Name of the case.
  package var verificationCase: String
  /// Name of the quantity.
  package var quantity: String
}
