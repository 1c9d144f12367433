import LogisticsPark

/// Which replications are compared: the same ones for means, differences, the best variant and effects.
package struct CommonSample: Sendable {
  /// Values of a metric.
  package struct Values: Sendable {
    /// The observations of each variant, in the order of the replications; none of a variant that is left
    /// out of the metric, for want of values.
    package var rows: [[Double]]
    /// Variants that have values.
    package var systems: [Int]
    /// Runs of each variant that have nothing to measure.
    package var missing: [Int]
  }

  /// Whether runs of one seed and number belong together.
  package let isPaired: Bool
  /// The replications that all variants have, in order; none if the runs are independent.
  package let replications: [ComparedSystem.Replication]

  /// Chooses: the replications that all have, if there are two of them or every variant has the same ones;
  /// else all runs of each.
  ///
  /// - Parameters:
  ///   - systems: The variants, without those that share too little (``CommonSample/judged(_:explicit:)``).
  ///   - isIndependent: Whether runs of one number share nothing.
  init(of systems: [ComparedSystem], isIndependent: Bool) {
    let common = systems.dropFirst().reduce(Set(systems.first?.runs.keys.map(\.self) ?? [])) {
      $0.intersection($1.runs.keys)
    }
    let isWhole = systems.allSatisfy { $0.runs.count == common.count }
    isPaired = !isIndependent && (common.count > 1 || isWhole && !common.isEmpty)
    replications = isPaired ? common.sorted() : []
  }

  /// Runs of each variant that are compared.
  package func counts(of systems: [ComparedSystem]) -> [Int] {
    systems.map { isPaired ? replications.count : $0.runs.count }
  }

  /// Values of a metric.
  ///
  /// With common random numbers those of the replications in which all variants have one, but for variants
  /// that have them in fewer than half as many as is usual: one without values costs the others nothing.
  package func values(of metric: String, _ systems: [ComparedSystem]) -> Values {
    let found = systems.map { system in
      system.values(of: metric, isPaired ? replications : system.replications)
    }
    let counts = found.map { $0.count { $0 != nil } }
    let missing = zip(found, counts).map { $0.count - $1 }
    guard isPaired else {
      return Values(
        rows: found.map { $0.compactMap(\.self) },
        systems: systems.indices.filter { counts[$0] > 0 },
        missing: missing
      )
    }
    let usual = Self.median(counts.filter { $0 > 0 })
    let kept = systems.indices.filter { counts[$0] > 0 && counts[$0] * 2 >= usual }
    let columns = replications.indices.filter { column in
      kept.allSatisfy { found[$0][column] != nil }
    }
    let base = kept.first.map { found[$0] } ?? []
    let rows = systems.indices.map { system in
      guard kept.contains(system) else { return [Double]() }
      return columns.compactMap { column in
        found[system][column].map { value in
          base[column].map { Rounding.settled(value, to: $0) } ?? value
        }
      }
    }
    return Values(rows: rows, systems: kept, missing: missing)
  }

  /// The middle one of counts, the upper of two; 0 of none.
  static func median(_ counts: [Int]) -> Int {
    counts.isEmpty ? 0 : counts.sorted()[counts.count / 2]
  }
}

/// What is left of the order in which numbers were added up.
enum Rounding {
  /// A value, or another one that differs from it by rounding alone: times that variants do not change
  /// are summed in another order, and such a difference is no finding.
  static func settled(_ value: Double, to other: Double) -> Double {
    (value - other).magnitude <= 1e-12 * max(value.magnitude, other.magnitude) ? other : value
  }
}
