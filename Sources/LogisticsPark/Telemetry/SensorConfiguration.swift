/// What a sensor measures.
package enum SensorKind: String, CaseIterable, Hashable, Sendable {
  /// State of charge, as a share of 1.
  case stateOfCharge = "state_of_charge"
  /// Battery temperature [degrees Celsius].
  case batteryTemperature = "battery_temperature"

  /// Unit of the SenML registry (RFC 8428).
  package var unit: String { self == .stateOfCharge ? "/" : "Cel" }

  /// What values are possible.
  var range: ClosedRange<Double> { self == .stateOfCharge ? 0...1 : -60...150 }
}

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

/// A sensor that every drone carries.
package struct SensorConfiguration: Hashable, Sendable {
  /// Id in the scenario, by which its series is named.
  package var id: String
  /// What it measures.
  package var kind: SensorKind
  /// Time between samples [s].
  package var periodSeconds: Double
  /// What it makes of the truth.
  package var quality: SensorQuality

  /// Makes a sensor.
  package init(id: String, kind: SensorKind, periodSeconds: Double, quality: SensorQuality) {
    self.id = id
    self.kind = kind
    self.periodSeconds = periodSeconds
    self.quality = quality
  }

  /// Sensors in the order of their series: by kind, and by id.
  package static func sorted(_ sensors: [Self]) -> [Self] {
    SensorKind.allCases.flatMap { kind in
      sensors.filter { $0.kind == kind }.sorted { $0.id < $1.id }
    }
  }
}
