package import DiscreteEvents

/// One event of a run as fingerprints and traces keep it.
package struct EventRecord: Hashable, Codable, Sendable, BitwiseCopyable {
  /// When it happened.
  package let time: SimulationTime
  /// Code of its kind, which never changes.
  package let code: UInt16
  /// First number of `ParkEvent.record`.
  package let first: Int32
  /// Second number of `ParkEvent.record`.
  package let second: Int32

  /// Records an event.
  package init(_ event: ParkEvent, at time: SimulationTime) {
    let record = event.record
    self.time = time
    code = record.code
    first = record.first
    second = record.second
  }
}
