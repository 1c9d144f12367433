import LogisticsPark

extension ParkConfiguration {
  /// The configuration that a scenario without faults says, in SI units.
  ///
  /// - Parameters:
  ///   - scenario: The scenario, with an entry in `initial` for every fleet.
  ///   - recorded: The recorded orders, where the demand has some.
  init(_ scenario: ObjectReading, recorded: RecordedOrders?) {
    let initial = scenario[ScenarioFormat.initial]
    let pads = scenario[ScenarioFormat.pads].map { id, pad in
      PadConfiguration(id: id, position: Position(pad))
    }
    let recharge = ChargingFormat.recharge(scenario[ScenarioFormat.charging])
    self.init(
      name: scenario[ScenarioFormat.name],
      study: StudyFormat.configuration(scenario[ScenarioFormat.study]),
      initial: InitialFormat.conditions(initial),
      demand: scenario[ScenarioFormat.demand].map {
        DemandFormat.configuration($0, recorded: recorded)
      },
      warehouses: [WarehouseFormat.configuration(scenario[ScenarioFormat.warehouse])],
      fleets: scenario[ScenarioFormat.fleet].map { id, fleet in
        FleetFormat.configuration(
          id: id,
          fleet: fleet,
          stateOfCharge: InitialFormat.stateOfCharge(of: id, initial),
          pads: pads,
          recharge: recharge
        )
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
