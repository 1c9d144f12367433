import LogisticsPark

extension ParkConfiguration {
  /// The configuration that a scenario without faults says, in SI units.
  init(_ scenario: ObjectReading) {
    let pads = scenario[ScenarioFormat.pads].map { id, pad in
      PadConfiguration(id: id, position: Position(pad))
    }
    self.init(
      name: scenario[ScenarioFormat.name],
      study: StudyFormat.configuration(scenario[ScenarioFormat.study]),
      demand: scenario[ScenarioFormat.demand].map(DemandFormat.configuration),
      warehouse: WarehouseFormat.configuration(scenario[ScenarioFormat.warehouse]),
      fleets: scenario[ScenarioFormat.fleet].map { id, fleet in
        FleetFormat.configuration(id: id, fleet: fleet, pads: pads)
      },
      pads: pads,
      charging: scenario[ScenarioFormat.charging].map(ChargingFormat.configuration),
      flight: FlightFormat.conditions(scenario[ScenarioFormat.flight]),
      reserveStateOfCharge: scenario[ScenarioFormat.safety][SafetyFormat.reserve],
      dispatchPolicy: scenario[ScenarioFormat.dispatch][DispatchFormat.policy],
      sensors: scenario[ScenarioFormat.telemetry].map(TelemetryFormat.sensors)
    )
  }
}
