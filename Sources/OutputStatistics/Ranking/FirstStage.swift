/// The first observations of several systems, equally many of each.
struct FirstStage {
  /// Number of systems, at least 2.
  let systems: Int
  /// Number of observations of each, at least 2.
  let count: Int
  /// Variance of the difference of each two systems.
  let differenceVariances: [[Double]]

  init(_ observations: [[Double]]) {
    precondition(
      observations.count > 1,
      "a selection needs two systems, got \(observations.count)"
    )
    let count = observations[0].count
    precondition(count > 1, "a first stage needs two observations of each system, got \(count)")
    precondition(
      observations.allSatisfy { $0.count == count },
      "a first stage needs as many observations of each system"
    )
    systems = observations.count
    self.count = count
    differenceVariances = observations.map { first in
      observations.map { second in Tally(zip(first, second).map { $0 - $1 }).variance ?? 0 }
    }
  }

  var largestDifferenceVariance: Double {
    differenceVariances.reduce(0) { $1.reduce($0, max) }
  }
}
