import DiscreteEvents
import Wording

/// What the scenario has fixed of a charging station.
package struct StationPlan: Sendable {
  /// The chargers and the line before them.
  package let place: PlaceID
  /// Time from getting a charger until power flows.
  let transferTime: SimulationTime
  /// Positions of its kinds of chargers among those of all stations.
  package let chargers: Range<Int>
  /// The same, the fastest first.
  let fastestFirst: [Int]

  /// Plans a station and adds its place.
  init(
    _ configuration: StationConfiguration,
    chargersFrom first: Int,
    owner: String?,
    places: inout [PlacePlan]
  ) {
    transferTime = configuration.transferTime
    let kinds = configuration.chargers
    chargers = first..<first + kinds.count
    // Of equals the first by id.
    fastestFirst = kinds.indices.sorted { (kinds[$1].speed, $0) < (kinds[$0].speed, $1) }
      .map { $0 + first }
    let units = kinds.reduce(0) { $0 + $1.count }
    place = places.add(PlacePlan(.charging, of: owner, .units(units)))
  }
}

extension PlaceRole {
  /// Drones charge.
  static let charging = PlaceRole(
    "charging",
    Phrase("charging", "充电"),
    awaited: Phrase("a charging bay", "充电位"),
    titles: (Phrase("wait bay", "等充电位"), Phrase("charging", "充电中")),
    for: .drones
  ) { park, drone, _ in park.takeCharger(DroneID(drone)) }
}

extension ChargerConfiguration {
  /// By which the kinds of a station are told apart: power, or sessions over time.
  fileprivate var speed: Double {
    switch session {
    case .twoStage(let power, _): power
    case .exponential(let mean): 1 / mean
    }
  }

  fileprivate var isExponential: Bool {
    if case .exponential = session { true } else { false }
  }
}

/// What the scenario has fixed of charging; an object, as it is looked at several times in each session.
package final class ChargingPlan: Sendable {
  /// The stations, by position.
  package let stations: [StationPlan]
  /// Kinds of chargers of all stations, by position.
  package let chargers: [ChargerConfiguration]
  /// Whether some sessions take an exponential time.
  let hasExponentialSessions: Bool
  /// Share of the grid's energy that reaches the batteries; nil where kinds of chargers differ.
  package let efficiency: Double?

  /// Plans the stations and adds their places.
  init(_ configuration: ChargingConfiguration, places: inout [PlacePlan]) {
    let areSeveral = configuration.stations.count > 1
    var first = 0
    stations = configuration.stations.map { station in
      defer { first += station.chargers.count }
      let owner = areSeveral ? station.id : nil
      return StationPlan(station, chargersFrom: first, owner: owner, places: &places)
    }
    chargers = configuration.stations.flatMap(\.chargers)
    hasExponentialSessions = chargers.contains(where: \.isExponential)
    let efficiencies = Set(chargers.map(\.efficiency))
    efficiency = efficiencies.count == 1 ? efficiencies.first : nil
  }

  /// A station.
  package subscript(station: StationID) -> StationPlan { stations[Int(station.index)] }

  /// A kind of charger.
  package subscript(charger: ChargerID) -> ChargerConfiguration { chargers[Int(charger.index)] }

  /// Where the stations are.
  package var places: [PlaceID] { stations.map(\.place) }
}
