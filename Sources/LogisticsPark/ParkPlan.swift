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
  /// Picking; nil where orders need none.
  package let picking: StagePlan?
  /// Packing; nil where orders need none.
  package let packing: StagePlan?
  /// The drones.
  package let fleet: FleetPlan

  /// Works out the plan of a valid configuration.
  package init(_ configuration: ParkConfiguration) {
    self.configuration = configuration
    let timeOfDay = configuration.initial.timeOfDay
    let warehouse = configuration.warehouse
    demand = configuration.demand.map {
      DemandPlan($0, from: timeOfDay, until: configuration.study.horizon)
    }
    picking = warehouse.picking.map { StagePlan($0.starting(at: timeOfDay)) }
    packing = warehouse.packing.map { StagePlan($0.starting(at: timeOfDay)) }
    fleet = FleetPlan(configuration)
  }

  /// A stage of the warehouse; nil where orders need none.
  func stage(_ stage: WarehouseStage) -> StagePlan? { stage == .picking ? picking : packing }
}
