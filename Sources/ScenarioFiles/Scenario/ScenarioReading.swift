import LogisticsPark

extension ParkConfiguration {
  /// The configuration that a scenario without faults says, in SI units.
  ///
  /// - Parameters:
  ///   - scenario: The scenario, with an entry in `initial` for every source and fleet, and a warehouse.
  ///   - recorded: The recorded orders of the sources that have some.
  init(_ scenario: ObjectReading, recorded: [String: RecordedOrders]) {
    let initial = scenario[ScenarioFormat.initial]
    let warehouses = scenario[ScenarioFormat.warehouses].map(WarehouseFormat.configuration)
    let pads = scenario[ScenarioFormat.pads].map { id, pad in
      PadFormat.configuration(id: id, pad: pad, warehouses: warehouses)
    }
    let stations = scenario[ScenarioFormat.charging].map { id, station in
      StationFormat.configuration(id: id, station: station, pads: pads)
    }
    let dispatch = scenario[ScenarioFormat.dispatch]
    let sensors = scenario[ScenarioFormat.telemetry].map { $0[TelemetryFormat.sensors] } ?? []
    self.init(
      name: scenario[ScenarioFormat.name],
      study: StudyFormat.configuration(scenario[ScenarioFormat.study]),
      initial: InitialFormat.conditions(initial),
      demand: DemandConfiguration(scenario, warehouses: warehouses, recorded: recorded),
      warehouses: warehouses,
      fleets: scenario[ScenarioFormat.fleet].map { id, fleet in
        FleetFormat.configuration(
          id: id,
          fleet: fleet,
          stateOfCharge: InitialFormat.stateOfCharge(of: id, initial),
          pads: pads
        )
      },
      pads: pads,
      charging: stations.isEmpty ? nil : ChargingConfiguration(stations: stations),
      flight: FlightFormat.conditions(
        scenario[ScenarioFormat.flight],
        weather: scenario[ScenarioFormat.weather]
      ),
      reserveStateOfCharge:
        scenario[ScenarioFormat.safety][SafetyFormat.reserve][ReserveFormat.stateOfCharge],
      dispatchPolicy: dispatch[DispatchFormat.policy],
      sensors: SensorConfiguration.sorted(sensors.map(SensorFormat.configuration))
    )
    returnRule = ReturnRule(rawValue: dispatch[DispatchFormat.returning]) ?? .ownPad
  }
}

extension DemandConfiguration {
  /// The demand that a scenario without faults says; nil where it has no source.
  fileprivate init?(
    _ scenario: ObjectReading,
    warehouses: [WarehouseConfiguration],
    recorded: [String: RecordedOrders]
  ) {
    let sources = scenario[ScenarioFormat.demand]
    guard !sources.isEmpty else { return nil }
    let used = Set(sources.flatMap { $0.object[SourceFormat.zones].map(\.id) })
    let zones = scenario[ScenarioFormat.zones].filter { used.contains($0.id) }
      .map(ZoneFormat.configuration)
    let goods = scenario[ScenarioFormat.goods].map(GoodsFormat.configuration)
    self.init(
      zones: zones,
      goods: goods,
      sources: sources.map { source in
        SourceFormat.configuration(
          source,
          zones: zones.map(\.id),
          goods: goods.map(\.id),
          warehouses: warehouses,
          recorded: recorded[source.id],
          backlog: InitialFormat.backlogOrders(
            of: source.id,
            scenario[ScenarioFormat.initial]
          )
        )
      }
    )
  }
}
