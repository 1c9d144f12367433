/// What the scenario has fixed of the charging bays.
package struct ChargingPlan: Sendable {
  /// The bays.
  package let place: PlaceID
  /// What a session is and when it begins and ends.
  package let rules: ChargingConfiguration

  /// Plans the bays and adds their place.
  init(_ configuration: ChargingConfiguration, places: inout [PlacePlan]) {
    place = PlaceID(places.count)
    rules = configuration
    places.append(PlacePlan(.charging, .units(configuration.bays)))
  }
}
