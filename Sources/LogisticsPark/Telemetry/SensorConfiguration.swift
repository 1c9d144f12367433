/// Quality of one kind of sensor.
package struct SensorQuality: Hashable, Sendable {
  /// Standard deviation of its noise, in the signal's unit.
  package var noise: Double
  /// Step to which it rounds, in the signal's unit; 0 for none.
  package var resolution: Double

  /// Makes a quality.
  package init(noise: Double, resolution: Double) {
    self.noise = noise
    self.resolution = resolution
  }
}

/// The sensors that every drone carries.
package struct SensorConfiguration: Hashable, Sendable {
  /// Time between samples [s].
  package var periodSeconds: Double
  /// State of charge, as a share of 1.
  package var stateOfCharge: SensorQuality
  /// Battery temperature [degrees Celsius].
  package var temperature: SensorQuality

  /// Makes a sensor configuration.
  package init(periodSeconds: Double, stateOfCharge: SensorQuality, temperature: SensorQuality) {
    self.periodSeconds = periodSeconds
    self.stateOfCharge = stateOfCharge
    self.temperature = temperature
  }
}
