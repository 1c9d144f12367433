package import DiscreteEvents

/// An order that is known beforehand; what it leaves open is drawn from its own block as for an
/// order that is drawn.
package struct RecordedOrder: Hashable, Sendable, BitwiseCopyable {
  /// Instant of creation, since the start of the run.
  package var createdAt: SimulationTime
  /// Zone, by position among the zones sorted by id.
  package var zone: Int
  /// Payload [kg]; nil to draw it.
  package var weight: Double?
  /// Delivery point; nil to draw it in the zone.
  package var destination: Position?
  /// Time from creation within which delivery is promised; nil for the demand's own.
  package var promise: SimulationTime?

  /// Makes an order.
  package init(
    createdAt: SimulationTime,
    zone: Int,
    weight: Double? = nil,
    destination: Position? = nil,
    promise: SimulationTime? = nil
  ) {
    self.createdAt = createdAt
    self.zone = zone
    self.weight = weight
    self.destination = destination
    self.promise = promise
  }
}
