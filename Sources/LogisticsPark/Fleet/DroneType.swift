package import DiscreteEvents

/// Which aircraft a type of drone is of.
package enum Aircraft: String, CaseIterable, Hashable, Sendable, BitwiseCopyable {
  /// DJI Matrice 100.
  case m100
}

/// A type of drone: masses, speeds, power, battery.
///
/// It holds no text, since it is handed about in every phase of a flight.
package struct DroneType: Hashable, Sendable, BitwiseCopyable {
  /// Cruise speeds at which the power of the standard type was measured [m/s], by Rodrigues and others (2022).
  package static let measuredSpeeds = 4.0...12.0

  /// The aircraft, whose name scenario files have.
  package var aircraft: Aircraft
  /// Airframe with battery, without payload [kg].
  package var emptyMass: Double
  /// Heaviest payload [kg].
  package var maximumPayload: Double
  /// Cruise speed over ground [m/s].
  package var cruiseSpeed: Double
  /// Speed of climb [m/s].
  package var climbSpeed: Double
  /// Speed of descent [m/s].
  package var descentSpeed: Double
  /// Acceleration and braking at the ends of a leg [m/s^2].
  package var acceleration: Double
  /// Turns on a leg between two places, such as lining up after the climb.
  package var turnsPerLeg: Int
  /// Time that one turn adds.
  package var turnTime: SimulationTime
  /// Power by phase.
  package var power: MeasuredPowerModel
  /// The battery.
  package var battery: BatteryType

  /// Makes a drone type.
  package init(
    aircraft: Aircraft,
    emptyMass: Double,
    maximumPayload: Double,
    cruiseSpeed: Double,
    climbSpeed: Double,
    descentSpeed: Double,
    acceleration: Double,
    turnsPerLeg: Int,
    turnTime: SimulationTime,
    power: MeasuredPowerModel,
    battery: BatteryType
  ) {
    self.aircraft = aircraft
    self.emptyMass = emptyMass
    self.maximumPayload = maximumPayload
    self.cruiseSpeed = cruiseSpeed
    self.climbSpeed = climbSpeed
    self.descentSpeed = descentSpeed
    self.acceleration = acceleration
    self.turnsPerLeg = turnsPerLeg
    self.turnTime = turnTime
    self.power = power
    self.battery = battery
  }

  /// Name in scenario files.
  package var name: String { aircraft.rawValue }

  /// Time to fly one level leg, with acceleration, braking and turns.
  ///
  /// Trapezoidal speed: `d/v + v/a`; a leg too short to reach cruise speed takes `2 sqrt(d/a)`.
  ///
  /// - Parameter distance: Length of the leg [m], at least 0.
  /// - Returns: The time, turns included.
  package func legTime(_ distance: Double) -> SimulationTime {
    let full = cruiseSpeed * cruiseSpeed / acceleration
    let seconds =
      distance >= full
      ? distance / cruiseSpeed + cruiseSpeed / acceleration
      : 2 * (distance / acceleration).squareRoot()
    return .seconds(seconds) + turnTime * turnsPerLeg
  }
}

extension DroneType {
  /// DJI Matrice 100 with a TB48D battery, as Rodrigues and others flew it in 2022.
  ///
  /// Masses and power are theirs (3.08 kg airframe, 0.635 kg battery, 0 to 0.5 kg payload; climb
  /// 2.5 m/s, descent 2 m/s). Capacity 129.96 Wh and 22.8 V are the battery's label. Acceleration and
  /// turns are fitted on their flights on route R1 (odd-numbered flights fitted, even-numbered
  /// ones within 4.1 % on average): 11 s of turns a flight, which a straight leg spends on lining up
  /// after the climb and before the descent. Resistance and the two thermal figures are assumptions.
  package static let matrice100 = DroneType(
    aircraft: .m100,
    emptyMass: 3.715,
    maximumPayload: 0.5,
    cruiseSpeed: 10,
    climbSpeed: 2.5,
    descentSpeed: 2,
    acceleration: 1,
    turnsPerLeg: 2,
    turnTime: .seconds(5.5),
    power: .matrice100,
    battery: BatteryType(
      capacity: 129.96 * 3600,
      voltage: 22.8,
      resistance: 0.03,
      thermalResistance: 1.2,
      thermalTimeConstant: .minutes(15)
    )
  )
}
