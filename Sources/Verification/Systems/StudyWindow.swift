package import DiscreteEvents

/// The part of a replication that counts.
package struct StudyWindow: Sendable, Hashable {
  /// Start of what counts: before it a system that began empty settles.
  package let start: SimulationTime
  /// End of the replication.
  package let end: SimulationTime

  /// Makes the window.
  ///
  /// - Parameters:
  ///   - warmUp: Time that does not count [s].
  ///   - length: Time that counts [s].
  package init(warmUp: Double, length: Double) {
    start = .seconds(warmUp)
    end = .seconds(warmUp + length)
  }
}
