import DiscreteEvents

/// What the mean order asks of drones and bays, by quadrature over zones, payloads and pads.
package struct MissionNeed: Hashable, Sendable {
  /// Drones that deliver.
  package private(set) var drones = 0
  /// Mean time of loading and flying for an order [s].
  package private(set) var missionSeconds = 0.0
  /// Mean energy of a mission [J].
  package private(set) var missionEnergy = 0.0
  /// Mean time at a bay for each order [s].
  package private(set) var chargeSeconds = 0.0
  /// Energy above the reserve in all batteries at the start [J].
  package private(set) var initialEnergy = 0.0
  /// Share of the orders that no drone can deliver.
  package private(set) var undeliverableShare = 0.0

  /// The need of a configuration's orders; nil if no drone delivers.
  package init?(_ configuration: ParkConfiguration, _ demand: DemandConfiguration) {
    let carriers = configuration.fleets.enumerated()
      .filter { $0.element.carriesOrders && $0.element.count > 0 }
    guard !carriers.isEmpty else { return nil }
    drones = carriers.reduce(0) { $0 + $1.element.count }
    let rules = FlightRules(
      types: configuration.fleets.map(\.type),
      conditions: configuration.flight,
      reserve: configuration.reserveStateOfCharge
    )
    var weightSum = 0.0
    for cell in configuration.orderCells(of: demand) {
      var reached = false
      for (type, fleet) in carriers {
        for (pad, drones) in fleet.dronesByPad {
          let mission = Mission(
            distance: configuration.pads[pad].position.distance(to: cell.point),
            payload: cell.weight
          )
          let full = max(configuration.charging?.target ?? 0, fleet.initialStateOfCharge)
          let stored = full * fleet.type.battery.capacity
          guard rules.mayFly(mission, type: type, stored: stored) else { continue }
          reached = true
          let part = cell.share * Double(drones)
          weightSum += part
          add(mission, part, fleet.type, configuration)
        }
      }
      if !reached { undeliverableShare += cell.share }
    }
    guard weightSum > 0 else { return }
    missionSeconds /= weightSum
    missionEnergy /= weightSum
    for (_, fleet) in carriers {
      let seconds = Self.chargeSeconds(missionEnergy, fleet, configuration.charging)
      chargeSeconds += seconds * Double(fleet.count) / Double(drones)
    }
    initialEnergy = carriers.reduce(0) { sum, carrier in
      let usable = carrier.element.initialStateOfCharge - configuration.reserveStateOfCharge
      return sum + max(0, usable) * carrier.element.type.battery.capacity
        * Double(carrier.element.count)
    }
  }

  private mutating func add(
    _ mission: Mission,
    _ part: Double,
    _ type: DroneType,
    _ configuration: ParkConfiguration
  ) {
    let flight = mission.duration(with: type, in: configuration.flight)
    missionSeconds += part * (flight + configuration.flight.loadingTime).inSeconds
    missionEnergy += part * mission.drain(with: type, in: configuration.flight)
  }

  /// Time at a bay for each mission, when a drone flies from the target down to its threshold.
  private static func chargeSeconds(
    _ energy: Double,
    _ fleet: FleetConfiguration,
    _ charging: ChargingConfiguration?
  ) -> Double {
    guard let charging, energy > 0 else { return 0 }
    switch charging.session {
    case .exponential(let mean): return mean
    case .twoStage(let power, let knee):
      let capacity = fleet.type.battery.capacity
      let target = charging.target * capacity
      let missions = max(1, ((target - charging.startBelow * capacity) / energy).rounded(.up))
      let start = max(0, target - missions * energy)
      let curve = ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: knee)
      return curve.time(toReach: target, from: start).inSeconds / missions
    }
  }
}
