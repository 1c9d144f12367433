import DiscreteEvents
import Wording

/// Which stage of the warehouse.
package enum WarehouseStage: UInt8, CaseIterable, Codable, Sendable, BitwiseCopyable {
  case picking
  case packing

  /// Name in messages.
  package var label: String { self == .picking ? "picking" : "packing" }

  /// State of an order that waits for it.
  var waiting: OrderState { self == .picking ? .waitingForPicker : .waitingForPacker }

  /// State of an order that is worked on.
  var working: OrderState { self == .picking ? .picking : .packing }

  /// The stage at which an order in a state is worked on; nil if it is not.
  init?(working state: OrderState) {
    switch state {
    case .picking: self = .picking
    case .packing: self = .packing
    default: return nil
    }
  }
}

extension PlaceRole {
  /// People of a warehouse work on orders.
  static func stage(_ stage: WarehouseStage) -> PlaceRole { stage == .picking ? picking : packing }

  private static let picking = PlaceRole(
    "picking",
    Phrase("picking", "拣货"),
    awaited: Phrase("a picker", "拣货员"),
    titles: (Phrase("wait picking", "等拣货"), Phrase("in picking", "拣货中")),
    for: .orders
  ) { $0.beginWork(.picking, OrderReference(token: $1), at: $2) }

  private static let packing = PlaceRole(
    "packing",
    Phrase("packing", "包装"),
    awaited: Phrase("a packer", "包装员"),
    titles: (Phrase("wait packing", "等包装"), Phrase("in packing", "包装中")),
    for: .orders
  ) { $0.beginWork(.packing, OrderReference(token: $1), at: $2) }
}

/// What the scenario has fixed of a stage; an object, since a copy would copy what its times are drawn from.
package final class StagePlan: Sendable {
  /// Where the people are.
  package let place: PlaceID
  /// Distribution of the work times [s]; to make one may take as long as to draw from it.
  private let workTimes: any Distribution

  /// Plans a stage.
  init(_ configuration: StageConfiguration, at place: PlaceID) {
    self.place = place
    workTimes = configuration.service.distribution
  }

  /// Time to work on an order, by its draw.
  ///
  /// - Parameter draw: Above 0 and below 1.
  /// - Returns: The time, to the nearest tick.
  func workTime(_ draw: Double) -> SimulationTime { .seconds(workTimes.quantile(draw)) }
}

/// What the scenario has fixed of a warehouse.
///
/// An object: it is looked at several times for every order, and a copy would copy what its times are drawn from.
package final class WarehousePlan: Sendable {
  /// Where it is.
  package let position: Position
  /// Where drones are loaded; nil where any number of them may be at once.
  package let dock: PlaceID?
  /// Picking; nil where orders need none.
  private let picking: StagePlan?
  /// Packing; nil where orders need none.
  private let packing: StagePlan?
  /// Where the people of both are; nil where orders need none.
  private let places: (picking: PlaceID?, packing: PlaceID?)

  /// Plans a warehouse and adds its places, the same number whatever there is.
  ///
  /// - Parameters:
  ///   - configuration: The warehouse.
  ///   - owner: Its id where there are several, to tell their places apart.
  ///   - timeOfDay: Time of day at which the run starts.
  ///   - places: The places of the park so far.
  init(
    _ configuration: WarehouseConfiguration,
    owner: String?,
    from timeOfDay: SimulationTime,
    places: inout [PlacePlan]
  ) {
    position = configuration.position
    func plan(_ stage: WarehouseStage, _ configuration: StageConfiguration?) -> StagePlan? {
      let people = configuration?.starting(at: timeOfDay)
      let capacity = people.map { PlacePlan.Capacity.people($0.roster) } ?? .none
      let place = places.add(PlacePlan(.stage(stage), of: owner, capacity))
      return people.map { StagePlan($0, at: place) }
    }
    picking = plan(.picking, configuration.picking)
    packing = plan(.packing, configuration.packing)
    self.places = (picking?.place, packing?.place)
    dock = configuration.docks.map { places.add(PlacePlan(.dock, of: owner, .units($0))) }
  }

  /// Where people work on orders at a stage; nil where orders need none.
  package func place(of stage: WarehouseStage) -> PlaceID? {
    stage == .picking ? places.picking : places.packing
  }

  /// Time to work on an order at a stage, by its draw; none where orders need none.
  ///
  /// - Parameters:
  ///   - stage: The stage.
  ///   - draw: Above 0 and below 1.
  /// - Returns: The time, to the nearest tick.
  func workTime(at stage: WarehouseStage, _ draw: Double) -> SimulationTime {
    (stage == .picking ? picking?.workTime(draw) : packing?.workTime(draw)) ?? .zero
  }
}
