/// What one flight or charge session did to a battery, as the results file says.
package struct BatteryEntry: Hashable, Sendable {
  /// What it is an entry of.
  package enum Kind: String, Sendable {
    case flight
    case chargeSession = "charge session"
  }

  /// Name of the drone.
  package var drone: String
  /// What it is an entry of.
  package var kind: Kind
  /// Number of the flight or session.
  package var number: Int
  /// Energy that went in, negative for what was taken out [J].
  package var change: Double
  /// Energy stored at the end [J].
  package var storedAtEnd: Double

  /// Makes an entry.
  package init(drone: String, _ kind: Kind, _ number: Int, change: Double, storedAtEnd: Double) {
    self.drone = drone
    self.kind = kind
    self.number = number
    self.change = change
    self.storedAtEnd = storedAtEnd
  }

  /// The entry of a flight.
  package init(_ flight: FlightRecord, drone: String) {
    self.init(
      drone: drone,
      .flight,
      flight.number,
      change: -(flight.delivered + flight.resistiveLoss),
      storedAtEnd: flight.storedAtEnd
    )
  }

  /// The entry of a charge session.
  package init(_ session: ChargeSessionRecord, drone: String) {
    self.init(
      drone: drone,
      .chargeSession,
      session.number,
      change: session.stored,
      storedAtEnd: session.storedAtEnd
    )
  }

  /// Flight or session with its number, for messages.
  package var label: String { "\(kind.rawValue) \(number)" }
}
