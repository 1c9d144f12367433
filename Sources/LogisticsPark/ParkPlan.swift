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
  /// The warehouse.
  package let warehouse: WarehousePlan
  /// The charging bays; nil where there are none.
  package let charging: ChargingPlan?
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
    warehouse = WarehousePlan(configuration.warehouse, from: timeOfDay, places: &places)
    charging = configuration.charging.map { ChargingPlan($0, places: &places) }
    self.places = places
    fleet = FleetPlan(configuration)
  }

  /// A place.
  package subscript(place: PlaceID) -> PlacePlan { places[Int(place.index)] }
}
