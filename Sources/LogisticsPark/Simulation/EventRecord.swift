package import DiscreteEvents

/// One event of a run as fingerprints and traces keep it.
package struct EventRecord: Hashable, Codable, Sendable, BitwiseCopyable {
  /// When it happened.
  package let time: SimulationTime
  /// Code of its kind, which never changes.
  package let code: UInt16
  /// First of its numbers.
  package let first: Int32
  /// Second of its numbers.
  package let second: Int32

  /// Records an event.
  package init(_ event: ParkEvent, at time: SimulationTime) {
    let numbers = event.numbers
    self.time = time
    code = numbers.code
    first = numbers.first
    second = numbers.second
  }
}
