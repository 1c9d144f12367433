package import DiscreteEvents

/// One stay of a drone at a pad or a dock.
package struct VisitRecord: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Where.
  package let place: PlaceID
  /// Who.
  package let drone: DroneID
  /// When it asked for room.
  package let asked: SimulationTime
  /// When it had it; nil if that has not come, or it gave up.
  package let began: SimulationTime?
  /// When it went, or gave up; nil if the run ended first.
  package let ended: SimulationTime?

  /// Makes a record from all its fields.
  package init(
    place: PlaceID,
    drone: DroneID,
    asked: SimulationTime,
    began: SimulationTime? = nil,
    ended: SimulationTime? = nil
  ) {
    self.place = place
    self.drone = drone
    self.asked = asked
    self.began = began
    self.ended = ended
  }

  /// The times of the stay.
  package var visit: Visit { Visit(asked: asked, began: began, ended: ended) }
}

/// A stay of a drone at its pad or dock that has not ended.
package struct PlaceStay: Hashable, Codable, Sendable, BitwiseCopyable {
  /// The claim.
  let claim: Claim
  /// When the drone asked for room.
  let asked: SimulationTime
  /// Since when it has room; nil while it waits.
  var began: SimulationTime?

  /// The record of it, so far or to its end.
  func visit(of drone: DroneID, at place: PlaceID, ended: SimulationTime? = nil) -> VisitRecord {
    VisitRecord(place: place, drone: drone, asked: asked, began: began, ended: ended)
  }
}
