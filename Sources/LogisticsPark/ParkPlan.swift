import DiscreteEvents

/// What the scenario has fixed of a park, worked out once and shared by all its forks.
///
/// A subsystem is a plan, which never changes while a park runs, and a state, which is all that does. A plan
/// may be as large as it likes: a copy of a park, and a checkpoint of one, hold the state alone.
package final class ParkPlan: Sendable {
  /// What the run depends on but its seed.
  package let configuration: ParkConfiguration
  /// Orders to come; nil where none come.
  package let demand: DemandPlan?
  /// Where somebody is served and others wait for it, by position.
  package let places: [PlacePlan]
  /// The warehouses, by position.
  package let warehouses: [WarehousePlan]
  /// The charging bays; nil where there are none.
  package let charging: ChargingPlan?
  /// Places of the pads, by position; nil for a pad with room for any number of drones.
  package let pads: [PlaceID?]
  /// The drones.
  package let fleet: FleetPlan

  /// Works out the plan of a valid configuration.
  package init(_ configuration: ParkConfiguration) {
    self.configuration = configuration
    let timeOfDay = configuration.initial.timeOfDay
    demand = configuration.demand.map {
      DemandPlan($0, from: timeOfDay, until: configuration.study.horizon)
    }
    var places: [PlacePlan] = []
    let areSeveral = configuration.warehouses.count > 1
    warehouses = configuration.warehouses.map { warehouse in
      let owner = areSeveral ? warehouse.id : nil
      return WarehousePlan(warehouse, owner: owner, from: timeOfDay, places: &places)
    }
    charging = configuration.charging.map { ChargingPlan($0, places: &places) }
    pads = configuration.pads.map { pad in
      pad.dronesAtOnce.map { places.add(PlacePlan(.pad, of: pad.id, .units($0))) }
    }
    self.places = places
    fleet = FleetPlan(configuration)
  }

  /// A warehouse.
  package subscript(warehouse: WarehouseID) -> WarehousePlan { warehouses[Int(warehouse.index)] }

  /// The warehouse to which an order of a source for a customer belongs.
  ///
  /// - Complexity: O(warehouses).
  package func warehouse(for destination: Position, of source: SourceID) -> WarehouseID {
    guard let demand = configuration.demand else { return WarehouseID(0) }
    // The origin alone, as a copy of the source would be one of all that it has.
    return WarehouseID(
      configuration.warehouse(for: destination, from: demand.sources[Int(source.index)].origin)
    )
  }

  /// Where a warehouse, one after the other, has a stage.
  func places(of stage: WarehouseStage) -> [PlaceID] {
    warehouses.compactMap { $0.place(of: stage) }
  }

  /// Whether orders of a warehouse come to a step.
  func has(_ step: OrderStep, _ warehouse: WarehouseID) -> Bool {
    step.stage.map { self[warehouse].place(of: $0) != nil } ?? fleet.carriesOrders(of: warehouse)
  }

  /// A place.
  package subscript(place: PlaceID) -> PlacePlan { places[Int(place.index)] }
}
