/// What one flight or charge session did to a battery, as the results file says.
package struct BatteryEntry: Hashable, Sendable {
  /// Name of the drone.
  package var drone: String
  /// Flight or session, for messages.
  package var label: String
  /// Energy that went in, negative for what was taken out [J].
  package var change: Double
  /// Energy stored at the end [J].
  package var storedAtEnd: Double

  /// Makes an entry.
  package init(drone: String, label: String, change: Double, storedAtEnd: Double) {
    self.drone = drone
    self.label = label
    self.change = change
    self.storedAtEnd = storedAtEnd
  }

  /// The entry of a flight.
  package init(_ flight: FlightRecord, drone: String) {
    self.init(
      drone: drone,
      label: "flight \(flight.number)",
      change: -(flight.delivered + flight.resistiveLoss),
      storedAtEnd: flight.storedAtEnd
    )
  }

  /// The entry of a charge session.
  package init(_ session: ChargeSessionRecord, drone: String) {
    self.init(
      drone: drone,
      label: "charge session \(session.number)",
      change: session.stored,
      storedAtEnd: session.storedAtEnd
    )
  }
}
